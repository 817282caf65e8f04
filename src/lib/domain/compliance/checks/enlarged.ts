import { basisOf, finding, OUR_BASIS, type Case } from '../finding.ts';
import type { Finding } from '../report.ts';

/** Rounding of a placement, far under one pixel in the largest frame. */
const TOLERANCE = 1e-6;

/**
 * Detail was not invented. Packshot enlarges only to reach a required minimum or when asked (quality.md), so this
 * warns, with the factor, and never fails: the other choice would be no image at all. `measured` is output ÷ source.
 */
export function enlarged({ measured, channel, role }: Case): Finding {
  const leaf = role.px.noUpscale;
  const basis = leaf?.value ? basisOf(channel, leaf) : OUR_BASIS;
  const factor = measured.enlarged;
  if (factor === null) {
    return finding('enlarged', basis, {
      verdict: 'not-applicable',
      reason: 'unknown',
      message: 'Where this file was made is not known, nor whether it was enlarged.'
    });
  }
  if (factor <= 1 + TOLERANCE) {
    return finding('enlarged', basis, {
      verdict: 'pass',
      reason: 'ok',
      measured: factor,
      limit: 1,
      message: 'The product was not enlarged.'
    });
  }
  return finding('enlarged', basis, {
    verdict: 'warn',
    reason: 'enlarged',
    measured: factor,
    limit: 1,
    message:
      `The product was enlarged ${factor.toFixed(2)} times because the photo is small. Channels ask not to enlarge: ` +
      `a photo with more pixels is better.`
  });
}
