import type { Project } from '../../domain/document/document.ts';
import { startHistory, type History, type RecordOptions } from '../../domain/document/history.ts';
import type { OpenedProject } from '../../pipeline/projects.ts';

/** A project with the steps of undo that it was saved with. */
export const historyOf = (project: Project, steps: OpenedProject['steps']): History<Project> =>
  steps ? Object.freeze({ ...startHistory(project), ...steps }) : startHistory(project);

/** Changes with the same `gesture` on one photo in a row are one step. */
export const mergeOptions = (gesture: string | undefined, photoId: string): RecordOptions =>
  gesture === undefined ? {} : { mergeKey: `${gesture} ${photoId}` };

/** The photo that a step changes, where it leaves the one that is `looked` at as it is; undefined where it does not. */
export function changedPhoto(
  before: Project,
  after: Project,
  looked: string | undefined
): string | undefined {
  const known = new Map(before.photos.map((photo) => [photo.id, photo]));
  const changed = after.photos.filter((photo) => known.get(photo.id) !== photo).map(({ id }) => id);
  return looked !== undefined && changed.includes(looked) ? undefined : changed[0];
}
