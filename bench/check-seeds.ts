import type { RuleId } from '../src/lib/domain/compliance/report.ts';
import type { Measurements } from '../src/lib/domain/compliance/measurements.ts';
import type { Matte, Pixels } from '../src/lib/domain/pixels.ts';
import type { Known, Place } from './check-judge.ts';
import type { Packshot } from './check-pictures.ts';

/** What was made of a packshot: other pixels, a finished file, or other facts about it. */
export interface Seeded {
  /** In place of the clean one: framed otherwise. */
  readonly shot?: Packshot;
  /** To be pressed. */
  readonly pixels?: Pixels;
  /** The matte that a file with this defect was made with, where it is another. */
  readonly matte?: Matte;
  /** A file as it is handed in. */
  readonly file?: Uint8Array<ArrayBuffer>;
  readonly known?: Known;
  /** Of what was measured. */
  readonly change?: (measured: Measurements) => Measurements;
  readonly rename?: (name: string) => string;
}

/** One defect, seeded into a clean packshot. */
export interface Seed {
  readonly name: string;
  readonly rule: RuleId;
  /** Who is asked; Amazon's main image where nobody is named. */
  readonly place?: Place;
  /** Seen with its matte or without alone: the other knows better, or nothing of it. */
  readonly only?: 'own' | 'foreign';
  /** Found by the networks alone. */
  readonly isRead?: boolean;
  /** Costs so much that one product is enough. */
  readonly isOnce?: boolean;
  /** Null where the packshot has no place for it. */
  make(clean: Packshot): Promise<Seeded | null> | Seeded | null;
}

export const AMAZON: Place = { channel: 'amazon', role: 'main' };
export const main = (channel: string): Place => ({ channel, role: 'main' });
