import type { Effort, InferenceSide } from '../api.ts';
import type { Manner } from './placements.ts';

/** A pass of the network that may be made, best value first. */
export interface Step {
  readonly manner: Manner;
  readonly side: InferenceSide;
}

/**
 * Measured on photos with known mattes: at 768 px clear products are found as well as at 1024 px, in half the time, so
 * that a clear photo costs one such pass. What is unclear at 768 px is looked at again at 1024 px only, because each
 * change of side builds a session. A close look at 768 px, which would need none, was tried: it errs with the first, so
 * that of 11 unclear photos two became sure and wrong.
 */
const UNCLEAR: readonly Step[] = [
  { manner: 'whole', side: 1024 },
  { manner: 'close', side: 1024 },
  { manner: 'wide', side: 1024 },
  { manner: 'mirror', side: 1024 },
  { manner: 'square', side: 1024 }
];

/** Passes that `auto` makes at most, so that a hard photo stays within half a minute on two threads. */
const MAX_AUTO = 5;

/**
 * The passes of an effort, in order. Only `auto` may stop before the last.
 * @param isPrompted a person said where to look: the first look at that part is a full one
 */
export function stepsOf(effort: Effort, isPrompted: boolean): readonly Step[] {
  switch (effort) {
    case 'draft':
      return [{ manner: 'whole', side: 512 }];
    case 'fast':
      return [{ manner: 'whole', side: 1024 }];
    case 'auto':
      return isPrompted
        ? UNCLEAR.slice(0, MAX_AUTO - 1)
        : [{ manner: 'whole', side: 768 } as const, ...UNCLEAR].slice(0, MAX_AUTO);
    case 'best':
      return [{ manner: 'whole', side: 768 }, ...UNCLEAR];
  }
}

/** The pass that a candidate's id names; null for other candidates. */
export function stepCalled(id: string | null): Step | null {
  const known: Step[] = [{ manner: 'whole', side: 512 }, { manner: 'whole', side: 768 }, ...UNCLEAR];
  return known.find(({ manner, side }) => `${manner}-${side}` === id) ?? null;
}
