import { RADIUS, SIDE, type Level, type Matches } from './level.ts';
import { randomFrom } from './random.ts';
import { vote } from './vote.ts';

/*
 * Completion by patches: every patch of the filled part is to look like some patch of the photo (Wexler, Shechtman, Irani
 * 2007, "Space-time completion of video"), found by random search and its neighbours' answers (Barnes et al. 2009,
 * "PatchMatch"), coarse to fine.
 */

/** Indices of what is 1. */
function marked(mask: Uint8Array): Int32Array {
  const indices = new Int32Array(mask.reduce((sum, value) => sum + value, 0));
  for (let p = 0, i = 0; p < mask.length; p++) if (mask[p]) indices[i++] = p;
  return indices;
}

/** Places whose patch lies in the picture and sees something unknown. */
export function placesOf({ width, height, unknown }: Level): Int32Array {
  const seen = new Uint8Array(width * height);
  for (let p = 0; p < unknown.length; p++) {
    if (!unknown[p]) continue;
    const [x, y] = [p % width, Math.floor(p / width)];
    const [left, right] = [Math.max(RADIUS, x - RADIUS), Math.min(width - 1 - RADIUS, x + RADIUS)];
    for (let row = Math.max(RADIUS, y - RADIUS); row <= Math.min(height - 1 - RADIUS, y + RADIUS); row++) {
      for (let column = left; column <= right; column++) seen[row * width + column] = 1;
    }
  }
  return marked(seen);
}

/** What it costs that a patch is on the whole lighter, darker or of another colour than was first guessed. */
function strayed(mean: Float32Array, place: number, from: number): number {
  const [i, j] = [place * 3, from * 3];
  const r = mean[i]! - mean[j]!;
  const g = mean[i + 1]! - mean[j + 1]!;
  const b = mean[i + 2]! - mean[j + 2]!;
  return (r * r + g * g + b * b) / 3;
}

/** Variance, sRGB levels², that is none: a livelier patch than the first guess, which has no texture, need not keep to it. */
const EVEN = 80;

/** What a patch of the level costs at a place; stops counting above `most`. */
function costOf(level: Level, place: number, from: number, most: number): number {
  const { width, rgb, trust } = level;
  const down = (Math.floor(place / width) - Math.floor(from / width)) ** 2;
  const across = ((place % width) - (from % width)) ** 2;
  const likeness = Math.min(1, (EVEN + level.variance[place]!) / (EVEN + level.variance[from]!));
  const penalty =
    level.upright[place]! * down +
    level.level[place]! * across +
    level.guessCounts * likeness * strayed(level.mean, place, from);
  const limit = (most - penalty) * SIDE * SIDE * 3;
  let sum = 0;
  for (let dy = -RADIUS; dy <= RADIUS; dy++) {
    let a = place + dy * width - RADIUS;
    let i = a * 3;
    let j = (from + dy * width - RADIUS) * 3;
    for (const end = a + SIDE; a < end; a++, i += 3, j += 3) {
      const r = rgb[i]! - rgb[j]!;
      const g = rgb[i + 1]! - rgb[j + 1]!;
      const b = rgb[i + 2]! - rgb[j + 2]!;
      sum += trust[a]! * (r * r + g * g + b * b);
    }
    if (sum > limit) return Infinity;
  }
  return sum / (SIDE * SIDE * 3) + penalty;
}

/** All patches that may be copied. */
const sourcesOf = ({ source }: Level): Int32Array => marked(source);

export function randomMatches(level: Level, random: () => number): Matches {
  const places = placesOf(level);
  const sources = sourcesOf(level);
  const match = new Int32Array(level.source.length).fill(-1);
  for (const place of places) match[place] = sources[Math.floor(random() * sources.length)]!;
  return { places, match, cost: new Float32Array(match.length) };
}

/** Share of its region's variance that each further use of a patch costs: what is seen again and again is a pattern. */
const REUSE = 0.1;
/** Most that it costs, sRGB levels²: more would tear apart what belongs together. */
const MOST_REUSE = 20;

/** How often each patch is taken, and how often it may be before that costs anything. */
function usesOf(
  { source }: Level,
  { places, match }: Matches
): { readonly uses: Uint16Array; readonly fair: number } {
  const uses = new Uint16Array(match.length);
  for (const place of places) uses[match[place]!]!++;
  const sources = source.reduce((sum, value) => sum + value, 0);
  return { uses, fair: 1 + Math.floor(places.length / sources) };
}

/** One pass over all places: neighbours' answers moved along, then ever nearer random ones. */
function sweep(
  level: Level,
  { places, match, cost }: Matches,
  isBack: boolean,
  reach: number,
  random: () => number
): void {
  const { width, height, source } = level;
  const step = isBack ? 1 : -1;
  const { uses, fair } = usesOf(level, { places, match, cost });
  const dear = (from: number, count: number) =>
    Math.min(MOST_REUSE, REUSE * level.liveliness[from]!) * Math.max(0, count - fair);
  const attempt = (place: number, from: number) => {
    if (from < 0 || from >= source.length || !source[from] || from === match[place]) return;
    const most = cost[place]! + dear(match[place]!, uses[match[place]!]!) - dear(from, uses[from]! + 1);
    const price = most > 0 ? costOf(level, place, from, most) : Infinity;
    if (price >= most) return;
    uses[match[place]!]!--;
    uses[from]!++;
    match[place] = from;
    cost[place] = price;
  };
  for (let i = 0; i < places.length; i++) {
    const place = places[isBack ? places.length - 1 - i : i]!;
    for (const beside of [step, step * width]) {
      const neighbour = match[place + beside] ?? -1;
      if (neighbour >= 0) attempt(place, neighbour - beside);
    }
    for (let radius = reach; radius >= 1; radius /= 2) {
      const best = match[place]!;
      const x = (best % width) + Math.round((2 * random() - 1) * radius);
      const y = Math.floor(best / width) + Math.round((2 * random() - 1) * radius);
      if (x >= 0 && y >= 0 && x < width && y < height) attempt(place, y * width + x);
    }
  }
}

/** Costs anew: the picture has changed since. */
function reprice(level: Level, { places, match, cost }: Matches): void {
  for (const place of places) cost[place] = costOf(level, place, match[place]!, Infinity);
}

/** How often, and how far, a level is searched. */
export interface Effort {
  readonly rounds: number;
  readonly sweeps: number;
  /** First radius of the random search, px. */
  readonly reach: number;
}

/** Searches and fills in turn. */
export function settle(
  level: Level,
  matches: Matches,
  { rounds, sweeps, reach }: Effort,
  random: () => number
): void {
  for (let round = 0; round < rounds; round++) {
    reprice(level, matches);
    for (let i = 0; i < sweeps; i++) sweep(level, matches, i % 2 === 1, reach, random);
    vote(level, matches);
  }
}

/** The answers of a level, for the next one of twice its size. */
export function finer(before: Level, matches: Matches, level: Level, random: () => number): Matches {
  const places = placesOf(level);
  const sources = sourcesOf(level);
  const match = new Int32Array(level.source.length).fill(-1);
  const { width, height } = level;
  for (const place of places) {
    const [x, y] = [place % width, Math.floor(place / width)];
    const column = Math.min(before.width - 1 - RADIUS, Math.max(RADIUS, x >> 1));
    const row = Math.min(before.height - 1 - RADIUS, Math.max(RADIUS, y >> 1));
    const above = nearestMatch(before, matches, column, row);
    const toX = Math.min(width - 1, Math.max(0, 2 * (above % before.width) + x - 2 * column));
    const toY = Math.min(height - 1, Math.max(0, 2 * Math.floor(above / before.width) + y - 2 * row));
    const from = toY * width + toX;
    match[place] = above >= 0 && level.source[from] ? from : sources[Math.floor(random() * sources.length)]!;
  }
  return { places, match, cost: new Float32Array(match.length) };
}

function nearestMatch({ width }: Level, { match }: Matches, x: number, y: number): number {
  const at = y * width + x;
  for (const beside of [0, -1, 1, -width, width])
    if ((match[at + beside] ?? -1) >= 0) return match[at + beside]!;
  return -1;
}

export const randomOf = (level: Level): (() => number) => randomFrom(level.width * 7919 + level.height);
