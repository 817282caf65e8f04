import type { Project } from '../../domain/document/document.ts';
import { startHistory, type History, type RecordOptions } from '../../domain/document/history.ts';
import type { OpenedProject } from '../../pipeline/projects.ts';

/** A project with the steps of undo that it was saved with. */
export const historyOf = (project: Project, steps: OpenedProject['steps']): History<Project> =>
  steps ? Object.freeze({ ...startHistory(project), ...steps }) : startHistory(project);

/** Changes with the same `gesture` on one photo in a row are one step. */
export const mergeOptions = (gesture: string | undefined, photoId: string): RecordOptions =>
  gesture === undefined ? {} : { mergeKey: `${gesture} ${photoId}` };
