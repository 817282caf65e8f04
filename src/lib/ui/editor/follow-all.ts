import { canonicalJson } from '../../domain/document/canonical.ts';
import { setEdits } from '../../domain/document/change.ts';
import type { Edits } from '../../domain/document/edits.ts';
import { m } from '../../paraglide/messages.js';
import { notices } from '../shared/notices.svelte.ts';
import type { EditorSession } from './session.svelte.ts';

interface Words {
  /** What the edit is called. */
  readonly title: string;
  /** What the output is called. */
  readonly output: string;
}

/**
 * Lets the output that is looked at follow all outputs in an edit again. Where that changes it, what it had of its own
 * is told to be gone, and can be had back also after further steps.
 */
export function followAll(session: EditorSession, name: keyof Edits, { title, output }: Words): void {
  const { photo, output: key } = session;
  const own = photo?.variants[key]?.[name];
  session.setScope(name, 'all');
  if (!photo || own === undefined || canonicalJson(own) === canonicalJson(photo.edits[name])) return;
  const bringBack = () => {
    if (session.project.photos.some(({ id }) => id === photo.id))
      session.change(setEdits(session.project, photo.id, { [name]: own }, key));
  };
  notices.say({
    id: 'follow-all',
    tone: 'info',
    title: m.scope_let_go({ output, edit: title }),
    action: { label: m.undo(), run: bringBack }
  });
}
