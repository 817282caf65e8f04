import * as v from 'valibot';
import { PackshotError } from '../../errors.ts';
import { frozen } from '../../frozen.ts';
import { parseAs } from '../../schema.ts';
import { isoDate, LEVELS } from '../leaf.ts';
import { PACK_SCHEMA, parsePack, refuseNewer, within, type RulePack } from './pack.ts';

/*
 * What a person laid over the built-in channels: packs, in order, and over them rules of their own. A plain, frozen
 * document that is replaced, never changed.
 */

const MAX_PACKS = 50;
const MAX_OVERRIDES = 5000;
export const MAX_REASON = 500;

const override = v.strictObject({
  channel: v.string(),
  /** `roles[main].px.min` */
  path: v.string(),
  /** Null: not asked. */
  value: v.unknown(),
  level: v.picklist(LEVELS),
  /** ISO date on which it was set. */
  date: isoDate,
  reason: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(MAX_REASON))
});

const layer = v.strictObject({
  schema: v.literal(PACK_SCHEMA),
  revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
  packs: v.pipe(v.array(v.unknown()), v.maxLength(MAX_PACKS)),
  overrides: v.pipe(v.array(override), v.maxLength(MAX_OVERRIDES))
});

/** One figure that a person set, and why. */
export type Override = Readonly<v.InferOutput<typeof override>>;

export interface RuleLayer {
  readonly schema: typeof PACK_SCHEMA;
  /** Grows with every change: part of the version that reports name. */
  readonly revision: number;
  readonly packs: readonly RulePack[];
  readonly overrides: readonly Override[];
}

export const EMPTY_LAYER: RuleLayer = frozen({ schema: PACK_SCHEMA, revision: 0, packs: [], overrides: [] });

/** @throws `version` (of a newer app), `bad-request` with `path`: `packs.0.patches.3.level` */
export function parseLayer(json: unknown): RuleLayer {
  refuseNewer(json);
  const parsed = parseAs(layer, json, 'rules');
  const packs = parsed.packs.map((pack, index) => within(`packs.${index}`, () => parsePack(pack)));
  return frozen({ ...parsed, packs });
}

const next = (before: RuleLayer, change: Partial<RuleLayer>): RuleLayer =>
  parseLayer({ ...before, ...change, revision: before.revision + 1 });

/** With one more pack, or a newer one in the place of that with its id. @throws as `parsePack` */
export function addPack(before: RuleLayer, json: unknown): RuleLayer {
  const pack = parsePack(json);
  const isSame = ({ id }: RulePack) => id === pack.id;
  const packs = before.packs.some(isSame)
    ? before.packs.map((old) => (isSame(old) ? pack : old))
    : [...before.packs, pack];
  return next(before, { packs });
}

/** @throws `not-found` */
export function removePack(before: RuleLayer, id: string): RuleLayer {
  const packs = before.packs.filter((pack) => pack.id !== id);
  if (packs.length === before.packs.length)
    throw new PackshotError('not-found', `no rule pack "${id}"`, { id });
  return next(before, { packs });
}

const isAt =
  ({ channel, path }: Pick<Override, 'channel' | 'path'>) =>
  (other: Override) =>
    other.channel === channel && other.path === path;

/** With one figure set; what was set there before goes. @throws `bad-request` with `path` */
export function setOverride(before: RuleLayer, set: Override): RuleLayer {
  const others = before.overrides.filter((other) => !isAt(set)(other));
  return next(before, { overrides: [...others, set] });
}

/** With one figure as it was; the same layer where none was set there. */
export function removeOverride(before: RuleLayer, at: Pick<Override, 'channel' | 'path'>): RuleLayer {
  if (!before.overrides.some(isAt(at))) return before;
  return next(before, { overrides: before.overrides.filter((other) => !isAt(at)(other)) });
}

/** Another layer in the place of this one. @throws as `parseLayer` */
export function replaceLayer(before: RuleLayer, json: unknown): RuleLayer {
  const { packs, overrides } = parseLayer(json);
  return next(before, { packs, overrides });
}

/** Nothing over the built-in rules. The revision goes on: reports of before stay told apart. */
export const resetLayer = (before: RuleLayer): RuleLayer => next(before, { packs: [], overrides: [] });
