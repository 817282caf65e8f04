import type { Studio } from '../../pipeline/studio.ts';
import type { EditorSession } from '../editor/session.svelte.ts';
import { Batching } from './batching.svelte.ts';
import { openBatches } from './open-batches.ts';

const known = new WeakMap<EditorSession, Batching>();

/** The one of an open project; it goes on while other screens are looked at. */
export function batchingOf(studio: Studio, session: EditorSession): Batching {
  const batching = known.get(session) ?? new Batching(studio, session);
  known.set(session, batching);
  openBatches.set(session, batching);
  // Two tabs never work one batch.
  session.holding.onaway = () => batching.close();
  return batching;
}
