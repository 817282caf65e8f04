import type { ColorMode } from '../../../domain/compliance/file-measure.ts';
import { keepBlock, type BlockKind, type Draft, type FactReader } from './draft.ts';
import { resolutionOf } from './exif.ts';
import { directoriesOf, type Directory } from './ifd.ts';
import { resourcesIn } from './iptc.ts';

/** TIFF 6.0, and Adobe's supplements for layers and metadata. */
const TAG = {
  subfile: 254,
  bits: 258,
  compression: 259,
  photometric: 262,
  extraSamples: 338,
  xmp: 700,
  iptc: 33_723,
  photoshop: 34_377,
  icc: 34_675,
  layers: 37_724
} as const;
const REDUCED = 1;
const MAX_PAGES = 256;

const COMPRESSIONS: Readonly<Record<number, string>> = {
  1: 'none',
  2: 'ccitt',
  5: 'lzw',
  6: 'jpeg',
  7: 'jpeg',
  8: 'deflate',
  32_773: 'packbits',
  32_946: 'deflate',
  50_000: 'zstd'
};
const MODES: Readonly<Record<number, ColorMode>> = {
  0: 'grey',
  1: 'grey',
  2: 'rgb',
  3: 'indexed',
  5: 'cmyk',
  6: 'rgb',
  8: 'lab'
};
const BLOCKS: readonly (readonly [BlockKind, number])[] = [
  ['icc', TAG.icc],
  ['xmp', TAG.xmp],
  ['iptc', TAG.iptc]
];
const IPTC_RESOURCE = 0x0404;
/** Associated and unassociated alpha; 0 is data of no stated meaning. */
const ALPHA = [1, 2];

/** TIFF: colour, compression, pages, layers and metadata of the first page. */
export const readTiffFacts: FactReader = (view, draft) => {
  const all = directoriesOf(view, MAX_PAGES);
  const [first] = all;
  if (!first) return;
  const isSmall = (page: Directory) => ((page.number(TAG.subfile) ?? 0) & REDUCED) !== 0;
  draft.pages = Math.max(1, all.filter((page) => !isSmall(page)).length);
  draft.hasThumbnail = all.some(isSmall);
  const compression = first.number(TAG.compression) ?? 1;
  draft.compression = COMPRESSIONS[compression] ?? String(compression);
  draft.colorMode = MODES[first.number(TAG.photometric) ?? 2] ?? 'rgb';
  draft.bitDepth = first.number(TAG.bits) ?? 1;
  draft.hasAlpha = first.numbers(TAG.extraSamples).some((kind) => ALPHA.includes(kind));
  draft.hasLayers = first.has(TAG.layers);
  draft.dpi = resolutionOf(first);
  keepBlock(draft, 'exif', view);
  keepBlocks(first, draft);
};

function keepBlocks(first: Directory, draft: Draft): void {
  for (const [kind, tag] of BLOCKS) {
    const bytes = first.bytes(tag);
    if (bytes) keepBlock(draft, kind, bytes);
  }
  const resources = first.bytes(TAG.photoshop);
  if (!resources) return;
  for (const { id, data } of resourcesIn(resources)) if (id === IPTC_RESOURCE) keepBlock(draft, 'iptc', data);
}
