import sharp from 'sharp';
import type { Rect } from '../src/lib/domain/pixels.ts';
import type { Placement } from '../src/lib/domain/render/geometry.ts';
import type { Plane } from './cutout-metrics.ts';

/** Side of a piece of a file, px, and how much it is enlarged. */
export const CROP = 120;
const ZOOM = 2;

/** Where the product's outline is looked at: the middle of each side of its box, and one corner. */
export function spots(
  { frame, scale, offsetX, offsetY }: Placement,
  matte: Plane,
  box: Rect
): [number, number][] {
  const first = (line: [number, number][]) =>
    line.find(([x, y]) => matte.alpha[y * matte.width + x]! > 127) ?? line[0]!;
  const xs = Array.from({ length: box.width }, (_, i) => box.x + i);
  const ys = Array.from({ length: box.height }, (_, i) => box.y + i);
  const [middleX, middleY] = [box.x + (box.width >> 1), box.y + (box.height >> 1)];
  const along: [number, number][][] = [
    ys.map((y) => [middleX, y]),
    [...ys].reverse().map((y) => [middleX, y]),
    xs.map((x) => [x, middleY]),
    [...xs].reverse().map((x) => [x, middleY])
  ];
  const clamp = (value: number, side: number) =>
    Math.max(0, Math.min(side - CROP, Math.round(value - CROP / 2)));
  return along
    .map(first)
    .map(([x, y]) => [clamp(x * scale + offsetX, frame.width), clamp(y * scale + offsetY, frame.height)]);
}

/** A finished file and its outline at 200 %. */
export async function sheetRow(file: Buffer, at: readonly [number, number][]): Promise<Buffer> {
  const side = CROP * ZOOM;
  const tiles = [
    await sharp(file).resize(side, side, { fit: 'contain', background: '#ccc' }).png().toBuffer(),
    ...(await Promise.all(
      at.map(([left, top]) =>
        sharp(file)
          .extract({ left, top, width: CROP, height: CROP })
          .resize(side, side, { kernel: 'nearest' })
          .png()
          .toBuffer()
      )
    ))
  ];
  const gap = 4;
  return sharp({
    create: { width: (side + gap) * tiles.length, height: side + gap, channels: 3, background: '#888' }
  })
    .composite(tiles.map((input, index) => ({ input, left: index * (side + gap), top: 0 })))
    .png()
    .toBuffer();
}

/** Rows of one width, one under the other. */
export async function stack(rows: readonly Buffer[]): Promise<Buffer> {
  const sizes = await Promise.all(rows.map((row) => sharp(row).metadata()));
  const height = sizes[0]!.height!;
  return sharp({
    create: { width: sizes[0]!.width!, height: height * rows.length, channels: 3, background: '#888' }
  })
    .composite(rows.map((input, index) => ({ input, left: 0, top: index * height })))
    .png()
    .toBuffer();
}
