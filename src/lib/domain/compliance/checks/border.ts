import { basisOf, finding, type Basis, type Case, type Outcome } from '../finding.ts';
import type { Finding } from '../report.ts';
import { forbids, OUR_ADVICE } from './advice.ts';

const BORDER = 'border';
/** A picture within the picture, and a photo with white margins. */
const INSETS = ['inset-image', 'collage', 'white-border-padding'];

/**
 * No frame, band or line along any side (Rakuten: also an L-shape or a single band), and no picture in the picture.
 * A rectangle drawn with a ruler may be a flat box: a person decides. `measured` is the thickest one, px; of an inset,
 * its longer side.
 */
export function border(subject: Case): Finding {
  const basis = basisFor(subject);
  if (!basis) {
    return finding('border', OUR_ADVICE, {
      verdict: 'not-applicable',
      reason: 'not-asked',
      message: 'This kind of image may have a border.'
    });
  }
  return finding('border', basis, judge(subject, basis));
}

/** The channel's word where it has one; a plain packshot is advised to have none. */
function basisFor({ channel, role }: Case): Basis | null {
  if (forbids(role, BORDER, ...INSETS)) return basisOf(channel, role.forbidden);
  return role.background.value?.rule === 'solid' ? OUR_ADVICE : null;
}

function judge({ measured: { picture }, role }: Case, { breach }: Basis): Outcome {
  const { top, right, bottom, left, region } = picture.border;
  const thickest = Math.max(top, right, bottom, left);
  if (thickest > 0) {
    const sides = Object.entries({ top, right, bottom, left }).filter(([, px]) => px > 0);
    const where = sides.map(([side, px]) => `${side} ${px} px`).join(', ');
    return {
      verdict: forbids(role, BORDER) ? breach : 'warn',
      reason: 'band',
      measured: thickest,
      limit: 0,
      ...(region && { region }),
      message: `A border, band or line runs along the picture: ${where}. Remove it.`
    };
  }
  const { inset } = picture.items;
  if (inset) {
    return {
      verdict: 'review',
      reason: 'inset-picture',
      measured: Math.max(inset.width, inset.height),
      limit: 0,
      region: inset,
      message:
        'A part of the picture is an exact rectangle. If that is a picture in the picture and no flat box, take it out.'
    };
  }
  const message = 'No border, band or line runs along the picture.';
  return { verdict: 'pass', reason: 'ok', measured: 0, limit: 0, message };
}
