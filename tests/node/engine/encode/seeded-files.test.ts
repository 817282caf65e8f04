import sharp, { type Sharp } from 'sharp';
import { describe, expect, test } from 'vitest';
import { CHANNELS, findChannel, findRole } from '../../../../src/lib/domain/channels/index.ts';
import { evaluate } from '../../../../src/lib/domain/compliance/evaluate.ts';
import { colorSpaceName } from '../../../../src/lib/domain/compliance/file-measure.ts';
import type { Measurements } from '../../../../src/lib/domain/compliance/measurements.ts';
import type { Finding, FindingVerdict, RuleId } from '../../../../src/lib/domain/compliance/report.ts';
import { formatOf } from '../../../../src/lib/engine/encode/signatures.ts';
import { CLEAN } from '../../domain/samples.ts';
import {
  animated,
  exifBlock,
  file,
  GPS,
  iccProfile,
  keyword,
  measureOf,
  pixelsOf,
  PRIMARIES,
  product,
  SERIALS,
  sourceType,
  withProfile,
  withSegment,
  type Bytes
} from './made-files.ts';

/** Every rule of what a file is, on files that are clean and files with one defect seeded: issue 5, "Proof". */

const LARGE = 1600;

async function measurementsOf(bytes: Bytes): Promise<Measurements> {
  const { width, height } = await pixelsOf(bytes);
  const measured = await measureOf(bytes);
  const facts = { ...CLEAN.file, width, height, bytes: bytes.length, colorSpace: colorSpaceName(measured) };
  return { ...CLEAN, file: facts, format: formatOf(bytes), bytes: measured };
}

function findingsOf(measured: Measurements, channel: string, role = 'main'): readonly Finding[] {
  const found = findChannel(channel);
  const owner = findRole(found, role);
  return evaluate(measured, found, owner, { app: 'test', enlarged: 1 }).findings;
}

const findingOf = async (rule: RuleId, bytes: Bytes, channel: string): Promise<Finding> =>
  findingsOf(await measurementsOf(bytes), channel).find((finding) => finding.rule === rule)!;

const jpeg = (side = LARGE) => product(1, side).jpeg({ quality: 96, chromaSubsampling: '4:4:4' });
const tagged = () => jpeg(400).withIccProfile('srgb');

const FILE_RULES: readonly RuleId[] = [
  'bytes',
  'color-mode',
  'color-space',
  'alpha',
  'animation',
  'jpeg-quality',
  'blockiness',
  'dpi',
  'metadata',
  'ai-tag'
];

describe('a clean file', () => {
  const density = 300;
  const clean: Readonly<Record<string, () => Sharp>> = {
    'JPEG, untagged': () => jpeg(),
    'JPEG, sRGB': () => jpeg().withIccProfile('srgb'),
    'progressive JPEG': () => product(2, 600).jpeg({ quality: 97, progressive: true }),
    PNG: () => product(3, 600).png(),
    'PNG of a palette': () => product(4, 600).png({ palette: true }),
    'PNG that could be transparent': () => product(5, 600).ensureAlpha(1).png()
  };
  test.each(Object.entries(clean))('breaks no rule of any channel: %s', async (_, made) => {
    const measured = await measurementsOf(await file(made().withMetadata({ density })));
    for (const { id, roles } of CHANNELS) {
      const broken = findingsOf(measured, id, roles[0]!.id).filter(
        ({ rule, verdict }) => FILE_RULES.includes(rule) && verdict !== 'pass' && verdict !== 'not-applicable'
      );
      expect(broken, id).toEqual([]);
    }
  });
});

type Seeded = readonly [
  defect: string,
  rule: RuleId,
  channel: string,
  made: () => Promise<Bytes>,
  verdict: FindingVerdict,
  reason: string
];

describe('a seeded defect is found', () => {
  const exif = (...block: Parameters<typeof exifBlock>) =>
    file(tagged()).then((bytes) => withSegment(bytes, 0xe1, exifBlock(...block)));
  const profiled = (...profile: Parameters<typeof iccProfile>) =>
    file(jpeg(400)).then((bytes) => withProfile(bytes, iccProfile(...profile)));

  test.each<Seeded>([
    [
      'CMYK where RGB is required',
      'color-mode',
      'walmart',
      () => file(jpeg(400).toColourspace('cmyk')),
      'fail',
      'other-mode'
    ],
    [
      'CMYK where it is converted',
      'color-mode',
      'amazon',
      () => file(jpeg(400).toColourspace('cmyk')),
      'warn',
      'converted'
    ],
    [
      'CMYK where nothing is said',
      'color-mode',
      'shopify',
      () => file(jpeg(400).toColourspace('cmyk')),
      'warn',
      'converted'
    ],
    ['grey', 'color-mode', 'walmart', () => file(jpeg(400).toColourspace('b-w')), 'warn', 'grey'],
    [
      '16 bits',
      'color-mode',
      'walmart',
      () => file(product(1, 200).toColourspace('rgb16').png()),
      'fail',
      'bit-depth'
    ],
    ['Display P3', 'color-space', 'etsy', () => file(jpeg(400).withIccProfile('p3')), 'warn', 'other-space'],
    [
      'Display P3 in a PNG',
      'color-space',
      'ebay',
      () => file(product(1, 200).png().withIccProfile('p3')),
      'warn',
      'other-space'
    ],
    [
      'Adobe RGB',
      'color-space',
      'amazon',
      () => profiled('Adobe RGB (1998)', PRIMARIES.adobe, 2.199),
      'warn',
      'other-space'
    ],
    [
      'ProPhoto',
      'color-space',
      'amazon',
      () => profiled('ProPhoto RGB', PRIMARIES.prophoto, 1.8),
      'warn',
      'other-space'
    ],
    [
      'a clear PNG where it turns black',
      'alpha',
      'etsy',
      () => file(product(1, 200).ensureAlpha(0.5).png()),
      'fail',
      'transparent'
    ],
    [
      'a clear WebP where it is filled',
      'alpha',
      'ebay',
      () => file(product(1, 200).ensureAlpha(0.5).webp()),
      'warn',
      'transparent'
    ],
    [
      'a clear PNG on a white channel',
      'alpha',
      'amazon',
      () => file(product(1, 200).ensureAlpha(0).png()),
      'warn',
      'transparent'
    ],
    ['an animated GIF where refused', 'animation', 'amazon', () => animated('gif'), 'fail', 'animated'],
    [
      'an animated WebP where nothing is said',
      'animation',
      'shopify',
      () => animated('webp'),
      'warn',
      'animated'
    ],
    [
      'quality 94 of 95',
      'jpeg-quality',
      'amazon',
      () => file(product(1, 200).jpeg({ quality: 94 })),
      'warn',
      'low-quality'
    ],
    [
      'quality 89 of 90',
      'jpeg-quality',
      'ebay',
      () => file(product(1, 200).jpeg({ quality: 89 })),
      'warn',
      'low-quality'
    ],
    ['squares', 'blockiness', 'etsy', () => file(product(1, 400).jpeg({ quality: 15 })), 'warn', 'blocky'],
    [
      'squares under a good JPEG',
      'blockiness',
      'amazon',
      async () => file(sharp(await file(product(1, 400).jpeg({ quality: 15 }))).jpeg({ quality: 98 })),
      'warn',
      'blocky'
    ],
    ['71 dpi', 'dpi', 'amazon', () => file(tagged().withMetadata({ density: 71 })), 'fail', 'low-dpi'],
    ['no dpi where 96 are asked for', 'dpi', 'about-you', () => file(jpeg(400)), 'warn', 'no-dpi'],
    ['the place', 'metadata', 'amazon', () => file(tagged().withExif(GPS)), 'warn', 'location'],
    ['serial numbers', 'metadata', 'amazon', () => file(tagged().withExif(SERIALS)), 'warn', 'serial'],
    ['a thumbnail', 'metadata', 'amazon', () => exif([], true), 'warn', 'thumbnail'],
    ['lying on its side', 'metadata', 'amazon', () => exif([[0x0112, 3, 1, 6]]), 'warn', 'turned'],
    [
      'a second picture behind',
      'metadata',
      'amazon',
      async () => new Uint8Array([...(await file(tagged())), ...(await file(jpeg(200)))]),
      'warn',
      'trailing'
    ],
    [
      'synthetic, told in another way',
      'ai-tag',
      'amazon',
      () => file(tagged().withXmp(sourceType('trainedAlgorithmicMedia'))),
      'review',
      'ai-told'
    ]
  ])('%s → %s at %s', async (_, rule, channel, made, verdict, reason) => {
    const found = await findingOf(rule, await made(), channel);
    expect(found).toMatchObject({ rule, verdict, reason });
  });

  test('the tag that a channel asks for passes', async () => {
    const google = await file(tagged().withXmp(sourceType('compositeWithTrainedAlgorithmicMedia')));
    expect(await findingOf('ai-tag', google, 'google-merchant')).toMatchObject({
      verdict: 'pass',
      reason: 'ok'
    });
    const amazon = await file(tagged().withXmp(keyword('contains-synthetic-performer')));
    expect(await findingOf('ai-tag', amazon, 'amazon')).toMatchObject({ verdict: 'pass', reason: 'ok' });
    expect(await findingOf('ai-tag', await file(tagged()), 'amazon')).toMatchObject({ reason: 'ai-untold' });
  });

  test('what a file says of its colours is named in the report', async () => {
    const names = [tagged(), jpeg(200).withIccProfile('p3'), jpeg(200), jpeg(200).toColourspace('cmyk')];
    const found = await Promise.all(
      names.map(async (made) => (await measurementsOf(await file(made))).file.colorSpace)
    );
    expect(found.slice(0, 3)).toEqual(['sRGB', 'Display P3', 'untagged']);
    expect(found[3]).not.toMatch(/sRGB|untagged/);
  });
});
