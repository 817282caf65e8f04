import type { Photo } from '../domain/document/document.ts';
import { PackshotError } from '../domain/errors.ts';
import type { Rect } from '../domain/pixels.ts';
import { namesFor } from '../domain/vocabulary/words.ts';
import { handOver } from '../engine/rpc.ts';
import type { Detection } from '../engine/segment/api.ts';
import { withSource } from './source.ts';
import type { Studio } from './studio.ts';

export type { Detection } from '../engine/segment/api.ts';

/** One small network; the rest is for a slow line, since a missing model is fetched. */
const DETECT_MS = 900_000;

/**
 * The things that can be named in a photo, most certain first; found once a photo. The detection model will be fetched
 * where it is missing: calling this is the consent.
 * @throws `model-unavailable`, `out-of-memory`, `worker-died`, `aborted`
 */
export async function detectProducts(
  studio: Studio,
  photo: Photo,
  signal?: AbortSignal | undefined
): Promise<readonly Detection[]> {
  const known = studio.detections.get(photo.source.sha256);
  if (known) return known;
  const detections = await withSource(studio, photo, signal, (bitmap) =>
    studio.segment.call((api) => api.detect(handOver(bitmap, [bitmap])), {
      signal,
      deadlineMs: DETECT_MS,
      endOnAbort: true
    })
  );
  studio.detections.set(photo.source.sha256, detections);
  return detections;
}

const refuse = (text: string, reason: string, message: string) =>
  new PackshotError('unsupported-prompt', message, { text, reason });

/** Whether a detector knows a word. */
export const isKnownWord = (text: string): boolean => namesFor(text).length > 0;

/** The names under which a detector knows a word. @throws `unsupported-prompt` (`reason: 'unknown-word'`) */
export function requireKnownWord(text: string): readonly string[] {
  const names = namesFor(text);
  if (names.length > 0) return names;
  throw refuse(text, 'unknown-word', `No model here knows the word "${text}"; draw a box`);
}

/**
 * Where the thing is that a word names: the most certain one of its kind.
 * @throws `unsupported-prompt` with `text` and `reason`: `unknown-word` where no detector knows it, `not-found` where
 * none was seen; and as `detectProducts`
 */
export async function boxOfWord(
  studio: Studio,
  photo: Photo,
  text: string,
  signal: AbortSignal | undefined
): Promise<Rect> {
  const names = requireKnownWord(text);
  const detections = await detectProducts(studio, photo, signal);
  const best = detections.find(({ name }) => names.includes(name));
  if (best) return best.box;
  throw refuse(text, 'not-found', `No "${text}" was found in this photo; draw a box`);
}
