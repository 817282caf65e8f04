import type { Found } from '../domain/document/edits/cutout.ts';
import { PackshotError } from '../domain/errors.ts';
import type { Candidate } from '../engine/segment/api.ts';
import type { Store } from '../storage/store.ts';

/** An answer of a model, as the studio remembers it while the page lives. */
export interface KnownCutout {
  readonly found: Found;
  readonly candidates: readonly Candidate[];
}

/** The transparency that a photo came with. */
export interface OwnAlpha {
  /** It separates a product from nothing (or shows nothing at all), so that no model need be asked. */
  readonly isMeaningful: boolean;
  /** Its alpha as a matte. Confidence 1, or 0 where nothing is visible. */
  readonly found: Found;
}

/**
 * Whether the pixels of `found` are still in the store. They are put there again: what no document refers to yet is
 * only safe from a sweep since its last keeping.
 */
export async function isKept(store: Store, { matte, doubt }: Found): Promise<boolean> {
  try {
    for (const ref of [matte, ...(doubt ? [doubt] : [])]) {
      await store.putBlob(await store.getBlob(ref));
    }
    return true;
  } catch (error) {
    if (error instanceof PackshotError && error.code === 'not-found') return false;
    throw error;
  }
}
