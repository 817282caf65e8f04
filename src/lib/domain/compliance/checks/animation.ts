import { rejectedForms } from '../../channels/file-limits.ts';
import { basisOf, finding, OUR_BASIS, unread, type Basis, type Case } from '../finding.ts';
import type { Finding } from '../report.ts';

/**
 * The file holds one picture. Which moving or paged files a channel refuses is its own list (`formats.rejected`:
 * `gif-animated`, `multipage`); of others only the first picture is sure to be shown, so they warn.
 * `measured` is a count of pictures.
 */
export function animation({ measured: { bytes, format }, channel }: Case): Finding {
  if (!bytes) return finding('animation', basisFor(channel, `${format}-animated`), unread());
  const { frames, pages } = bytes;
  const isPaged = frames <= 1 && pages > 1;
  const basis = basisFor(channel, isPaged ? 'multipage' : `${format}-animated`);
  if (frames <= 1 && pages <= 1) {
    return finding('animation', basis, {
      verdict: 'pass',
      reason: 'ok',
      measured: 1,
      message: 'The file holds one picture.'
    });
  }
  return finding('animation', basis, {
    verdict: basis.breach,
    reason: isPaged ? 'pages' : 'animated',
    measured: isPaged ? pages : frames,
    limit: 1,
    message: isPaged
      ? `The file has ${pages} pages; a product image is one picture.`
      : `The file is an animation of ${frames} pictures; a product image stands still.`
  });
}

function basisFor(channel: Case['channel'], form: string): Basis {
  const rejected = rejectedForms(channel);
  return rejected?.value.includes(form) ? basisOf(channel, rejected) : OUR_BASIS;
}
