import type { Matte, Pixels } from '../../../../../src/lib/domain/pixels.ts';
import { matteOf, picture, type Rgba } from '../pictures.ts';

export const SIDE = 400;

type Rgb = readonly [number, number, number];

export interface Packshot {
  readonly name: string;
  readonly pixels: Pixels;
  readonly matte: Matte;
}

const clamped = (value: number) => Math.min(1, Math.max(0, value));

/** Distance into a shape, px; below 0 outside. */
type Shape = (x: number, y: number) => number;

const disc: Shape = (x, y) => 150 - Math.hypot(x - 200, y - 200);
const tilted: Shape = (x, y) => {
  const [u, v] = [(x - 200) * 0.94 + (y - 200) * 0.34, (y - 200) * 0.94 - (x - 200) * 0.34];
  return Math.min(150 - Math.abs(u), 90 - Math.abs(v));
};
const ring: Shape = (x, y) => 40 - Math.abs(Math.hypot(x - 200, y - 200) - 120);

/** Checks of two shades, 11 px wide and turned, with edges as soft as pixels make them; lit from the left. */
const checked =
  ([r, g, b]: Rgb) =>
  (x: number, y: number): Rgb => {
    const wave = Math.sin((x * 0.9 + y * 0.43) / 3.5) * Math.sin((y * 0.9 - x * 0.43) / 3.5);
    const light = 0.75 + 0.5 * clamped(0.5 + wave * 6) - x / 1600;
    return [r * light, g * light, b * light];
  };

/** One colour that grows darker to the right. */
const smooth =
  ([r, g, b]: Rgb) =>
  (x: number): Rgb => {
    const light = 1.1 - x / 1000;
    return [r * light, g * light, b * light];
  };

/** Colour and coverage of a packshot on white. */
export interface Recipe {
  readonly name: string;
  readonly shape: Shape;
  readonly colour: (x: number, y: number) => Rgb;
}

export const RECIPES: readonly Recipe[] = [
  { name: 'a dark checked disc', shape: disc, colour: checked([60, 70, 90]) },
  { name: 'a red smooth disc', shape: disc, colour: smooth([170, 40, 40]) },
  { name: 'a light checked box, tilted', shape: tilted, colour: checked([150, 130, 110]) },
  { name: 'a black smooth box, tilted', shape: tilted, colour: smooth([30, 30, 34]) },
  { name: 'a green checked ring', shape: ring, colour: checked([60, 120, 70]) }
];

const WHITE: Rgb = [255, 255, 255];

export const mixed = (over: Rgb, under: Rgb, share: number): Rgba => [
  over[0] * share + under[0] * (1 - share),
  over[1] * share + under[1] * (1 - share),
  over[2] * share + under[2] * (1 - share),
  255
];

/** How much of a pixel a shape covers. */
export const cover = (shape: Shape, x: number, y: number): number => clamped(shape(x + 0.5, y + 0.5) + 0.5);

export function packshot({ name, shape, colour }: Recipe): Packshot {
  return {
    name,
    pixels: picture(SIDE, SIDE, (x, y) => mixed(colour(x, y), WHITE, cover(shape, x, y))),
    matte: matteOf(SIDE, SIDE, (x, y) => Math.round(255 * cover(shape, x, y)))
  };
}

export const CLEAN: readonly Packshot[] = RECIPES.map(packshot);

/** A copy with every pixel painted for which `at` gives a colour. */
export function painted({ pixels }: Packshot, at: (x: number, y: number) => Rgb | null): Pixels {
  return picture(pixels.width, pixels.height, (x, y) => {
    const p = (y * pixels.width + x) * 4;
    const colour = at(x, y);
    return colour ? [...colour, 255] : [pixels.data[p]!, pixels.data[p + 1]!, pixels.data[p + 2]!, 255];
  });
}

/** Mean of the square of pixels around each, `reach` px each way, three times: nearly a Gaussian. */
export function blurred(pixels: Pixels, reach: number): Pixels {
  let made = pixels;
  for (let pass = 0; pass < 3; pass++) made = boxed(boxed(made, reach, 4), reach, 4 * pixels.width);
  return made;
}

function boxed({ data, width, height }: Pixels, reach: number, step: number): Pixels {
  const out = new Uint8ClampedArray(data.length);
  for (let at = 0; at < data.length; at++) {
    let [sum, count] = [0, 0];
    for (let k = -reach; k <= reach; k++) {
      const from = at + k * step;
      if (from < 0 || from >= data.length) continue;
      sum += data[from]!;
      count++;
    }
    out[at] = sum / count;
  }
  return { data: out, width, height };
}

/** Every pixel becomes a block of `factor`², after as many were left out. */
export function blocky({ data, width, height }: Pixels, factor: number): Pixels {
  const first = (at: number) => at - (at % factor);
  return picture(width, height, (x, y) => {
    const p = (first(y) * width + first(x)) * 4;
    return [data[p]!, data[p + 1]!, data[p + 2]!, 255];
  });
}

/** The half of it, enlarged again by lines between pixels. */
export function enlarged({ data, width, height }: Pixels): Pixels {
  const at = (x: number, y: number, c: number): number => {
    const [cx, cy] = [Math.min(x, (width >> 1) - 1), Math.min(y, (height >> 1) - 1)];
    let sum = 0;
    for (const dy of [0, 1])
      for (const dx of [0, 1]) sum += data[((2 * cy + dy) * width + 2 * cx + dx) * 4 + c]!;
    return sum / 4;
  };
  return picture(width, height, (x, y) => {
    const [fx, fy] = [Math.max(0, (x - 0.5) / 2), Math.max(0, (y - 0.5) / 2)];
    const [left, top] = [Math.floor(fx), Math.floor(fy)];
    const channel = (c: number) => {
      const above = at(left, top, c) * (1 - (fx - left)) + at(left + 1, top, c) * (fx - left);
      const under = at(left, top + 1, c) * (1 - (fx - left)) + at(left + 1, top + 1, c) * (fx - left);
      return above * (1 - (fy - top)) + under * (fy - top);
    };
    return [channel(0), channel(1), channel(2), 255];
  });
}
