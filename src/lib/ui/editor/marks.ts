import { m } from '../../paraglide/messages.js';
import type { Handle } from './pick/box.ts';

// What all marks on the stage have in common: their names, and what keys do on them.

export const HANDLE_NAMES: Record<Handle, () => string> = {
  nw: m.handle_nw,
  n: m.handle_n,
  ne: m.handle_ne,
  e: m.handle_e,
  se: m.handle_se,
  s: m.handle_s,
  sw: m.handle_sw,
  w: m.handle_w
};

const ARROWS: Record<string, readonly [dx: number, dy: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1]
};

/** Keydown of a mark: arrows move it, with Shift far; Delete and Backspace remove it, where it can be removed. */
export const markKeys =
  (move: (dx: number, dy: number, isFar: boolean) => void, remove?: () => void) => (event: KeyboardEvent) => {
    const arrow = ARROWS[event.key];
    const isRemoving = remove && (event.key === 'Delete' || event.key === 'Backspace');
    if ((!arrow && !isRemoving) || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    if (arrow) move(...arrow, event.shiftKey);
    else remove?.();
  };
