/** How a file stores its colours. A palette (`indexed`) is of RGB colours. */
export type ColorMode = 'rgb' | 'grey' | 'indexed' | 'cmyk' | 'ycck' | 'lab';

/** What a file's colours mean; `other` is a profile that is none of these, `untagged` is read as sRGB by everyone. */
export type ColorSpace = 'sRGB' | 'Display P3' | 'Adobe RGB' | 'other' | 'untagged';

/** What a file tells beside its pixels. Names of people and numbers of devices are counted, never copied. */
export interface MetadataMeasure {
  /** A place on earth (EXIF GPS or XMP). */
  readonly hasLocation: boolean;
  /** Serial numbers of camera and lens, ids of the picture, the owner's name: how many. */
  readonly serials: number;
  readonly hasThumbnail: boolean;
  /** A camera maker's private block; what it holds is not known. */
  readonly hasMakerNote: boolean;
  /** IPTC `DigitalSourceType`: the last part of its address, as `trainedAlgorithmicMedia`. */
  readonly digitalSourceType: string | null;
  /** Keywords (`dc:subject`, IPTC 2:25). */
  readonly keywords: readonly string[];
  readonly copyright: string | null;
}

export interface JpegMeasure {
  /** 1–100 on libjpeg's scale, estimated from the quantisation tables. */
  readonly quality: number;
  /** `4:4:4`, `4:2:2`, `4:2:0` …; `4:0:0` for grey. */
  readonly chroma: string;
  readonly isProgressive: boolean;
}

/** What a file is, from its bytes and its decoded pixels. */
export interface FileMeasure {
  readonly colorMode: ColorMode;
  /** Bits per channel; of a palette, of its colours. */
  readonly bitDepth: number;
  readonly colorSpace: ColorSpace;
  /** The ICC profile's own description; null where there is none. */
  readonly profile: string | null;
  readonly hasAlpha: boolean;
  /** Decoded pixels that are not opaque. */
  readonly clearPixels: number;
  /** Pictures that are shown one after the other. */
  readonly frames: number;
  /** Pages (TIFF); 1 for all others. */
  readonly pages: number;
  readonly hasLayers: boolean;
  /** TIFF: `none`, `lzw`, `deflate`, `jpeg`, `packbits`, or its number; null for other formats. */
  readonly compression: string | null;
  /** EXIF orientation 1–8 that a reader has to apply. */
  readonly orientation: number;
  /** Dots per inch of the coarser direction; null where none are stated. */
  readonly dpi: number | null;
  /** Bytes after the picture's end. */
  readonly trailingBytes: number;
  readonly metadata: MetadataMeasure;
  /** Null for other formats. */
  readonly jpeg: JpegMeasure | null;
  /** How much stronger steps are on an 8 × 8 px grid than off it; 1 = no grid. */
  readonly blockiness: number;
  /** 64-bit perceptual hash of the picture without its white surroundings, 16 hex digits. */
  readonly hash: string;
}

/** As a report's `file.colorSpace` names it: `sRGB`, `Display P3`, a profile's own name, `CMYK`, `untagged`. */
export function colorSpaceName({ colorSpace, colorMode, profile }: FileMeasure): string {
  if (colorSpace !== 'other') return colorSpace === 'untagged' && isInk(colorMode) ? 'CMYK' : colorSpace;
  return profile ?? (isInk(colorMode) ? 'CMYK' : 'other');
}

/** Colours as printers mix them. */
export const isInk = (mode: ColorMode): boolean => mode === 'cmyk' || mode === 'ycck';
