import type { Photo } from '../domain/document/document.ts';
import { IDENTITY_ASK, OWN_ALPHA, type Found } from '../domain/document/edits/cutout.ts';
import { PackshotError } from '../domain/errors.ts';
import type { AlphaCount } from '../engine/encode/api.ts';
import { isKept, type OwnAlpha } from './known.ts';
import type { Studio } from './studio.ts';

/** Below this share of clear or of solid pixels, transparency is an ornament (rounded corners) or a veil. */
const MIN_SHARE = 0.01;

const CAN_BE_CLEAR = /^image\/(png|webp|avif|gif)$/;

/**
 * The photo's own transparency as a matte; null where it is opaque. Looked at once a photo, whoever asks meanwhile.
 * @throws `decode-failed`, `quota-exceeded`, `aborted`
 */
export async function ownAlpha(
  studio: Studio,
  photo: Photo,
  signal?: AbortSignal | undefined
): Promise<OwnAlpha | null> {
  if (!CAN_BE_CLEAR.test(photo.source.type)) return null;
  const known = await unlessAborted(studio.alphas.get(photo.source.sha256) ?? look(studio, photo), signal);
  if (known === null || (await isKept(studio.store, known.found))) return known;
  return unlessAborted(look(studio, photo), signal);
}

/** What is found counts for all who wait for it, so that none of them can stop it. A failure is not remembered. */
function look(studio: Studio, photo: Photo): Promise<OwnAlpha | null> {
  const { sha256 } = photo.source;
  const looking = read(studio, photo);
  studio.alphas.set(sha256, looking);
  looking.catch(() => {
    if (studio.alphas.get(sha256) === looking) studio.alphas.delete(sha256);
  });
  return looking;
}

/** Waits no longer than somebody wants to know. @throws `aborted` */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (!signal) return work;
  return new Promise((resolve, reject) => {
    const abort = () => reject(new PackshotError('aborted', 'Cancelled'));
    if (signal.aborted) abort();
    signal.addEventListener('abort', abort, { once: true });
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
  });
}

async function read(studio: Studio, photo: Photo): Promise<OwnAlpha | null> {
  const source = await studio.store.getBlob(photo.source);
  const alpha = await studio.encode.call((api) => api.readAlpha(source));
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
