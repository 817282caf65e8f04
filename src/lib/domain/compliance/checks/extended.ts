import { finding, OUR_BASIS, percent, type Case, type Outcome } from '../finding.ts';
import type { ExtendedMeasure } from '../measurements.ts';
import type { Finding } from '../report.ts';

/** From this confidence on nobody has to look at what was added. */
export const SURE_FROM = 0.6;
/** Less than this share of a frame is a rounded edge. */
const NOTHING = 0.001;

const WORDS: Readonly<Record<ExtendedMeasure['method'], string>> = {
  none: 'left as they are',
  continue: 'continued by their own light and grain',
  synthesize: 'put together from parts of the photo',
  mirror: 'a mirror image of the photo',
  blur: 'the photo out of focus',
  color: 'one colour'
};

/**
 * What was added around a photo that keeps its surroundings: Packshot's own rule, because it is made up. Where that may
 * show, a person looks. `measured` is the share of the frame that was added, 0–1.
 */
export const extended = ({ measured }: Case): Finding =>
  finding('extended', OUR_BASIS, judge(measured.extended));

function judge(extension: ExtendedMeasure | null): Outcome {
  if (!extension) {
    return {
      verdict: 'not-applicable',
      reason: 'not-asked',
      message: 'The photo’s own surroundings are not in this picture.'
    };
  }
  const { method, share, confidence } = extension;
  if (share < NOTHING || method === 'none') {
    return { verdict: 'pass', reason: 'ok', measured: 0, message: 'The photo fills the frame by itself.' };
  }
  const added = `${percent(share)} of the picture was added around the photo: ${WORDS[method]}. `;
  if (method === 'mirror' || method === 'blur' || method === 'color') {
    return {
      verdict: 'warn',
      reason: 'substitute',
      measured: share,
      message: added + 'That is no more of the place. A photo with more around the product is better.'
    };
  }
  const isSure = confidence >= SURE_FROM;
  return {
    verdict: isSure ? 'pass' : 'review',
    reason: isSure ? 'ok' : 'seams',
    measured: share,
    message: isSure
      ? added.trim()
      : added + 'It may not fit. Please look along the photo’s edges and for repetitions.'
  };
}
