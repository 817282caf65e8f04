import type { ViewMode } from './viewport.svelte.ts';

/** Keys of the ways of looking: each shows its own, and pressed again the before and after. */
export const VIEW_KEYS: Partial<Record<ViewMode, string>> = { mask: 'm', alpha: 't', doubt: 'd', white: 'w' };
