import type { Channel, Role } from '../domain/channels/channel.ts';
import { findRole } from '../domain/channels/index.ts';
import { colorSpaceName } from '../domain/compliance/file-measure.ts';
import { withFixes } from '../domain/compliance/fixes.ts';
import { evaluate } from '../domain/compliance/evaluate.ts';
import type { MatteOrigin, Measurements } from '../domain/compliance/measurements.ts';
import { withReading } from '../domain/compliance/reading.ts';
import type { Report } from '../domain/compliance/report.ts';
import { asPackshotError, PackshotError } from '../domain/errors.ts';
import type { Matte, Pixels, Size } from '../domain/pixels.ts';
import { callback, handOver } from '../engine/rpc.ts';
import { sha256 } from '../storage/blobs.ts';
import { CUTOUT_MS } from './cutout.ts';
import { APP_VERSION } from './device.ts';
import { DEFAULT_MODEL, listModels } from './models.ts';
import { readFile } from './reading.ts';
import type { Studio } from './studio.ts';

export interface MeasureOptions {
  /** File name to judge; where absent the name rule judges an empty one. */
  readonly name?: string | undefined;
  /** Matte of the product in the file, at the file's size. */
  readonly matte?: Blob | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface InspectOptions extends MeasureOptions {
  readonly channel: string;
  readonly role: string;
}

interface FoundMatte {
  readonly matte: Matte;
  readonly origin: MatteOrigin;
  readonly confidence: number | null;
}

/** How far from a flooded matte a soft edge, too faint for the flood to see, may still reach, px. */
const FLOOD_PX = 8;

/** The browser's decoder takes no longer for any picture that passes the gate; one that does is hostile or broken. */
const DECODE_MS = 30_000;

/**
 * Measures a file that Packshot did not make, once for all channels that it is to be held against (`judgeForeign`). The
 * product is told from its background by the given matte, else by flooding the background from the frame, else by the
 * model if that is on the device; where all fail the findings that need it are `review`. Of an animation the first
 * picture is measured.
 * @throws `unsupported-format` (data: `format`, and size where known), `decode-failed`, `file-too-large`,
 * `image-too-large`, `bad-request` (a matte of another size), `timeout`, `aborted`
 */
export async function measureFile(
  studio: Studio,
  file: Blob,
  options: MeasureOptions = {}
): Promise<Measurements> {
  const { signal, name = '' } = options;
  const { info, pixels, bytes } = await studio.encode.call((api) => api.inspect(file), {
    signal,
    deadlineMs: DECODE_MS
  });
  const { matte, origin, confidence } = await findMatte(studio, file, pixels, options);
  const read = await readFile(studio, file, pixels, origin === 'none' ? null : matte, signal);
  const nearPx = origin === 'flood' ? info.blockPx + FLOOD_PX : info.blockPx;
  const measured = await studio.compose.call(
    (api) =>
      api.measure(handOver(pixels, [pixels.data.buffer]), handOver(matte, [matte.alpha.buffer]), nearPx),
    { signal }
  );
  const { type, width, height, format } = info;
  const facts = { name, type, width, height, bytes: file.size, sha256: await sha256(file) };
  return {
    file: { ...facts, colorSpace: colorSpaceName(bytes) },
    bytes,
    format,
    matteOrigin: origin,
    ...withReading(measured, read),
    crop: { ...measured.crop, sourceEdgePixels: null, isCutByCrop: false },
    overlay: null,
    swatch: null,
    enlarged: null,
    extended: null,
    confidence
  };
}

/** What the rules say of a foreign file for one role. */
export const judgeForeign = (measured: Measurements, channel: Channel, role: Role): Report =>
  withFixes(evaluate(measured, channel, role, { app: APP_VERSION, enlarged: 1 }), null);

/** Checks a file that Packshot did not make. @throws `rule-unknown`, and as `measureFile` */
export async function inspectFile(studio: Studio, file: Blob, options: InspectOptions): Promise<Report> {
  const channel = studio.rules.channel(options.channel);
  const role = findRole(channel, options.role);
  return judgeForeign(await measureFile(studio, file, options), channel, role);
}

async function findMatte(
  studio: Studio,
  file: Blob,
  pixels: Pixels,
  { matte: png, signal }: MeasureOptions
): Promise<FoundMatte> {
  if (png) {
    const given = await studio.encode.call((api) => api.readMatte(png), { signal });
    if (given.width !== pixels.width || given.height !== pixels.height) {
      throw new PackshotError('bad-request', 'The matte is not of the file’s size', {
        width: given.width,
        height: given.height
      });
    }
    return { matte: given, origin: 'given', confidence: null };
  }
  // Copied, not handed over: the measuring after this needs the pixels too, and decoding again costs more.
  const flooded = await studio.compose.call((api) => api.floodMatte(pixels), { signal });
  if (flooded) return { matte: flooded, origin: 'flood', confidence: null };
  return (await modelMatte(studio, file, signal)) ?? noMatte(pixels);
}

/**
 * Null where the model would have to be fetched first, as checking a file is no consent to that, and where it fails: the
 * file is checked all the same.
 */
async function modelMatte(
  studio: Studio,
  file: Blob,
  signal: AbortSignal | undefined
): Promise<FoundMatte | null> {
  try {
    const models = await listModels(studio);
    const isHere = models.some(({ id, cached }) => id === DEFAULT_MODEL && cached);
    return isHere ? await segmented(studio, file, signal) : null;
  } catch (error) {
    const problem = asPackshotError(error, 'model-unavailable');
    if (problem.code === 'aborted' || signal?.aborted) throw problem;
    return null;
  }
}

async function segmented(studio: Studio, file: Blob, signal: AbortSignal | undefined): Promise<FoundMatte> {
  const { bitmap } = await studio.encode.call((api) => api.decode(file, { isOnlySeen: true }), {
    signal,
    discard: ({ bitmap }) => bitmap.close()
  });
  const { matte, confidence } = await studio.segment.call(
    (api) =>
      api.segment(
        handOver(bitmap, [bitmap]),
        { model: DEFAULT_MODEL, effort: 'auto' },
        callback(() => {})
      ),
    { signal, deadlineMs: CUTOUT_MS.auto }
  );
  return { matte, origin: 'model', confidence };
}

const noMatte = ({ width, height }: Size): FoundMatte => ({
  matte: { width, height, alpha: new Uint8Array(width * height) },
  origin: 'none',
  confidence: null
});
