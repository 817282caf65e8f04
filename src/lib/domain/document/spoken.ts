import { frozen } from '../frozen.ts';
import type { Photo, Project } from './document.ts';
import { HOST_MATTE, NO_PROMPT, type CutoutEdit } from './edits/cutout.ts';

/** The word for what to look for in a project's photos: the photo's own, else its product's; null where nobody said. */
export function wordsOf({ products }: Project): (photo: Photo) => string | null {
  const words = new Map(products.map(({ id, prompt }) => [id, prompt]));
  const ofProduct = ({ productId }: Photo) => (productId === undefined ? undefined : words.get(productId));
  return (photo) => photo.prompt?.trim() || ofProduct(photo)?.trim() || null;
}

/**
 * `after` with the words that it says otherwise than `before` as questions of the photos' cutouts: what was found stays
 * until the new question is answered. A photo at which a person pointed, that was asked in another word, or whose matte
 * was handed in, keeps that.
 */
export function withWords(before: Project, after: Project): Project {
  const [was, is] = [wordsOf(before), wordsOf(after)];
  const old = new Map(before.photos.map((photo) => [photo.id, photo]));
  const photos = after.photos.map((photo) => {
    const known = old.get(photo.id);
    const [from, to] = [known ? was(known) : null, is(photo)];
    return from === to || !mayAsk(photo.edits.cutout, from) ? photo : asking(photo, to);
  });
  return photos.some((photo, at) => photo !== after.photos[at]) ? frozen({ ...after, photos }) : after;
}

/** Whether `word`, or nothing, is all that a model was asked for. */
function mayAsk({ ask, found }: CutoutEdit, word: string | null): boolean {
  const { box, include, exclude, text } = ask.prompt;
  const isPointed = box !== null || include.length > 0 || exclude.length > 0;
  return !isPointed && (text === word || text === null) && found?.model !== HOST_MATTE;
}

/** No candidate of another question is preferred. The word is not a person's on this photo: a series may replace it. */
function asking(photo: Photo, word: string | null): Photo {
  const { cutout } = photo.edits;
  const ask = { ...cutout.ask, prompt: { ...NO_PROMPT, text: word }, pick: null };
  return { ...photo, edits: { ...photo.edits, cutout: { ...cutout, ask, isShared: word !== null } } };
}
