import type { Leaf } from '../../channels/channel.ts';
import { basisOf, finding, OUR_BASIS, percent, type Basis, type Case } from '../finding.ts';
import type { FillMeasure, Measurements } from '../measurements.ts';
import type { Finding } from '../report.ts';

/** Of the rounding in `share × side`, in px. */
const EPSILON = 1e-6;

/**
 * How much of the frame the product takes. Channels say "85 % of the image" and leave it undefined; the gate is the
 * product's long side, because a thin product cannot reach it by area without being cut (compliance.md 3.7), and all
 * three measures are reported. A product covers whole pixels, so a limit between two pixels is met by the nearest one
 * inside. `measured` and `limit` are shares of the frame, 0–1.
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
  const { box, longSide } = measured.fill;
  if (!box) return noProduct(measured, basis);
  const { product, frame } = extentOf(measured);
  const common = { measured: longSide, region: box };
  if (isAsked(min) && product < Math.floor(min.value * frame + EPSILON)) {
    const message = `The product is too small: it must fill at least ${percent(min.value)} of the frame. ${say(measured.fill)}`;
    return finding('fill', basis, {
      verdict: basis.breach,
      reason: 'too-small',
      limit: min.value,
      ...common,
      message
    });
  }
  if (isAsked(max) && product > Math.ceil(max.value * frame - EPSILON)) {
    const upper = basisOf(channel, max);
    const message = `The product is too large: it may fill at most ${percent(max.value)} of the frame. ${say(measured.fill)}`;
    return finding('fill', upper, {
      verdict: upper.breach,
      reason: 'too-large',
      limit: max.value,
      ...common,
      message
    });
  }
  const limit = isAsked(min) ? { limit: min.value } : {};
  return finding('fill', basis, {
    verdict: 'pass',
    reason: 'ok',
    ...limit,
    ...common,
    message: say(measured.fill)
  });
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
