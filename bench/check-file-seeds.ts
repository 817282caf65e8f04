import sharp, { type Sharp } from 'sharp';
import type { Pixels } from '../src/lib/domain/pixels.ts';
import {
  exifBlock,
  GPS,
  iccProfile,
  PRIMARIES,
  SERIALS,
  sourceType,
  withProfile,
  withSegment
} from '../tests/node/engine/encode/made-files.ts';
import { main, type Seed } from './check-seeds.ts';
import type { RuleId } from '../src/lib/domain/compliance/report.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** Long side, px: what a file is does not hang on its size. */
const SIDE = 500;

const picture = ({ data, width, height }: Pixels): Sharp =>
  sharp(data, { raw: { width, height, channels: 4 } })
    .removeAlpha()
    .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true });

const bytesOf = async (made: Sharp): Promise<Bytes> => new Uint8Array(await made.toBuffer());

const jpeg = (made: Sharp, quality = 96): Sharp => made.jpeg({ quality, chromaSubsampling: '4:4:4' });
const tagged = (pixels: Pixels): Sharp => jpeg(picture(pixels).withIccProfile('srgb'));

const seed = (
  rule: RuleId,
  name: string,
  channel: string,
  make: (pixels: Pixels) => Promise<Bytes | Sharp> | Sharp
): Seed => ({
  rule,
  name,
  place: main(channel),
  only: 'foreign',
  make: async ({ pixels }) => {
    const made = await make(pixels);
    return { file: made instanceof Uint8Array ? made : await bytesOf(made) };
  }
});

const named = (rule: RuleId, name: string, rename: (name: string) => string): Seed => ({
  rule,
  name,
  only: 'foreign',
  make: async ({ pixels }) => ({ file: await bytesOf(tagged(pixels)), rename })
});

const exif = async (pixels: Pixels, ...block: Parameters<typeof exifBlock>) =>
  withSegment(await bytesOf(tagged(pixels)), 0xe1, exifBlock(...block));

async function moving(pixels: Pixels, format: 'gif' | 'webp'): Promise<Bytes> {
  const small = () => picture(pixels).resize(300, 300, { fit: 'inside' });
  const frames = [await small().png().toBuffer(), await small().negate().png().toBuffer()];
  return bytesOf(sharp(frames, { join: { animated: true } })[format]());
}

/** White, and one pixel of it that is nearly. */
function almost(pixels: Pixels): Sharp {
  const data = pixels.data.slice();
  data.set([254, 254, 254], 4 * (pixels.width * 5 + 5));
  return sharp(data, { raw: { ...pixels, channels: 4 } })
    .removeAlpha()
    .png({ compressionLevel: 1 });
}

const heavy = async (pixels: Pixels): Promise<Bytes> =>
  bytesOf(picture(pixels).resize(1500, 1500, { fit: 'contain' }).png({ compressionLevel: 0 }));

/** Every defect of a file as such. */
export const FILE_SEEDS: readonly Seed[] = [
  seed('background-white', 'one px of 254, PNG', 'amazon', almost),
  seed('color-mode', 'CMYK where RGB is required', 'walmart', (p) => jpeg(picture(p).toColourspace('cmyk'))),
  seed('color-mode', 'CMYK where it is converted', 'amazon', (p) => jpeg(picture(p).toColourspace('cmyk'))),
  seed('color-mode', 'grey', 'walmart', (p) => jpeg(picture(p).toColourspace('b-w'))),
  seed('color-mode', '16 bits', 'walmart', (p) => picture(p).toColourspace('rgb16').png()),
  seed('color-space', 'Display P3', 'etsy', (p) => jpeg(picture(p).withIccProfile('p3'))),
  seed('color-space', 'Adobe RGB', 'amazon', async (p) =>
    withProfile(await bytesOf(jpeg(picture(p))), iccProfile('Adobe RGB (1998)', PRIMARIES.adobe, 2.199))
  ),
  seed('alpha', 'half clear where it turns black', 'etsy', (p) => picture(p).ensureAlpha(0.5).png()),
  seed('alpha', 'half clear where white is asked for', 'amazon', (p) => picture(p).ensureAlpha(0.5).png()),
  seed('animation', 'a GIF that moves', 'amazon', (p) => moving(p, 'gif')),
  seed('animation', 'a WebP that moves', 'shopify', (p) => moving(p, 'webp')),
  seed('jpeg-quality', 'quality 94 of 95', 'amazon', (p) => jpeg(picture(p), 94)),
  seed('jpeg-quality', 'quality 60 of 90', 'ebay', (p) => jpeg(picture(p), 60)),
  seed('blockiness', 'quality 15, pressed again at 98', 'amazon', async (p) =>
    jpeg(sharp(await bytesOf(jpeg(picture(p), 15))), 98)
  ),
  seed('dpi', '71 dpi', 'amazon', (p) => tagged(p).withMetadata({ density: 71 })),
  seed('metadata', 'the place', 'amazon', (p) => tagged(p).withExif(GPS)),
  seed('metadata', 'serial numbers', 'amazon', (p) => tagged(p).withExif(SERIALS)),
  seed('metadata', 'a thumbnail', 'amazon', (p) => exif(p, [], true)),
  seed('metadata', 'on its side', 'amazon', (p) => exif(p, [[0x0112, 3, 1, 6]])),
  seed('metadata', 'a second picture behind', 'amazon', async (p) => {
    const bytes = await bytesOf(tagged(p));
    return new Uint8Array([...bytes, ...bytes.subarray(0, 4000)]);
  }),
  seed('ai-tag', 'synthetic, told in another way', 'amazon', (p) =>
    tagged(p).withXmp(sourceType('trainedAlgorithmicMedia'))
  ),
  seed('bytes', 'over 2 MB', 'rakuten-ichiba', heavy),
  seed('bytes', 'over 5 MB', 'walmart', heavy),
  seed('format', 'WebP where it is not taken', 'amazon', (p) => picture(p).webp({ quality: 90 })),
  named('format', 'wrong ending', (name) => name.replace('.jpg', '.png')),
  named('format', 'two endings', (name) => name.replace('.jpg', '.jpg.jpg')),
  named('file-name', 'a space', (name) => name.replace('.MAIN', ' .MAIN')),
  named('file-name', 'a code that there is not', (name) => name.replace('.MAIN', '.PT99')),
  named('file-name', 'a wrong check digit', (name) => name.replace('4006381333931', '4006381333932'))
];
