import type { ColorMode, ColorSpace } from '../../../domain/compliance/file-measure.ts';
import { chunksOf } from '../headers/png.ts';
import { part, type View } from '../headers/header.ts';
import { spaceOfCicp } from './cicp.ts';
import { densityPerMetre, keepBlock, type Draft, type FactReader } from './draft.ts';

const MODES: Readonly<Record<number, ColorMode>> = { 0: 'grey', 2: 'rgb', 3: 'indexed', 4: 'grey', 6: 'rgb' };
/** Bits of a palette's colours, whatever its indexes have. */
const PALETTE_BITS = 8;
const METRE = 1;
/** libvips puts it into zTXt, where the specification has iTXt. */
const XMP_KEYWORD = 'XML:com.adobe.xmp\0';

/** PNG (W3C, third edition, 11): IHDR, tRNS, colour chunks, pHYs, acTL, eXIf, XMP in iTXt. */
export const readPngFacts: FactReader = (view, draft) => {
  for (const { type, at, length } of chunksOf(view)) {
    if (type === 'IEND') draft.trailingBytes = Math.max(0, view.byteLength - at - length - 4);
    else readChunk(type, part(view, at, length), draft);
  }
};

function readChunk(type: string, data: View, draft: Draft): void {
  switch (type) {
    case 'IHDR':
      draft.colorMode = MODES[data.getUint8(9)] ?? 'rgb';
      draft.bitDepth = draft.colorMode === 'indexed' ? PALETTE_BITS : data.getUint8(8);
      draft.hasAlpha = data.getUint8(9) >= 4;
      break;
    case 'tRNS':
      draft.hasAlpha = true;
      break;
    case 'acTL':
      draft.frames = Math.max(1, data.getUint32(0));
      break;
    case 'pHYs':
      if (data.getUint8(8) === METRE) draft.dpi = densityPerMetre(data.getUint32(0), data.getUint32(4));
      break;
    case 'eXIf':
      keepBlock(draft, 'exif', data);
      break;
    case 'iTXt':
    case 'zTXt':
    case 'tEXt':
      if (isXmp(data)) readText(type, data, draft);
      break;
    default:
      readColor(type, data, draft);
  }
}

/** cICP goes before iCCP, that before sRGB, that before cHRM (12.3, "colour space"). */
function readColor(type: string, data: View, draft: Draft): void {
  if (type === 'cICP') draft.colorSpace = spaceOfCicp(data.getUint8(0), data.getUint8(1));
  if (type === 'sRGB') draft.colorSpace = 'sRGB';
  if (type === 'cHRM' && draft.colorSpace === 'untagged') draft.colorSpace = spaceOfPrimaries(data);
  if (type !== 'iCCP') return;
  const name = lengthTo0(data, 0);
  keepBlock(draft, 'icc', part(data, name + 2, data.byteLength - name - 2), true);
}

/** Red, green and blue, each x and y × 100,000. */
const PRIMARIES: readonly (readonly [ColorSpace, readonly number[]])[] = [
  ['sRGB', [64_000, 33_000, 30_000, 60_000, 15_000, 6_000]],
  ['Display P3', [68_000, 32_000, 26_500, 69_000, 15_000, 6_000]],
  ['Adobe RGB', [64_000, 33_000, 21_000, 71_000, 15_000, 6_000]]
];
const NEAR = 300;

function spaceOfPrimaries(data: View): ColorSpace {
  const found = Array.from({ length: 6 }, (_, i) => data.getUint32(8 + i * 4));
  const known = PRIMARIES.find(([, all]) => all.every((value, i) => Math.abs(value - found[i]!) < NEAR));
  return known?.[0] ?? 'other';
}

/** Where the text that begins at `from` ends. */
function lengthTo0(data: View, from: number): number {
  let at = from;
  while (data.getUint8(at) !== 0) at++;
  return at;
}

function isXmp(data: View): boolean {
  if (data.byteLength < XMP_KEYWORD.length) return false;
  return [...XMP_KEYWORD].every((letter, i) => data.getUint8(i) === letter.charCodeAt(0));
}

/**
 * After its keyword a tEXt has its text, a zTXt a method and its packed text, an iTXt whether it is packed, a method, a
 * language, the keyword translated, and its text.
 */
function readText(type: string, data: View, draft: Draft): void {
  const from = XMP_KEYWORD.length;
  const isPacked = type === 'zTXt' || (type === 'iTXt' && data.getUint8(from) === 1);
  const plain = type === 'tEXt' ? from : from + 1;
  const text = type === 'iTXt' ? lengthTo0(data, lengthTo0(data, from + 2) + 1) + 1 : plain;
  keepBlock(draft, 'xmp', part(data, text, data.byteLength - text), isPacked);
}
