import type { Stroke } from '../../domain/document/edits/cutout.ts';
import type { Matte, Pixels, Rect, Size } from '../../domain/pixels.ts';
import { barrierTo } from './barrier.ts';
import { overlap, tilesOf } from './tiles.ts';

/*
 * The brush: each stroke paints α up (keep) or down (erase) by its coverage. It is painted tile by tile, and only
 * where the stroke goes.
 */

const TILE = 256;
/** Points of a stroke closer than this share of its radius say nothing new. */
const SPACING = 1 / 8;
/** Colour (0–1) that a snapping stroke crosses without being held, and at which it is held fully. */
const HELD = [0.06, 0.14] as const;

type Segment = readonly [ax: number, ay: number, bx: number, by: number];

/** The stroke's way as segments, without points that lie too close to each other. */
function segmentsOf({ points, radius }: Stroke): Segment[] {
  const segments: Segment[] = [];
  let [ax, ay] = [points[0] ?? 0, points[1] ?? 0];
  for (let i = 2; i + 1 < points.length; i += 2) {
    const [bx, by] = [points[i]!, points[i + 1]!];
    const isLast = i + 3 >= points.length;
    if (!isLast && Math.hypot(bx - ax, by - ay) < radius * SPACING) continue;
    segments.push([ax, ay, bx, by]);
    [ax, ay] = [bx, by];
  }
  return segments.length > 0 ? segments : [[ax, ay, ax, ay]];
}

/** Whole px that a segment's paint can reach. */
function reachOf([ax, ay, bx, by]: Segment, radius: number): Rect {
  const x = Math.floor(Math.min(ax, bx) - radius - 1);
  const y = Math.floor(Math.min(ay, by) - radius - 1);
  return {
    x,
    y,
    width: Math.ceil(Math.max(ax, bx) + radius + 1) - x,
    height: Math.ceil(Math.max(ay, by) + radius + 1) - y
  };
}

/** Squared distance of each pixel's centre in `rect` to the nearest segment, px²; Infinity beyond the radius. */
function distances(segments: readonly Segment[], radius: number, rect: Rect): Float32Array {
  const squared = new Float32Array(rect.width * rect.height).fill(Infinity);
  for (const segment of segments) {
    const part = overlap(reachOf(segment, radius), rect);
    if (part) addSegment(squared, segment, rect, part);
  }
  return squared;
}

function addSegment(squared: Float32Array, [ax, ay, bx, by]: Segment, rect: Rect, part: Rect): void {
  const [dx, dy] = [bx - ax, by - ay];
  const scale = dx || dy ? 1 / (dx * dx + dy * dy) : 0;
  for (let y = part.y; y < part.y + part.height; y++) {
    const v = y + 0.5 - ay;
    let i = (y - rect.y) * rect.width + part.x - rect.x;
    for (let x = part.x; x < part.x + part.width; x++, i++) {
      const u = x + 0.5 - ax;
      const t = Math.max(0, Math.min(1, (u * dx + v * dy) * scale));
      const d = (u - t * dx) ** 2 + (v - t * dy) ** 2;
      if (d < squared[i]!) squared[i] = d;
    }
  }
}

const smooth = (t: number): number => (t <= 0 ? 0 : t >= 1 ? 1 : t * t * (3 - 2 * t));

/** Coverage 0–1 at a distance: full up to `hardness` of the radius; a hard brush still has an edge one px wide. */
function coverage(distance: number, { radius, hardness }: Stroke): number {
  const soft = Math.max(1, radius * (1 - hardness));
  return smooth((radius + 0.5 - distance) / soft);
}

function paintTile(photo: Pixels, alpha: Uint8Array, stroke: Stroke, near: Segment[], tile: Rect): void {
  const margin = stroke.snap ? Math.ceil(Math.min(stroke.radius, TILE)) : 0;
  const rect = margin === 0 ? tile : overlap(grown(tile, margin), { x: 0, y: 0, ...sizeOf(photo) })!;
  const squared = distances(near, stroke.radius, rect);
  const barrier = stroke.snap ? barrierTo(photo, rect, squared, stroke.radius) : null;
  for (let y = tile.y; y < tile.y + tile.height; y++) {
    let i = (y - rect.y) * rect.width + tile.x - rect.x;
    for (let x = tile.x, p = y * photo.width + tile.x; x < tile.x + tile.width; x++, p++, i++) {
      if (squared[i] === Infinity) continue;
      let cover = coverage(Math.sqrt(squared[i]!), stroke);
      if (barrier) cover *= smooth((HELD[1] - barrier[i]!) / (HELD[1] - HELD[0]));
      if (cover <= 0) continue;
      const goal = stroke.kind === 'keep' ? 255 : 0;
      alpha[p] = Math.round(alpha[p]! + (goal - alpha[p]!) * cover);
    }
  }
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height });

export const grown = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by
});

/**
 * Paints one stroke into `matte`, in place. Work and memory go by the stroke's own area.
 *
 * @param photo of the matte's size; its colours stop strokes that snap
 */
export function paintStroke(photo: Pixels, matte: Matte, stroke: Stroke): void {
  if (!(stroke.radius > 0) || stroke.points.length < 2) return;
  const segments = segmentsOf(stroke);
  const reaches = segments.map((segment) => reachOf(segment, stroke.radius));
  for (const tile of tilesOf(photo, TILE)) {
    if (!reaches.some((reach) => overlap(reach, tile))) continue;
    const wide = stroke.snap ? grown(tile, Math.min(stroke.radius, TILE)) : tile;
    const near = segments.filter((_, i) => overlap(reaches[i]!, wide));
    paintTile(photo, matte.alpha, stroke, near, tile);
  }
}
