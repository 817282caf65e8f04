import type { FileMeasure } from '../../../domain/compliance/file-measure.ts';
import type { View } from '../headers/header.ts';
import { readBmpFacts } from './bmp.ts';
import { emptyDraft, type Block, type FactReader } from './draft.ts';
import { readExif } from './exif.ts';
import { readGifFacts } from './gif.ts';
import { readIcc, type Profile } from './icc.ts';
import { readIptc } from './iptc.ts';
import { readIsoFacts } from './iso.ts';
import { readJpegFacts } from './jpeg.ts';
import { readPngFacts } from './png.ts';
import { readTiffFacts } from './tiff.ts';
import { nothingTold, type Told } from './told.ts';
import { unpack } from './unpack.ts';
import { readWebpFacts } from './webp.ts';
import { readXmp } from './xmp.ts';

/** What a file's bytes tell; the rest of a `FileMeasure` is in its pixels. */
export type FileFacts = Omit<FileMeasure, 'clearPixels' | 'blockiness' | 'hash'>;

const READERS: Readonly<Record<string, FactReader>> = {
  jpeg: readJpegFacts,
  png: readPngFacts,
  webp: readWebpFacts,
  avif: readIsoFacts,
  heic: readIsoFacts,
  gif: readGifFacts,
  bmp: readBmpFacts,
  tiff: readTiffFacts
};

/** Their own `irot` and `imir` turn them; EXIF's orientation is void (ISO/IEC 23008-12, annex A.2.1). */
const TURNED_BY_DECODER: readonly string[] = ['avif', 'heic'];

/** Runs a reader to where the bytes end or make no sense. */
function within(read: () => void): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
  }
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array): View =>
  new DataView(buffer, byteOffset, byteLength);

async function readBlock(block: Block, told: Told): Promise<Profile | null> {
  const bytes = block.isPacked ? await unpack(block.bytes) : block.bytes;
  let profile: Profile | null = null;
  within(() => {
    if (block.kind === 'icc') profile = readIcc(viewOf(bytes));
    if (block.kind === 'exif') readExif(viewOf(bytes), told);
    if (block.kind === 'iptc') readIptc(viewOf(bytes), told);
    if (block.kind === 'xmp') readXmp(bytes, told);
  });
  return profile;
}

/** The first profile that is one counts. */
async function readBlocks(blocks: readonly Block[], told: Told): Promise<Profile | null> {
  let found: Profile | null = null;
  for (const block of blocks) found = (await readBlock(block, told)) ?? found;
  return found;
}

/**
 * Everything that a file's bytes tell, of any format that can be named; a damaged file tells what can be read of it, and
 * an unknown one nothing. Work and memory are bounded by the file's size, unpacked blocks by 16 MB.
 * @param format as `formatOf` names it
 */
export async function factsOf(bytes: Uint8Array, format: string): Promise<FileFacts> {
  const draft = emptyDraft();
  const read = READERS[format];
  if (read) within(() => read(viewOf(bytes), draft));
  const { blocks, hasThumbnail, ...facts } = draft;
  const told = nothingTold();
  const profile = await readBlocks(blocks, told);
  return {
    ...facts,
    colorSpace:
      profile?.colorSpace ?? (draft.colorSpace === 'untagged' ? told.colorSpace : null) ?? draft.colorSpace,
    profile: profile && profile.name,
    dpi: draft.dpi ?? told.dpi,
    orientation: TURNED_BY_DECODER.includes(format) ? 1 : (told.orientation ?? 1),
    metadata: {
      hasLocation: told.hasLocation,
      serials: told.serials.size,
      hasThumbnail: hasThumbnail || told.hasThumbnail,
      hasMakerNote: told.hasMakerNote,
      digitalSourceType: told.digitalSourceType,
      keywords: [...told.keywords],
      copyright: told.copyright
    }
  };
}
