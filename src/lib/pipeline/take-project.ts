import { blobRefs } from '../domain/document/blob.ts';
import { canonicalJson } from '../domain/document/canonical.ts';
import type { Project } from '../domain/document/document.ts';
import { parseProject } from '../domain/document/parse.ts';
import { copyAs, salvage, type LostPhoto } from '../domain/document/salvage.ts';
import { PackshotError } from '../domain/errors.ts';
import type { Store } from '../storage/store.ts';
import { readProjectFile, type ReadProjectFile } from './read-project-file.ts';

/** A project that is now on this device. */
export interface TakenProject {
  readonly project: Project;
  /** Photos and edits that could not be read. */
  readonly lost: readonly LostPhoto[];
  /** Names of photos of which pixels are missing. */
  readonly incomplete: readonly string[];
}

/**
 * Keeps a project file's project on this device: under its own id, or a new one where that is another project here.
 * A broken document gives what can be read of it.
 * @throws as `readProjectFile`; `version` for a document of a newer app, `quota-exceeded`
 */
export async function takeProjectFile(store: Store, file: Blob): Promise<TakenProject> {
  const read = await readProjectFile(file);
  const { project, lost } = documentIn(read);
  const missing = await takeBlobs(store, project, read);
  const incomplete = photosWith(project, missing);
  const there = await rawHere(store, project.id);
  if (there === null) return { project: await saved(store, project), lost, incomplete };
  if (isSame(there, project)) return { project, lost, incomplete };
  const other = copyAs(project, { id: crypto.randomUUID() });
  return { project: await saved(store, other), lost, incomplete };
}

/**
 * Makes a copy of what can be read of a project on this device, without its undo. The project itself stays as it is.
 * @throws `not-found`, `version`, `bad-request` (nothing can be read), `quota-exceeded`
 */
export async function recoverProject(
  store: Store,
  id: string,
  nameOf: (name: string) => string
): Promise<TakenProject> {
  const { name, document } = await store.loadRaw(id);
  const { project, lost } = salvage(document, { id: crypto.randomUUID(), name: nameOf(name) });
  return { project: await saved(store, project), lost, incomplete: [] };
}

function documentIn({ name, document }: ReadProjectFile): Pick<TakenProject, 'project' | 'lost'> {
  try {
    return { project: parseProject(document), lost: [] };
  } catch (error) {
    if (error instanceof PackshotError && error.code === 'version') throw error;
    return salvage(document, { id: crypto.randomUUID(), name });
  }
}

/** Keeps the blobs that the document refers to; gives the hashes of those that are neither in the file nor here. */
async function takeBlobs(store: Store, project: Project, file: ReadProjectFile): Promise<Set<string>> {
  const missing = new Set<string>();
  for (const ref of blobRefs(project).values()) {
    if (file.hashes.has(ref.sha256)) {
      const content = await file.blob(ref.sha256).catch(() => null);
      if (content) {
        await store.putBlob(new Blob([content], { type: ref.type }));
        continue;
      }
    }
    if (!(await store.getBlob(ref).catch(() => null))) missing.add(ref.sha256);
  }
  return missing;
}

const photosWith = (project: Project, hashes: ReadonlySet<string>): string[] =>
  project.photos
    .filter((photo) => [...blobRefs(photo).keys()].some((hash) => hashes.has(hash)))
    .map(({ name }) => name);

async function rawHere(store: Store, id: string): Promise<unknown> {
  const all = await store.listProjects();
  return all.some((card) => card.id === id) ? (await store.loadRaw(id)).document : null;
}

/** Whether what lies here, of whatever version, is this document. */
function isSame(there: unknown, project: Project): boolean {
  try {
    return canonicalJson(parseProject(there)) === canonicalJson(project);
  } catch {
    return false;
  }
}

async function saved(store: Store, project: Project): Promise<Project> {
  await store.saveProject(project, 0);
  return project;
}
