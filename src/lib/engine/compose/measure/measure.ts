import type {
  BackgroundMeasure,
  FillMeasure,
  PixelMeasurements
} from '../../../domain/compliance/measurements.ts';
import type { Matte, Pixels, Rect, Size } from '../../../domain/pixels.ts';
import { checkFit } from '../../pixels.ts';
import { borderOf, boxOf } from '../bounds.ts';
import { medianColour } from '../median-colour.ts';
import { patchesOf, type Patch } from '../patches.ts';
import { withinReach } from '../reach.ts';
import { measurePicture } from './picture.ts';

const WHITE = 0xffffffff;

/** What a pixel is to the whiteness of its background. */
const Class = { rest: 0, nearDark: 1, farDark: 2 } as const;

const darkest = (data: Uint8ClampedArray, p: number): number =>
  Math.min(data[p * 4]!, data[p * 4 + 1]!, data[p * 4 + 2]!);

type Thrown = Pick<BackgroundMeasure, 'thrownPixels' | 'thrownMin'>;
type Patches = Pick<
  BackgroundMeasure,
  | 'worstRegion'
  | 'detachedSpecks'
  | 'speckPixels'
  | 'speckRegion'
  | 'toEdgePixels'
  | 'toEdgeRegion'
  | 'toEdgeColor'
>;
type Counts = Omit<BackgroundMeasure, 'ringWhite' | 'backdrop' | keyof Patches | keyof Thrown>;

/** What is beside the product and covered all the same: its shade and its reflection. */
function countThrown({ data }: Pixels, matte: Matte, covered: Matte): Thrown {
  let [thrownPixels, thrownMin] = [0, 255];
  if (matte === covered) return { thrownPixels, thrownMin };
  const words = new Uint32Array(data.buffer, data.byteOffset, matte.alpha.length);
  for (let p = 0; p < words.length; p++) {
    if (matte.alpha[p] !== 0 || covered.alpha[p] === 0 || words[p] === WHITE) continue;
    thrownPixels++;
    thrownMin = Math.min(thrownMin, darkest(data, p));
  }
  return { thrownPixels, thrownMin };
}

/** Counts background pixels and sorts the dark ones into `classes`. */
function countBackground({ data }: Pixels, matte: Matte, nearPx: number, classes: Uint8Array): Counts {
  const near = withinReach(matte, nearPx);
  const words = new Uint32Array(data.buffer, data.byteOffset, matte.alpha.length);
  let [farPixels, farNotWhite, farMin] = [0, 0, 255];
  let [nearPixels, nearNotWhite, nearMin] = [0, 0, 255];
  for (let p = 0; p < words.length; p++) {
    if (matte.alpha[p] !== 0) continue;
    const isNear = near[p] === 1;
    if (isNear) nearPixels++;
    else farPixels++;
    if (words[p] === WHITE) continue;
    const value = darkest(data, p);
    if (isNear) {
      nearNotWhite++;
      if (value < nearMin) nearMin = value;
    } else {
      farNotWhite++;
      if (value < farMin) farMin = value;
    }
    classes[p] = isNear ? Class.nearDark : Class.farDark;
  }
  return { farPixels, farNotWhite, farMin, nearPixels, nearNotWhite, nearMin, nearPx };
}

/** Share of white pixels in the outer ring: 1 % of the shorter side wide, at least 2 px. */
function ringWhite({ data, width, height }: Pixels): number {
  const ring = Math.min(Math.max(2, Math.round(Math.min(width, height) / 100)), width, height);
  const words = new Uint32Array(data.buffer, data.byteOffset, width * height);
  let [all, white] = [0, 0];
  for (let y = 0; y < height; y++) {
    const wholeRow = y < ring || y >= height - ring;
    for (let x = 0; x < width; x++) {
      if (!wholeRow && x === ring) x = Math.max(ring, width - ring);
      all++;
      if (words[y * width + x] === WHITE) white++;
    }
  }
  return white / all;
}

/** What colour the background has along the frame. */
function backdropOf(decoded: Pixels, { alpha, ...size }: Matte): BackgroundMeasure['backdrop'] {
  const beside = [...borderOf(size)].filter((p) => alpha[p] === 0);
  return medianColour(decoded, beside);
}

function measureBackground(
  decoded: Pixels,
  matte: Matte,
  nearPx: number
): Omit<BackgroundMeasure, keyof Thrown> {
  const classes = new Uint8Array(matte.alpha.length);
  const counts = countBackground(decoded, matte, nearPx, classes);
  return {
    ...counts,
    ringWhite: ringWhite(decoded),
    backdrop: backdropOf(decoded, matte),
    ...sortPatches(decoded, classes, matte)
  };
}

/** Patches of far pixels that are not white: all of them, those apart from the product, those from it to the frame. */
function sortPatches(decoded: Pixels, classes: Uint8Array, matte: Matte): Patches {
  const all = new Largest();
  const specks = new Largest();
  const toEdge = new Largest();
  let toEdgeColor: Patches['toEdgeColor'] = null;
  for (const patch of patchesOf(classes, matte, Class.farDark, Class.nearDark, Class.rest)) {
    all.add(patch);
    if (!patch.touches) specks.add(patch);
    else if (reachesFrame(patch.box, matte) && toEdge.add(patch))
      toEdgeColor = medianColour(decoded, patch.members);
  }
  return {
    worstRegion: all.region,
    detachedSpecks: specks.count,
    speckPixels: specks.pixels,
    speckRegion: specks.region,
    toEdgePixels: toEdge.pixels,
    toEdgeRegion: toEdge.region,
    toEdgeColor
  };
}

class Largest {
  count = 0;
  pixels = 0;
  region: Rect | null = null;
  #most = 0;

  /** Whether it is the largest so far. */
  add({ pixels, box }: Patch): boolean {
    this.count++;
    this.pixels += pixels;
    if (pixels <= this.#most) return false;
    this.#most = pixels;
    this.region = box;
    return true;
  }
}

const reachesFrame = ({ x, y, width, height }: Rect, frame: Size): boolean =>
  x === 0 || y === 0 || x + width === frame.width || y + height === frame.height;

/** The long side is the one that takes the larger share of its frame side, as in `placeSubject`. */
function measureFill(matte: Matte): FillMeasure {
  const box = boxOf(matte, 128);
  if (!box) return { box, longSide: 0, boxArea: 0, maskArea: 0 };
  const { alpha, width, height } = matte;
  let pixels = 0;
  for (let p = 0; p < alpha.length; p++) if (alpha[p]! >= 128) pixels++;
  return {
    box,
    longSide: Math.max(box.width / width, box.height / height),
    boxArea: (box.width * box.height) / (width * height),
    maskArea: pixels / (width * height)
  };
}

interface Contact {
  readonly pixels: number;
  readonly region: Rect | null;
}

/** Where α > 8 lies on one side of the frame. */
function contact({ alpha, width, height }: Matte, side: 'top' | 'right' | 'bottom' | 'left'): Contact {
  const across = side === 'top' || side === 'bottom';
  const x0 = side === 'right' ? width - 1 : 0;
  const y0 = side === 'bottom' ? height - 1 : 0;
  let [first, last, pixels] = [-1, -1, 0];
  for (let i = 0; i < (across ? width : height); i++) {
    if (alpha[across ? y0 * width + i : i * width + x0]! <= 8) continue;
    if (first < 0) first = i;
    last = i;
    pixels++;
  }
  const length = last - first + 1;
  const region = across
    ? { x: first, y: y0, width: length, height: 1 }
    : { x: x0, y: first, width: 1, height: length };
  return { pixels, region: pixels ? region : null };
}

function measureCrop(matte: Matte): PixelMeasurements['crop'] {
  const sides = (['top', 'right', 'bottom', 'left'] as const).map((side) => contact(matte, side));
  const longest = sides.reduce((most, side) => (side.pixels > most.pixels ? side : most));
  let outputEdgePixels = 0;
  for (const p of borderOf(matte)) if (matte.alpha[p]! > 8) outputEdgePixels++;
  return { outputEdgePixels, region: longest.region };
}

/**
 * Measures a decoded file against the matte it was made with (compliance.md 3.7, quality.md "Output truth").
 *
 * Near and far are told apart by Chebyshev distance from any α > 0 (see `withinReach`). A speck is a connected patch
 * of far pixels that are not white and that no near pixel which is not white leads to: what hangs on the product
 * (its shadow, a codec's ringing) is none.
 *
 * @param decoded sRGB, opaque
 * @param matte of the same size
 * @param nearPx reach of the codec's blocks, px: 8, or 16 with 4:2:0
 * @param covered the matte with what the product throws on its backdrop: what it leaves is background
 * @param isMade the matte is the one that the file was made with: what it covers is certainly product
 * @throws `bad-request` when the sizes differ
 */
export function measure(
  decoded: Pixels,
  matte: Matte,
  nearPx: number,
  covered: Matte = matte,
  isMade = false
): PixelMeasurements {
  checkFit(decoded, matte);
  checkFit(decoded, covered);
  const fill = measureFill(matte);
  return {
    background: {
      ...measureBackground(decoded, covered, nearPx),
      ...countThrown(decoded, matte, covered)
    },
    fill,
    crop: measureCrop(matte),
    picture: measurePicture(decoded, { matte, box: fill.box, isMade }),
    fidelity: null,
    text: null
  };
}
