import sharp, { type Sharp } from 'sharp';
import { deltaE00OfLab, labOfRgb } from '../src/lib/domain/color/ciede2000.ts';
import type { Matte, Pixels } from '../src/lib/domain/pixels.ts';
import { withinReach } from '../src/lib/engine/compose/reach.ts';
import { copy, painted, type Rgb } from './check-paint.ts';
import { onWhite, type Packshot } from './check-pictures.ts';

async function through(pixels: Pixels, work: (picture: Sharp) => Promise<Sharp> | Sharp): Promise<Pixels> {
  const { width, height } = pixels;
  const done = await work(sharp(pixels.data, { raw: { width, height, channels: 4 } }));
  const data = new Uint8ClampedArray(await done.ensureAlpha().raw().toBuffer());
  return { data, width, height };
}

/** σ px at least, more in large pictures. */
const softened = (pixels: Pixels) =>
  through(pixels, (picture) => picture.blur(Math.max(2.5, pixels.width * 0.002)));

export const blurred = ({ pixels }: Packshot) => softened(pixels);

/** Out of focus, cut out sharply; null for a product that is nothing but edges. */
export async function blurredInside({ placed, matte }: Packshot): Promise<Pixels | null> {
  const { width, height } = matte;
  const edge = withinReach({ ...matte, alpha: matte.alpha.map((a) => (a < 255 ? 1 : 0)) }, EDGE_PX);
  const [solid, deep] = [
    matte.alpha.filter((a) => a === 255).length,
    edge.filter((near) => near === 0).length
  ];
  if (deep < SURFACE * solid) return null;
  const weighed = copy(placed);
  for (let p = 0; p < matte.alpha.length; p++) {
    for (let c = 0; c < 3; c++) weighed.data[4 * p + c]! *= matte.alpha[p]! / 255;
    weighed.data[4 * p + 3] = 255;
  }
  const covers = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < covers.length; at++) covers[at] = at % 4 === 3 ? 255 : matte.alpha[at >> 2]!;
  const [colours, shares] = [await softened(weighed), await softened({ data: covers, width, height })];
  const product = copy(placed);
  for (let at = 0; at < covers.length; at++) {
    if (at % 4 < 3 && shares.data[at]! > 0) product.data[at] = (colours.data[at]! * 255) / shares.data[at]!;
  }
  return isOther(product, placed, edge) ? onWhite(product) : null;
}

/** Mean step of luma by which a surface must change for anything to be out of focus on it. */
const SEEN = 2;

/** A surface of one colour looks the same in focus and out of it. */
function isOther(after: Pixels, before: Pixels, edge: Uint8Array): boolean {
  let [sum, count] = [0, 0];
  for (let p = 0; p < edge.length; p++) {
    if (edge[p] !== 0) continue;
    sum += Math.abs(after.data[4 * p + 1]! - before.data[4 * p + 1]!);
    count++;
  }
  return sum >= SEEN * count;
}

/** What of a product is surface: so far from its edge, px, and so much of it at least. */
const EDGE_PX = 12;
const SURFACE = 0.5;

export const resized =
  (factor: number, kernel: 'nearest' | 'cubic' | 'linear' | 'lanczos3') =>
  ({ pixels }: Packshot) =>
    through(pixels, async (picture) => {
      const { width, height } = pixels;
      const size = { width: Math.round(width / factor), height: Math.round(height / factor) };
      const small = await picture
        .resize({ ...size, fit: 'fill' })
        .raw()
        .toBuffer();
      return sharp(small, { raw: { ...size, channels: 4 } }).resize({ width, height, fit: 'fill', kernel });
    });

/** The matte without grey levels. */
export const hardMatte = ({ matte }: Packshot): Matte => ({
  ...matte,
  alpha: matte.alpha.map((a) => (a >= 128 ? 255 : 0))
});

/** Null for what stands upright: rows and columns of pixels have no stairs. */
export function jagged(clean: Packshot): Pixels | null {
  if (!isSloping(clean.matte)) return null;
  const product = copy(clean.placed);
  const { alpha } = hardMatte(clean);
  for (let p = 0; p < alpha.length; p++) product.data[4 * p + 3] = alpha[p]!;
  return onWhite(product);
}

/** Least part of an outline's length that runs across rows and columns alike. */
const SLOPES = 0.1;

/** By runs of the outline in rows: a slope moves it by a few px from row to row, an upright or level side by none or many. */
function isSloping({ alpha, width, height }: Matte): boolean {
  let [slopes, all, before] = [0, 0, -1];
  for (let y = 0; y < height; y++) {
    const start = y * width;
    const first = alpha.subarray(start, start + width).findIndex((a) => a >= 128);
    if (first < 0) continue;
    if (before >= 0) {
      const by = Math.abs(first - before);
      all += Math.max(1, by);
      if (by > 0 && by <= 8) slopes += by;
    }
    before = first;
  }
  return slopes >= SLOPES * all;
}

/** A rim of the old background's colour left around the product. */
export const fringed = (reach: number, colour: Rgb) => async (clean: Packshot) => {
  const { matte, placed } = clean;
  const { width, height } = matte;
  if (isLikeEdge(clean, colour)) return null;
  const wide = withinReach({ ...matte, alpha: matte.alpha.map((a) => (a >= 128 ? 255 : 0)) }, reach);
  const soft = await sharp(
    wide.map((is) => is * 255),
    { raw: { width, height, channels: 1 } }
  )
    .blur(0.6)
    .extractChannel(0)
    .raw()
    .toBuffer();
  const under = { data: new Uint8ClampedArray(width * height * 4), width, height };
  for (let p = 0; p < soft.length; p++) under.data.set([...colour, soft[p]!], p * 4);
  const ground = onWhite(under);
  const made = copy(ground);
  for (let p = 0; p < matte.alpha.length; p++) {
    const a = placed.data[4 * p + 3]! / 255;
    for (let c = 0; c < 3; c++) {
      made.data[4 * p + c] = a * placed.data[4 * p + c]! + (1 - a) * ground.data[4 * p + c]!;
    }
  }
  return made;
};

/** CIEDE2000 under which a rim is of the product's own colour, and none. */
const OWN = 15;

/** Whether most of a product's edge has this colour itself. */
function isLikeEdge({ matte, placed }: Packshot, colour: Rgb): boolean {
  const near = withinReach({ ...matte, alpha: matte.alpha.map((a) => (a < 128 ? 1 : 0)) }, 4);
  const rim = labOfRgb(...colour);
  let [alike, count] = [0, 0];
  for (let p = 0; p < near.length; p += 3) {
    if (near[p] !== 1 || matte.alpha[p] !== 255) continue;
    count++;
    const own = labOfRgb(placed.data[4 * p]!, placed.data[4 * p + 1]!, placed.data[4 * p + 2]!);
    if (deltaE00OfLab(own, rim) < OWN) alike++;
  }
  return alike > count / 2;
}

/** A spot deep in the product that still shows the old background; null where there is no room for one. */
export const hole = (colour: Rgb) => (clean: Packshot) => {
  const { matte, pixels } = clean;
  const centre = deepest(matte);
  const r = Math.min(matte.width * 0.05, centre.depth * 0.6);
  const product = matte.alpha.filter((a) => a >= 128).length;
  if (!isDarkAround(pixels, centre, r) || Math.PI * r * r < LEAST_HOLE * product) return null;
  return painted(clean, (x, y) => (Math.hypot(x - centre.x, y - centre.y) < r ? colour : null));
};

/** Whether a light spot would stand out at every place of its rim: on a light label nobody would see a hole. */
function isDarkAround({ data, width }: Pixels, { x, y }: { x: number; y: number }, r: number): boolean {
  const turns = Array.from({ length: 32 }, (_, i) => (i * Math.PI) / 16);
  const reaches = [r, r + 0.01 * width].flatMap((reach) => turns.map((turn) => [reach, turn] as const));
  return reaches.every(([reach, turn]) => {
    const column = Math.round(x + reach * Math.cos(turn));
    const at = 4 * (Math.round(y + reach * Math.sin(turn)) * width + column);
    return Math.max(...data.subarray(at, at + 3)) < DARK;
  });
}

/** Greatest channel of what a light spot stands out from. */
const DARK = 150;

/** The product pixel farthest from anything else, on a coarse grid. */
function deepest({ alpha, width, height }: Matte) {
  const step = Math.ceil(width / 100);
  let best = { x: 0, y: 0, depth: 0 };
  for (let y = 0; y < height; y += step) {
    for (let x = 0; x < width; x += step) {
      let depth = 0;
      const isSolid = (d: number) =>
        [-d, 0, d].every((dy) => [-d, 0, d].every((dx) => (alpha[(y + dy) * width + x + dx] ?? 0) === 255));
      while (depth < width && isSolid(depth + step)) depth += step;
      if (depth > best.depth) best = { x, y, depth };
    }
  }
  return best;
}

/** Least share of the product that a hole must take to be seeded. */
export const LEAST_HOLE = 0.005;
