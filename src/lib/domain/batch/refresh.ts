import type { Output } from './output.ts';
import { isOutdated, type StaleKind, type StaleReason } from './stale.ts';

/** A finished file that would be another today. `Batch.redo` with its `output.id` makes it again. */
export interface StaleOutput {
  readonly output: Output;
  readonly reasons: readonly StaleReason[];
}

/** Files that are stale for one reason. */
export interface StaleGroup {
  /** The same for the same reason. */
  readonly id: string;
  readonly reason: StaleReason;
  /** Whose rules have changed; of other reasons there is one group for all channels. */
  readonly channel: string | null;
  readonly files: readonly StaleOutput[];
}

const ORDER: readonly StaleKind[] = ['rules', 'edits', 'model', 'app'];
const rank = ({ kind }: StaleReason): number => ORDER.indexOf(kind);

/**
 * Stale files by what makes them so: by their gravest reason where there are several. Rules come by channel and by the
 * versions of before and now. A group whose files only another build would make otherwise comes last.
 */
export function staleGroups(stale: readonly StaleOutput[]): readonly StaleGroup[] {
  const groups = new Map<string, { reason: StaleReason; channel: string | null; files: StaleOutput[] }>();
  for (const file of stale) {
    const [reason] = [...file.reasons].sort((a, b) => rank(a) - rank(b));
    if (!reason) continue;
    const channel = reason.kind === 'rules' ? file.output.channel : null;
    const id = groupId(reason, channel);
    const group = groups.get(id) ?? { reason, channel, files: [] };
    group.files.push(file);
    groups.set(id, group);
  }
  return [...groups].map(([id, group]) => ({ id, ...group })).sort((a, b) => rank(a.reason) - rank(b.reason));
}

function groupId(reason: StaleReason, channel: string | null): string {
  const { kind } = reason;
  return kind === 'edits' || kind === 'app' ? kind : JSON.stringify([kind, channel, reason.from, reason.to]);
}

/** Files that ought to be made again: all but those that only another build of the app has made. */
export const outdated = (stale: readonly StaleOutput[]): readonly StaleOutput[] =>
  stale.filter(({ reasons }) => isOutdated(reasons));
