import type { Matte, Pixels } from '../../../../src/lib/domain/pixels.ts';

/** A product on white, and its matte. */
export interface Subject {
  readonly pixels: Pixels;
  readonly matte: Matte;
}

type Rgb = readonly [number, number, number];
type Paint = (x: number, y: number) => Rgb;

/** Reproducible noise, 0–1. */
const noise = (x: number, y: number): number => {
  const hash = Math.imul(x * 374_761_393 + y * 668_265_263, 1_274_126_177);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
};

/** Coverage 0–1 of a shape whose inside is `reach` > 0. */
const soft = (reach: number): number => Math.max(0, Math.min(1, reach + 0.5));

function subject(side: number, cover: (x: number, y: number) => number, paint: Paint): Subject {
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  const alpha = new Uint8Array(side * side);
  for (let p = 0; p < alpha.length; p++) {
    const [x, y] = [p % side, Math.floor(p / side)];
    alpha[p] = Math.round(cover(x, y) * 255);
    const colour = alpha[p] ? paint(x, y) : [255, 255, 255];
    for (let c = 0; c < 3; c++) data[p * 4 + c] = 255 + (colour[c]! - 255) * (alpha[p]! / 255);
  }
  return { pixels: { data, width: side, height: side }, matte: { alpha, width: side, height: side } };
}

const disc = (side: number) => (x: number, y: number) =>
  soft(side * 0.375 - Math.hypot(x - side / 2, y - side / 2));

/** Dark, saturated, hard-edged and noisy: the hardest that JPEG can be given. */
export const harsh = (side = 400): Subject =>
  subject(side, disc(side), (x, y) => [noise(x, y) * 90, 0, noise(y, x) * 60]);

/** Pure noise of all colours. */
export const noisy = (side = 400): Subject =>
  subject(side, disc(side), (x, y) => [noise(x, y) * 255, noise(y, x) * 255, noise(x + 7, y) * 255]);

/** Grey metal: no colour anywhere. */
export const neutral = (side = 400): Subject =>
  subject(side, disc(side), (x, y) => {
    const grey = 120 + 90 * Math.sin(x / 9) * Math.cos(y / 13) + noise(x, y) * 20;
    return [grey, grey, grey];
  });

/** Like a photo: broad shading, fine grain, an oblique rim. */
export const photo = (side = 400): Subject =>
  subject(
    side,
    (x, y) => soft(side * 0.33 - Math.abs(x - side / 2) * 1.1 - Math.abs(y - side / 2) * 0.8),
    (x, y) => [
      90 + (x / side) * 120 + noise(x, y) * 8,
      60 + (y / side) * 100,
      140 - (x / side) * 90 + noise(y, x) * 8
    ]
  );

/** Saturated wires, one to three pixels thick: nearly all of the product is edge. */
export const wires = (side = 400): Subject =>
  subject(
    side,
    (x, y) => {
      const inside = x > 40 && y > 40 && x < side - 40 && y < side - 40;
      const d = Math.min((x + y * 0.37) % 29, (y - x * 0.21 + side) % 37);
      return inside ? soft(1.5 - d) : 0;
    },
    () => [200, 20, 30]
  );

export const SUBJECTS: Readonly<Record<string, (side?: number) => Subject>> = {
  harsh,
  noisy,
  neutral,
  photo,
  wires
};
