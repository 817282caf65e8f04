import { colorLimits } from '../../channels/file-limits.ts';
import { basisOf, finding, OUR_BASIS, unread, type Case } from '../finding.ts';
import { colorSpaceName } from '../file-measure.ts';
import type { Finding } from '../report.ts';

/**
 * Colours mean what the channel shows: the file's profile is the one that it asks for (`color.space`). A file without a
 * profile is read as sRGB everywhere, so it passes where that is asked. `measured` and `limit` are names of spaces.
 */
export function colorSpace({ measured: { bytes }, channel }: Case): Finding {
  const leaf = colorLimits(channel).space;
  const basis = leaf ? basisOf(channel, leaf) : OUR_BASIS;
  if (!bytes) return finding('color-space', basis, unread());
  const limit = leaf?.value ?? 'sRGB';
  const found = colorSpaceName(bytes);
  const isAsked = found === limit || (found === 'untagged' && limit === 'sRGB');
  if (isAsked) {
    const message =
      found === 'untagged'
        ? 'The file has no colour profile and is read as sRGB.'
        : `The colours are ${found}.`;
    return finding('color-space', basis, { verdict: 'pass', reason: 'ok', measured: found, limit, message });
  }
  return finding('color-space', basis, {
    verdict: basis.breach,
    reason: 'other-space',
    measured: found,
    limit,
    message: `The colours are ${found}, not ${limit}: where the profile is ignored they look wrong.`
  });
}
