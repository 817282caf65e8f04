import { safeName } from '../domain/batch/safe-name.ts';
import { addPhoto, setChannels, setFound, setProduct } from '../domain/document/change.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import { asPackshotError, PackshotError } from '../domain/errors.ts';
import type { AuditItem, AuditSkip } from './audit-files.ts';
import { Claim } from './claim.ts';
import { cutoutPhoto } from './cutout.ts';
import { importPhoto } from './import.ts';
import { DEFAULT_MODEL, listModels } from './models.ts';
import { openProject, startProject } from './projects.ts';
import type { Store, Studio } from './studio.ts';

/** Where repaired pictures go. */
export interface RepairPlace {
  /** The project that they join, where it is there and no other tab writes it; else a new one is made. */
  readonly projectId: string | null;
  /** Of a new project. */
  readonly name: string;
  /** What a new project is made for; one that is there is made for these too. */
  readonly channels: readonly string[];
}

export interface Repairs {
  /** Null where no picture could be taken. */
  readonly projectId: string | null;
  /** Ids of the photos, by `AuditItem.index`. */
  readonly photos: ReadonlyMap<number, string>;
  readonly failures: readonly AuditSkip[];
  /** Whether the model was on the device, so that they are cut out already. */
  readonly areCutOut: boolean;
}

export interface RepairOptions {
  readonly signal?: AbortSignal | undefined;
  /** Called after each picture. */
  readonly onProgress?: (done: number, total: number) => void;
}

interface Draft {
  readonly project: Project;
  readonly revision: number;
  readonly claim: Claim | null;
}

/**
 * Takes audited pictures into a project, one after the other, each as a photo with identifier and slot from its name,
 * and cuts it out where the model is on the device (the editor asks for it where it is not). Saved after each picture:
 * what is done stays when it is cancelled.
 * @throws `aborted`, `quota-exceeded`
 */
export async function repairPictures(
  studio: Studio,
  place: RepairPlace,
  items: readonly AuditItem[],
  { signal, onProgress }: RepairOptions = {}
): Promise<Repairs> {
  let draft = await draftFor(studio.store, place);
  const areCutOut = await hasModel(studio);
  const photos = new Map<number, string>();
  const failures: AuditSkip[] = [];
  try {
    for (const [done, item] of items.entries()) {
      try {
        const { project, photo } = await withRepair(studio, draft.project, item, {
          isCutOut: areCutOut,
          signal
        });
        const revision = await studio.store.saveProject(project, draft.revision);
        draft = { ...draft, project, revision };
        photos.set(item.index, photo.id);
      } catch (thrown) {
        const error = asPackshotError(thrown, 'decode-failed');
        if (error.code === 'aborted' || error.code === 'quota-exceeded') throw error;
        failures.push({ path: item.path, error });
      }
      onProgress?.(done + 1, items.length);
    }
  } finally {
    draft.claim?.end();
  }
  return { projectId: photos.size > 0 ? draft.project.id : null, photos, failures, areCutOut };
}

async function draftFor(store: Store, place: RepairPlace): Promise<Draft> {
  const joined = place.projectId === null ? null : await joinProject(store, place.projectId, place.channels);
  if (joined) return joined;
  const project = setChannels(startProject(place.name), place.channels);
  return { project, revision: 0, claim: null };
}

/** Null where the project is gone, cannot be read, or is another tab's. */
async function joinProject(store: Store, id: string, channels: readonly string[]): Promise<Draft | null> {
  const claim = store.kind === 'local' ? await Claim.of(id) : null;
  try {
    if (claim?.isWriter === false) throw new PackshotError('busy', 'another tab writes this project');
    const { project, revision } = await openProject(store, id);
    const all = [...new Set([...project.channels, ...channels])];
    return { project: setChannels(project, all), revision, claim };
  } catch {
    claim?.end();
    return null;
  }
}

async function withRepair(
  studio: Studio,
  before: Project,
  item: AuditItem,
  { isCutOut, signal }: { isCutOut: boolean; signal: AbortSignal | undefined }
): Promise<{ project: Project; photo: Photo }> {
  const data = await item.open(signal);
  const { identifier, slot } = item.place;
  const photo = await importPhoto(studio, { name: safeName(item.name), data }, { signal });
  const [products, productId] = withProduct(before, identifier);
  const added = addPhoto(products, { ...photo, slot, ...(productId !== null && { productId }) });
  return { project: isCutOut ? await withCutout(studio, added, photo, signal) : added, photo };
}

function withProduct(project: Project, identifier: string | null): [Project, string | null] {
  if (identifier === null) return [project, null];
  const known = project.products.find((product) => product.identifier === identifier);
  if (known) return [project, known.id];
  const id = crypto.randomUUID();
  return [setProduct(project, id, { identifier }), id];
}

/** Fetching the model needs a consent, for which the editor asks. */
const hasModel = async (studio: Studio): Promise<boolean> =>
  (await listModels(studio)).some(({ id, cached }) => id === DEFAULT_MODEL && cached);

/** A cutout that fails is left to the editor, which says why. */
async function withCutout(
  studio: Studio,
  project: Project,
  photo: Photo,
  signal: AbortSignal | undefined
): Promise<Project> {
  try {
    return setFound(project, photo.id, (await cutoutPhoto(studio, photo, { signal })).found);
  } catch (thrown) {
    const error = asPackshotError(thrown, 'worker-died');
    if (error.code === 'aborted') throw error;
    return project;
  }
}
