import { PackshotError } from '../../errors.ts';
import { parseChannel, type Channel, type Source } from '../channel.ts';
import { effectiveChannel } from '../future.ts';
import { withFigure } from '../path.ts';
import { tagged } from '../version.ts';
import type { Override, RuleLayer } from './layer.ts';
import type { Patch, RulePack } from './pack.ts';

/** Something of a layer that does not fit the channels of this build; it is left out. */
export interface Misfit {
  readonly channel: string;
  readonly path: string;
  /** The pack's id; none for a rule of one's own. */
  readonly pack?: string;
  /** English. */
  readonly message: string;
}

export interface Layered {
  /** Built-in ones in their order, then those that packs brought. */
  readonly channels: readonly Channel[];
  readonly misfits: readonly Misfit[];
}

interface Made {
  readonly channel: Channel;
  readonly misfits: readonly Misfit[];
}

/**
 * The rules that count on a day: the built-in channels, over them packs in their order, then what has come by date,
 * over all that a person's own rules. Versions name what changed a channel: `2026.11.0+user.3`.
 * @param today ISO date
 */
export function layered(base: readonly Channel[], layer: RuleLayer, today: string): Layered {
  const made = withProfiles(base, layer.packs).map((channel) => layeredChannel(channel, layer, today));
  const known = new Set(made.map(({ channel }) => channel.id));
  return {
    channels: made.map(({ channel }) => channel),
    misfits: [...made.flatMap(({ misfits }) => misfits), ...strangers(layer, known)]
  };
}

function withProfiles(base: readonly Channel[], packs: readonly RulePack[]): Channel[] {
  const byId = new Map(base.map((channel) => [channel.id, channel]));
  for (const { profiles = [] } of packs) for (const profile of profiles) byId.set(profile.id, profile);
  return [...byId.values()];
}

function layeredChannel(channel: Channel, { packs, overrides, revision }: RuleLayer, today: string): Made {
  const patched = packs.reduce<Made>((made, pack) => withPatches(made, pack), { channel, misfits: [] });
  const dated = { ...patched, channel: effectiveChannel(patched.channel, today) };
  const own = overrides.filter((override) => override.channel === channel.id);
  return withAll(dated, own, `user.${revision}`, withOverride, (override) => misfitOf(override));
}

function withPatches(made: Made, pack: RulePack): Made {
  const patches = (pack.patches ?? []).filter(({ channel }) => channel === made.channel.id);
  return withAll(
    made,
    patches,
    `${pack.id}.${pack.version}`,
    (channel, patch) => withPatch(channel, patch, pack),
    (patch) => ({ ...misfitOf(patch), pack: pack.id })
  );
}

/** Each change in its turn; one that does not fit is noted and left out. */
function withAll<T>(
  { channel, misfits }: Made,
  changes: readonly T[],
  tag: string,
  apply: (channel: Channel, change: T) => Channel,
  where: (change: T) => Omit<Misfit, 'message'>
): Made {
  let changed = channel;
  const refused: Misfit[] = [];
  for (const change of changes) {
    try {
      changed = apply(changed, change);
    } catch (error) {
      if (!(error instanceof PackshotError)) throw error;
      refused.push({ ...where(change), message: error.message });
    }
  }
  const named =
    changed === channel ? channel : parseChannel({ ...changed, version: tagged(changed.version, tag) });
  return { channel: named, misfits: [...misfits, ...refused] };
}

const misfitOf = ({ channel, path }: Patch | Override) => ({ channel, path });

/** The pack's pages come along under names that cannot be taken for the channel's. */
function withPatch(channel: Channel, patch: Patch, pack: RulePack): Channel {
  const { value, level, checked, note } = patch;
  const own = (pack.sources ?? []).map((source): Source => ({ ...source, id: `${pack.id}:${source.id}` }));
  const isOwn = (id: string) => own.some((source) => source.id === `${pack.id}:${id}`);
  const src = patch.src.map((id) => (isOwn(id) ? `${pack.id}:${id}` : id));
  const sources = [...channel.sources.filter(({ id }) => !own.some((source) => source.id === id)), ...own];
  const leaf = { value, level, src, checked, ...(note !== undefined && { note }) };
  return parseChannel({ ...withFigure(channel, patch.path, () => leaf), sources });
}

/** @throws `bad-request` with `path` where the value does not fit */
export function withOverride(channel: Channel, { path, value, level, date, reason }: Override): Channel {
  const id = `user:${path}`;
  const source: Source = { id, title: reason, url: '', authority: 'user', checked: date };
  const leaf = { value, level, src: [id], checked: date, note: reason };
  const sources = [...channel.sources.filter((other) => other.id !== id), source];
  return parseChannel({ ...withFigure(channel, path, () => leaf), sources });
}

function strangers({ packs, overrides }: RuleLayer, known: ReadonlySet<string>): Misfit[] {
  const message = 'there is no such channel';
  const isStranger = ({ channel }: Patch | Override) => !known.has(channel);
  const patches = packs.flatMap(({ id, patches = [] }) =>
    patches.filter(isStranger).map((patch) => ({ ...misfitOf(patch), pack: id, message }))
  );
  return [...patches, ...overrides.filter(isStranger).map((own) => ({ ...misfitOf(own), message }))];
}
