import sharp, { type Sharp } from 'sharp';
import type { RuleId } from '../src/lib/domain/compliance/report.ts';
import type { Matte, Pixels } from '../src/lib/domain/pixels.ts';
import { patchesOf } from '../src/lib/engine/compose/patches.ts';
import { withinReach } from '../src/lib/engine/compose/reach.ts';
import { onWhite, type Packshot } from './check-pictures.ts';

type Rgb = readonly [number, number, number];

/** One defect, seeded into a clean packshot. */
export interface Defect {
  readonly name: string;
  readonly rule: RuleId;
  /** Null where the packshot has no place for it. */
  seed(clean: Packshot): Promise<Pixels | null> | Pixels | null;
  /** The matte that a file with this defect was made with, where it is another. */
  matte?(clean: Packshot): Matte;
  /** Seen only in files from elsewhere: a matte of one's own says better. */
  readonly foreignOnly?: boolean;
}

const copy = ({ data, width, height }: Pixels): Pixels => ({ data: data.slice(), width, height });

/** A copy with every pixel for which `at` gives a colour painted. */
function painted({ pixels }: Packshot, at: (x: number, y: number) => Rgb | null): Pixels {
  const made = copy(pixels);
  for (let y = 0, p = 0; y < made.height; y++) {
    for (let x = 0; x < made.width; x++, p += 4) {
      const colour = at(x, y);
      if (colour) made.data.set(colour, p);
    }
  }
  return made;
}

const frame = (thick: number, inset: number, colour: Rgb) => (clean: Packshot) => {
  const { width, height } = clean.pixels;
  const [t, i] = [Math.max(1, Math.round(thick * width)), Math.round(inset * width)];
  return painted(clean, (x, y) => {
    const depth = Math.min(x, y, width - 1 - x, height - 1 - y) - i;
    return depth >= 0 && depth < t ? colour : null;
  });
};

const corner = (thick: number, colour: Rgb) => (clean: Packshot) => {
  const { width, height } = clean.pixels;
  return painted(clean, (x, y) => (x < thick * width || y >= height * (1 - thick) ? colour : null));
};

/** A band along the bottom, with marks in it like words. */
const banner = (thick: number, colour: Rgb) => (clean: Packshot) => {
  const { width, height } = clean.pixels;
  const top = Math.round(height * (1 - thick));
  const isWord = (x: number, y: number) =>
    Math.abs(y - top - (height - top) / 2) < (height - top) / 5 &&
    x > width * 0.2 &&
    x < width * 0.7 &&
    (x >> 3) % 2;
  return painted(clean, (x, y) => (y < top ? null : isWord(x, y) ? [255, 255, 255] : colour));
};

async function through(pixels: Pixels, work: (picture: Sharp) => Promise<Sharp> | Sharp): Promise<Pixels> {
  const { width, height } = pixels;
  const done = await work(sharp(pixels.data, { raw: { width, height, channels: 4 } }));
  const data = new Uint8ClampedArray(await done.ensureAlpha().raw().toBuffer());
  return { data, width, height };
}

/** σ px at least, more in large pictures. */
const softened = (pixels: Pixels) =>
  through(pixels, (picture) => picture.blur(Math.max(2.5, pixels.width * 0.002)));

const blurred = ({ pixels }: Packshot) => softened(pixels);

/** Out of focus, cut out sharply; null for a product that is nothing but edges. */
async function blurredInside({ placed, matte }: Packshot): Promise<Pixels | null> {
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
  return onWhite(product);
}

/** What of a product is surface: so far from its edge, px, and so much of it at least. */
const EDGE_PX = 12;
const SURFACE = 0.5;

const resized =
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
const hardMatte = ({ matte }: Packshot): Matte => ({
  ...matte,
  alpha: matte.alpha.map((a) => (a >= 128 ? 255 : 0))
});

function jagged(clean: Packshot): Pixels {
  const product = copy(clean.placed);
  const { alpha } = hardMatte(clean);
  for (let p = 0; p < alpha.length; p++) product.data[4 * p + 3] = alpha[p]!;
  return onWhite(product);
}

/** A rim of the old background's colour left around the product. */
const fringed = (reach: number, colour: Rgb) => async (clean: Packshot) => {
  const { matte, placed } = clean;
  const { width, height } = matte;
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

const shadowToEdge = (clean: Packshot) => {
  const { matte, pixels } = clean;
  const { width, height } = pixels;
  return painted(clean, (x, y) => {
    if (matte.alpha[y * width + x]! > 0 || x < width * 0.3 || x > width * 0.7 || y < height / 2) return null;
    const grey = 200 + Math.round((45 * (y - height / 2)) / (height / 2));
    return [grey, grey, grey];
  });
};

const specks = (clean: Packshot) => {
  const { width, height } = clean.pixels;
  const r = Math.max(2, width / 400);
  const spots = [0.02, 0.5, 0.98].map((x) => [x * width, 0.025 * height] as const);
  return painted(clean, (x, y) =>
    spots.some(([sx, sy]) => Math.hypot(x - sx, y - sy) < r) ? [170, 170, 170] : null
  );
};

/** The product twice, half as large. */
async function twice({ pixels }: Packshot): Promise<Pixels> {
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

const twiceMatte = ({ matte }: Packshot): Matte => {
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
const inset = (clean: Packshot): Pixels | null => {
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

/** A spot deep in the product that still shows the old background; null where there is no room for one. */
const hole = (colour: Rgb) => (clean: Packshot) => {
  const { matte, pixels } = clean;
  const centre = deepest(matte);
  const r = Math.min(matte.width * 0.05, centre.depth * 0.6);
  const product = matte.alpha.filter((a) => a >= 128).length;
  const at = (centre.y * matte.width + centre.x) * 4;
  const isDark = Math.max(...pixels.data.subarray(at, at + 3)) < 150;
  if (!isDark || Math.PI * r * r < LEAST_HOLE * product) return null;
  return painted(clean, (x, y) => (Math.hypot(x - centre.x, y - centre.y) < r ? colour : null));
};

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
const LEAST_HOLE = 0.005;

const GREY: Rgb = [128, 128, 128];

export const DEFECTS: readonly Defect[] = [
  { name: 'grey frame', rule: 'border', seed: frame(0.01, 0, GREY) },
  { name: 'pale frame', rule: 'border', seed: frame(0.02, 0, [238, 238, 238]) },
  { name: 'hair frame', rule: 'border', seed: frame(0.0005, 0, [0, 0, 0]) },
  { name: 'line inside', rule: 'border', seed: frame(0.003, 0.025, [60, 60, 60]) },
  { name: 'L-shape', rule: 'border', seed: corner(0.05, [200, 30, 40]) },
  { name: 'banner', rule: 'border', seed: banner(0.05, [20, 60, 140]) },
  { name: 'inset picture', rule: 'border', seed: inset, foreignOnly: true },
  { name: 'shadow to the edge', rule: 'background-white', seed: shadowToEdge },
  { name: 'specks', rule: 'background-white', seed: specks },
  { name: 'item twice', rule: 'several-items', seed: twice, matte: twiceMatte },
  { name: 'two views', rule: 'views', seed: twice, matte: twiceMatte },
  { name: 'blurred', rule: 'blur', seed: blurred },
  { name: 'blurred inside', rule: 'blur', seed: blurredInside },
  { name: 'blocks of 4', rule: 'pixelation', seed: resized(4, 'nearest') },
  { name: 'blocks of 2', rule: 'pixelation', seed: resized(2, 'nearest') },
  { name: 'enlarged 2x', rule: 'pixelation', seed: resized(2, 'cubic') },
  { name: 'enlarged 3x', rule: 'pixelation', seed: resized(3, 'lanczos3') },
  { name: 'hard matte', rule: 'jagged-edge', seed: jagged, matte: hardMatte },
  { name: 'grey fringe', rule: 'halo', seed: fringed(3, [170, 170, 170]) },
  { name: 'green fringe', rule: 'halo', seed: fringed(2, [90, 140, 70]) },
  { name: 'dark fringe', rule: 'halo', seed: fringed(2, [20, 20, 20]) },
  { name: 'grey hole', rule: 'holes', seed: hole([232, 230, 226]), foreignOnly: true }
];

/** The holes of a product, cut by its truth, were not cut. */
export const KEPT_HOLES: Defect = { name: 'holes kept', rule: 'holes', seed: ({ pixels }) => pixels };

/** A matte with its holes filled; null where it has none to speak of. */
export function closedHoles(matte: Matte): Matte | null {
  const { width, height } = matte;
  const Class = { rest: 0, clear: 1, done: 2 } as const;
  const classes = matte.alpha.map((a) => (a < 128 ? Class.clear : Class.rest));
  const alpha = matte.alpha.slice();
  const product = matte.alpha.reduce((sum, a) => sum + (a < 128 ? 0 : 1), 0);
  let largest = 0;
  for (const { members, box, pixels } of patchesOf(classes, matte, Class.clear, Class.rest, Class.done)) {
    const isOutside =
      box.x === 0 || box.y === 0 || box.x + box.width === width || box.y + box.height === height;
    if (isOutside) continue;
    largest = Math.max(largest, pixels);
    for (const p of members) alpha[p] = 255;
  }
  if (largest < LEAST_HOLE * product) return null;
  const near = withinReach(
    { ...matte, alpha: alpha.map((a, p) => (a === 255 && matte.alpha[p]! < 128 ? 1 : 0)) },
    3
  );
  return { ...matte, alpha: alpha.map((a, p) => (near[p] === 1 && a >= 128 ? 255 : a)) };
}
