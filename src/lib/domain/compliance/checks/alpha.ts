import { colorLimits, rejectedForms } from '../../channels/file-limits.ts';
import { basisOf, finding, OUR_BASIS, unread, type Basis, type Case } from '../finding.ts';
import type { Finding } from '../report.ts';

/**
 * Nothing of the picture is transparent where the channel shows that as black or refuses it (`color.alpha`,
 * `formats.rejected`). Where it says nothing, transparency warns only under a role that asks for a background.
 * `measured` is a count of pixels that are not opaque.
 */
export function alpha({ measured, channel, role }: Case): Finding {
  const { bytes, format } = measured;
  const told = basisFor(channel, format);
  const basis = told?.basis ?? OUR_BASIS;
  if (!bytes) return finding('alpha', basis, unread());
  if (bytes.clearPixels === 0) {
    return finding('alpha', basis, {
      verdict: 'pass',
      reason: 'ok',
      measured: 0,
      message: bytes.hasAlpha
        ? 'Every pixel is opaque, though the file could be transparent.'
        : 'The picture is opaque.'
    });
  }
  const isRefused = told ? !told.isTaken : role.background.value?.rule === 'solid';
  return finding('alpha', basis, {
    verdict: isRefused ? basis.breach : 'pass',
    reason: isRefused ? 'transparent' : 'ok',
    measured: bytes.clearPixels,
    ...(isRefused && { limit: 0 }),
    message: isRefused
      ? `${bytes.clearPixels} pixels are transparent: the channel shows them as black or another colour.`
      : `${bytes.clearPixels} pixels are transparent, which the channel takes.`
  });
}

function basisFor(channel: Case['channel'], format: string): { basis: Basis; isTaken: boolean } | null {
  const rejected = rejectedForms(channel);
  if (rejected?.value.includes(`${format}-transparent`)) {
    return { basis: basisOf(channel, rejected), isTaken: false };
  }
  const leaf = colorLimits(channel).alpha;
  return leaf && { basis: basisOf(channel, leaf), isTaken: leaf.value };
}
