import type { FileMeasure } from '../../domain/compliance/file-measure.ts';
import type { Matte, Pixels, Size } from '../../domain/pixels.ts';

/** Facts from a file's header, read before anything is decoded. */
export interface ImageInfo extends Size {
  /** `jpeg`, `png`, `webp`, `avif`, `gif`, `bmp` */
  readonly format: string;
  readonly type: string;
  /** EXIF orientation 1–8. `width` and `height` above are already upright. */
  readonly orientation: number;
  readonly bytes: number;
  /** How far its compression spreads an edge, px: 8 (JPEG 4:4:4, lossless), 16 (JPEG with coarser chroma, WebP, AVIF). */
  readonly blockPx: number;
}

export interface PressOptions {
  /** First quality to try, 1–100. */
  readonly quality: number;
  /** Largest file in bytes; null = no limit. */
  readonly maxBytes: number | null;
  /** Lowest channel value allowed in background pixels within 8 px of the product (quality.md: 250). */
  readonly nearWhiteMin: number;
}

/** An encoded file together with what a decoder makes of it. */
export interface PressedFile {
  readonly blob: Blob;
  readonly quality: number;
  /** The file, decoded again. */
  readonly decoded: Pixels;
  /** Encodings tried. */
  readonly tries: number;
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
  /** Upright, sRGB, straight alpha. The caller closes the bitmap. @throws as `probe`, and `decode-failed` */
  decode(file: Blob): Promise<{ info: ImageInfo; bitmap: ImageBitmap }>;
  /** As `decode`, scaled down where its long side is more than `maxSide` px. The caller closes the bitmap. */
  decodeWithin(file: Blob, maxSide: number): Promise<ImageBitmap>;
  /** As `decode`, but the pixels themselves (RGBA, straight). */
  decodePixels(file: Blob): Promise<{ info: ImageInfo; pixels: Pixels }>;
  /** What a file is, with the pixels that it was decoded to. @throws `decode-failed` */
  examine(file: Blob, pixels: Pixels): Promise<Examined>;
  /** Decodes and examines a foreign file; of an animation its first picture. @throws as `decode` */
  inspect(file: Blob): Promise<Examined & { info: ImageInfo }>;
  /** JPEG, 4:4:4, sRGB; raises the quality until the background near the product stays white. @throws `encode-failed` */
  pressJpeg(pixels: Pixels, matte: Matte, options: PressOptions): Promise<PressedFile>;
  /** 8-bit grey PNG. */
  writeMatte(matte: Matte): Promise<Blob>;
  /** Reads an 8-bit PNG as a matte (grey, or alpha where the file has it). @throws `decode-failed` */
  readMatte(png: Blob): Promise<Matte>;
  /** The transparency of any picture, upright; null where every pixel is opaque. @throws as `decode` */
  readAlpha(file: Blob): Promise<ReadAlpha | null>;
  /** For looking at: a JPEG by the browser's own encoder, PNG where any pixel is translucent. */
  writePreview(pixels: Pixels): Promise<Blob>;
  /** RGBA PNG, straight alpha, sRGB. */
  writePng(pixels: Pixels): Promise<Blob>;
}
