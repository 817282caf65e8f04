import { finding, type Basis, type Case, type Outcome } from '../finding.ts';
import type { EdgeWidth, Measurements, PictureMeasure, SharpnessMeasure } from '../measurements.ts';
import type { Finding } from '../report.ts';
import { worded } from './advice.ts';

/** Edges fewer than these say nothing. */
const EDGES = 60;
/** Width of the sharpest tenth of edges, px, from which nothing in a picture is sharp. */
const BLURRED_PX = 3.2;
/**
 * The same of the sharpest quarter of a surface's texture, beside a sharp outline. Packshots in focus have 3.05 at most
 * (a photo of a glazed mug), most of them 2; nearly all softened by σ 2.5 px have 3.4 and more (docs/findings.md).
 */
const SOFT_PX = 3.3;
/** Edges that a surface has for each of its outline's where it is rich enough to be judged alone. */
const RICH = 0.3;

const NOT_MEASURED: Outcome = {
  verdict: 'not-applicable',
  reason: 'unknown',
  message: 'The product shows too few edges to tell.'
};

/**
 * Something in the picture is sharp. The sharpest edges count, on the product or along it, so that a smooth product with
 * soft reflections is not called blurred; a surface with much texture, little of it sharp, may be out of focus although it
 * was cut out sharply: a person looks. `measured` is the width of the sharpest tenth of edges, px.
 */
export function blur(subject: Case): Finding {
  const basis = worded(subject, 'blur');
  return finding('blur', basis, judgeBlur(subject.measured, basis));
}

function judgeBlur({ picture }: Measurements, { breach }: Basis): Outcome {
  const { texture, outline } = picture.sharpness;
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
  if (isTelling(texture) && texture.width > SOFT_PX && texture.edges > RICH * outline.edges) {
    const width = round(texture.width);
    return {
      verdict: breach === 'fail' ? 'review' : breach,
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

/** Least change at the weakest phase of a period, as a share of the mean. Clean packshots have 0.82 and more. */
const BLOCKS = 0.65;
/** Px in which an outline ends, and width of the surface's sharpest edges, from which pixels hold less than they could. */
const DETAIL = { fallOff: 1.2, interior: 1.45, sharpest: 1.8 } as const;

/**
 * The picture's pixels are its own: not blocks of one colour, and with edges as sharp as pixels can show, which an
 * enlarged picture has none of: neither along the outline nor, where it has edges, on the surface. `measured` is what
 * changes at the weakest phase of a block's side ÷ the mean, 0–1 (`measurePixelation`); for `no-detail` the px in which
 * the outline ends, or the width of the sharpest edges where there is no clear outline.
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
  const soft = softness(picture);
  if (soft && soft.measured > soft.limit) {
    return {
      verdict: breach,
      reason: 'no-detail',
      ...soft,
      message: `There is less detail than pixels: the sharpest edges take ${soft.measured} pixels, as in an enlarged picture.`
    };
  }
  if (blocks === null && !soft) return NOT_MEASURED;
  const message = 'The product shows no trace of enlarging.';
  return { verdict: 'pass', reason: 'ok', measured: blocks ?? 1, limit: BLOCKS, message };
}

/** What the sharpest edges take, px, and from where on that is too much; null where nothing tells. */
function softness({ sharpness, outline }: PictureMeasure): { measured: number; limit: number } | null {
  const sharpest = sharpestOf(sharpness);
  const isSoft = sharpest !== null && sharpest > DETAIL.sharpest;
  if (isSoft || outline.fallOff === null) {
    return sharpest === null ? null : { measured: sharpest, limit: DETAIL.sharpest };
  }
  const isSharpInside = isTelling(sharpness.interior) && sharpness.interior.width <= DETAIL.interior;
  const measured = isSharpInside ? Math.min(outline.fallOff, DETAIL.fallOff) : outline.fallOff;
  return { measured: round(measured), limit: DETAIL.fallOff };
}
