import { finding, type Case } from '../finding.ts';
import type { Finding } from '../report.ts';
import { OUR_ADVICE } from './advice.ts';

/**
 * No old background shows through the product. What has its colour may be a print or a label: a person decides.
 * `measured` is px.
 */
export function holes({ measured }: Case): Finding {
  const { pixels, region } = measured.picture.holes;
  if (measured.matteOrigin === 'none') {
    return finding('holes', OUR_ADVICE, {
      verdict: 'not-applicable',
      reason: 'no-matte',
      message: 'Product and background could not be told apart, so holes could not be looked for.'
    });
  }
  const isClosed = pixels > 0;
  return finding('holes', OUR_ADVICE, {
    verdict: isClosed ? 'review' : 'pass',
    reason: isClosed ? 'ground-inside' : 'ok',
    measured: pixels,
    limit: 0,
    ...(region && { region }),
    message: isClosed
      ? `${pixels} pixels inside the product look like its old background. If that is a hole, clear it.`
      : 'No background was found inside the product.'
  });
}
