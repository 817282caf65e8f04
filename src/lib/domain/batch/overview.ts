import { entriesOf } from '../catalog/entries.ts';
import { expiring, type Expiring } from '../catalog/rights.ts';
import type { Channel } from '../channels/channel.ts';
import type { Project } from '../document/document.ts';
import { boardOf, missingOf, planBoard, type BoardRow, type MissingLine, type Work } from './board.ts';

/** What a catalogue's owner should know at a glance. */
export interface Overview {
  readonly board: readonly BoardRow[];
  readonly missing: readonly MissingLine[];
  readonly expiring: readonly Expiring[];
}

/**
 * A project in its channels. Where else it could be listed is much more work: `listableSteps`.
 * @param today `YYYY-MM-DD` where the seller is
 * @throws `bad-request` where that is no day
 */
export function overviewOf(
  project: Project,
  channels: readonly Channel[],
  work: Work,
  today: string
): Overview {
  const plan = planBoard(project, entriesOf(project), channels);
  return {
    board: boardOf(plan, work),
    missing: missingOf(plan),
    expiring: expiring(project, today)
  };
}
