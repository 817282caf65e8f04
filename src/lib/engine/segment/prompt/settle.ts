import { isPrompted, type Prompt } from '../../../domain/document/edits/cutout.ts';
import type { Point, Rect, Size } from '../../../domain/pixels.ts';
import type { Coarse } from '../coarse.ts';
import { partsOf, spread, type Part } from './parts.ts';
import { depthOf, divide } from './watershed.ts';

/** A box is a hint: up to this share of its sides beyond it, α counts fully; from the second on not at all. */
const SLACK = [0.03, 0.06] as const;
/** α from which a pixel is in the body of a part, and from which it belongs to the part's soft surroundings. */
const BODY = 0.5;
const HULL = 0.02;
/** Parts smaller than this share of the largest are noise: without any prompt, and inside a box. */
const SPECK = 0.001;
/** A part other than the largest is a neighbour where less than this share of it lies in the box. */
const INSIDE = 0.6;
/** A click reaches this far, as a share of the long side: fingers are thick, and networks miss rims. */
const REACH = 0.01;

interface Weighed extends Part {
  /** Sum of α, and of that the share inside the box. */
  readonly mass: number;
  readonly inside: number;
}

/** How far a sample lies beyond the box, as a share of the box's side; 0 inside. */
function beyond(at: number, start: number, length: number): number {
  return Math.max(0, start - at, at - start - length) / length;
}

function weightInBox(box: Rect, photo: Size, { width, height }: Size): (x: number, y: number) => number {
  const [near, far] = SLACK;
  const along = (count: number, length: number, start: number, side: number) =>
    Float32Array.from({ length: count }, (_, i) => {
      const out = beyond(((i + 0.5) * length) / count, start, side);
      return Math.max(0, Math.min(1, (far - out) / (far - near)));
    });
  const across = along(width, photo.width, box.x, box.width);
  const down = along(height, photo.height, box.y, box.height);
  return (x, y) => across[x]! * down[y]!;
}

/** The pixels within a click's reach. */
export function around({ x, y }: Point, photo: Size, { width, height }: Size): number[] {
  const reach = REACH * Math.max(photo.width, photo.height);
  const [rx, ry] = [(reach * width) / photo.width, (reach * height) / photo.height];
  const cx = Math.min(width - 1, Math.floor((x * width) / photo.width));
  const cy = Math.min(height - 1, Math.floor((y * height) / photo.height));
  const found: number[] = [];
  for (let v = Math.max(0, Math.ceil(cy - ry)); v <= Math.min(height - 1, cy + ry); v++) {
    for (let u = Math.max(0, Math.ceil(cx - rx)); u <= Math.min(width - 1, cx + rx); u++) {
      if (((u - cx) / Math.max(rx, 1)) ** 2 + ((v - cy) / Math.max(ry, 1)) ** 2 <= 1)
        found.push(v * width + u);
    }
  }
  return found;
}

/** The part that a click hits: the one most of whose pixels lie within its reach; 0 = none. */
function hitBy(click: Point, photo: Size, size: Size, owner: Int32Array): number {
  const votes = new Map<number, number>();
  for (const p of around(click, photo, size)) {
    const id = owner[p]!;
    if (id) votes.set(id, (votes.get(id) ?? 0) + 1);
  }
  let [best, most] = [0, 0];
  for (const [id, count] of votes) if (count > most) [best, most] = [id, count];
  return best;
}

function weigh(parts: readonly Part[], owner: Int32Array, alpha: Float32Array, cut: Float32Array): Weighed[] {
  const whole = new Float64Array(parts.length + 1);
  const kept = new Float64Array(parts.length + 1);
  for (let p = 0; p < owner.length; p++) {
    whole[owner[p]!]! += alpha[p]!;
    kept[owner[p]!]! += cut[p]!;
  }
  return parts.map((part) => ({ ...part, mass: kept[part.id]!, inside: kept[part.id]! / whole[part.id]! }));
}

/** Parts that stay where no click says otherwise. */
function plausible(parts: readonly Weighed[], hasBox: boolean): Set<number> {
  const largest = parts.reduce((most, { mass }) => Math.max(most, mass), 0);
  const stays = ({ mass, inside }: Weighed) =>
    mass > 0 && mass >= largest * SPECK && (!hasBox || mass === largest || inside >= INSIDE);
  return new Set(parts.filter(stays).map(({ id }) => id));
}

function chosen(
  parts: readonly Weighed[],
  hits: { include: readonly number[]; exclude: readonly number[] },
  hasBox: boolean
): Set<number> {
  const wanted = hits.include.filter((id) => id > 0);
  const keep = hasBox || wanted.length === 0 ? plausible(parts, hasBox) : new Set<number>();
  for (const id of wanted) keep.add(id);
  const refused = new Set(hits.exclude.filter((id) => id > 0 && !wanted.includes(id)));
  // The only part is not refused whole: the click means a piece of it.
  if ([...keep].some((id) => !refused.has(id))) for (const id of refused) keep.delete(id);
  return keep;
}

/** Cuts what clicks refuse off the parts that stay, at the narrowest places between those clicks and the product. */
function cutOff(owner: Int32Array, alpha: Float32Array, size: Size, prompt: Prompt, photo: Size): void {
  const depth = depthOf((p) => owner[p] !== 0, size);
  const label = new Uint8Array(owner.length);
  for (const click of prompt.exclude) for (const p of around(click, photo, size)) label[p] = 2;
  const refused = new Set<number>();
  for (let p = 0; p < owner.length; p++) if (label[p] === 2 && owner[p]) refused.add(owner[p]!);
  if (refused.size === 0) return;
  for (const click of prompt.include) for (const p of around(click, photo, size)) label[p] ||= 1;
  for (const id of refused) seedDeepest(id, owner, depth, label);
  divide(label, depth, size);
  for (let p = 0; p < owner.length; p++) if (label[p] === 2 && refused.has(owner[p]!)) alpha[p] = 0;
}

/** Where no click says what of a part is wanted, its thickest place is. */
function seedDeepest(id: number, owner: Int32Array, depth: Int32Array, label: Uint8Array): void {
  let deepest = -1;
  for (let p = 0; p < owner.length; p++) {
    if (owner[p] !== id) continue;
    if (label[p] === 1) return;
    if (label[p] === 0 && (deepest < 0 || depth[p]! > depth[deepest]!)) deepest = p;
  }
  if (deepest >= 0) label[deepest] = 1;
}

/**
 * Takes from a matte what is not the product that was pointed at. Outside the box is background (a few per cent
 * beyond it fade out). Of the connected parts, those that include clicks hit stay; those that exclude clicks hit go;
 * in a box neighbours that only reach into it go. A refused piece of a part that stays is cut off where the part is
 * narrowest. A click on background changes nothing here: `colourCandidate` grows from it. Without a prompt only noise
 * goes.
 *
 * @param photo the size in which the prompt is given
 * @returns a matte of the same size; the given one is not changed
 */
export function settle(coarse: Coarse, photo: Size, prompt: Prompt): Coarse {
  const { width, height } = coarse;
  const alpha = coarse.alpha.slice();
  if (prompt.box) {
    const weight = weightInBox(prompt.box, photo, coarse);
    for (let y = 0, p = 0; y < height; y++) for (let x = 0; x < width; x++, p++) alpha[p]! *= weight(x, y);
  }
  const body = new Uint8Array(alpha.length);
  for (let p = 0; p < body.length; p++) body[p] = coarse.alpha[p]! >= BODY ? 1 : 0;
  const { owner, list } = partsOf(body, coarse);
  if (list.length === 0) return { alpha, width, height };
  spread(owner, coarse, (p) => coarse.alpha[p]! > HULL);
  const hits = (clicks: readonly Point[]) => clicks.map((click) => hitBy(click, photo, coarse, owner));
  const keep = chosen(
    weigh(list, owner, coarse.alpha, alpha),
    { include: hits(prompt.include), exclude: hits(prompt.exclude) },
    prompt.box !== null
  );
  const isFussy = isPrompted(prompt);
  for (let p = 0; p < alpha.length; p++) {
    const id = owner[p]!;
    // Faint haze that belongs to no part stays where nobody pointed at anything: it may be glass or hair.
    if (id ? keep.has(id) : !isFussy || prompt.include.length === 0) continue;
    alpha[p] = 0;
    owner[p] = 0;
  }
  if (prompt.exclude.length > 0) cutOff(owner, alpha, coarse, prompt, photo);
  return { alpha, width, height };
}
