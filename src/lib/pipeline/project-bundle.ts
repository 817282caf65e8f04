import { blobRefs } from '../domain/document/blob.ts';
import type { Project } from '../domain/document/document.ts';
import { parseProject } from '../domain/document/parse.ts';
import { PackshotError } from '../domain/errors.ts';
import { sha256 } from '../storage/blobs.ts';
import type { Store } from '../storage/store.ts';

/** A project as it is handed from page to page: its document, and every blob that this refers to, by sha-256. */
export interface ProjectBundle {
  readonly document: unknown;
  readonly blobs: Readonly<Record<string, Blob>>;
}

/** @throws `not-found` where a blob is gone */
export async function bundleOf(store: Store, project: Project): Promise<ProjectBundle> {
  const refs = [...blobRefs(project).values()];
  const blobs = await Promise.all(refs.map(async (ref) => [ref.sha256, await store.getBlob(ref)] as const));
  return { document: project, blobs: Object.fromEntries(blobs) };
}

/**
 * Parses a bundle and keeps its blobs; those that are here already need not be in it, those that the document does not
 * refer to are left. What is kept is part of no project yet.
 * @throws `version`, `bad-request` with `path`: `document.photos.0.size`, `blobs.<sha256>`
 */
export async function takeBundle(store: Store, { document, blobs }: ProjectBundle): Promise<Project> {
  const project = projectIn(document);
  for (const ref of blobRefs(project).values()) {
    const { sha256: hash, type } = ref;
    const blob = Object.hasOwn(blobs, hash) ? blobs[hash] : undefined;
    if (blob && (await sha256(blob)) !== hash) throw refused(`blobs.${hash}`, 'its content has another hash');
    if (blob) await store.putBlob(new Blob([blob], { type }));
    else if (!(await store.getBlob(ref).catch(() => null))) throw refused(`blobs.${hash}`, 'is not there');
  }
  return project;
}

const refused = (path: string, why: string): PackshotError =>
  new PackshotError('bad-request', `${path}: ${why}`, { path });

function projectIn(document: unknown): Project {
  try {
    return parseProject(plain(document));
  } catch (error) {
    if (!(error instanceof PackshotError) || error.code !== 'bad-request') throw error;
    const inner = String(error.data?.['path'] ?? '');
    const path = inner ? `document.${inner}` : 'document';
    throw new PackshotError('bad-request', error.message, { path });
  }
}

/** What a message carries may go in circles, or hold what JSON cannot say. */
function plain(value: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(value));
  } catch {
    throw new PackshotError('bad-request', 'the document is no JSON');
  }
}
