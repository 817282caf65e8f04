import type { Photo, VariantKey } from '../domain/document/document.ts';
import { ALIGNMENTS } from '../domain/document/edits/frame.ts';
import { HOST_MATTE, isCorrected, OWN_ALPHA } from '../domain/document/edits/cutout.ts';
import { editsFor, withVariant } from '../domain/document/resolve.ts';
import { listModels } from './models.ts';
import type { Studio } from './studio.ts';
import { cutoutUnwatched } from './unwatched.ts';

/**
 * Other ways to make one output, as copies of its photo: first by other mattes that the model compared, then by another
 * alignment in the frame. One is held at a time. A matte that a person corrected or handed in has no other.
 * @param most how many at most
 * @throws as `cutoutPhoto`
 */
export async function* alternatives(
  studio: Studio,
  photo: Photo,
  key: VariantKey,
  most: number,
  signal?: AbortSignal | undefined
): AsyncGenerator<Photo> {
  let left = most;
  for await (const candidate of all(studio, photo, key, signal)) {
    if (left-- <= 0) return;
    yield candidate;
  }
}

async function* all(
  studio: Studio,
  photo: Photo,
  key: VariantKey,
  signal: AbortSignal | undefined
): AsyncGenerator<Photo> {
  yield* otherMattes(studio, photo, signal);
  yield* otherPlaces(photo, key);
}

async function* otherMattes(
  studio: Studio,
  photo: Photo,
  signal: AbortSignal | undefined
): AsyncGenerator<Photo> {
  const { cutout } = photo.edits;
  const { found } = cutout;
  if (!found || [HOST_MATTE, OWN_ALPHA].includes(found.model) || isCorrected(cutout.correction)) return;
  if (!(await isOnDevice(studio, found.model))) return;
  const asked = { model: found.model, ask: found.ask, signal };
  const { candidates, found: best } = await cutoutUnwatched(studio, photo, asked);
  for (const { id } of candidates) {
    const other = await cutoutUnwatched(studio, photo, { ...asked, ask: { ...found.ask, pick: id } });
    const { sha256 } = other.found.matte;
    if (sha256 === found.matte.sha256 || sha256 === best.matte.sha256) continue;
    yield { ...photo, edits: { ...photo.edits, cutout: { ...cutout, found: other.found } } };
  }
}

/** Trying is no consent to fetch anything. */
const isOnDevice = async (studio: Studio, model: string): Promise<boolean> =>
  (await listModels(studio)).some(({ id, cached }) => id === model && cached);

function* otherPlaces(photo: Photo, key: VariantKey): Generator<Photo> {
  const { frame } = editsFor(photo, key);
  for (const align of ALIGNMENTS) {
    if (align !== frame.align && align !== 'floor')
      yield withVariant(photo, key, { frame: { ...frame, align } });
  }
}
