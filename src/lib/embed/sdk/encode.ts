export type FileFormat = 'jpeg' | 'png' | 'webp' | 'avif' | 'tiff';

/**
 * `auto`: what cannot be told from the picture, in as few bytes as that takes. `best`: without loss where the format can
 * (WebP, AVIF), else as little as it can. `small`: as few bytes as still look right. PNG and TIFF never lose anything.
 * None is kept against a channel's limit, nor against its white.
 */
export type Quality = 'auto' | 'best' | 'small';

/** How a picture is written into its file. */
export interface Encode {
  /** One that the variant's channel takes; null = JPEG, or PNG (else WebP) where the picture is transparent, as far as the channel takes them. */
  readonly format: FileFormat | null;
  readonly quality: Quality;
}
