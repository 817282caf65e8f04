import type { Matte } from '../../../domain/pixels.ts';

/**
 * Where each column's lowest part of the product ends, px from the top, with a share of a pixel for a soft edge; −1 in a
 * column without any (α ≥ 128).
 */
export function lowerContour({ alpha, width, height }: Matte): Float32Array<ArrayBuffer> {
  return Float32Array.from({ length: width }, (_, x) => {
    for (let y = height - 1; y >= 0; y--) {
      if (alpha[y * width + x]! < 128) continue;
      const below = y + 1 < height ? alpha[(y + 1) * width + x]! / 255 : 0;
      return y + 1 + below;
    }
    return -1;
  });
}

/** Steepest line on the floor that a product still stands along, as rise ÷ run: what bends up more has left the floor. */
const STEEPEST = 1.1;

/**
 * The line that the product stands on, px from the top for each column: the lower hull of its contour, so that each foot
 * is mirrored at itself and a turned box along both its edges. Beyond the product it goes on level.
 * @param contour `lowerContour`
 */
export function standLine(contour: Float32Array): Float32Array<ArrayBuffer> {
  const line = new Float32Array(contour.length).fill(-1);
  const hull = lowerHull(contour);
  if (hull.length === 0) return line;
  for (const [i, from] of hull.entries()) {
    const to = hull[i + 1] ?? from;
    for (let x = from; x <= to; x++) {
      const share = to === from ? 0 : (x - from) / (to - from);
      line[x] = contour[from]! + share * (contour[to]! - contour[from]!);
    }
  }
  const lowest = hull.reduce((most, x) => (contour[x]! > contour[most]! ? x : most));
  for (let x = lowest + 1; x < line.length; x++) line[x] = onFloor(line[x]!, line[x - 1]!);
  for (let x = lowest - 1; x >= 0; x--) line[x] = onFloor(line[x]!, line[x + 1]!);
  return line;
}

const onFloor = (own: number, before: number): number =>
  own < 0 ? before : Math.max(own, before - STEEPEST);

/** Columns of the corners of the contour's hull, as seen from below, from left to right (Andrew 1979). */
function lowerHull(contour: Float32Array): number[] {
  const hull: number[] = [];
  const isAbove = (a: number, b: number, c: number) =>
    (b - a) * (contour[c]! - contour[a]!) - (contour[b]! - contour[a]!) * (c - a) >= 0;
  for (let x = 0; x < contour.length; x++) {
    if (contour[x]! < 0) continue;
    while (hull.length > 1 && isAbove(hull.at(-2)!, hull.at(-1)!, x)) hull.pop();
    hull.push(x);
  }
  return hull;
}
