import type { FileMeasure } from '../../domain/compliance/file-measure.ts';
import type { FileFormat, Quality } from '../../domain/document/edits/encode.ts';
import type { FileMetadata } from '../../domain/document/metadata.ts';
import type { Matte, Pixels, Size } from '../../domain/pixels.ts';

/** Facts from a file's header, read before anything is decoded. */
export interface ImageInfo extends Size {
  /** `jpeg`, `png`, `webp`, `avif`, `gif`, `bmp`; `tiff` of what is only looked at */
  readonly format: string;
  readonly type: string;
  /** EXIF orientation 1–8. `width` and `height` above are already upright. */
  readonly orientation: number;
  readonly bytes: number;
  /** How far its compression spreads an edge, px: 8 (JPEG 4:4:4, lossless), 16 (JPEG with coarser chroma, WebP), 64 (AVIF). */
  readonly blockPx: number;
}

export interface SniffOptions {
  /** It is to be looked at, not worked on: an animation passes as the picture that it begins with, and TIFF passes too. */
  readonly isOnlySeen?: boolean;
}

export interface PressOptions {
  readonly format: FileFormat;
  readonly quality: Quality;
  /** Largest file in bytes; null = no limit. */
  readonly maxBytes: number | null;
  /** Aimed at where it costs little; a larger file is no failure. null = nothing is recommended. */
  readonly wantedBytes: number | null;
  /** White background has to stay white. */
  readonly keepWhite: boolean;
  /** Lowest channel value that counts as white beside the product (quality.md: 250), and that is made white before. */
  readonly nearWhiteMin: number;
  readonly metadata: FileMetadata;
}

/** A small file to look at. */
export interface SmallOptions {
  readonly type: 'image/jpeg' | 'image/webp';
  /** 0–1, the browser's scale. */
  readonly quality: number;
  /** Longest side, px; what is smaller stays so. */
  readonly maxSide: number;
}

/** One encoding that was made. */
export interface Attempt {
  /** 1–100 on the format's own scale; 100 where nothing is lost. */
  readonly quality: number;
  readonly bytes: number;
  /** Darkest channel value of the white beside the product; 0 = white was lost far from it; 255 where none counts. */
  readonly whiteMin: number;
}

/** An encoded file together with what a decoder makes of it. */
export interface PressedFile {
  readonly blob: Blob;
  readonly quality: number;
  /** How far its compression spreads an edge, px. */
  readonly nearPx: number;
  /** The file, decoded again. */
  readonly decoded: Pixels;
  /** All encodings, in the order of trying. */
  readonly tried: readonly Attempt[];
}

/** How many of a picture's pixels have α = 0 and α = 255, and how many there are. */
export interface AlphaCount {
  readonly clear: number;
  readonly solid: number;
  readonly pixels: number;
}

/** A picture's own transparency. */
export interface ReadAlpha extends AlphaCount {
  /** 8-bit grey PNG, upright. */
  readonly matte: Blob;
}

/** What a file is, and its pixels, which are handed back. */
export interface Examined {
  readonly bytes: FileMeasure;
  readonly pixels: Pixels;
}

/** Files in, pixels out, and back. Stateless. */
export interface EncodeApi {
  /** Reads the header. @throws `unsupported-format`, `decode-failed`, `file-too-large`, `image-too-large` */
  probe(file: Blob): Promise<ImageInfo>;
  /**
   * Upright, sRGB, straight alpha. The caller closes the bitmap. Animations and TIFF are refused where it is to be worked on.
   * @throws as `probe`, and `decode-failed`
   */
  decode(file: Blob, options?: SniffOptions): Promise<{ info: ImageInfo; bitmap: ImageBitmap }>;
  /** As `decode` of what is only looked at, scaled down to `maxSide` px where it is longer. The caller closes it. */
  decodeWithin(file: Blob, maxSide: number): Promise<ImageBitmap>;
  /** As `decode`, but the pixels themselves (RGBA, straight). */
  decodePixels(file: Blob): Promise<{ info: ImageInfo; pixels: Pixels }>;
  /** What a file is, with the pixels that it was decoded to. @throws `decode-failed` */
  examine(file: Blob, pixels: Pixels): Promise<Examined>;
  /** Decodes and examines a foreign file, TIFF too; of an animation its first picture. @throws as `decode` */
  inspect(file: Blob): Promise<Examined & { info: ImageInfo }>;
  /**
   * The best file that fits: sRGB, without anything that was not asked for, its white kept and proven by decoding.
   * @throws `encode-failed` (`reason: 'too-large'` with `bytes`, `maxBytes`, `overBytes`; or `'encoder'`)
   */
  press(pixels: Pixels, matte: Matte, options: PressOptions): Promise<PressedFile>;
  /** What a picture says of its origin; nothing where it says nothing that is understood. @throws `decode-failed`, `file-too-large` */
  readMetadata(file: Blob): Promise<FileMetadata>;
  /** 8-bit grey PNG. */
  writeMatte(matte: Matte): Promise<Blob>;
  /** Reads an 8-bit PNG as a matte (grey, or alpha where the file has it). @throws `decode-failed` */
  readMatte(png: Blob): Promise<Matte>;
  /** The transparency of any picture, upright; null where every pixel is opaque. @throws as `decode` */
  readAlpha(file: Blob): Promise<ReadAlpha | null>;
  /** For looking at: a JPEG by the browser's own encoder, PNG where any pixel is translucent. */
  writePreview(pixels: Pixels): Promise<Blob>;
  /** A picture as a small file; a JPEG stands on white. Closes the bitmap. @throws `out-of-memory` */
  writeSmall(bitmap: ImageBitmap, options: SmallOptions): Promise<Blob>;
  /** RGBA PNG, straight alpha, sRGB. */
  writePng(pixels: Pixels): Promise<Blob>;
}
