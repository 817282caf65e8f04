import type { Photo } from '../domain/document/document.ts';
import { FLAG_BELOW } from '../domain/document/edits/cutout.ts';
import { asPackshotError } from '../domain/errors.ts';
import { cutoutPhoto, type CutoutOptions, type CutoutResult } from './cutout.ts';
import type { Studio } from './studio.ts';

/** What a cutout is worth of which nobody can say whether it is what was looked for: a person looks at it. */
const UNASKED_CONFIDENCE = FLAG_BELOW / 2;

/**
 * Cuts a photo out while nobody looks on. A word of its product that no model knows, or that is not in the picture, does
 * not stop it: it is cut out as if none had been said, as an answer that is in doubt. A word that a person gave this photo
 * is asked as it is.
 * @throws as `cutoutPhoto`
 */
export async function cutoutUnwatched(
  studio: Studio,
  photo: Photo,
  options: CutoutOptions
): Promise<CutoutResult> {
  const { cutout } = photo.edits;
  const { ask = cutout.ask } = options;
  try {
    return await cutoutPhoto(studio, photo, options);
  } catch (thrown) {
    const { code } = asPackshotError(thrown, 'worker-died');
    if (code !== 'unsupported-prompt' || !cutout.isShared || ask.prompt.text === null) throw thrown;
  }
  const wordless = { ...ask, prompt: { ...ask.prompt, text: null } };
  const result = await cutoutPhoto(studio, photo, { ...options, ask: wordless });
  const confidence = Math.min(result.confidence, UNASKED_CONFIDENCE);
  return { ...result, found: { ...result.found, ask, confidence }, confidence, flagged: true };
}
