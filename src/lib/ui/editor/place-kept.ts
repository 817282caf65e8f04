import { variantKey } from '../../domain/document/resolve.ts';
import type { EditorDesk } from './desk.svelte.ts';
import { TOOLS } from './tools.svelte.ts';

// What is looked at and the tool in the hand outlive a reload of the tab. They are the tab's, never the document's.

const keyOf = (projectId: string): string => `packshot-place:${projectId}`;

/** To be called as the page ends. A frame of another site's page that is to keep nothing keeps not even this. */
export function keepPlace(desk: EditorDesk): void {
  const { session, output, tools } = desk;
  if (session.store.kind === 'memory' || !session.photo) return;
  keep(session.project.id, { photoId: session.photo.id, output: output.key, tool: tools.active });
}

/** A photo and an output, to be looked at when the project is opened next in this tab. */
export function keepPlaceIn(
  projectId: string,
  { photoId, channel, role }: { photoId: string; channel: string; role: string }
): void {
  keep(projectId, { photoId, output: variantKey(channel, role) });
}

function keep(projectId: string, place: Readonly<Record<string, string>>): void {
  try {
    sessionStorage.setItem(keyOf(projectId), JSON.stringify(place));
  } catch {
    return;
  }
}

/** Looks again at what this tab looked at before, with the same tool, as far as that is still there. */
export function returnToPlace(desk: EditorDesk): void {
  const { session } = desk;
  const { photoId, output, tool } = placeOf(desk);
  const photo = session.project.photos.find(({ id }) => id === photoId);
  if (photo) session.select(photo.id);
  const choice = session.choosing.outputs.find(({ key }) => key === output);
  if (choice) desk.choose(choice);
  const known = TOOLS.find(({ id }) => id === tool);
  if (known && session.photo) desk.tools.choose(known.id);
}

function placeOf({ session }: EditorDesk): Record<string, unknown> {
  try {
    return (JSON.parse(sessionStorage.getItem(keyOf(session.project.id)) ?? 'null') ?? {}) as Record<
      string,
      unknown
    >;
  } catch {
    return {};
  }
}
