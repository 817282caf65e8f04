import type { Job } from '../../domain/batch/job.ts';
import type { Project } from '../../domain/document/document.ts';
import type { BatchRow } from '../batch/rows.ts';

/** Files that are made and wait for a person: those in doubt, and those that break a rule. Most doubtful first. */
export function doubtfulJobs(rows: readonly BatchRow[], project: Project): readonly Job[] {
  const sure = new Map(
    project.photos.map(({ id, edits }) => [id, edits.cutout.found?.confidence ?? 1] as const)
  );
  const places = new Map(project.photos.map(({ id }, at) => [id, at] as const));
  const isDoubtful = ({ state, result }: Job) => state === 'review' || (state === 'failed' && result);
  const sureOf = ({ photo }: Job) => sure.get(photo) ?? 1;
  const placeOf = ({ photo }: Job) => places.get(photo) ?? 0;
  return rows
    .flatMap(({ jobs }) => jobs.filter(isDoubtful))
    .sort(
      (a, b) =>
        (a.result?.score ?? 0) - (b.result?.score ?? 0) ||
        sureOf(a) - sureOf(b) ||
        placeOf(a) - placeOf(b) ||
        a.order - b.order
    );
}
