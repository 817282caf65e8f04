import type { Photo } from '../../domain/document/document.ts';
import type { Laid } from './laid.ts';
import type { Live } from './live.svelte.ts';
import type { Pictures } from './pictures.svelte.ts';
import type { EditorSession } from './session.svelte.ts';
import type { Viewport } from './viewport.svelte.ts';

/** What the tools see of the desk they lie on. */
export interface Bench {
  readonly session: EditorSession;
  readonly view: Viewport;
  /** As shown, with a preview's matte. */
  readonly photo: Photo | undefined;
  readonly laid: Laid | null;
  readonly live: Live;
  readonly pictures: Pictures;
  endGesture(): void;
}
