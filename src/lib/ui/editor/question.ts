import { canonicalJson } from '../../domain/document/canonical.ts';
import type { Photo } from '../../domain/document/document.ts';
import { IDENTITY_ASK } from '../../domain/document/edits/cutout.ts';
import { isStale } from '../../domain/document/series.ts';

/** A person who points often points again: the next click comes before the last one is worth an answer. */
export const ASK_AFTER_MS = 300;

/**
 * What the photo is asked and has no answer to, by photo and ask: the same text, the same question. Null where all is
 * answered, and for a photo that nobody has asked anything of.
 */
export function questionOf(photo: Photo | undefined): string | null {
  if (!photo) return null;
  const { cutout } = photo.edits;
  const { ask, found } = cutout;
  const isOpen = found ? isStale(cutout) : canonicalJson(ask) !== canonicalJson(IDENTITY_ASK);
  return isOpen ? `${photo.id} ${canonicalJson(ask)}` : null;
}
