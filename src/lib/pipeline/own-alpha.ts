import type { Photo } from '../domain/document/document.ts';
import { IDENTITY_ASK, OWN_ALPHA, type Found } from '../domain/document/edits/cutout.ts';
import type { AlphaCount } from '../engine/encode/api.ts';
import { isKept, type OwnAlpha } from './known.ts';
import type { Studio } from './studio.ts';

/** Below this share of clear or of solid pixels, transparency is an ornament (rounded corners) or a veil. */
const MIN_SHARE = 0.01;

const CAN_BE_CLEAR = /^image\/(png|webp|avif|gif)$/;

/**
 * The photo's own transparency as a matte; null where it is opaque. Looked at once a photo.
 * @throws `decode-failed`, `quota-exceeded`, `aborted`
 */
export async function ownAlpha(
  studio: Studio,
  photo: Photo,
  signal?: AbortSignal | undefined
): Promise<OwnAlpha | null> {
  if (!CAN_BE_CLEAR.test(photo.source.type)) return null;
  const known = studio.alphas.get(photo.source.sha256);
  if (known === null || (known && (await isKept(studio.store, known.found)))) return known;
  const own = await read(studio, photo, signal);
  studio.alphas.set(photo.source.sha256, own);
  return own;
}

async function read(studio: Studio, photo: Photo, signal: AbortSignal | undefined): Promise<OwnAlpha | null> {
  const source = await studio.store.getBlob(photo.source);
  const alpha = await studio.encode.call((api) => api.readAlpha(source), { signal });
  if (!alpha) return null;
  const { isMeaningful, isVisible } = judge(alpha);
  const found: Found = {
    matte: await studio.store.putBlob(alpha.matte),
    doubt: null,
    model: OWN_ALPHA,
    confidence: isVisible ? 1 : 0,
    ask: IDENTITY_ASK
  };
  return { isMeaningful, found };
}

function judge({ clear, solid, pixels }: AlphaCount): { isMeaningful: boolean; isVisible: boolean } {
  const least = MIN_SHARE * pixels;
  const isVisible = clear < pixels;
  return { isMeaningful: !isVisible || (clear >= least && solid >= least), isVisible };
}
