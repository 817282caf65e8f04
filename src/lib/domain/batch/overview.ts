import { entriesOf } from '../catalog/entries.ts';
import { expiring, type Expiring } from '../catalog/rights.ts';
import type { Channel } from '../channels/channel.ts';
import type { Project } from '../document/document.ts';
import { boardOf, missingOf, planBoard, type BoardRow, type MissingLine, type Work } from './board.ts';
import { listableOn, type Listable } from './listable.ts';

/** What a catalogue's owner should know at a glance. */
export interface Overview {
  readonly board: readonly BoardRow[];
  readonly missing: readonly MissingLine[];
  readonly expiring: readonly Expiring[];
  readonly listable: readonly Listable[];
}

/**
 * A project in its channels, and where else it could be listed.
 * @param offered channels that are asked where products could be listed
 * @param today `YYYY-MM-DD` where the seller is
 * @throws `bad-request` where that is no day
 */
export function overviewOf(
  project: Project,
  { channels, offered }: { readonly channels: readonly Channel[]; readonly offered: readonly Channel[] },
  work: Work,
  today: string
): Overview {
  const entries = entriesOf(project);
  const plan = planBoard(project, entries, channels);
  return {
    board: boardOf(plan, work),
    missing: missingOf(plan),
    expiring: expiring(project, today),
    listable: listableOn(boardOf(planBoard(project, entries, offered), work), offered, project.photos)
  };
}
