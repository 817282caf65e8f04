import { finding, type Basis, type Case, type Outcome } from '../finding.ts';
import type { EdgeWidth, Measurements, SharpnessMeasure } from '../measurements.ts';
import type { Finding } from '../report.ts';
import { worded } from './advice.ts';

/** Edges fewer than these say nothing. */
const EDGES = 60;
/** Width of the sharpest tenth of edges, px, from which nothing in a picture is sharp. */
const BLURRED_PX = 4.2;
/** The same of the surface alone, beside a sharp outline: soft reflections are that wide too. */
const SOFT_PX = 3.7;
/** Edges that a surface has for each of its outline's where it is rich enough to be judged alone. */
const RICH = 0.5;

const NOT_MEASURED: Outcome = {
  verdict: 'not-applicable',
  reason: 'unknown',
  message: 'The product shows too few edges to tell.'
};

/**
 * Something in the picture is sharp. The sharpest edges count, on the product or along it, so that a smooth product with
 * soft reflections is not called blurred; a surface with many edges, none of them sharp, is out of focus although it was
 * cut out sharply. `measured` is the width of the sharpest tenth of edges, px.
 */
export function blur(subject: Case): Finding {
  const basis = worded(subject, 'blur');
  return finding('blur', basis, judgeBlur(subject.measured, basis));
}

function judgeBlur({ picture }: Measurements, { breach }: Basis): Outcome {
  const { interior, outline } = picture.sharpness;
  const sharpest = sharpestOf(picture.sharpness);
  if (sharpest === null) return NOT_MEASURED;
  if (sharpest > BLURRED_PX) {
    return {
      verdict: breach,
      reason: 'blurred',
      measured: sharpest,
      limit: BLURRED_PX,
      message: `The picture is blurred: its sharpest edges are ${sharpest} pixels wide. Use a sharper photo.`
    };
  }
  if (isTelling(interior) && interior.width > SOFT_PX && interior.edges > RICH * outline.edges) {
    const width = round(interior.width);
    return {
      verdict: breach,
      reason: 'soft-inside',
      measured: width,
      limit: SOFT_PX,
      message: `The product is out of focus: its sharpest edges are ${width} pixels wide, its outline is sharp.`
    };
  }
  const message = `The picture is sharp: its sharpest edges are ${sharpest} pixels wide.`;
  return { verdict: 'pass', reason: 'ok', measured: sharpest, limit: BLURRED_PX, message };
}

const isTelling = (edge: EdgeWidth): edge is { edges: number; width: number } =>
  edge.width !== null && edge.edges >= EDGES;

/** Null where there are too few edges. */
function sharpestOf({ interior, outline }: SharpnessMeasure): number | null {
  const widths = [interior, outline].filter(isTelling).map(({ width }) => width);
  return widths.length === 0 ? null : round(Math.min(...widths));
}

const round = (value: number): number => Math.round(value * 100) / 100;

/** Least change at the weakest phase of a period, as a share of the mean. Clean packshots have 0.58 and more. */
const BLOCKS = 0.45;
/** Width of the sharpest edges, px, from which pixels hold less than they could. Clean packshots have 1.7 at most. */
const DETAIL_PX = 1.95;

/**
 * The picture's pixels are its own: not blocks of one colour, and with edges as sharp as pixels can show, which an
 * enlarged picture has none of. `measured` is what changes at the weakest phase of a block's side ÷ the mean, 0–1
 * (`measurePixelation`); for `no-detail` the width of the sharpest edges, px.
 */
export function pixelation(subject: Case): Finding {
  const basis = worded(subject, 'pixelation-or-jagged-edges', 'upscaled');
  return finding('pixelation', basis, judgePixels(subject.measured, basis));
}

function judgePixels({ picture }: Measurements, { breach }: Basis): Outcome {
  const { blocks, period } = picture.pixelation;
  if (blocks !== null && blocks < BLOCKS) {
    return {
      verdict: breach,
      reason: 'blocks',
      measured: blocks,
      limit: BLOCKS,
      message: `The product is made of blocks (period ${period} pixels): it was enlarged. Use a photo with more pixels.`
    };
  }
  const sharpest = sharpestOf(picture.sharpness);
  if (sharpest !== null && sharpest > DETAIL_PX && sharpest <= BLURRED_PX) {
    return {
      verdict: breach,
      reason: 'no-detail',
      measured: sharpest,
      limit: DETAIL_PX,
      message: `There is less detail than pixels: the sharpest edges are ${sharpest} pixels wide, as in an enlarged picture.`
    };
  }
  if (blocks === null && sharpest === null) return NOT_MEASURED;
  const message = 'The product shows no trace of enlarging.';
  return { verdict: 'pass', reason: 'ok', measured: blocks ?? 1, limit: BLOCKS, message };
}
