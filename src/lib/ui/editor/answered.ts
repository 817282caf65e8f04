import { canonicalJson } from '../../domain/document/canonical.ts';
import { setFound } from '../../domain/document/change.ts';
import type { Photo, Project } from '../../domain/document/document.ts';
import type { Ask, Found } from '../../domain/document/edits/cutout.ts';
import type { History } from '../../domain/document/history.ts';
import { isStale } from '../../domain/document/series.ts';

/** Whether a photo asks just this. */
export const asks = ({ edits }: Photo, ask: Ask): boolean =>
  canonicalJson(edits.cutout.ask) === canonicalJson(ask);

/** The history with `found` in every document that asks this and has no answer. */
export function answered(history: History<Project>, photoId: string, found: Found): History<Project> {
  const told = (project: Project): Project => {
    const photo = project.photos.find(({ id }) => id === photoId);
    if (!photo || !asks(photo, found.ask)) return project;
    const { cutout } = photo.edits;
    return cutout.found === null || isStale(cutout) ? setFound(project, photoId, found) : project;
  };
  const { past, present, future } = history;
  return Object.freeze({
    ...history,
    past: past.map(told),
    present: told(present),
    future: future.map(told)
  });
}
