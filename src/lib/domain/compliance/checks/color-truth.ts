import { finding, type Case } from '../finding.ts';
import type { Finding } from '../report.ts';
import { OUR_ADVICE } from './advice.ts';

/** Mean CIEDE2000 from which shoppers may see another colour, and from which a person should compare (compliance.md 3.7). */
const LIMIT = { warn: 2, review: 5 } as const;

/** The product has the photo's colours: whoever adjusted them sees by how much. `measured` is the mean CIEDE2000. */
export function colorTruth({ measured: { fidelity } }: Case): Finding {
  if (!fidelity) {
    return finding('color-truth', OUR_ADVICE, {
      verdict: 'not-applicable',
      reason: 'unknown',
      message: 'The photo is not known, so its colours could not be compared.'
    });
  }
  const { deltaE00Mean, deltaE00P99 } = fidelity;
  const isOff = deltaE00Mean > LIMIT.warn;
  const shown = `ΔE ${deltaE00Mean.toFixed(1)} on average, ${deltaE00P99.toFixed(1)} at most but for 1 %`;
  return finding('color-truth', OUR_ADVICE, {
    verdict: deltaE00Mean > LIMIT.review ? 'review' : isOff ? 'warn' : 'pass',
    reason: isOff ? 'other-colours' : 'ok',
    measured: deltaE00Mean,
    limit: LIMIT.warn,
    message: isOff
      ? `The product's colours differ from the photo's: ${shown}. Shoppers return what looks different.`
      : `The product has the photo's colours: ${shown}.`
  });
}
