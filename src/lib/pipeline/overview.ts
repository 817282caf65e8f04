import type { Work } from '../domain/batch/board.ts';
import { listableSteps, type Listable } from '../domain/batch/listable.ts';
import { outdated } from '../domain/batch/refresh.ts';
import type { Channel } from '../domain/channels/channel.ts';
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

/** Longest time that counting may hold up the page, ms. */
const TURN_MS = 12;

/**
 * How many of a project's products could be listed, a channel at a time; the page has its turn in between. Ends where the
 * signal says so.
 */
export async function* listableIn(
  project: Project,
  channels: readonly Channel[],
  work: Work,
  signal?: AbortSignal
): AsyncGenerator<Listable, void> {
  let turnEnds = performance.now() + TURN_MS;
  for (const found of listableSteps(project, channels, work)) {
    if (found) yield found;
    if (performance.now() < turnEnds) continue;
    await new Promise((next) => setTimeout(next));
    if (signal?.aborted) return;
    turnEnds = performance.now() + TURN_MS;
  }
}
