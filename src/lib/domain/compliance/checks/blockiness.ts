import { finding, OUR_BASIS, unread, type Case } from '../finding.ts';
import type { Finding } from '../report.ts';

/** Packshot's own: of 28 pictures pressed by libjpeg none reaches it at quality 80 (1.63), all do at 30 (2.04). */
const BLOCKY = 1.9;

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
