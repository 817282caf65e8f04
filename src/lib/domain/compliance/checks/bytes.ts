import { byteLimits } from '../../channels/file-limits.ts';
import { basisOf, finding, OUR_BASIS, unread, type Case } from '../finding.ts';
import type { Finding } from '../report.ts';

/** The file is no heavier than the channel takes, or advises. `measured` and `limit` are bytes. */
export function bytes({ measured: { file, format }, channel }: Case): Finding {
  const limits = byteLimits(channel, format, file);
  const [first] = limits;
  if (!first) {
    return finding('bytes', OUR_BASIS, {
      verdict: 'not-applicable',
      reason: 'not-asked',
      message: 'The channel names no limit.'
    });
  }
  // A picture that was not pressed has no bytes yet.
  if (file.bytes === 0) return finding('bytes', basisOf(channel, first), unread());
  const broken = limits.find(({ value }) => file.bytes > value);
  const basis = basisOf(channel, broken ?? first);
  return finding('bytes', basis, {
    verdict: broken ? basis.breach : 'pass',
    reason: !broken ? 'ok' : basis.level === 'required' ? 'over-limit' : 'over-advice',
    measured: file.bytes,
    limit: (broken ?? first).value,
    message: broken
      ? `The file has ${file.bytes} bytes, ${file.bytes - broken.value} more than the channel ${basis.level === 'required' ? 'takes' : 'advises'}.`
      : `The file has ${file.bytes} bytes.`
  });
}
