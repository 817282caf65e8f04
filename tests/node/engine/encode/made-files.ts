import sharp, { type Sharp } from 'sharp';
import type { FileMeasure } from '../../../../src/lib/domain/compliance/file-measure.ts';
import type { Pixels } from '../../../../src/lib/domain/pixels.ts';
import { examine } from '../../../../src/lib/engine/encode/examine.ts';
import { factsOf, type FileFacts } from '../../../../src/lib/engine/encode/facts/facts.ts';
import { formatOf } from '../../../../src/lib/engine/encode/signatures.ts';
import { seeded } from '../../domain/samples.ts';

/** Real files, made by sharp. */

export const SIDE = 200;

/** A product on white: a soft disc with some grain, another one for each seed. */
export function product(seed = 1, side = SIDE): Sharp {
  const random = seeded(seed);
  const [x, y, spread] = [0.4 + 0.2 * random(), 0.4 + 0.2 * random(), 0.15 + 0.15 * random()];
  const waves = Array.from({ length: 4 }, () => [random() * 0.08, random() * 0.08, random() * 6] as const);
  const data = new Uint8Array(side * side * 3).fill(255);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const grain = random() * 3;
      const distance = Math.hypot(column / side - x, row / side - y);
      if (distance > spread) continue;
      const wave = waves.reduce(
        (sum, [u, v, phase]) => sum + Math.sin((u * column + v * row) * (SIDE / side) * 4 + phase),
        0
      );
      const at = (row * side + column) * 3;
      data.set([110 + 14 * wave + grain, 80 + 18 * wave + grain, 90 - 15 * wave + grain], at);
    }
  }
  return sharp(data, { raw: { width: side, height: side, channels: 3 } });
}

export type Bytes = Uint8Array<ArrayBuffer>;

export const file = async (made: Sharp): Promise<Bytes> => new Uint8Array(await made.toBuffer());

export async function pixelsOf(bytes: Uint8Array): Promise<Pixels> {
  const made = sharp(bytes).toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' });
  const { data, info } = await made.toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
}

/** As the codec worker measures it, with sharp in place of the browser's decoder. */
export const measureOf = async (bytes: Bytes): Promise<FileMeasure> =>
  examine(new Blob([bytes]), await pixelsOf(bytes));

export const readFacts = (bytes: Uint8Array): Promise<FileFacts> => factsOf(bytes, formatOf(bytes));

export const animated = (format: 'gif' | 'webp', seeds = [1, 2]): Promise<Bytes> =>
  Promise.all(seeds.map((seed) => product(seed).png().toBuffer())).then((frames) =>
    file(sharp(frames, { join: { animated: true } })[format]())
  );

export const GPS = {
  IFD3: {
    GPSLatitudeRef: 'N',
    GPSLatitude: '10/1 46/1 0/1',
    GPSLongitudeRef: 'E',
    GPSLongitude: '106/1 42/1 0/1'
  }
};
export const SERIALS = { IFD2: { BodySerialNumber: '12345', LensSerialNumber: '67890' } };

export const xmp = (properties: string): string =>
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:Iptc4xmpExt="http://iptc.org/std/Iptc4xmpExt/2008-02-29/" xmlns:exif="http://ns.adobe.com/exif/1.0/">${properties}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`;

export const sourceType = (type: string): string =>
  xmp(
    `<Iptc4xmpExt:DigitalSourceType>http://cv.iptc.org/newscodes/digitalsourcetype/${type}</Iptc4xmpExt:DigitalSourceType>`
  );
export const keyword = (word: string): string =>
  xmp(`<dc:subject><rdf:Bag><rdf:li>cup</rdf:li><rdf:li>${word}</rdf:li></rdf:Bag></dc:subject>`);

const be16 = (n: number): number[] => [(n >> 8) & 255, n & 255];
const be32 = (n: number): number[] => [(n >>> 24) & 255, (n >>> 16) & 255, (n >>> 8) & 255, n & 255];
const ascii = (text: string): number[] => [...text].map((letter) => letter.charCodeAt(0));

/** A JPEG with one more segment behind its SOI. */
export const withSegment = (jpeg: Uint8Array, marker: number, data: readonly number[]): Bytes =>
  new Uint8Array([0xff, 0xd8, 0xff, marker, ...be16(data.length + 2), ...data, ...jpeg.subarray(2)]);

type Value = readonly [tag: number, type: number, count: number, value: number];

const directory = (values: readonly Value[], next: number): number[] => [
  ...be16(values.length),
  ...values.flatMap(([tag, type, count, value]) => [
    ...be16(tag),
    ...be16(type),
    ...be32(count),
    ...(type === 3 ? [...be16(value), 0, 0] : be32(value))
  ]),
  ...be32(next)
];

/** A big-endian EXIF block with these entries in its first directory and, where asked, a thumbnail's directory. */
export function exifBlock(values: readonly Value[], withThumbnail = false): number[] {
  const second = 8 + 2 + values.length * 12 + 4;
  return [
    ...ascii('Exif\0\0MM\0*'),
    ...be32(8),
    ...directory(values, withThumbnail ? second : 0),
    ...(withThumbnail ? directory([[0x0201, 4, 1, 0]], 0) : [])
  ];
}

type Triple = readonly [number, number, number];
export const PRIMARIES: Readonly<
  Record<'srgb' | 'p3' | 'adobe' | 'prophoto', readonly [Triple, Triple, Triple]>
> = {
  srgb: [
    [0.4361, 0.2225, 0.0139],
    [0.3851, 0.7169, 0.0971],
    [0.1431, 0.0606, 0.7139]
  ],
  p3: [
    [0.5151, 0.2412, -0.0011],
    [0.292, 0.6922, 0.0419],
    [0.1571, 0.0666, 0.7841]
  ],
  adobe: [
    [0.6097, 0.3111, 0.0195],
    [0.2053, 0.6257, 0.0609],
    [0.1492, 0.0632, 0.7446]
  ],
  prophoto: [
    [0.7977, 0.288, 0],
    [0.1352, 0.7119, 0],
    [0.0313, 0.0001, 0.8249]
  ]
};

/** A version 2 profile with a plain gamma. */
export function iccProfile(name: string, primaries: readonly Triple[], gamma = 2.2, space = 'RGB '): Bytes {
  const fixed = (value: number) => be32(Math.round(value * 65_536) >>> 0);
  const desc = [...ascii('desc'), 0, 0, 0, 0, ...be32(name.length + 1), ...ascii(name), 0];
  const padded = [...desc, ...Array<number>((4 - (desc.length % 4)) % 4).fill(0)];
  const curve = [...ascii('curv'), 0, 0, 0, 0, ...be32(1), ...be16(Math.round(gamma * 256)), 0, 0];
  const tags: [string, number[]][] = [
    ['desc', padded],
    ...primaries.map((xyz, i): [string, number[]] => [
      `${'rgb'[i]}XYZ`,
      [...ascii('XYZ '), 0, 0, 0, 0, ...xyz.flatMap(fixed)]
    ]),
    ...['rTRC', 'gTRC', 'bTRC'].map((tag): [string, number[]] => [tag, curve])
  ];
  const header = Array<number>(128).fill(0);
  header.splice(12, 12, ...ascii('mntr'), ...ascii(space), ...ascii('XYZ '));
  header.splice(36, 4, ...ascii('acsp'));
  let at = 132 + tags.length * 12;
  const table = tags.flatMap(([tag, data]) => {
    const entry = [...ascii(tag), ...be32(at), ...be32(data.length)];
    at += data.length;
    return entry;
  });
  const whole = [...header, ...be32(tags.length), ...table, ...tags.flatMap(([, data]) => data)];
  whole.splice(0, 4, ...be32(whole.length));
  return new Uint8Array(whole);
}

/** APP2 segments that hold a profile in two parts, the second one first. */
export function withProfile(jpeg: Uint8Array, profile: Uint8Array): Bytes {
  const half = profile.length >> 1;
  const part = (number: number, data: Uint8Array) => [...ascii('ICC_PROFILE\0'), number, 2, ...data];
  const first = withSegment(jpeg, 0xe2, part(1, profile.subarray(0, half)));
  return withSegment(first, 0xe2, part(2, profile.subarray(half)));
}
