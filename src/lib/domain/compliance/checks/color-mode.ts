import { colorLimits } from '../../channels/file-limits.ts';
import { basisOf, finding, OUR_BASIS, unread, type Case, type Outcome } from '../finding.ts';
import { isInk, type ColorMode, type FileMeasure } from '../file-measure.ts';
import type { Finding } from '../report.ts';

/** The data files' words for the modes. A palette is of RGB colours. */
const WORDS: Readonly<Record<ColorMode, string>> = {
  rgb: 'rgb',
  indexed: 'rgb',
  grey: 'gray',
  cmyk: 'cmyk',
  ycck: 'cmyk',
  lab: 'lab'
};

/**
 * Colours are stored as the channel takes them (`color.mode`, `bitDepth`, `preferredMode`). Grey only warns where RGB
 * is asked: every grey is an RGB colour, and no channel names it as refused. Where a channel says nothing, ink warns:
 * browsers and channels convert it each in their own way. `measured` and `limit` are words (`RGB`) or bits a channel.
 */
export function colorMode({ measured: { bytes }, channel }: Case): Finding {
  const { modes, preferredMode } = colorLimits(channel);
  const leaf = modes ?? preferredMode;
  const basis = leaf ? basisOf(channel, leaf) : OUR_BASIS;
  if (!bytes) return finding('color-mode', basis, unread());
  const mode = WORDS[bytes.colorMode];
  return (
    refusedMode(channel, mode) ??
    wrongDepth(channel, bytes) ??
    lessLiked(channel, bytes, mode) ??
    finding('color-mode', basis, {
      verdict: 'pass',
      reason: 'ok',
      measured: mode.toUpperCase(),
      message: `The picture is ${mode.toUpperCase()}, ${bytes.bitDepth} bits a channel.`
    })
  );
}

const outcome = (
  mode: string,
  limit: string,
  rest: Pick<Outcome, 'verdict' | 'reason' | 'message'>
): Outcome => ({
  measured: mode.toUpperCase(),
  limit: limit.toUpperCase(),
  ...rest
});

function refusedMode(channel: Case['channel'], mode: string): Finding | null {
  const { modes } = colorLimits(channel);
  if (!modes || modes.value.includes(mode)) return null;
  const basis = basisOf(channel, modes);
  const limit = modes.value.join(', ');
  const isGrey = mode === 'gray';
  return finding(
    'color-mode',
    basis,
    outcome(mode, limit, {
      verdict: isGrey && basis.breach === 'fail' ? 'warn' : basis.breach,
      reason: isGrey ? 'grey' : 'other-mode',
      message: `The picture is ${mode.toUpperCase()}; the channel takes ${limit.toUpperCase()}.`
    })
  );
}

function wrongDepth(channel: Case['channel'], { bitDepth }: FileMeasure): Finding | null {
  const leaf = colorLimits(channel).bitDepth;
  if (!leaf || bitDepth <= leaf.value) return null;
  const basis = basisOf(channel, leaf);
  return finding('color-mode', basis, {
    verdict: basis.breach,
    reason: 'bit-depth',
    measured: bitDepth,
    limit: leaf.value,
    message: `The picture has ${bitDepth} bits a channel; the channel takes ${leaf.value}.`
  });
}

function lessLiked(
  channel: Case['channel'],
  { colorMode: stored }: FileMeasure,
  mode: string
): Finding | null {
  const { modes, preferredMode } = colorLimits(channel);
  const isSilent = !modes && !preferredMode && isInk(stored);
  if (!isSilent && (!preferredMode || !isInk(stored) || preferredMode.value === mode)) return null;
  const basis = preferredMode ? basisOf(channel, preferredMode) : OUR_BASIS;
  return finding(
    'color-mode',
    basis,
    outcome(mode, preferredMode?.value ?? 'rgb', {
      verdict: basis.breach,
      reason: 'converted',
      message: 'The picture is CMYK and is converted on upload: its colours may shift.'
    })
  );
}
