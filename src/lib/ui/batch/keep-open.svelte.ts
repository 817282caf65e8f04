import { untrack } from 'svelte';
import type { EditorSession } from '../editor/session.svelte.ts';
import type { Batching } from './batching.svelte.ts';

/** The batch of another tab tells this one nothing: it is looked at so often, ms. */
const LOOK_MS = 2_000;

/** For a screen of the batch: it is open here while this tab may write the project, else looked at again and again. */
export function keepOpen(batching: Batching, session: EditorSession): void {
  $effect(() => {
    const isReadOnly = session.isReadOnly;
    untrack(() => void batching.open());
    if (!isReadOnly) return;
    const timer = setInterval(() => void batching.open(), LOOK_MS);
    return () => clearInterval(timer);
  });
}
