import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../../src/lib/domain/channels/channel.ts';
import { findChannel, findRole } from '../../../../src/lib/domain/channels/index.ts';
import { aiTag } from '../../../../src/lib/domain/compliance/checks/ai-tag.ts';
import { alpha } from '../../../../src/lib/domain/compliance/checks/alpha.ts';
import { animation } from '../../../../src/lib/domain/compliance/checks/animation.ts';
import { aspect } from '../../../../src/lib/domain/compliance/checks/aspect.ts';
import { blockiness } from '../../../../src/lib/domain/compliance/checks/blockiness.ts';
import { bytes } from '../../../../src/lib/domain/compliance/checks/bytes.ts';
import { colorMode } from '../../../../src/lib/domain/compliance/checks/color-mode.ts';
import { colorSpace } from '../../../../src/lib/domain/compliance/checks/color-space.ts';
import { dimensions } from '../../../../src/lib/domain/compliance/checks/dimensions.ts';
import { dpi } from '../../../../src/lib/domain/compliance/checks/dpi.ts';
import {
  duplicate,
  duplicateSlots,
  hashDistance
} from '../../../../src/lib/domain/compliance/checks/duplicate.ts';
import { jpegQuality } from '../../../../src/lib/domain/compliance/checks/jpeg-quality.ts';
import { metadata } from '../../../../src/lib/domain/compliance/checks/metadata.ts';
import { evaluate, withFindings } from '../../../../src/lib/domain/compliance/evaluate.ts';
import { colorSpaceName, type FileMeasure } from '../../../../src/lib/domain/compliance/file-measure.ts';
import type { Check } from '../../../../src/lib/domain/compliance/finding.ts';
import type { Measurements } from '../../../../src/lib/domain/compliance/measurements.ts';
import type { FindingVerdict } from '../../../../src/lib/domain/compliance/report.ts';
import { amazon, CLEAN, defective, main, secondary, sized, variantOf } from '../samples.ts';
import { judge, rows, type Row } from './judging.ts';

const channelRows = (check: Check, channel: string, table: readonly Row[], role = 'main') => {
  const found = findChannel(channel);
  rows(check, table, findRole(found, role), found);
};
const told = (more: Partial<FileMeasure>, file: Partial<Measurements> = {}): Measurements => ({
  ...CLEAN,
  ...file,
  bytes: { ...CLEAN.bytes!, ...more }
});
const hiding = (more: Partial<FileMeasure['metadata']>): Measurements =>
  told({ metadata: { ...CLEAN.bytes!.metadata, ...more } });
const UNPRESSED = defective({ bytes: null, file: { bytes: 0 } });
const unread: Row = ['a picture that is no file yet', UNPRESSED, 'not-applicable', 'unknown'];
const heavy = (count: number): Measurements => defective({ file: { bytes: count } });
const tiff = (more: Partial<FileMeasure>) => told({ jpeg: null, ...more }, { format: 'tiff' });
/** A profile with one part set. */
const withPart = (channel: Channel, part: object): Channel =>
  variantOf(channel, (draft) => Object.assign(draft, part));
const leaf = <T>(value: T, level: 'required' | 'recommended' = 'required') => ({
  value,
  level,
  src: ['G9FUU'],
  checked: '2026-11-22'
});

describe('color-space', () => {
  rows(colorSpace, [
    ['sRGB', CLEAN, 'pass', 'ok'],
    ['no profile: read as sRGB', told({ colorSpace: 'untagged', profile: null }), 'pass', 'ok'],
    ['Display P3', told({ colorSpace: 'Display P3', profile: 'Display P3' }), 'warn', 'other-space'],
    ['another profile', told({ colorSpace: 'other', profile: 'ProPhoto RGB' }), 'warn', 'other-space'],
    unread
  ]);

  it('names the space that was found', () => {
    expect(judge(colorSpace, told({ colorSpace: 'other', profile: 'ProPhoto RGB' }))).toMatchObject({
      measured: 'ProPhoto RGB',
      limit: 'sRGB'
    });
  });

  it.each<[Partial<FileMeasure>, string]>([
    [{ colorSpace: 'Adobe RGB', profile: 'A98' }, 'Adobe RGB'],
    [{ colorSpace: 'untagged', profile: null }, 'untagged'],
    [{ colorSpace: 'untagged', profile: null, colorMode: 'cmyk' }, 'CMYK'],
    [{ colorSpace: 'other', profile: 'Coated FOGRA39', colorMode: 'cmyk' }, 'Coated FOGRA39'],
    [{ colorSpace: 'other', profile: null, colorMode: 'ycck' }, 'CMYK'],
    [{ colorSpace: 'other', profile: null }, 'other']
  ])('%j is called %s', (more, name) => {
    expect(colorSpaceName({ ...CLEAN.bytes!, ...more })).toBe(name);
  });

  it('is sRGB where a channel says nothing', () => {
    const silent = withPart(amazon, { color: {} });
    const found = colorSpace({ measured: told({ colorSpace: 'Adobe RGB' }), channel: silent, role: main });
    expect(found).toMatchObject({ verdict: 'warn', source: { title: 'Packshot' }, limit: 'sRGB' });
  });
});

describe('color-mode', () => {
  rows(colorMode, [
    ['RGB', CLEAN, 'pass', 'ok'],
    ['a palette is of RGB', told({ colorMode: 'indexed' }), 'pass', 'ok'],
    ['CMYK, taken and converted', told({ colorMode: 'cmyk' }), 'warn', 'converted'],
    ['Lab, not taken', told({ colorMode: 'lab' }), 'fail', 'other-mode'],
    ['grey, not named', told({ colorMode: 'grey' }), 'warn', 'grey'],
    ['16 bits, not asked', told({ bitDepth: 16 }), 'pass', 'ok'],
    unread
  ]);
  channelRows(colorMode, 'walmart', [
    ['CMYK at Walmart', told({ colorMode: 'cmyk' }), 'fail', 'other-mode'],
    ['YCCK at Walmart', told({ colorMode: 'ycck' }), 'fail', 'other-mode'],
    ['16 bits at Walmart', told({ bitDepth: 16 }), 'fail', 'bit-depth'],
    ['8 bits at Walmart', CLEAN, 'pass', 'ok']
  ]);
  channelRows(colorMode, 'shopify', [
    ['CMYK where nothing is said', told({ colorMode: 'cmyk' }), 'warn', 'converted'],
    ['grey where nothing is said', told({ colorMode: 'grey' }), 'pass', 'ok']
  ]);
});

describe('alpha', () => {
  const clear = told({ hasAlpha: true, clearPixels: 5 }, { format: 'png' });
  rows(alpha, [
    ['opaque', CLEAN, 'pass', 'ok'],
    ['a channel that is not used', told({ hasAlpha: true }), 'pass', 'ok'],
    ['transparent where a background is asked', clear, 'warn', 'transparent'],
    unread
  ]);
  rows(alpha, [['transparent where none is asked', clear, 'pass', 'ok']], secondary);
  channelRows(alpha, 'etsy', [
    ['PNG at Etsy: refused', clear, 'fail', 'transparent'],
    ['GIF at Etsy: black', { ...clear, format: 'gif' }, 'fail', 'transparent']
  ]);
  channelRows(alpha, 'ebay', [['eBay: becomes white', clear, 'warn', 'transparent']]);
  channelRows(alpha, 'about-you', [['ABOUT YOU takes it', clear, 'pass', 'ok']]);
});

describe('animation', () => {
  rows(animation, [
    ['still', CLEAN, 'pass', 'ok'],
    ['an animated GIF, refused by name', told({ frames: 2 }, { format: 'gif' }), 'fail', 'animated'],
    ['an animated WebP', told({ frames: 2 }, { format: 'webp' }), 'warn', 'animated'],
    ['two pages', tiff({ pages: 2 }), 'warn', 'pages'],
    unread
  ]);
  channelRows(animation, 'ebay', [['pages at eBay', tiff({ pages: 2 }), 'fail', 'pages']]);
});

describe('jpeg-quality', () => {
  const pressed = (quality: number) => told({ jpeg: { ...CLEAN.bytes!.jpeg!, quality } });
  channelRows(jpegQuality, 'ebay', [
    ['90', pressed(90), 'pass', 'ok'],
    ['89', pressed(89), 'warn', 'low-quality'],
    ['a PNG', told({ jpeg: null }), 'not-applicable', 'not-asked'],
    unread
  ]);
  channelRows(jpegQuality, 'shopify', [['not asked', pressed(1), 'not-applicable', 'not-asked']]);
});

describe('blockiness', () => {
  rows(blockiness, [
    ['1.9', told({ blockiness: 1.9 }), 'pass', 'ok'],
    ['1.91', told({ blockiness: 1.91 }), 'warn', 'blocky'],
    unread
  ]);
});

describe('bytes', () => {
  channelRows(bytes, 'shopify', [
    ['3 MB', heavy(3e6), 'pass', 'ok'],
    ['over the advice', heavy(3e6 + 1), 'warn', 'over-advice'],
    ['20 MB', heavy(20e6), 'warn', 'over-advice'],
    ['over the limit', heavy(20e6 + 1), 'fail', 'over-limit'],
    unread
  ]);
  rows(bytes, [['an advised limit alone', heavy(10e6 + 1), 'warn', 'over-advice']]);
  channelRows(bytes, 'tiki', [['nothing said', heavy(1e9), 'not-applicable', 'not-asked']]);
  channelRows(bytes, 'about-you', [
    ['a JPEG’s own limit', heavy(2e6 + 1), 'fail', 'over-limit'],
    ['a PNG’s own limit', { ...heavy(4e6), format: 'png' }, 'pass', 'ok'],
    ['a PNG over it', { ...heavy(4e6 + 1), format: 'png' }, 'fail', 'over-limit']
  ]);
  const banner = (count: number) => defective({ file: { bytes: count, width: 300, height: 250 } });
  channelRows(
    bytes,
    'display-ads',
    [
      ['a banner', banner(150_000), 'pass', 'ok'],
      ['a heavy banner, by hearsay', banner(150_001), 'warn', 'over-advice']
    ],
    'square'
  );
  it('says by how much', () => {
    const channel = findChannel('shopify');
    const found = bytes({ measured: heavy(20e6 + 7), channel, role: channel.roles[0]! });
    expect(found).toMatchObject({
      measured: 20e6 + 7,
      limit: 20e6,
      message: expect.stringContaining(' 7 more')
    });
  });
});

describe('aspect', () => {
  rows(aspect, [
    ['square', CLEAN, 'pass', 'ok'],
    ['4 : 3 where square is advised', sized(1600, 1200), 'warn', 'less-liked-shape']
  ]);
  channelRows(aspect, 'walmart', [
    ['square', sized(2200, 2200), 'pass', 'ok'],
    ['a pixel off', sized(2200, 2199), 'fail', 'other-shape']
  ]);
  channelRows(aspect, 'etsy', [
    ['4 : 3', sized(2000, 1500), 'pass', 'ok'],
    ['one of those accepted', sized(2000, 1600), 'pass', 'ok'],
    ['3 : 4', sized(1500, 2000), 'warn', 'less-liked-shape']
  ]);
  channelRows(aspect, 'shopee', [
    ['the shape asked for', sized(1024, 1024), 'pass', 'ok'],
    ['the other one', sized(900, 1200), 'pass', 'ok'],
    ['4 : 3', sized(1200, 900), 'fail', 'other-shape']
  ]);
  channelRows(aspect, 'zalando', [
    ['rounded to whole pixels', sized(1801, 2593), 'pass', 'ok'],
    ['two pixels off', sized(1801, 2596), 'fail', 'other-shape']
  ]);
  channelRows(
    aspect,
    'instagram-story',
    [
      ['9 : 16', sized(1080, 1920), 'pass', 'ok'],
      ['within 1 %', sized(1080, 1902), 'pass', 'ok'],
      ['beyond 1 %', sized(1080, 1899), 'fail', 'other-shape']
    ],
    'story'
  );
  channelRows(aspect, 'asos', [['nothing said', sized(100, 999), 'not-applicable', 'not-asked']]);
});

describe('dimensions, of the channels that say more', () => {
  channelRows(dimensions, 'shopify', [
    ['25 megapixels', sized(5000, 5000), 'pass', 'ok'],
    ['a side too many', sized(5001, 4000), 'fail', 'above-maximum']
  ]);
  channelRows(dimensions, 'google-merchant', [
    ['64 megapixels', sized(8000, 8000), 'pass', 'ok'],
    ['more', sized(8001, 8000), 'fail', 'too-many-pixels']
  ]);
  channelRows(dimensions, 'ebay', [
    ['under what it warns of', sized(999, 999), 'warn', 'below-recommended'],
    ['under its minimum', sized(499, 499), 'fail', 'below-minimum']
  ]);
  it('counts megapixels', () => {
    const channel = findChannel('google-merchant');
    const found = dimensions({ measured: sized(10_000, 8000), channel, role: channel.roles[0]! });
    expect(found).toMatchObject({ measured: 80, limit: 64 });
  });
});

describe('dpi', () => {
  rows(dpi, [
    ['72', told({ dpi: 72 }), 'pass', 'ok'],
    ['71', told({ dpi: 71 }), 'fail', 'low-dpi'],
    ['none, read as 72', told({ dpi: null }), 'pass', 'ok'],
    unread
  ]);
  channelRows(dpi, 'about-you', [
    ['96', told({ dpi: 96 }), 'pass', 'ok'],
    ['95', told({ dpi: 95 }), 'fail', 'low-dpi'],
    ['none', told({ dpi: null }), 'warn', 'no-dpi']
  ]);
  channelRows(dpi, 'shopify', [['nothing said', told({ dpi: 1 }), 'not-applicable', 'not-asked']]);
});

describe('metadata', () => {
  rows(metadata, [
    ['nothing', CLEAN, 'pass', 'ok'],
    ['a place', hiding({ hasLocation: true }), 'warn', 'location'],
    ['serial numbers', hiding({ serials: 2 }), 'warn', 'serial'],
    ['a thumbnail', hiding({ hasThumbnail: true }), 'warn', 'thumbnail'],
    ['a maker’s block', hiding({ hasMakerNote: true }), 'warn', 'maker-note'],
    ['padding', told({ trailingBytes: 64 }), 'pass', 'ok'],
    ['more than padding', told({ trailingBytes: 65 }), 'warn', 'trailing'],
    ['on its side', told({ orientation: 6 }), 'warn', 'turned'],
    ['copyright and keywords may stay', hiding({ copyright: 'Mai', keywords: ['mug'] }), 'pass', 'ok'],
    ['a packed TIFF where nothing is said', tiff({ compression: 'lzw' }), 'pass', 'ok'],
    unread
  ]);

  const strict = withPart(amazon, {
    formats: { ...amazon.formats, tiffCompression: leaf('none'), layers: leaf(false, 'recommended') }
  });
  rows(
    metadata,
    [
      ['a packed TIFF where it is refused', tiff({ compression: 'lzw' }), 'fail', 'compressed'],
      ['a plain TIFF', tiff({ compression: 'none' }), 'pass', 'ok'],
      ['a JPEG is no TIFF', CLEAN, 'pass', 'ok'],
      ['layers', tiff({ compression: 'none', hasLayers: true }), 'warn', 'layers']
    ],
    main,
    strict
  );

  it('says all that it found, the gravest first, by Packshot’s own word', () => {
    const found = judge(metadata, hiding({ hasThumbnail: true, hasLocation: true }));
    expect(found).toMatchObject({ reason: 'location', level: 'recommended', source: { title: 'Packshot' } });
    expect(found.message).toMatch(/where the photo was taken.*small copy/);
  });
});

describe('ai-tag', () => {
  const synthetic = hiding({ digitalSourceType: 'trainedAlgorithmicMedia' });
  rows(aiTag, [
    ['no tag', CLEAN, 'pass', 'ai-untold'],
    ['the keyword', hiding({ keywords: ['mug', 'contains-synthetic-performer'] }), 'pass', 'ok'],
    ['told in another way', synthetic, 'review', 'ai-told'],
    ['a camera’s photo', hiding({ digitalSourceType: 'digitalCapture' }), 'pass', 'ai-untold'],
    unread
  ]);
  channelRows(aiTag, 'google-merchant', [['told as asked', synthetic, 'pass', 'ok']]);
  channelRows(aiTag, 'etsy', [['told elsewhere than in the file', synthetic, 'review', 'ai-told']]);
  channelRows(aiTag, 'shopify', [['nothing asked', synthetic, 'not-applicable', 'not-asked']]);
});

describe('duplicate', () => {
  const hash = '00000000000000ff';
  it.each([
    ['00000000000000ff', 0],
    ['0000000000000000', 8],
    ['ffffffffffffff00', 64],
    ['100000000000007e', 3]
  ])('%s is %d bits away', (other, bits) => {
    expect(hashDistance(hash, other)).toBe(bits);
    expect(hashDistance(other, hash)).toBe(bits);
  });

  it('up to 8 bits are the same picture; the first of several stands', () => {
    const slots = ['MAIN', 'PT01', 'PT02', 'PT03', 'PT04'];
    const hashes = [hash, '00000000000001fe', 'ffff000000000000', '0000000000000000', '0000000000000200'];
    const twins = duplicateSlots(slots.map((slot, i) => ({ slot, hash: hashes[i]! })));
    expect([...twins]).toEqual([
      ['PT01', 'MAIN'],
      ['PT03', 'MAIN'],
      ['PT04', 'MAIN']
    ]);
  });

  it('warns, by the channel’s word where it has one, and changes no verdict', () => {
    const tiktok = findChannel('tiktok-shop');
    expect(duplicate('MAIN', tiktok, tiktok.roles[0]!)).toMatchObject({ verdict: 'warn', measured: 'MAIN' });
    expect(duplicate('MAIN', tiktok, tiktok.roles[0]!).source.title).not.toBe('Packshot');
    expect(duplicate('MAIN', amazon, main)).toMatchObject({ verdict: 'warn', source: { title: 'Packshot' } });
    expect(duplicate(undefined, amazon, main)).toMatchObject({ verdict: 'pass', reason: 'ok' });
  });

  it.each<[FindingVerdict, string, number]>([
    ['warn', 'fixed', 95],
    ['review', 'review', 85],
    ['fail', 'fail', 60]
  ])('a finding that is added counts: %s → %s', (verdict, whole, score) => {
    const report = evaluate(CLEAN, amazon, main, { app: 'test', enlarged: 1 }, { wasFixed: true });
    const more = { ...duplicate('MAIN', amazon, main), verdict };
    const judged = withFindings(withFindings(report, [duplicate(undefined, amazon, main)]), [more]);
    expect(judged).toMatchObject({ verdict: whole, score });
    expect(judged.findings.filter(({ rule }) => rule === 'duplicate')).toEqual([more]);
  });
});
