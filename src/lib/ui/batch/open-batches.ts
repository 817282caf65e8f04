import type { Mark } from '../../pipeline/gone.ts';
import type { EditorSession } from '../editor/session.svelte.ts';

interface OpenBatch {
  close(): Promise<void>;
  /** Their files have gone. */
  readonly mark: Mark;
}

/** What goes on in open projects, and ends with them; filled by screens that are loaded late. */
export const openBatches = new WeakMap<EditorSession, OpenBatch>();
