import type { Photo } from '../domain/document/document.ts';
import { FLAG_BELOW, type Found } from '../domain/document/edits/cutout.ts';
import { asPackshotError } from '../domain/errors.ts';
import { cutoutPhoto, type CutoutOptions } from './cutout.ts';
import type { Studio } from './studio.ts';

/** What a cutout is worth of which nobody can say whether it is what was looked for: a person looks at it. */
const UNASKED_CONFIDENCE = FLAG_BELOW / 2;

/**
 * Cuts a photo out while nobody looks on. A word of its product that no model knows, or that is not in the picture, does
 * not stop it: it is cut out as if none had been said, as an answer that is in doubt. A word that a person gave this photo
 * is asked as it is.
 * @throws as `cutoutPhoto`
 */
export async function cutoutUnwatched(studio: Studio, photo: Photo, options: CutoutOptions): Promise<Found> {
  const { ask, isShared } = photo.edits.cutout;
  try {
    return (await cutoutPhoto(studio, photo, options)).found;
  } catch (thrown) {
    const { code } = asPackshotError(thrown, 'worker-died');
    if (code !== 'unsupported-prompt' || !isShared || ask.prompt.text === null) throw thrown;
  }
  const wordless = { ...ask, prompt: { ...ask.prompt, text: null } };
  const { found } = await cutoutPhoto(studio, photo, { ...options, ask: wordless });
  return { ...found, ask, confidence: Math.min(found.confidence ?? 1, UNASKED_CONFIDENCE) };
}
