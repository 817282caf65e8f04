import { parseChannel, type Channel, type FutureChange } from './channel.ts';
import type { Leaf } from './leaf.ts';
import { withFigure } from './path.ts';
import { tagged } from './version.ts';

const byDate = (a: FutureChange, b: FutureChange) => a.effectiveFrom.localeCompare(b.effectiveFrom);

/**
 * The channel's rules as they are on a day: changes of its `future` that have come are made, in order of their dates,
 * and are in `future` no more. The version says from when they are: `2026.11.0+from.2027-01-31`.
 * @param today ISO date, `2027-01-31`
 * @throws `bad-request` for a change that does not fit the profile
 */
export function effectiveChannel(channel: Channel, today: string): Channel {
  const due = (channel.future ?? []).filter(({ effectiveFrom }) => effectiveFrom <= today).sort(byDate);
  const last = due.at(-1);
  if (!last) return channel;
  const changed = due.reduce<Channel>(
    (before, change) => parseChannel(withFigure(before, change.path, () => leafOf(before, change))),
    { ...channel, future: channel.future?.filter((change) => !due.includes(change)) }
  );
  return parseChannel({ ...changed, version: tagged(channel.version, `from.${last.effectiveFrom}`) });
}

/** Read when its source was. */
function leafOf({ sources }: Channel, { value, level, src, note }: FutureChange): Leaf<unknown> {
  const { checked } = sources.find(({ id }) => id === src[0])!;
  return { value, level, src, checked, ...(note !== undefined && { note }) };
}
