import { finding, type Case } from '../finding.ts';
import type { Finding } from '../report.ts';
import { OUR_ADVICE } from './advice.ts';

/**
 * The cutout left nothing of the product behind. What has its colours beside it may be another thing: a person looks.
 * `measured` is px of the file.
 */
export function lostParts({ measured }: Case): Finding {
  const { lost } = measured.picture;
  if (!lost || measured.matteOrigin !== 'edits') {
    return finding('lost-parts', OUR_ADVICE, {
      verdict: 'not-applicable',
      reason: 'unknown',
      message: 'Where the product was cut out of is not known, so lost parts could not be looked for.'
    });
  }
  const isLost = lost.pixels > 0;
  return finding('lost-parts', OUR_ADVICE, {
    verdict: isLost ? 'review' : 'pass',
    reason: isLost ? 'left-behind' : 'ok',
    measured: lost.pixels,
    limit: 0,
    ...(lost.region && { region: lost.region }),
    message: isLost
      ? `${lost.pixels} pixels beside the cutout have the product's colours and hang together with it. If they are a part of it, bring them back.`
      : "Nothing of the product's colours was left behind beside it."
  });
}
