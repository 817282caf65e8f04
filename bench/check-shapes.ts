import type { Matte, Pixels } from '../src/lib/domain/pixels.ts';
import { makeLayer, type Layer } from '../src/lib/engine/compose/layer.ts';

type Rgb = readonly [number, number, number];

const clamped = (value: number): number => Math.min(1, Math.max(0, value));

/** Distance into a shape in shares of the picture's side, below 0 outside, at a place −0.5 to 0.5 of its middle. */
type Form = (x: number, y: number) => number;
/** Colour at such a place; `px` is how wide a pixel is there. */
type Colour = (x: number, y: number, px: number) => Rgb;

const disc: Form = (x, y) => 0.42 - Math.hypot(x, y);
const box = (across: number, down: number, turned = 0): Form => {
  const [c, s] = [Math.cos(turned), Math.sin(turned)];
  return (x, y) => Math.min(across - Math.abs(c * x + s * y), down - Math.abs(c * y - s * x));
};
const ring: Form = (x, y) => 0.1 - Math.abs(Math.hypot(x, y) - 0.32);
/** A cup from the side: its handle has a hole. */
const cup: Form = (x, y) =>
  Math.max(box(0.26, 0.36)(x + 0.1, y), 0.045 - Math.abs(Math.hypot(x - 0.16, y) - 0.18));
const rounded = (across: number, down: number, radius: number): Form => {
  const [u, v] = [across - radius, down - radius];
  return (x, y) => {
    const [dx, dy] = [Math.abs(x) - u, Math.abs(y) - v];
    return radius - Math.hypot(Math.max(dx, 0), Math.max(dy, 0)) - Math.min(Math.max(dx, dy), 0);
  };
};
/** Upright, with round shoulders. */
const bottle: Form = (x, y) => Math.max(rounded(0.15, 0.28, 0.11)(x, y - 0.12), box(0.06, 0.2)(x, y + 0.22));
/** Thin leaves all around. */
const plant: Form = (x, y) => {
  const turn = Math.atan2(y, x);
  return 0.2 + 0.22 * Math.abs(Math.cos(6.5 * turn)) - Math.hypot(x, y);
};

/** Checks of two shades whose edges are as soft as a sampled edge is. */
const checked =
  ([r, g, b]: Rgb): Colour =>
  (x, y, px) => {
    const wave = Math.sin((x * 0.9 + y * 0.43) * 58) * Math.sin((y * 0.9 - x * 0.43) * 58);
    const light = 0.75 + 0.5 * clamped(0.5 + wave / (58 * px)) - 0.3 * x;
    return [r * light, g * light, b * light];
  };
/** One colour that grows darker to the right. */
const smooth =
  ([r, g, b]: Rgb): Colour =>
  (x) => {
    const light = 1 - 0.4 * x;
    return [r * light, g * light, b * light];
  };
/** A label with stripes that are as fine as print. */
const labelled =
  (paint: Rgb, print: Rgb): Colour =>
  (x, y, px) => {
    const isLabel = Math.abs(y - 0.14) < 0.12;
    const stripe = clamped(0.5 + (Math.sin(y * 260) * 0.6) / (260 * px));
    const share = isLabel ? stripe : 0;
    const light = 1 - 0.5 * Math.abs(x);
    return [0, 1, 2].map((c) => (paint[c]! * (1 - share) + print[c]! * share) * light) as unknown as Rgb;
  };

export interface Shape {
  readonly name: string;
  readonly form: Form;
  readonly colour: Colour;
}

/** Products of code: their photo, on a floor that shades off, and their matte are exact. */
export const SHAPES: readonly Shape[] = [
  { name: 'checked disc', form: disc, colour: checked([60, 70, 90]) },
  { name: 'red disc', form: disc, colour: smooth([170, 40, 40]) },
  { name: 'checked box, tilted', form: box(0.4, 0.24, 0.35), colour: checked([150, 130, 110]) },
  { name: 'black box, tilted', form: box(0.4, 0.24, -0.5), colour: smooth([30, 30, 34]) },
  { name: 'green ring', form: ring, colour: checked([60, 120, 70]) },
  { name: 'blue cup', form: cup, colour: labelled([50, 80, 160], [220, 220, 210]) },
  { name: 'brown bottle', form: bottle, colour: labelled([90, 55, 30], [235, 225, 200]) },
  { name: 'plant', form: plant, colour: checked([50, 110, 50]) }
];

/** Px into a form: its value by how fast it grows there. */
function depthAt(form: Form, x: number, y: number, px: number): number {
  const value = form(x, y);
  if (Math.abs(value) > 40 * px) return value / px;
  const slope = Math.hypot(form(x + px, y) - form(x - px, y), form(x, y + px) - form(x, y - px)) / (2 * px);
  return value / (Math.max(0.5, slope) * px);
}

/** A shape photographed, `side` px: soft edges hold the floor's colour as a camera's do, and nothing lies on a border. */
export function photographed({ form, colour }: Shape, side: number): { photo: Pixels; matte: Matte } {
  const data = new Uint8ClampedArray(side * side * 4);
  const alpha = new Uint8Array(side * side);
  const px = 1 / side;
  for (let row = 0, p = 0; row < side; row++) {
    for (let column = 0; column < side; column++, p++) {
      const [x, y] = [(column + 0.5) * px - 0.5, (row + 0.5) * px - 0.5];
      const share = clamped(depthAt(form, x, y, px) + 0.5);
      const floor = 150 + 60 * y + 20 * x + ((column * 7919 + row * 104_729) % 7);
      const own = share > 0 ? colour(x, y, px) : ([0, 0, 0] as const);
      for (let c = 0; c < 3; c++) data[4 * p + c] = own[c]! * share + (floor - 8 * c) * (1 - share);
      data[4 * p + 3] = 255;
      alpha[p] = Math.round(255 * share);
    }
  }
  return { photo: { data, width: side, height: side }, matte: { alpha, width: side, height: side } };
}

/**
 * The shape cut out of its photo.
 * @param change another matte instead; null = there is none to be made of it
 */
export function layerOfShape(
  shape: Shape,
  side: number,
  change: (matte: Matte) => Matte | null = (matte) => matte
): Layer | null {
  const { photo, matte } = photographed(shape, side);
  const changed = change(matte);
  return changed && makeLayer(photo, changed);
}
