import sharp from 'sharp';
import type { Matte, Pixels } from '../src/lib/domain/pixels.ts';
import { painted, type Rgb } from './check-paint.ts';
import type { Packshot } from './check-pictures.ts';

export const frame = (thick: number, inset: number, colour: Rgb) => (clean: Packshot) => {
  const { width, height } = clean.pixels;
  const [t, i] = [Math.max(1, Math.round(thick * width)), Math.round(inset * width)];
  return painted(clean, (x, y) => {
    const depth = Math.min(x, y, width - 1 - x, height - 1 - y) - i;
    return depth >= 0 && depth < t ? colour : null;
  });
};

/** Everything beside the product in another colour. */
export const ground = (colour: Rgb) => (clean: Packshot) =>
  painted(clean, (x, y) => (clean.matte.alpha[y * clean.matte.width + x] === 0 ? colour : null));

export const SIDES = ['top', 'right', 'bottom', 'left'] as const;

/** A line along one side, on it. */
export const lineAt = (side: (typeof SIDES)[number], thick: number, colour: Rgb) => (clean: Packshot) => {
  const { width, height } = clean.pixels;
  const t = Math.max(2, Math.round(thick * width));
  const depth = (x: number, y: number) =>
    ({ top: y, right: width - 1 - x, bottom: height - 1 - y, left: x })[side];
  return painted(clean, (x, y) => (depth(x, y) < t ? colour : null));
};

export const corner = (thick: number, colour: Rgb) => (clean: Packshot) => {
  const { width, height } = clean.pixels;
  return painted(clean, (x, y) => (x < thick * width || y >= height * (1 - thick) ? colour : null));
};

/** A band along the bottom, with marks in it like words. */
export const banner = (thick: number, colour: Rgb) => (clean: Packshot) => {
  const { width, height } = clean.pixels;
  const top = Math.round(height * (1 - thick));
  const isWord = (x: number, y: number) =>
    Math.abs(y - top - (height - top) / 2) < (height - top) / 5 &&
    x > width * 0.2 &&
    x < width * 0.7 &&
    (x >> 3) % 2;
  return painted(clean, (x, y) => (y < top ? null : isWord(x, y) ? [255, 255, 255] : colour));
};

export const shadowToEdge = (clean: Packshot) => {
  const { matte, pixels } = clean;
  const { width, height } = pixels;
  return painted(clean, (x, y) => {
    if (matte.alpha[y * width + x]! > 0 || x < width * 0.3 || x > width * 0.7 || y < height / 2) return null;
    const grey = 200 + Math.round((45 * (y - height / 2)) / (height / 2));
    return [grey, grey, grey];
  });
};

export const specks = (clean: Packshot) => {
  const { width, height } = clean.pixels;
  const r = Math.max(2, width / 400);
  const spots = [0.02, 0.5, 0.98].map((x) => [x * width, 0.025 * height] as const);
  return painted(clean, (x, y) =>
    spots.some(([sx, sy]) => Math.hypot(x - sx, y - sy) < r) ? [170, 170, 170] : null
  );
};

/** The product twice, half as large. */
export async function twice({ pixels }: Packshot): Promise<Pixels> {
  const { width, height } = pixels;
  const half = { width: width >> 1, height: height >> 1 };
  const small = await sharp(pixels.data, { raw: { width, height, channels: 4 } })
    .resize({ ...half, fit: 'fill' })
    .png()
    .toBuffer();
  const white = { create: { width, height, channels: 4 as const, background: '#fff' } };
  const data = await sharp(white)
    .composite([
      { input: small, left: 0, top: height >> 2 },
      { input: small, left: width - half.width, top: height >> 2 }
    ])
    .raw()
    .toBuffer();
  return { data: new Uint8ClampedArray(data), width, height };
}

export const twiceMatte = ({ matte }: Packshot): Matte => {
  const { width, height } = matte;
  const alpha = new Uint8Array(width * height);
  const [left, top] = [width >> 1, height >> 2];
  for (let y = 0; y < height >> 1; y++) {
    for (let x = 0; x < left; x++) {
      const a = matte.alpha[2 * y * width + 2 * x]!;
      alpha[(y + top) * width + x] = a;
      alpha[(y + top) * width + width - left + x] = a;
    }
  }
  return { alpha, width, height };
};

/** The middle of the picture again, as a rectangle in a corner where there is room; null where there is none. */
export const inset = (clean: Packshot): Pixels | null => {
  const { width, height, data } = clean.pixels;
  const side = Math.round(width * 0.14);
  const margin = Math.round(width * 0.02);
  const corners = [0, 1, 2, 3].map((corner) => [
    corner % 2 ? width - margin - side : margin,
    corner > 1 ? height - margin - side : margin
  ]);
  const free = corners.find(([x, y]) => isFree(clean.matte, x!, y!, side, 2 * margin));
  if (!free) return null;
  return painted(clean, (x, y) => {
    const [ix, iy] = [x - free[0]!, y - free[1]!];
    if (ix < 0 || iy < 0 || ix >= side || iy >= side) return null;
    const at = ((iy + (height >> 1) - (side >> 1)) * width + ix + (width >> 1) - (side >> 1)) * 4;
    return [data[at]! * 0.8, data[at + 1]! * 0.8, data[at + 2]! * 0.8];
  });
};

function isFree(
  { alpha, width, height }: Matte,
  x: number,
  y: number,
  side: number,
  around: number
): boolean {
  for (let row = Math.max(0, y - around); row < Math.min(height, y + side + around); row++) {
    const from = row * width + Math.max(0, x - around);
    if (alpha.subarray(from, row * width + Math.min(width, x + side + around)).some((a) => a > 0))
      return false;
  }
  return true;
}
