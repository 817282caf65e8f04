import { packingLimits } from '../../channels/file-limits.ts';
import { basisOf, finding, OUR_BASIS, unread, type Basis, type Case } from '../finding.ts';
import type { FileMeasure } from '../file-measure.ts';
import type { Finding, FindingReason } from '../report.ts';

/** Padding that writers leave after a picture's end. */
const PADDING_BYTES = 64;

interface Problem {
  readonly reason: FindingReason;
  readonly say: string;
  readonly measured?: number | string;
  readonly limit?: number | string;
  readonly basis?: Basis;
}

/**
 * The file carries nothing that a shopper should not get: Packshot's own rule, for the seller's privacy. And it lies as
 * it is to be seen, and is packed as the channel asks (`formats.tiffCompression`, `formats.layers`, where it says so).
 * The first problem is the finding; `measured` is a count of serial numbers or of bytes, the EXIF orientation, or the kind of
 * compression.
 */
export function metadata({ measured: { bytes, format }, channel }: Case): Finding {
  if (!bytes) return finding('metadata', OUR_BASIS, unread());
  const problems = [...packing(channel, format, bytes), ...secrets(bytes)];
  const [first] = problems;
  if (!first) {
    return finding('metadata', OUR_BASIS, {
      verdict: 'pass',
      reason: 'ok',
      message: 'The file tells no place, no serial number and hides no second picture.'
    });
  }
  const { reason, measured, limit, basis = OUR_BASIS } = first;
  const message = `The file ${problems.map(({ say }) => say).join('; it ')}.`;
  return finding('metadata', basis, {
    verdict: basis.breach,
    reason,
    ...(measured !== undefined && { measured }),
    ...(limit !== undefined && { limit }),
    message
  });
}

function packing(channel: Case['channel'], format: string, bytes: FileMeasure): Problem[] {
  const { compression, layers } = packingLimits(channel);
  const found: Problem[] = [];
  if (format === 'tiff' && compression && bytes.compression !== compression.value) {
    const [packed, limit] = [bytes.compression ?? 'unknown', compression.value];
    const say = `is compressed (${packed}), and the channel asks for ${limit}`;
    found.push({ reason: 'compressed', measured: packed, limit, say, basis: basisOf(channel, compression) });
  }
  if (layers?.value === false && bytes.hasLayers) {
    found.push({ reason: 'layers', say: 'has layers', basis: basisOf(channel, layers) });
  }
  return found;
}

function secrets({ metadata: told, trailingBytes, orientation }: FileMeasure): Problem[] {
  const all: readonly (Problem & { when: boolean })[] = [
    { when: told.hasLocation, reason: 'location', say: 'tells where the photo was taken' },
    {
      when: told.serials > 0,
      reason: 'serial',
      measured: told.serials,
      limit: 0,
      say: 'tells who owns the camera, or its serial number'
    },
    {
      when: told.hasThumbnail,
      reason: 'thumbnail',
      say: 'holds a small copy, which may still show what was cut away'
    },
    {
      when: told.hasMakerNote,
      reason: 'maker-note',
      say: 'holds a private block of the camera’s maker'
    },
    {
      when: trailingBytes > PADDING_BYTES,
      reason: 'trailing',
      measured: trailingBytes,
      limit: PADDING_BYTES,
      say: `goes on for ${trailingBytes} bytes after the picture`
    },
    {
      when: orientation > 1,
      reason: 'turned',
      measured: orientation,
      limit: 1,
      say: 'lies on its side and asks to be turned, which some channels do not do'
    }
  ];
  return all.filter(({ when }) => when);
}
