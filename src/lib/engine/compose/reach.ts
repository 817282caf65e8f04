import type { Matte } from '../../domain/pixels.ts';

/**
 * Which pixels lie within `reach` px of any α > 0 (1) and which do not (0). Distance is the greater of dx and dy
 * (Chebyshev): a codec's block is a square, and what it rings reaches its far corner. α > 0 itself is 1.
 */
export function withinReach({ alpha, width, height }: Matte, reach: number): Uint8Array<ArrayBuffer> {
  const across = new Uint8Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0, p = y * width, until = -1; x < width; x++, p++) {
      if (alpha[p]! === 0) {
        if (x <= until) across[p] = 1;
        continue;
      }
      // Backwards only where the run begins: inside one, the pixels behind are marked already.
      if (until < x + reach - 1) across.fill(1, p - Math.min(x, reach), p);
      across[p] = 1;
      until = x + reach;
    }
  }
  return reachDown(across, width, height, reach);
}

function reachDown(
  across: Uint8Array,
  width: number,
  height: number,
  reach: number
): Uint8Array<ArrayBuffer> {
  const near = new Uint8Array(width * height);
  // Rows left in which a mark above (below) still counts, per column.
  const left = new Int32Array(width);
  const pass = (y: number) => {
    for (let x = 0, p = y * width; x < width; x++, p++) {
      if (across[p]) left[x] = reach + 1;
      if (left[x]! > 0) {
        near[p] = 1;
        left[x]!--;
      }
    }
  };
  for (let y = 0; y < height; y++) pass(y);
  left.fill(0);
  for (let y = height - 1; y >= 0; y--) pass(y);
  return near;
}
