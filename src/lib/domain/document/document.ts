import type { Size } from '../pixels.ts';
import type { BlobRef } from './blob.ts';
import type { ExportChoices } from './choices.ts';
import type { Decisions } from './decisions.ts';
import type { Edits, EditsPatch } from './edits.ts';
import type { Metadata } from './metadata.ts';
import type { Product } from './product.ts';

export type { Product, Rights } from './product.ts';

/** The version this build writes. A document with a higher one is refused and left untouched. */
export const DOCUMENT_VERSION = 7;

/** `channel/role` or `channel/role/locale`. */
export type VariantKey = string;

export interface Photo {
  readonly id: string;
  /** File name as it came, with extension. */
  readonly name: string;
  /** Folders it came from, outermost first, parted by `/`. */
  readonly path?: string;
  readonly productId?: string;
  /** Slot code of the channel that names slots (Amazon: MAIN, PT01 …). */
  readonly slot?: string;
  /** Whose set it is of, BCP 47; absent = everybody's. */
  readonly locale?: string;
  /** What to look for in it; absent = what its product says. */
  readonly prompt?: string;
  readonly source: BlobRef;
  /** Upright size in px. */
  readonly size: Size;
  readonly edits: Edits;
  readonly variants: Readonly<Record<VariantKey, EditsPatch>>;
  /** What a person decided about findings, by output; absent where nothing was. */
  readonly decisions?: Readonly<Record<VariantKey, Decisions>>;
}

/** A project: plain, deep-frozen JSON, replaced whole. Says what to do to each photo, never the pixels. */
export interface Project {
  readonly version: typeof DOCUMENT_VERSION;
  readonly id: string;
  readonly name: string;
  readonly channels: readonly string[];
  readonly metadata: Metadata;
  readonly products: readonly Product[];
  readonly photos: readonly Photo[];
  /** Absent where nothing was chosen. */
  readonly choices?: ExportChoices;
}
