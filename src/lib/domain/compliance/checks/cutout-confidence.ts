import { FLAG_BELOW } from '../../document/edits/cutout.ts';
import { finding, OUR_BASIS, type Case, type Outcome } from '../finding.ts';
import type { Measurements } from '../measurements.ts';
import type { Finding } from '../report.ts';

/**
 * The cutout can be trusted: Packshot's own rule, because every other one is measured with it. Below `FLAG_BELOW` a
 * person should look (embed-api.md, "Meanings"). `measured` and `limit` are confidences, 0–1.
 */
export function cutoutConfidence({ measured }: Case): Finding {
  return finding('cutout-confidence', OUR_BASIS, judge(measured));
}

function judge({ confidence, fill, matteOrigin }: Measurements): Outcome {
  if (matteOrigin !== 'none' && !fill.box) {
    return {
      verdict: 'review',
      reason: 'no-product',
      limit: FLAG_BELOW,
      message:
        'No product was found in this photo. Please check it, or take one with the product clearly in view.'
    };
  }
  if (confidence === null) {
    return { verdict: 'not-applicable', reason: 'unknown', message: 'No model cut this picture out.' };
  }
  const isSure = confidence >= FLAG_BELOW;
  return {
    verdict: isSure ? 'pass' : 'review',
    reason: isSure ? 'ok' : 'unsure',
    measured: confidence,
    limit: FLAG_BELOW,
    message: isSure
      ? 'The cutout is likely to be right.'
      : 'The cutout may be wrong: please look along the edges and for missing parts.'
  };
}
