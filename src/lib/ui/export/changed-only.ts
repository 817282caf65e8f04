import type { EditorSession } from '../editor/session.svelte.ts';

/** Projects whose export is opened next for files that have changed: from the screen that has made them again. */
export const changedOnly = new WeakSet<EditorSession>();
