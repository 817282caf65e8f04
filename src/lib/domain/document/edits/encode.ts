import * as v from 'valibot';

/** What files can be written as, the first that a channel takes first. */
export const FILE_FORMATS = ['jpeg', 'png', 'webp', 'avif', 'tiff'] as const;
export type FileFormat = (typeof FILE_FORMATS)[number];

/**
 * `auto`: what cannot be told from the picture, in as few bytes as that takes. `best`: without loss where the format can
 * (WebP, AVIF), else as little as it can. `small`: as few bytes as still look right. PNG and TIFF never lose anything.
 * None is kept against a channel's limit, nor against its white.
 */
export const QUALITIES = ['auto', 'best', 'small'] as const;
export type Quality = (typeof QUALITIES)[number];

/** How a picture is written into its file. Identity: as suits the picture and its channel. */
export interface EncodeEdit {
  /** Null = JPEG, or PNG (else WebP) where the picture is transparent, as far as the channel takes them. */
  readonly format: FileFormat | null;
  readonly quality: Quality;
}

export const IDENTITY_ENCODE: EncodeEdit = { format: null, quality: 'auto' };

export const encodeSchema: v.GenericSchema<unknown, EncodeEdit> = v.strictObject({
  format: v.nullable(v.picklist(FILE_FORMATS)),
  quality: v.picklist(QUALITIES)
});
