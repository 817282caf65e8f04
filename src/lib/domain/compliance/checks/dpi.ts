import { colorLimits } from '../../channels/file-limits.ts';
import { basisOf, finding, OUR_BASIS, unread, type Case } from '../finding.ts';
import type { Finding } from '../report.ts';

/** What a file without a resolution is read as (CIPA DC-008, 4.6.4 A, XResolution: "when unknown, 72"). */
const UNSTATED_DPI = 72;

/** The resolution that the file states is at least the channel's (`color.dpiMin`). Dots per inch. */
export function dpi({ measured: { bytes }, channel }: Case): Finding {
  const leaf = colorLimits(channel).dpiMin;
  if (!leaf) {
    return finding('dpi', OUR_BASIS, {
      verdict: 'not-applicable',
      reason: 'not-asked',
      message: 'The channel names no resolution.'
    });
  }
  const basis = basisOf(channel, leaf);
  if (!bytes) return finding('dpi', basis, unread());
  const isStated = bytes.dpi !== null;
  const measured = bytes.dpi ?? UNSTATED_DPI;
  if (measured >= leaf.value) {
    const message = isStated
      ? `The file states ${measured} dpi.`
      : 'The file states no resolution: read as 72 dpi.';
    return finding('dpi', basis, { verdict: 'pass', reason: 'ok', measured, limit: leaf.value, message });
  }
  return finding('dpi', basis, {
    // What is not stated may be right all the same.
    verdict: isStated || basis.breach !== 'fail' ? basis.breach : 'warn',
    reason: isStated ? 'low-dpi' : 'no-dpi',
    measured,
    limit: leaf.value,
    message: isStated
      ? `The file states ${measured} dpi; the channel asks for ${leaf.value}. This number changes no pixel.`
      : `The file states no resolution, which is read as 72 dpi; the channel asks for ${leaf.value}.`
  });
}
