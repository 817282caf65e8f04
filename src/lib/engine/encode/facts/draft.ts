import type { ColorMode, ColorSpace, JpegMeasure } from '../../../domain/compliance/file-measure.ts';
import type { View } from '../headers/header.ts';

/** What a block inside a file holds. */
export type BlockKind = 'icc' | 'exif' | 'xmp' | 'iptc';

export interface Block {
  readonly kind: BlockKind;
  readonly bytes: Uint8Array;
  /** Packed by zlib (PNG). */
  readonly isPacked: boolean;
}

/** What a reader fills in while it walks a file; what it does not find keeps the value that it has here. */
export interface Draft {
  colorMode: ColorMode;
  bitDepth: number;
  /** As the container itself says (PNG sRGB, nclx); a profile goes before it. */
  colorSpace: ColorSpace;
  hasAlpha: boolean;
  frames: number;
  pages: number;
  hasLayers: boolean;
  compression: string | null;
  dpi: number | null;
  trailingBytes: number;
  hasThumbnail: boolean;
  jpeg: JpegMeasure | null;
  readonly blocks: Block[];
}

export const emptyDraft = (): Draft => ({
  colorMode: 'rgb',
  bitDepth: 8,
  colorSpace: 'untagged',
  hasAlpha: false,
  frames: 1,
  pages: 1,
  hasLayers: false,
  compression: null,
  dpi: null,
  trailingBytes: 0,
  hasThumbnail: false,
  jpeg: null,
  blocks: []
});

/**
 * Walks one format's structure. As with `HeaderReader` every step moves forward, and a RangeError ends the walk: what
 * was found until then counts.
 */
export type FactReader = (view: View, draft: Draft) => void;

/** More is no metadata but an attack: no real file has half as many. */
const MAX_BLOCKS = 300;
const MAX_BLOCK_BYTES = 16 * 2 ** 20;

/** Keeps a block for later; its bytes are shared with the file. */
export function keepBlock(draft: Draft, kind: BlockKind, view: View, isPacked = false): void {
  if (draft.blocks.length >= MAX_BLOCKS || view.byteLength > MAX_BLOCK_BYTES) return;
  const bytes = new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
  draft.blocks.push({ kind, bytes, isPacked });
}

const CM_PER_INCH = 2.54;
/** One dot per millimetre is what libvips (and sharp, upon it) writes where it knows of no resolution. */
const UNKNOWN_PER_CM = 10;

/** The coarser of two resolutions, in dots per inch to a tenth; null for none. */
export function densityOf(across: number, down: number, unit: 'inch' | 'cm'): number | null {
  const coarser = Math.min(across, down);
  if (!Number.isFinite(coarser) || coarser <= 0 || (unit === 'cm' && coarser === UNKNOWN_PER_CM)) return null;
  return Math.round(coarser * (unit === 'cm' ? CM_PER_INCH : 1) * 10) / 10;
}

/** As `densityOf`, of dots per metre (PNG, BMP), which cannot say 72 or 300 dpi exactly: to a whole number. */
export function densityPerMetre(across: number, down: number): number | null {
  const dots = densityOf(across / 100, down / 100, 'cm');
  return dots && Math.round(dots);
}
