import type { Matte } from '../../../domain/pixels.ts';

/** Points of the matte's 0.5 contour: the product pixel there, and the direction away from the product (unit length). */
export interface Contour {
  readonly count: number;
  readonly x: Int32Array;
  readonly y: Int32Array;
  readonly nx: Float32Array;
  readonly ny: Float32Array;
}

/** How far around a point the matte is looked at for the contour's direction, px. */
const REACH = 5;
/** Points kept, at most: spread evenly along what scanning finds. */
const POINTS = 6000;

/** Contour points at least `margin` px from the frame, so that there is something to see on both sides. */
export function contourOf(matte: Matte, margin: number): Contour {
  const found = boundary(matte, Math.max(margin, REACH));
  const skip = Math.max(1, found.length / POINTS);
  const count = Math.floor(found.length / skip);
  const [x, y] = [new Int32Array(count), new Int32Array(count)];
  const [nx, ny] = [new Float32Array(count), new Float32Array(count)];
  for (let i = 0; i < count; i++) {
    const p = found[Math.floor(i * skip)]!;
    x[i] = p % matte.width;
    y[i] = Math.floor(p / matte.width);
    [nx[i], ny[i]] = outwards(matte, x[i]!, y[i]!) as [number, number];
  }
  return { count, x, y, nx, ny };
}

function boundary({ alpha, width, height }: Matte, margin: number): number[] {
  const found: number[] = [];
  for (let y = margin; y < height - margin; y++) {
    for (let p = y * width + margin, end = (y + 1) * width - margin; p < end; p++) {
      if (alpha[p]! < 128) continue;
      const isEdge =
        alpha[p - 1]! < 128 || alpha[p + 1]! < 128 || alpha[p - width]! < 128 || alpha[p + width]! < 128;
      if (isEdge) found.push(p);
    }
  }
  return found;
}

/** From the product's centre of gravity around a point to the point. */
function outwards({ alpha, width }: Matte, x: number, y: number): readonly [number, number] {
  let [sx, sy] = [0, 0];
  for (let dy = -REACH; dy <= REACH; dy++) {
    for (let dx = -REACH, p = (y + dy) * width + x - REACH; dx <= REACH; dx++, p++) {
      if (alpha[p]! < 128) continue;
      sx -= dx;
      sy -= dy;
    }
  }
  const length = Math.hypot(sx, sy);
  return length === 0 ? [0, 0] : [sx / length, sy / length];
}
