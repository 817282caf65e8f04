import sharp from 'sharp';
import type { Plane } from './cutout-metrics.ts';

/** RGBA at source size, sRGB, straight alpha. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8ClampedArray;
}

/** Left top corner of a square of `CROP` px. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

/** Side of a cell, and of the piece of the picture that an edge cell shows at 200 %. */
const CELL = 320;
const CROP = CELL / 2;
const GAP = 4;
const LABEL = 34;
const SQUARE = 12;

const PNG = { compressionLevel: 3 };

/** An empty cell. */
export const blank = (): Promise<Buffer> =>
  sharp({ create: { width: CELL, height: CELL, channels: 3, background: '#222' } })
    .png(PNG)
    .toBuffer();

const raw = ({ width, height, rgba }: Picture) => sharp(rgba, { raw: { width, height, channels: 4 } });

/** The picture without its alpha, fitted into a cell. */
export const pictureCell = (picture: Picture): Promise<Buffer> =>
  raw(picture).removeAlpha().resize(CELL, CELL, { fit: 'contain', background: '#222' }).png(PNG).toBuffer();

/** A cutout on grey checks, fitted into a cell. */
export async function checker(picture: Picture): Promise<Buffer> {
  const squares = `<svg xmlns="http://www.w3.org/2000/svg" width="${CELL}" height="${CELL}"><defs><pattern id="c" width="${2 * SQUARE}" height="${2 * SQUARE}" patternUnits="userSpaceOnUse"><rect width="${2 * SQUARE}" height="${2 * SQUARE}" fill="#8a8a8a"/><path d="M0 0h${SQUARE}v${SQUARE}H0zM${SQUARE} ${SQUARE}h${SQUARE}v${SQUARE}H${SQUARE}z" fill="#a6a6a6"/></pattern></defs><rect width="100%" height="100%" fill="url(#c)"/></svg>`;
  const clear = { r: 0, g: 0, b: 0, alpha: 0 };
  const fitted = await raw(picture)
    .resize(CELL, CELL, { fit: 'contain', background: clear })
    .png(PNG)
    .toBuffer();
  return sharp(Buffer.from(squares))
    .composite([{ input: fitted }])
    .removeAlpha()
    .png(PNG)
    .toBuffer();
}

/** Twice the difference of α over the darkened photo: red where the matte has too much, blue where it lacks. */
export function differenceCell(
  { width, height, rgba }: Picture,
  matte: Plane,
  truth: Plane
): Promise<Buffer> {
  const shown = new Uint8ClampedArray(rgba.length);
  for (let i = 0; i < matte.alpha.length; i++) {
    const grey = 40 + (rgba[4 * i]! + rgba[4 * i + 1]! + rgba[4 * i + 2]!) / 12;
    const error = 2 * (matte.alpha[i]! - truth.alpha[i]!);
    shown[4 * i] = grey + Math.max(0, error) - Math.max(0, -error) / 4;
    shown[4 * i + 1] = grey - Math.abs(error) / 4;
    shown[4 * i + 2] = grey + Math.max(0, -error) - Math.max(0, error) / 4;
    shown[4 * i + 3] = 255;
  }
  return pictureCell({ width, height, rgba: shown });
}

const clamped = (value: number, side: number) => Math.max(0, Math.min(side - CROP, Math.round(value)));

/** The square whose band holds the largest sum of |Δα|, on a grid of half squares. */
export function worstEdge(matte: Plane, truth: Plane, band: Uint8Array): Spot {
  const { width, height } = truth;
  const step = CROP / 2;
  const [columns, lines] = [Math.ceil(width / step), Math.ceil(height / step)];
  const sums = new Float64Array((columns + 1) * (lines + 1));
  band.forEach((on, i) => {
    if (!on) return;
    const [x, y] = [Math.floor((i % width) / step), Math.floor(i / width / step)];
    sums[y * (columns + 1) + x]! += Math.abs(matte.alpha[i]! - truth.alpha[i]!);
  });
  let best = { x: 0, y: 0, sum: -1 };
  for (let y = 0; y < lines; y++) {
    for (let x = 0; x < columns; x++) {
      const at = y * (columns + 1) + x;
      const sum = sums[at]! + sums[at + 1]! + sums[at + columns + 1]! + sums[at + columns + 2]!;
      if (sum > best.sum) best = { x: x * step, y: y * step, sum };
    }
  }
  return { x: clamped(best.x, width), y: clamped(best.y, height) };
}

/** A piece of a cutout on white at 200 %. */
export async function edgeCell(picture: Picture, { x, y }: Spot): Promise<Buffer> {
  const [width, height] = [Math.min(CROP, picture.width), Math.min(CROP, picture.height)];
  const white = await raw(picture).flatten({ background: '#fff' }).png(PNG).toBuffer();
  return sharp(white)
    .extract({ left: x, top: y, width, height })
    .resize(CELL, CELL, { kernel: 'nearest', fit: 'contain', background: '#fff' })
    .png(PNG)
    .toBuffer();
}

const escaped = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

/** A label of up to two lines, broken at ` · `. */
function labelSvg(text: string): Buffer {
  const parts = text.split(' · ');
  const half = parts.length > 3 ? Math.ceil(parts.length / 2) : parts.length;
  const lines = [parts.slice(0, half), parts.slice(half)].map((line) => escaped(line.join(' · ')));
  const shown = lines.map((line, i) => `<text x="2" y="${14 + 14 * i}">${line}</text>`).join('');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CELL}" height="${LABEL}" font-family="sans-serif" font-size="11" fill="#eee">${shown}</svg>`
  );
}

/** Cells side by side, each under its label, as PNG. */
export function labelled(cells: readonly (readonly [label: string, cell: Buffer])[]): Promise<Buffer> {
  const placed = cells.flatMap(([label, input], i) => {
    const left = i * (CELL + GAP);
    return [
      { input: labelSvg(label), left, top: 0 },
      { input, left, top: LABEL }
    ];
  });
  const width = cells.length * (CELL + GAP);
  return sharp({ create: { width, height: CELL + LABEL + GAP, channels: 3, background: '#222' } })
    .composite(placed)
    .png(PNG)
    .toBuffer();
}
