import type { FaceMeasure, ReadMeasure, TextMeasure } from '../domain/compliance/measurements.ts';
import { asPackshotError } from '../domain/errors.ts';
import type { Matte, Point, Rect, Size } from '../domain/pixels.ts';
import type { FoundText } from '../engine/read/api.ts';
import { handOver } from '../engine/rpc.ts';
import { prepareModel, READER_MODELS, type PrepareOptions } from './models.ts';
import type { Studio } from './studio.ts';

/** The network looks at no more, px; what is larger is scaled down before it is handed over. */
const READ_SIDE = 960;
/** A second or two, and a slow device's start. */
const READ_MS = 120_000;

/** What of the reader is missing on this device, in bytes. @throws `model-unavailable` */
export const missingReaderBytes = (studio: Studio): Promise<number> =>
  studio.reader.call((api) => api.missingBytes());

/**
 * Brings the models that read files onto the device. Calling it is the consent to fetch. Files that were pressed before
 * are pressed anew when they are asked for, and read then.
 * @throws `model-unavailable`, `aborted`
 */
export async function prepareReader(studio: Studio, options: PrepareOptions = {}): Promise<void> {
  for (const id of READER_MODELS) await prepareModel(studio, id, options);
}

/**
 * Words and faces in a finished file, in its px. Null where no model for it is on the device, and where reading failed:
 * a file is never lost for it. Checking a file is no consent to fetch anything.
 * @param size the file's
 * @param matte the product in it, of any size; null where nobody knows where it is. It is only looked at.
 * @throws `aborted`
 */
export async function readFile(
  studio: Studio,
  file: Blob,
  size: Size,
  matte: Matte | null,
  signal?: AbortSignal | undefined
): Promise<ReadMeasure | null> {
  try {
    if (!(await studio.reader.call((api) => api.isReady(), { signal }))) return null;
    const bitmap = await studio.encode.call((api) => api.decodeWithin(file, READ_SIDE), {
      signal,
      discard: (late) => late.close()
    });
    const toFile = { x: size.width / bitmap.width, y: size.height / bitmap.height };
    const { texts, faces } = await studio.reader.call((api) => api.read(handOver(bitmap, [bitmap]), matte), {
      signal,
      deadlineMs: READ_MS
    });
    return {
      texts:
        texts &&
        texts.map(({ corners: found, score, inside }) => ({
          box: within(found, toFile, size),
          ...{ score, inside },
          ...lineOf(found, toFile)
        })),
      faces:
        faces &&
        faces.map(({ box, score }): FaceMeasure => ({ box: within(corners(box), toFile, size), score }))
    };
  } catch (error) {
    const problem = asPackshotError(error, 'model-unavailable');
    if (problem.code === 'aborted' || signal?.aborted) throw problem;
    return null;
  }
}

const corners = ({ x, y, width, height }: Rect): readonly Point[] => [
  { x, y },
  { x: x + width, y: y + height }
];

/** Length of a rectangle's longer side in px of the file, and its slant. */
export function lineOf(
  [a, b, , d]: FoundText['corners'],
  toFile: Point
): Pick<TextMeasure, 'length' | 'slant'> {
  const sides = [b, d].map(({ x, y }) => ({ x: (x - a.x) * toFile.x, y: (y - a.y) * toFile.y }));
  const [longer] = sides.sort((one, other) => Math.hypot(other.x, other.y) - Math.hypot(one.x, one.y));
  const { x, y } = longer!;
  const turn = (Math.atan2(Math.abs(y), Math.abs(x)) * 180) / Math.PI;
  return { length: Math.round(Math.hypot(x, y)), slant: Math.min(turn, 90 - turn) };
}

/** The upright box around points, in whole px of the file and cut at its frame. */
function within(points: readonly Point[], toFile: Point, { width, height }: Size): Rect {
  const xs = points.map(({ x }) => Math.min(Math.max(x * toFile.x, 0), width));
  const ys = points.map(({ y }) => Math.min(Math.max(y * toFile.y, 0), height));
  const [x, y] = [Math.floor(Math.min(...xs)), Math.floor(Math.min(...ys))];
  return { x, y, width: Math.ceil(Math.max(...xs)) - x, height: Math.ceil(Math.max(...ys)) - y };
}
