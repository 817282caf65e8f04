import type { Pixels, Rect } from '../../domain/pixels.ts';

/** The middle of a stroke from which its paint flows: this share of its radius. */
const SPINE = 1 / 6;
/** Colour steps (0–1) up to this, or this many times the median step around, are texture and hold nothing. */
const LEAST_STEP = 0.012;
const TEXTURE = 3;
const PASSES = 2;

/** Length of a colour step between two pixels, 0–1. */
function stepBetween(data: Uint8ClampedArray, a: number, b: number): number {
  const r = data[4 * a]! - data[4 * b]!;
  const g = data[4 * a + 1]! - data[4 * b + 1]!;
  const u = data[4 * a + 2]! - data[4 * b + 2]!;
  return Math.sqrt(r * r + g * g + u * u) / 441.673;
}

/** What counts as texture: from the median step along rows where the stroke is. */
function textureOf({ data, width }: Pixels, rect: Rect, squared: Float32Array): number {
  const counts = new Uint32Array(256);
  let all = 0;
  for (let y = 0, i = 0; y < rect.height; y++) {
    let p = (rect.y + y) * width + rect.x;
    for (let x = 0; x < rect.width; x++, i++, p++) {
      if (x === 0 || squared[i] === Infinity) continue;
      counts[Math.min(255, Math.floor(stepBetween(data, p, p - 1) * 512))]!++;
      all++;
    }
  }
  let [at, below] = [0, 0];
  while (at < 255 && (below += counts[at]!) * 2 < all) at++;
  return Math.max(LEAST_STEP, (TEXTURE * at) / 512);
}

/**
 * How much colour change has to be crossed to get from the stroke's spine to each pixel without leaving the stroke:
 * the least sum of colour steps beyond texture (0–1 scale each) over all ways. A geodesic distance transform by raster
 * scans (Criminisi, Sharp, Blake: "GeoS: Geodesic Image Segmentation", ECCV 2008), with colour alone as length.
 *
 * @param squared squared distance to the spine, px²; Infinity outside the stroke
 * @returns for each pixel of `rect`; Infinity where no way leads
 */
export function barrierTo(photo: Pixels, rect: Rect, squared: Float32Array, radius: number): Float32Array {
  const { width, height } = rect;
  const texture = textureOf(photo, rect, squared);
  const spine = Math.max(1, radius * SPINE) ** 2;
  const cost = new Float32Array(squared.length);
  for (let i = 0; i < cost.length; i++) cost[i] = squared[i]! <= spine ? 0 : Infinity;
  const scan = (i: number, x: number, y: number, way: 1 | -1) => {
    if (squared[i] === Infinity || cost[i] === 0) return;
    const p = (rect.y + y) * photo.width + rect.x + x;
    const relax = (dx: number, dy: number) => {
      if (x + dx < 0 || x + dx >= width || y + dy < 0 || y + dy >= height) return;
      const before = cost[i + dy * width + dx]!;
      if (before >= cost[i]!) return;
      const step = stepBetween(photo.data, p, p + dy * photo.width + dx) - texture;
      const sum = step > 0 ? before + step : before;
      if (sum < cost[i]!) cost[i] = sum;
    };
    relax(-way, 0);
    relax(-way, -way);
    relax(0, -way);
    relax(way, -way);
  };
  for (let pass = 0; pass < PASSES; pass++) {
    for (let y = 0, i = 0; y < height; y++) for (let x = 0; x < width; x++, i++) scan(i, x, y, 1);
    for (let y = height - 1, i = cost.length - 1; y >= 0; y--) {
      for (let x = width - 1; x >= 0; x--, i--) scan(i, x, y, -1);
    }
  }
  return cost;
}
