import { minQuality } from '../../channels/file-limits.ts';
import { basisOf, finding, OUR_BASIS, unread, type Case } from '../finding.ts';
import type { Finding } from '../report.ts';

/**
 * The JPEG was pressed as finely as the channel asks (`jpeg.minQuality`). `measured` and `limit` are qualities 1–100 on
 * libjpeg's scale, estimated from the file's quantisation tables.
 */
export function jpegQuality({ measured: { bytes }, channel }: Case): Finding {
  const leaf = minQuality(channel);
  if (!leaf) {
    return finding('jpeg-quality', OUR_BASIS, {
      verdict: 'not-applicable',
      reason: 'not-asked',
      message: 'The channel names no JPEG quality.'
    });
  }
  const basis = basisOf(channel, leaf);
  if (!bytes) return finding('jpeg-quality', basis, unread());
  const quality = bytes.jpeg?.quality;
  if (quality === undefined) {
    return finding('jpeg-quality', basis, {
      verdict: 'not-applicable',
      reason: 'not-asked',
      message: 'The file is no JPEG.'
    });
  }
  const isFine = quality >= leaf.value;
  return finding('jpeg-quality', basis, {
    verdict: isFine ? 'pass' : basis.breach,
    reason: isFine ? 'ok' : 'low-quality',
    measured: quality,
    limit: leaf.value,
    message: `The JPEG’s quality is about ${quality} of 100; the channel asks for ${leaf.value}.`
  });
}
