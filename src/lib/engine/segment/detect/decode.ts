import { COCO_NAMES } from '../../../domain/vocabulary/names.ts';
import type { Rect, Size } from '../../../domain/pixels.ts';
import type { Detection } from '../api.ts';

/** What CenterNet gives for a picture: for each name and cell a score, and from each cell how far its box reaches. */
export interface Maps {
  /** Cells along each side. */
  readonly side: number;
  /** 0–1, [names, side, side] */
  readonly scores: Float32Array;
  /** Left, top, right and bottom from the cell's corner, in network px: [4, side, side]. */
  readonly reaches: Float32Array;
}

/** Network px between two cells. */
const STRIDE = 4;
/** Boxes of one name that overlap more than this (intersection ÷ union) are one thing. */
const SAME_THING = 0.5;
/** Most things that are told of a photo. */
const MOST = 50;

interface Peak {
  readonly name: number;
  readonly x: number;
  readonly y: number;
  readonly score: number;
}

/** No neighbour of the 3 × 3 around a cell is higher: CenterNet's own suppression (Zhou et al. 2019, section 4). */
function isPeak(plane: Float32Array, side: number, x: number, y: number): boolean {
  const score = plane[y * side + x]!;
  for (let v = Math.max(0, y - 1); v <= Math.min(side - 1, y + 1); v++) {
    for (let u = Math.max(0, x - 1); u <= Math.min(side - 1, x + 1); u++) {
      if (plane[v * side + u]! > score) return false;
    }
  }
  return true;
}

function peaksOf({ side, scores }: Maps, least: number): Peak[] {
  const cells = side * side;
  const peaks: Peak[] = [];
  for (let name = 0; name < COCO_NAMES.length; name++) {
    const plane = scores.subarray(name * cells, (name + 1) * cells);
    for (let cell = 0; cell < cells; cell++) {
      if (plane[cell]! < least) continue;
      const [x, y] = [cell % side, Math.floor(cell / side)];
      if (isPeak(plane, side, x, y)) peaks.push({ name, x, y, score: plane[cell]! });
    }
  }
  return peaks.sort((a, b) => b.score - a.score);
}

/** The peak's box in px of `photo`, which the network saw in the top left of its square; cut at the photo's frame. */
function boxOf({ x, y }: Peak, { side, reaches }: Maps, photo: Size): Rect {
  const cells = side * side;
  const at = y * side + x;
  const reach = (edge: number) => reaches[edge * cells + at]!;
  const scale = Math.max(photo.width, photo.height) / (side * STRIDE);
  const inside = (value: number, limit: number) => Math.min(Math.max(Math.round(value), 0), limit);
  const left = inside((x * STRIDE - reach(0)) * scale, photo.width);
  const top = inside((y * STRIDE - reach(1)) * scale, photo.height);
  const right = inside((x * STRIDE + reach(2)) * scale, photo.width);
  const bottom = inside((y * STRIDE + reach(3)) * scale, photo.height);
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Intersection ÷ union, 0–1; 0 where both are empty. */
export function overlap(a: Rect, b: Rect): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x);
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y);
  const both = Math.max(0, width) * Math.max(0, height);
  const either = a.width * a.height + b.width * b.height - both;
  return either > 0 ? both / either : 0;
}

/**
 * The things in CenterNet's maps, most certain first. One thing may be told under several names where the network is
 * not sure of its name, but once under each.
 *
 * @param photo size in upright px of what lay, its aspect kept, in the top left of the network's square
 * @param least score below which nothing is told, 0–1
 */
export function decode(maps: Maps, photo: Size, least: number): Detection[] {
  const found: Detection[] = [];
  for (const peak of peaksOf(maps, least)) {
    if (found.length === MOST) break;
    const box = boxOf(peak, maps, photo);
    const name = COCO_NAMES[peak.name]!;
    const isTold = found.some((other) => other.name === name && overlap(other.box, box) > SAME_THING);
    if (box.width > 0 && box.height > 0 && !isTold) found.push({ name, score: peak.score, box });
  }
  return found;
}
