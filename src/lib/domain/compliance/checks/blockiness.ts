import { finding, OUR_BASIS, unread, type Case } from '../finding.ts';
import type { Finding } from '../report.ts';

/** Packshot's own: on packshots of JPEG quality 75 and up the measure stays under it, at 40 and less it is above. */
const BLOCKY = 1.35;

/**
 * No squares are seen: Packshot's own advice, since a picture that was once pressed too hard stays blocky however well
 * it is pressed again. `measured` and `limit` say how much stronger steps on an 8 × 8 px grid are than elsewhere.
 */
export function blockiness({ measured: { bytes } }: Case): Finding {
  if (!bytes) return finding('blockiness', OUR_BASIS, unread());
  const isBlocky = bytes.blockiness > BLOCKY;
  return finding('blockiness', OUR_BASIS, {
    verdict: isBlocky ? 'warn' : 'pass',
    reason: isBlocky ? 'blocky' : 'ok',
    measured: bytes.blockiness,
    limit: BLOCKY,
    message: isBlocky
      ? 'Squares of 8 pixels can be seen: the picture was compressed too strongly, now or before.'
      : 'No squares of strong compression are seen.'
  });
}
