import * as v from 'valibot';
import { PackshotError } from '../../errors.ts';
import { frozen } from '../../frozen.ts';
import { parseAs } from '../../schema.ts';
import { parseChannel, sourceSchema, type Channel, type Source } from '../channel.ts';
import { effectiveChannel } from '../future.ts';
import { isoDate, LEVELS, strings } from '../leaf.ts';

/*
 * A rule pack brings channels, or figures of known ones, from outside: one JSON file that says who made it and when.
 */

/** The version of packs and layers that this build reads and writes. */
export const PACK_SCHEMA = 1;
/** Most that one pack may bring, and longest file, bytes. */
const MAX_PROFILES = 200;
const MAX_PATCHES = 5000;
export const MAX_PACK_BYTES = 4 * 2 ** 20;

const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100));
const packId = v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,60}$/));

const patch = v.strictObject({
  channel: v.string(),
  /** `roles[*].px.min` */
  path: v.string(),
  value: v.unknown(),
  level: v.picklist(LEVELS),
  /** Ids of the channel's sources, or of the pack's. */
  src: v.pipe(strings, v.minLength(1)),
  checked: isoDate,
  note: v.optional(v.string())
});

const pack = v.strictObject({
  schema: v.literal(PACK_SCHEMA),
  id: packId,
  name,
  version: v.pipe(v.string(), v.regex(/^[0-9A-Za-z.-]{1,40}$/)),
  date: isoDate,
  note: v.optional(v.string()),
  /** Whole channels: new ones, or in place of those with their ids. */
  profiles: v.optional(v.pipe(v.array(v.unknown()), v.maxLength(MAX_PROFILES))),
  /** Figures of channels that are there. */
  patches: v.optional(v.pipe(v.array(patch), v.maxLength(MAX_PATCHES))),
  /** Pages that the patches name. */
  sources: v.optional(v.array(sourceSchema))
});

export type Patch = Readonly<v.InferOutput<typeof patch>>;

export interface RulePack extends Omit<Readonly<v.InferOutput<typeof pack>>, 'profiles'> {
  readonly profiles?: readonly Channel[];
}

/**
 * Reads a rule pack. Whether its patches fit the channels that are there is looked at where it is laid over them.
 * @throws `version` (of a newer app), `bad-request` with `path`: `profiles.0.roles.1.px.min`
 */
export function parsePack(json: unknown): RulePack {
  refuseNewer(json);
  const { profiles: given, ...rest } = parseAs(pack, json, 'rule pack');
  const profiles = given?.map((profile, index) => within(`profiles.${index}`, () => parsedProfile(profile)));
  if (!profiles?.length && !rest.patches?.length) {
    throw new PackshotError('bad-request', 'rule pack: it has neither profiles nor patches', { path: '' });
  }
  refuseTwice(profiles ?? []);
  refuseUser(rest.sources ?? [], 'sources');
  return frozen({ ...rest, ...(profiles && { profiles }) });
}

/** Its dated changes fit too: they are not found wanting on their day. */
function parsedProfile(json: unknown): Channel {
  const profile = parseChannel(json);
  refuseUser(profile.sources, 'sources');
  within('future', () => effectiveChannel(profile, '9999-12-31'));
  return profile;
}

/** No file speaks in a person's own name. */
function refuseUser(sources: readonly Source[], place: string): void {
  const index = sources.findIndex(({ authority }) => authority === 'user');
  if (index < 0) return;
  const path = `${place}.${index}.authority`;
  throw new PackshotError('bad-request', `rule pack at ${path}: only a person's own rules are of the user`, {
    path
  });
}

/** @throws `version` */
export function refuseNewer(json: unknown): void {
  const schema = (json as { schema?: unknown } | null)?.schema;
  if (typeof schema === 'number' && schema > PACK_SCHEMA) {
    throw new PackshotError('version', `rules of schema ${schema} are newer than this app`, { schema });
  }
}

function refuseTwice(profiles: readonly Channel[]): void {
  const ids = profiles.map(({ id }) => id);
  const twice = ids.findIndex((id, index) => ids.indexOf(id) !== index);
  if (twice < 0) return;
  const path = `profiles.${twice}.id`;
  throw new PackshotError('bad-request', `rule pack at ${path}: a second profile of that id`, { path });
}

/** `work`, the path of whose errors begins with `place`. @throws `bad-request` with `path` */
export function within<T>(place: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PackshotError) || error.code !== 'bad-request') throw error;
    const path = [place, error.data?.['path']].filter(Boolean).join('.');
    throw new PackshotError('bad-request', `${place}: ${error.message}`, { ...error.data, path });
  }
}
