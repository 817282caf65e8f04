import { deltaE00OfLab, labOfRgb } from '../../../domain/color/ciede2000.ts';
import type { HolesMeasure } from '../../../domain/compliance/measurements.ts';
import type { Pixels, Rect } from '../../../domain/pixels.ts';
import type { Layer } from '../layer.ts';
import { hiddenIn } from '../original-shade.ts';
import { patchesOf } from '../patches.ts';
import { colourShares, HIDDEN, type ColourShares } from './colour-shares.ts';

/** How much commoner a colour is beside the product than on it for it to be the background's. */
const COMMONER = 2.5;
/** Least share of the surroundings that a colour has to be one of theirs. */
const OFTEN = 0.004;
/** Least part of the product that a hole takes. */
const LEAST = 0.002;
/** The most that a hole takes of it, and the part of such a hole's colours that the rest of the product lacks. */
const MOST = 0.5;
const RARE = 0.9;
/** CIEDE2000 between a hole and what is seen around the product nearby. */
const ALIKE = 5;
/** CIEDE2000 from a hole to the product around it, `px` beyond its rim, at half of the rim at least: where there is none it is the product's own surface. */
const RIM = { deltaE: 2, px: 3 } as const;
/** How far around a hole that is, as a share of the picture's long side. */
const AROUND = 0.15;

const Class = { rest: 0, product: 1, suspect: 2, done: 3 } as const;

/**
 * Old background that the matte calls product: enclosed by the product, of colours that are common beside it and rare on
 * it, and alike what is seen nearby. From the photo itself (long side 512 px), so it knows what the background was. A
 * hole so large that its own colours are common on the product for it alone is held against the rest of the product.
 *
 * @returns px and box of the photo
 */
export function measureOldGround(layer: Layer): HolesMeasure {
  const { around, info } = layer;
  const hidden = hiddenIn(layer, around).data;
  const shares = colourShares(around, hidden);
  const found = largestOf({ around, hidden, shares, isLarge: false });
  const { pixels, box } = found.box ? found : largestOf({ around, hidden, shares, isLarge: true });
  if (!box) return { pixels: 0, region: null };
  const scale = info.width / around.width;
  const { x, y, width, height } = box;
  const region: Rect = { x: x * scale, y: y * scale, width: width * scale, height: height * scale };
  return { pixels: Math.round(pixels * scale * scale), region };
}

interface Search {
  readonly around: Pixels;
  readonly hidden: Float32Array;
  readonly shares: ColourShares;
  /** What is rare on the product is looked at without the patch itself. */
  readonly isLarge: boolean;
}

/** All of them in px of `around`, and the box around the largest. */
function largestOf(search: Search): { readonly pixels: number; readonly box: Rect | null } {
  const { around, hidden, shares } = search;
  let [pixels, largest]: [number, number] = [0, 0];
  let box: Rect | null = null;
  for (const patch of patchesOf(suspects(search), around, Class.suspect, Class.rest, Class.done)) {
    if (patch.touches || patch.pixels < LEAST * shares.product || !isRare(search, patch.members)) continue;
    if (!isAlike(around, hidden, patch.members, patch.box) || !hasRim(around, patch.members)) continue;
    pixels += patch.pixels;
    if (patch.pixels <= largest) continue;
    largest = patch.pixels;
    box = patch.box;
  }
  return { pixels, box };
}

function suspects({ hidden, shares, isLarge }: Search): Uint8Array {
  const classes = new Uint8Array(hidden.length);
  hidden.forEach((share, p) => {
    if (share <= HIDDEN.most) return;
    const { common, own } = shares.at(p);
    const isSuspect = common > OFTEN && (isLarge || common > COMMONER * own);
    classes[p] = isSuspect ? Class.suspect : Class.product;
  });
  return classes;
}

/** Whether most of a patch has colours that are rare on the rest of the product. */
function isRare({ shares, isLarge }: Search, members: Int32Array): boolean {
  if (!isLarge) return true;
  if (members.length > MOST * shares.product) return false;
  const at = shares.without(members);
  const rare = members.filter((p) => {
    const { common, own } = at(p);
    return common > COMMONER * own;
  });
  return rare.length >= RARE * members.length;
}

/** Whether a patch has the mean colour of the surroundings near it; of all of them, where none are near. */
function isAlike(around: Pixels, hidden: Float32Array, members: Int32Array, box: Rect): boolean {
  const { width, height } = around;
  const reach = Math.ceil(AROUND * Math.max(width, height));
  const [near, all]: [number[], number[]] = [[], []];
  hidden.forEach((share, p) => {
    if (share >= HIDDEN.none) return;
    all.push(p);
    const [x, y] = [p % width, Math.floor(p / width)];
    const isBeside = x >= box.x - reach && x < box.x + box.width + reach;
    if (isBeside && y >= box.y - reach && y < box.y + box.height + reach) near.push(p);
  });
  const seen = near.length > 0 ? near : all;
  return deltaE00OfLab(meanLab(around, members), meanLab(around, seen)) <= ALIKE;
}

function hasRim(around: Pixels, members: Int32Array): boolean {
  const inside = new Set(members);
  const mean = meanLab(around, members);
  const steps = [-1, 1, -around.width, around.width];
  const beyond = [...members].flatMap((p) =>
    steps.filter((step) => !inside.has(p + step)).map((step) => p + RIM.px * step)
  );
  const outside = beyond.filter((p) => !inside.has(p) && p >= 0 && p < around.width * around.height);
  const clear = outside.filter((p) => deltaE00OfLab(mean, meanLab(around, [p])) > RIM.deltaE);
  return 2 * clear.length >= outside.length;
}

function meanLab({ data }: Pixels, members: Iterable<number>) {
  let [r, g, b, n] = [0, 0, 0, 0];
  for (const p of members) {
    r += data[4 * p]!;
    g += data[4 * p + 1]!;
    b += data[4 * p + 2]!;
    n++;
  }
  return labOfRgb(r / n, g / n, b / n);
}
