import type { Leaf, Role } from '../../channels/channel.ts';
import { fillBy, FULL_SIDE } from '../../channels/fill-by.ts';
import { basisOf, finding, OUR_BASIS, percent, type Basis, type Case } from '../finding.ts';
import type { FillMeasure, Measurements } from '../measurements.ts';
import type { Finding } from '../report.ts';

/** Of the rounding in `share × side`, in px. */
const EPSILON = 1e-6;

/** Px that a flood counts too many across a product: it takes pixels of the soft edge on both sides as a whole. */
const FLOOD_RIM = 2;

const AREAS = { box: 'boxArea', cover: 'maskArea' } as const;

/**
 * How much of the frame the product takes. Most channels say "85 % of the image" and leave it undefined; the gate is
 * then the product's long side, because a thin product cannot reach it by area without being cut (compliance.md 3.7).
 * A channel that names an area (`fillBy`) is held to it; thin products are only told. All three measures are reported.
 * A product covers whole pixels, so a side's limit between two pixels is met by the nearest one inside. `measured` and
 * `limit` are shares of the frame, 0–1.
 */
export function fill({ measured, channel, role }: Case): Finding {
  const { min, max } = role.fill;
  const basis = min ? basisOf(channel, min) : OUR_BASIS;
  if (!isAsked(min) && !isAsked(max)) {
    return finding('fill', basis, {
      verdict: 'not-applicable',
      reason: 'not-asked',
      message: 'The product may be of any size in this kind of image.'
    });
  }
  const { box } = measured.fill;
  if (!box) return noProduct(measured, basis);
  const share = sharesOf(measured, role);
  const of = (by: Basis, outcome: Pick<Finding, 'verdict' | 'reason' | 'message' | 'limit'>) =>
    finding('fill', by, { ...outcome, measured: share.value, region: box });
  if (isAsked(min) && share.isUnder(min.value)) {
    const isThin = isThinAt(min.value, measured.fill, share.value);
    const thin = 'The product is too thin to fill more of the picture without being cut.';
    return of(basis, {
      verdict: isThin && basis.breach === 'fail' ? 'warn' : basis.breach,
      reason: isThin ? 'thin' : 'too-small',
      limit: min.value,
      message: `${isThin ? thin : `The product is too small: it must fill at least ${percent(min.value)} of the frame.`} ${say(measured.fill)}`
    });
  }
  if (isAsked(max) && share.isOver(max.value)) {
    const upper = basisOf(channel, max);
    return of(upper, {
      verdict: upper.breach,
      reason: 'too-large',
      limit: max.value,
      message: `The product is too large: it may fill at most ${percent(max.value)} of the frame. ${say(measured.fill)}`
    });
  }
  const limit = isAsked(min) ? { limit: min.value } : {};
  return of(basis, { verdict: 'pass', reason: 'ok', ...limit, message: say(measured.fill) });
}

interface Share {
  readonly value: number;
  isUnder(min: number): boolean;
  isOver(max: number): boolean;
}

function sharesOf(measured: Measurements, role: Role): Share {
  const by = fillBy(role);
  if (by !== 'side') {
    const value = measured.fill[AREAS[by]];
    return { value, isUnder: (min) => value < min - EPSILON, isOver: (max) => value > max + EPSILON };
  }
  const { product, frame } = extentOf(measured);
  const rim = measured.matteOrigin === 'flood' ? FLOOD_RIM : 0;
  return {
    value: measured.fill.longSide,
    isUnder: (min) => product < Math.floor(min * frame + EPSILON),
    isOver: (max) => product - rim > Math.ceil(max * frame - EPSILON)
  };
}

/** Whether an area stays under `min` even where the product is as large as it can be. By its long side, none does. */
function isThinAt(min: number, { longSide }: FillMeasure, share: number): boolean {
  return share !== longSide && longSide >= min && share * Math.max(1, FULL_SIDE / longSide) ** 2 < min;
}

const isAsked = (leaf: Leaf<number> | undefined): leaf is Leaf<number> & { value: number } =>
  typeof leaf?.value === 'number';

/** The side by which the product takes the larger share of the frame, in px. */
function extentOf({ fill: { box, longSide }, file }: Measurements): { product: number; frame: number } {
  const isWide = box !== null && box.width / file.width >= box.height / file.height;
  const frame = isWide ? file.width : file.height;
  return { product: Math.round(longSide * frame), frame };
}

function say({ longSide, boxArea, maskArea }: FillMeasure): string {
  return (
    `Its long side takes ${percent(longSide)} of the frame, the box around it ${percent(boxArea)} ` +
    `and the product itself ${percent(maskArea)} of the area.`
  );
}

function noProduct({ matteOrigin }: Measurements, basis: Basis): Finding {
  const isUnknown = matteOrigin === 'none';
  return finding('fill', basis, {
    verdict: 'review',
    reason: isUnknown ? 'no-matte' : 'no-product',
    message: isUnknown
      ? 'Product and background could not be told apart. Please check by eye that the product is large enough.'
      : 'No product was found in this picture, so its size could not be measured.'
  });
}
