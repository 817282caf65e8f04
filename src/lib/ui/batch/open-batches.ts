import type { EditorSession } from '../editor/session.svelte.ts';

/** What goes on in open projects, and ends with them; filled by screens that are loaded late. */
export const openBatches = new WeakMap<EditorSession, { close(): void }>();
