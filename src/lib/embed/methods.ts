import { isIdentifier, parseIdentifier } from '../domain/channels/identifier.ts';
import { applyFixes } from '../domain/compliance/apply-fixes.ts';
import * as change from '../domain/document/change.ts';
import type { Photo, Product, Project } from '../domain/document/document.ts';
import { variantKey } from '../domain/document/resolve.ts';
import { copyAs } from '../domain/document/salvage.ts';
import { PackshotError } from '../domain/errors.ts';
import { inspectFile } from '../pipeline/check.ts';
import { importPhoto } from '../pipeline/import.ts';
import { bundleOf, takeBundle, type ProjectBundle } from '../pipeline/project-bundle.ts';
import { DEFAULT_MODEL, engineOf } from '../pipeline/models.ts';
import { checkedPreview } from '../pipeline/preview.ts';
import { settlePhoto } from '../pipeline/settle.ts';
import { auditFiles } from './audit-method.ts';
import { BatchMethods } from './batch-methods.ts';
import { capabilitiesOf } from './capabilities.ts';
import { Desk, type MethodContext } from './desk.ts';
import type { Method } from './dispatch.ts';
import { getEdits, setEdits } from './edit-methods.ts';
import { fixesOf } from './fix-method.ts';
import { exportPhotos } from './export-method.ts';
import { withMetadata } from './metadata.ts';
import * as products from './product-methods.ts';
import { parseParams, REQUESTS, type MethodName, type Params } from './requests.ts';
import type {
  AddedPhoto,
  AddedPhotos,
  Audit,
  Capabilities,
  Edits,
  Exported,
  Fixed,
  ImportedCsv,
  Metadata,
  Rendered,
  Report
} from './sdk/types.ts';

type Handlers = { [M in MethodName]: (params: Params<M>, signal: AbortSignal) => Promise<unknown> };

/** Longest side of a preview, px. */
const PREVIEW_PX = 1024;

/** The methods of the contract. Work on pixels runs in lanes; the document is changed only when it has succeeded. */
class Methods extends BatchMethods implements Handlers {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    super(desk);
    this.#desk = desk;
  }

  async capabilities(): Promise<Capabilities> {
    return capabilitiesOf(this.#desk.studio);
  }

  async prepare({ model = DEFAULT_MODEL }: Params<'prepare'>, signal: AbortSignal): Promise<void> {
    await this.#desk.fetchModel(model, { task: 'prepare' }, signal);
    await engineOf(this.#desk.studio, model).call((api) => api.warm({ model, effort: 'auto' }), {
      signal
    });
  }

  async addPhoto(params: Params<'addPhoto'>, signal: AbortSignal): Promise<AddedPhoto> {
    const { studio } = this.#desk;
    const photo = await this.#desk.files.run(() => importPhoto(studio, params, { signal }), signal);
    signal.throwIfAborted();
    this.#desk.change((before) => withPhoto(before, photo, params));
    return { id: photo.id, ...photo.size, warnings: warningsOf(params) };
  }

  async addPhotos(params: Params<'addPhotos'>, signal: AbortSignal): Promise<AddedPhotos> {
    return this.#desk.files.run(() => products.addPhotos(this.#desk, params, signal), signal);
  }

  getProducts = async (): Promise<readonly Product[]> => this.#desk.project.products;

  async setProduct(params: Params<'setProduct'>): Promise<Product> {
    return products.setProduct(this.#desk, params);
  }

  async removeProduct({ id }: Params<'removeProduct'>): Promise<void> {
    this.#desk.change((before) => change.removeProduct(before, id));
  }

  async importCsv(params: Params<'importCsv'>, signal: AbortSignal): Promise<ImportedCsv> {
    return products.importCsv(this.#desk, params, signal);
  }

  exportCsv = async (): Promise<Blob> => products.exportCsv(this.#desk);

  async removePhoto({ id }: Params<'removePhoto'>): Promise<void> {
    this.#desk.change((before) => change.removePhoto(before, id));
    this.#desk.tidy().catch((error: unknown) => console.warn('Packshot:', error));
  }

  async getEdits(params: Params<'getEdits'>): Promise<Edits> {
    if (params.variant) this.requireRole(params.variant);
    return getEdits(this.#desk, params);
  }

  async setEdits(params: Params<'setEdits'>, signal: AbortSignal): Promise<Edits> {
    if (params.variant) this.requireRole(params.variant);
    await setEdits(this.#desk, params, signal);
    return getEdits(this.#desk, params);
  }

  async getMetadata(): Promise<Metadata> {
    return this.#desk.project.metadata;
  }

  async setMetadata({ patch }: Params<'setMetadata'>): Promise<Metadata> {
    this.#desk.change((before) => withMetadata(before, patch));
    return this.#desk.project.metadata;
  }

  async fix(params: Params<'fix'>, signal: AbortSignal): Promise<Fixed> {
    this.requireRole(params);
    const { id, channel, role, locale } = params;
    const target = { channel, role, locale };
    const fixes = await fixesOf(this.#desk, params, signal);
    signal.throwIfAborted();
    if (fixes.length > 0) {
      const key = variantKey(target.channel, target.role, target.locale);
      this.#desk.change((before) => applyFixes(before, id, key, fixes));
    }
    const applied = fixes.map((fix) => fix.id);
    if (applied.includes('holes')) await this.cutout({ id, effort: 'auto' }, signal);
    const { report } = await this.render({ id, preview: false, ...target }, signal);
    return { applied, report };
  }

  async render(params: Params<'render'>, signal: AbortSignal): Promise<Rendered> {
    const { id, preview, fix: autoFix = 'none', candidates: compare = 1, ...target } = params;
    this.requireRole(target);
    const { studio, project, files } = this.#desk;
    const photo = () => this.#desk.photo(id);
    if (preview) {
      const options = { maxSide: PREVIEW_PX, signal };
      const shown = await files.run(() => checkedPreview(studio, project, photo(), target, options), signal);
      return { name: shown.report.file.name, ...shown };
    }
    const { name, blob, width, height, report } = await files.run(
      () =>
        settlePhoto(studio, project, photo(), target, {
          policy: { autoFix, candidates: 0 },
          compare,
          signal
        }),
      signal
    );
    return { name, blob, width, height, report };
  }

  async export(params: Params<'export'>, signal: AbortSignal): Promise<Exported> {
    return exportPhotos(this.#desk, params, await this.markExported(), signal);
  }

  /** In both lanes: work under way puts its result into the document that it began with. */
  async getProject(_: Params<'getProject'>, signal: AbortSignal): Promise<ProjectBundle> {
    const { studio } = this.#desk;
    return this.#desk.alone(() => bundleOf(studio.store, this.#desk.project), signal);
  }

  async loadProject(bundle: Params<'loadProject'>, signal: AbortSignal): Promise<void> {
    const { studio } = this.#desk;
    await this.#desk.alone(async () => {
      const loaded = await takeBundle(studio.store, bundle).catch(inCall);
      signal.throwIfAborted();
      this.#desk.change(({ id }) => copyAs(loaded, { id }));
    }, signal);
    this.#desk.tidy().catch((error: unknown) => console.warn('Packshot:', error));
  }

  async audit(params: Params<'audit'>, signal: AbortSignal): Promise<Audit> {
    return auditFiles(this.#desk, params, signal);
  }

  async inspect({ blob, ...options }: Params<'inspect'>, signal: AbortSignal): Promise<Report> {
    this.requireRole(options);
    return this.#desk.files.run(() => inspectFile(this.#desk.studio, blob, { ...options, signal }), signal);
  }
}

/** The path within the call's parameters. */
function inCall(error: unknown): never {
  if (!(error instanceof PackshotError) || error.code !== 'bad-request') throw error;
  const path = `loadProject.${String(error.data?.['path'] ?? 'document')}`;
  throw new PackshotError('bad-request', `${path}: ${error.message}`, { path });
}

function withPhoto(before: Project, photo: Photo, params: Params<'addPhoto'>): Project {
  const { sku, identifier, slot, prompt } = params;
  const placed = { ...photo, ...(slot !== undefined && { slot }), ...(prompt !== undefined && { prompt }) };
  if (sku === undefined && identifier === undefined) return change.addPhoto(before, placed);
  const isSame = (product: Product) => product.sku === sku && product.identifier === identifier;
  const known = before.products.find(isSame);
  if (known) return change.addPhoto(before, { ...placed, productId: known.id });
  const productId = crypto.randomUUID();
  return change.addPhoto(change.setProduct(before, productId, { sku, identifier }), { ...placed, productId });
}

function warningsOf({ identifier }: Params<'addPhoto'>): string[] {
  if (identifier === undefined) return [];
  const parsed = parseIdentifier(identifier);
  return isIdentifier(parsed) ? [] : [`identifier "${identifier}" is not valid: ${parsed.problem}`];
}

/** The methods by name, each with its parameters validated. `ping` lets the host see that the frame is alive. */
export function methodsOf(context: MethodContext): ReadonlyMap<string, Method> {
  const handlers: Handlers = new Methods(new Desk(context));
  const method = <M extends MethodName>(name: M): [string, Method] => [
    name,
    async (params, signal) => handlers[name](parseParams(REQUESTS[name], params, name) as Params<M>, signal)
  ];
  return new Map<string, Method>([
    ...(Object.keys(REQUESTS) as MethodName[]).map(method),
    ['ping', async () => undefined]
  ]);
}
