import type { Channel } from '../../channels/channel.ts';
import { isImageExtension } from '../../channels/naming.ts';
import { basisOf, finding, OUR_BASIS, type Basis, type CaseOf } from '../finding.ts';
import type { Finding } from '../report.ts';

/** Extensions by which a format may go. Others are their own name. */
const EXTENSIONS: Readonly<Record<string, readonly string[]>> = {
  jpeg: ['jpg', 'jpeg'],
  tiff: ['tif', 'tiff'],
  heic: ['heic', 'heif']
};

/** The format by the file's bytes is one that the channel takes, and the name ends once and in the same format. */
export function format({ measured, channel }: CaseOf<'file' | 'format'>): Finding {
  const basis = basisOf(channel, channel.formats.accepted);
  const accepted = channel.formats.accepted.value ?? [];
  const limit = accepted.join(', ');
  const found = measured.format;
  if (!accepted.includes(found)) {
    return finding('format', basis, {
      verdict: basis.breach,
      reason: 'not-accepted',
      measured: found,
      limit,
      message: `The channel takes ${limit}; this file is ${found}.`
    });
  }
  const extensions = measured.file.name.toLowerCase().split('.').slice(1);
  const misnamed = measured.file.name !== '' && judgeExtensions(extensions, found, channel);
  if (misnamed) return misnamed;
  const message = `The file is ${found}, as its name says.`;
  return finding('format', basis, { verdict: 'pass', reason: 'ok', measured: found, limit, message });
}

function judgeExtensions(extensions: readonly string[], found: string, channel: Channel): Finding | null {
  const right = EXTENSIONS[found] ?? [found];
  const limit = `.${right[0]}`;
  const last = extensions.at(-1) ?? '';
  if (!right.includes(last)) {
    const basis = namingBasis(channel, 'extension-not-matching-bytes');
    return finding('format', basis, {
      verdict: basis.breach,
      reason: 'extension-mismatch',
      measured: last && `.${last}`,
      limit,
      message: `The file is ${found}, but its name does not end in ${limit}. Uploads with the wrong ending are refused.`
    });
  }
  const lastTwo = extensions.slice(-2);
  if (lastTwo.length < 2 || !lastTwo.every(isImageExtension)) return null;
  const basis = namingBasis(channel, 'double-extension');
  return finding('format', basis, {
    verdict: basis.breach,
    reason: 'double-extension',
    measured: `.${lastTwo.join('.')}`,
    limit,
    message: `The file's name has two endings, .${lastTwo.join('.')}. Uploads with two endings are refused.`
  });
}

/** The channel's own refusal of such names where it states one, else our advice. */
function namingBasis(channel: Channel, word: string): Basis {
  const { reject } = channel.naming;
  return reject?.value?.includes(word) ? basisOf(channel, reject) : OUR_BASIS;
}
