import { CHANNELS } from '../domain/channels/index.ts';
import { isIdentifier, parseIdentifier } from '../domain/channels/identifier.ts';
import * as change from '../domain/document/change.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import { PackshotError } from '../domain/errors.ts';
import { inspectFile } from '../pipeline/check.ts';
import { cutoutOf, cutoutPhoto, matteOf, type CutoutStage } from '../pipeline/cutout.ts';
import { APP_VERSION, capabilities } from '../pipeline/device.ts';
import { renderPhoto } from '../pipeline/export.ts';
import { importPhoto } from '../pipeline/import.ts';
import { DEFAULT_MODEL, engineOf, listModels, prepareModel } from '../pipeline/models.ts';
import type { Studio } from '../pipeline/studio.ts';
import type { Emit, Method } from './dispatch.ts';
import { Lane } from './lane.ts';
import type { ProjectOwner } from './project-owner.ts';
import { parseParams, REQUESTS, type MethodName, type Params } from './requests.ts';
import type { AddedPhoto, Capabilities, ChannelInfo, Cutout, Rendered, Report } from './sdk/types.ts';

export interface MethodContext {
  readonly studio: Studio;
  readonly owner: ProjectOwner;
  readonly emit: Emit;
}

type Handlers = { [M in MethodName]: (params: Params<M>, signal: AbortSignal) => Promise<unknown> };

/** Input sides by effort: one matte is computed either way. */
const SIDES = { fast: 512, auto: 1024, best: 1024 } as const;
const STAGES: readonly CutoutStage[] = ['decode', 'load', 'prepare', 'infer', 'refine', 'store'];

/** Roles whose files this version makes and judges. */
const ROLES = ['main'];

const CHANNEL_INFOS: readonly ChannelInfo[] = CHANNELS.map(({ id, name, kind, version, status, roles }) => ({
  id,
  name,
  kind,
  version,
  status,
  roles: roles.map((role) => role.id).filter((role) => ROLES.includes(role))
}));

/** @throws `rule-unknown` */
function requireRole({ channel, role }: { channel: string; role: string }): void {
  if (CHANNEL_INFOS.some(({ id, roles }) => id === channel && roles.includes(role))) return;
  throw new PackshotError('rule-unknown', `No rules for ${channel}/${role} in this version`, {
    channel,
    role
  });
}

/** The methods of the contract. Work on pixels runs in lanes; the document is changed only when it has succeeded. */
class Methods implements Handlers {
  readonly #context: MethodContext;
  readonly #files = new Lane();
  readonly #models = new Lane();
  readonly #cutouts = new Lane();

  constructor(context: MethodContext) {
    this.#context = context;
  }

  async capabilities(): Promise<Capabilities> {
    const models = await listModels(this.#context.studio);
    return {
      version: 1,
      app: APP_VERSION,
      // No worker of this version computes on WebGPU.
      webgpu: false,
      threads: capabilities().threads,
      storage: await canKeep(),
      models: models.map(({ id, task, bytes, cached, licence, licenceEvidence, commercialUse }) => ({
        id,
        task,
        bytes,
        cached,
        licence,
        licenceEvidence,
        commercialUse
      })),
      channels: CHANNEL_INFOS
    };
  }

  async prepare({ model = DEFAULT_MODEL }: Params<'prepare'>, signal: AbortSignal): Promise<void> {
    await this.#fetchModel(model, 'prepare', undefined, signal);
    await engineOf(this.#context.studio, model).call((api) => api.warm({ model, side: SIDES.auto }), {
      signal
    });
  }

  async addPhoto(params: Params<'addPhoto'>, signal: AbortSignal): Promise<AddedPhoto> {
    const { studio } = this.#context;
    const photo = await this.#files.run(() => importPhoto(studio, params, { signal }), signal);
    signal.throwIfAborted();
    this.#change((before) => withPhoto(before, photo, params));
    return { id: photo.id, ...photo.size, warnings: warningsOf(params) };
  }

  async removePhoto({ id }: Params<'removePhoto'>): Promise<void> {
    this.#change((before) => change.removePhoto(before, id));
    this.#tidy().catch((error: unknown) => console.warn('Packshot:', error));
  }

  async cutout(params: Params<'cutout'>, signal: AbortSignal): Promise<Cutout> {
    const { id, effort, prompt, model = DEFAULT_MODEL } = params;
    const { studio, emit } = this.#context;
    const photo = this.#photo(id);
    if (prompt) throw new PackshotError('unsupported-prompt', `Model ${model} takes no prompts`, { model });
    await this.#fetchModel(model, 'cutout', id, signal);
    const onStage = (stage: CutoutStage) =>
      emit('progress', { task: 'cutout', id, stage, done: STAGES.indexOf(stage), total: STAGES.length });
    const { edit, ...result } = await this.#cutouts.run(
      () => cutoutPhoto(studio, photo, { model, side: SIDES[effort], signal, onStage }),
      signal
    );
    signal.throwIfAborted();
    this.#change((before) => change.setCutout(before, id, edit));
    return result;
  }

  async getMatte({ id }: Params<'getMatte'>): Promise<Blob> {
    return matteOf(this.#context.studio, this.#photo(id));
  }

  async getCutout({ id }: Params<'getCutout'>, signal: AbortSignal): Promise<Blob> {
    return this.#files.run(() => cutoutOf(this.#context.studio, this.#photo(id)), signal);
  }

  async render({ id, ...target }: Params<'render'>, signal: AbortSignal): Promise<Rendered> {
    requireRole(target);
    const { studio, owner } = this.#context;
    const { name, blob, width, height, report } = await this.#files.run(
      () => renderPhoto(studio, owner.project, this.#photo(id), target, { signal }),
      signal
    );
    return { name, blob, width, height, report };
  }

  async inspect({ blob, ...options }: Params<'inspect'>, signal: AbortSignal): Promise<Report> {
    requireRole(options);
    return this.#files.run(() => inspectFile(this.#context.studio, blob, { ...options, signal }), signal);
  }

  #photo(id: string): Photo {
    return change.findPhoto(this.#context.owner.project, id);
  }

  #change(edit: (before: Project) => Project): void {
    const { owner } = this.#context;
    owner.change(edit(owner.project));
  }

  /** In both lanes: between an import's or a cutout's keeping of its pixels and its change, nothing refers to them. */
  #tidy(): Promise<void> {
    const { signal } = new AbortController();
    const tidy = async () => this.#context.owner.tidy?.();
    return this.#cutouts.run(() => this.#files.run(tidy, signal), signal);
  }

  /** Nothing where the model is on the device already. @throws `model-unavailable` */
  async #fetchModel(model: string, task: string, id: string | undefined, signal: AbortSignal): Promise<void> {
    const { studio, emit } = this.#context;
    const known = (await listModels(studio)).find((entry) => entry.id === model);
    if (!known) throw new PackshotError('model-unavailable', `No model "${model}"`, { model });
    if (known.cached) return;
    const onProgress = (progress: { done: number; total: number }) =>
      emit('progress', { task, ...(id !== undefined && { id }), stage: 'model', ...progress });
    await this.#models.run(() => prepareModel(studio, model, { signal, onProgress }), signal);
  }
}

function withPhoto(before: Project, photo: Photo, params: Params<'addPhoto'>): Project {
  const { sku, identifier, slot } = params;
  const placed = { ...photo, ...(slot !== undefined && { slot }) };
  if (sku === undefined && identifier === undefined) return change.addPhoto(before, placed);
  const productId = crypto.randomUUID();
  const withProduct = change.setProduct(before, productId, {
    ...(sku !== undefined && { sku }),
    ...(identifier !== undefined && { identifier })
  });
  return change.addPhoto(withProduct, { ...placed, productId });
}

function warningsOf({ identifier }: Params<'addPhoto'>): string[] {
  if (identifier === undefined) return [];
  const parsed = parseIdentifier(identifier);
  return isIdentifier(parsed) ? [] : [`identifier "${identifier}" is not valid: ${parsed.problem}`];
}

/** Whether this frame may keep anything: browsers refuse storage to third-party frames by throwing. */
const canKeep = (): Promise<boolean> =>
  Promise.resolve()
    .then(() => caches.keys())
    .then(
      () => true,
      () => false
    );

/** The methods by name, each with its parameters validated. `ping` lets the host see that the frame is alive. */
export function methodsOf(context: MethodContext): ReadonlyMap<string, Method> {
  const handlers: Handlers = new Methods(context);
  const method = <M extends MethodName>(name: M): [string, Method] => [
    name,
    async (params, signal) => handlers[name](parseParams(REQUESTS[name], params, name) as Params<M>, signal)
  ];
  return new Map<string, Method>([
    ...(Object.keys(REQUESTS) as MethodName[]).map(method),
    ['ping', async () => undefined]
  ]);
}
