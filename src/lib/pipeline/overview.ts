import type { Work } from '../domain/batch/board.ts';
import { outdated } from '../domain/batch/refresh.ts';
import type { Project } from '../domain/document/document.ts';
import { staleOutputs } from './refresh.ts';
import type { Studio } from './studio.ts';

/**
 * Ids of finished files that would be others today. One that only a newer app would make otherwise is none of them:
 * every new build is another app, and what it makes is seldom another picture.
 */
export async function staleIds(studio: Studio, project: Project): Promise<ReadonlySet<string>> {
  const stale = await staleOutputs(studio, project);
  return new Set(outdated(stale).map(({ output }) => output.id));
}

/** `ExportedFile.id` of pictures that have gone under the names of sizes that share them. */
export async function goneShared(
  { store }: Pick<Studio, 'store'>,
  { id }: Project
): Promise<ReadonlySet<string>> {
  const gone = await store.work.listExported(id);
  return new Set(gone.filter(({ product }) => product !== undefined).map((file) => file.id));
}

/** What is known of a project's files, as it lies on this device. */
export async function workOf(studio: Studio, project: Project): Promise<Work> {
  const [jobs, stale, gone] = await Promise.all([
    studio.store.work.listJobs(project.id),
    staleIds(studio, project),
    goneShared(studio, project)
  ]);
  return { jobs, stale, gone };
}
