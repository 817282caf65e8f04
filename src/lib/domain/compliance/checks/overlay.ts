import { basisOf, finding, type Case, type Outcome } from '../finding.ts';
import type { Finding } from '../report.ts';

/** How profiles name what notes can be, among what a role forbids. */
const MARKS = 'text-logo-graphic-watermark-overlay';
const INSETS = 'inset-image';

/**
 * Nothing that the role forbids was drawn over the picture. Judged from what Packshot drew, not from pixels: what was
 * printed into a photo before is not seen here. `measured` is a count of notes.
 */
export function overlay({ measured, channel, role }: Case): Finding {
  const basis = basisOf(channel, role.forbidden);
  const of = (outcome: Outcome) => finding('overlay', basis, outcome);
  const drawn = measured.overlay;
  if (!drawn) {
    return of({
      verdict: 'not-applicable',
      reason: 'unknown',
      message: 'Whether words or marks were drawn into this file is not known.'
    });
  }
  const forbidden = role.forbidden.value ?? [];
  if (drawn.marks > 0 && forbidden.includes(MARKS)) {
    return of({
      verdict: basis.breach,
      reason: 'marks',
      measured: drawn.marks,
      limit: 0,
      message: `${drawn.marks} notes lie over the picture: words, logos and marks are not allowed in this kind of image.`
    });
  }
  if (drawn.insets > 0 && forbidden.includes(INSETS)) {
    return of({
      verdict: basis.breach,
      reason: 'insets',
      measured: drawn.insets,
      limit: 0,
      message: `${drawn.insets} insets lie over the picture: they are not allowed in this kind of image.`
    });
  }
  return of({
    verdict: 'pass',
    reason: 'ok',
    measured: 0,
    limit: 0,
    message: 'Nothing forbidden was drawn over the picture.'
  });
}
