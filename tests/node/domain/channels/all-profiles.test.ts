import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { brandOf, byteLimit, takesAlpha } from '../../../../src/lib/domain/channels/limits.ts';
import { parseChannel, type Channel } from '../../../../src/lib/domain/channels/channel.ts';
import { CHANNELS, findChannel } from '../../../../src/lib/domain/channels/index.ts';
import { leavesOf } from '../../../../src/lib/domain/channels/leaf.ts';
import { fileNameFor } from '../../../../src/lib/domain/channels/naming.ts';
import { evaluate } from '../../../../src/lib/domain/compliance/evaluate.ts';
import { IDENTITY_FRAME } from '../../../../src/lib/domain/document/edits/frame.ts';
import { placeSubject } from '../../../../src/lib/domain/render/geometry.ts';
import { askedRatio, frameTarget } from '../../../../src/lib/domain/render/target.ts';
import { CLEAN, variantOf } from '../samples.ts';

const FOLDER = 'src/lib/domain/channels/profiles';
const DATA = '../shared/data/channel-profiles.json';
const POLISHED = [
  'amazon',
  'shopify',
  'etsy',
  'walmart',
  'ebay',
  'tiktok-shop',
  'instagram-shop',
  'instagram-story',
  'faire',
  'google-merchant',
  'display-ads'
];
const BOX = { x: 0, y: 0, width: 6000, height: 6000 };
const raw = (id: string) => JSON.parse(readFileSync(`${FOLDER}/${id}.json`, 'utf8')) as unknown;
const roles = CHANNELS.flatMap((channel) => channel.roles.map((role) => ({ channel, role })));
function set(node: unknown, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop()!;
  const parent = keys.reduce((inner, key) => (inner as Record<string, unknown>)[key], node);
  (parent as Record<string, unknown>)[last] = value;
}
const role = (channel: string, id: string) => findChannel(channel).roles.find((own) => own.id === id)!;

describe('the profiles', () => {
  it('every file of the folder is a channel of the same id, and the polished ones come first', () => {
    const files = readdirSync(FOLDER).filter((name) => name.endsWith('.json'));
    expect(CHANNELS.map(({ id }) => `${id}.json`).sort()).toEqual(files.sort());
    expect(CHANNELS).toHaveLength(31);
    expect(CHANNELS.slice(0, POLISHED.length).map(({ id }) => id)).toEqual(POLISHED);
  });

  it.each(CHANNELS.map(({ id }) => id))('%s parses, and parsing loses nothing', (id) => {
    expect(parseChannel(raw(id))).toEqual(raw(id));
  });

  it.skipIf(!existsSync(DATA))('are those of the data file, but for what was made plain since', () => {
    const { profiles } = JSON.parse(readFileSync(DATA, 'utf8')) as { profiles: Channel[] };
    const otto = profiles.find(({ id }) => id === 'otto')!;
    // “85 % of the image area” stood in a source's note alone.
    for (const at of [0, 1])
      set(otto, `roles.${at}.fill.measure`, role('otto', otto.roles[at]!.id).fill.measure);
    set(otto, 'version', '2026.11.1');
    expect(profiles.map(({ id }) => raw(id))).toEqual(profiles);
  });

  it('every figure has a level, a date, and sources with an address and a date', () => {
    for (const channel of CHANNELS) {
      const all = leavesOf(channel);
      expect(all.length, channel.id).toBeGreaterThan(15);
      for (const { src } of all) expect(src.length, channel.id).toBeGreaterThan(0);
      for (const { url, checked } of channel.sources) {
        expect(url, channel.id).toMatch(/^(https:\/\/|about:blank$)/);
        expect(checked).toMatch(/^\d{4}-\d\d-\d\d$/);
      }
    }
  });

  it('what no rule reads may still be there, what a rule reads has its type', () => {
    const wrong = variantOf(findChannel('rakuten-ichiba'), (draft) => {
      (draft as { textGrid: { value: unknown } }).textGrid.value = { cols: 0, rows: 10, maxCells: 20 };
    });
    expect(() => parseChannel(wrong)).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it.each<[string, string, unknown, string]>([
    ['a ratio with a side of zero', 'roles.0.aspect.recommended.value', '0:1', ''],
    ['a target of no pixels', 'roles.0.px.target.value', [0, 0], ''],
    ['a fill that cannot be', 'roles.0.fill.max.value', 0.8, 'roles.0.fill'],
    ['a limit of no bytes', 'maxBytes.recommended.value', 0, ''],
    ['a broken pattern', 'naming.regex.value', '(', ''],
    ['an id that is another role’s', 'roles.1.id', 'main', 'roles']
  ])('%s is refused with its path', (_title, place, value, path) => {
    const draft = structuredClone(raw('amazon'));
    set(draft, place, value);
    expect(() => parseChannel(draft)).toThrow(
      expect.objectContaining({ code: 'bad-request', data: { path: path || place } })
    );
  });
});

describe('the code', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.(ts|svelte)$/.test(file) && !/paraglide|domain.channels/.test(file))
    .map((file) => [file, readFileSync(`src/${file}`, 'utf8')] as const);

  it('takes channels from the rule book alone, which lays a person’s rules over the built-in ones', () => {
    const direct = sources.filter(([, text]) => /\b(findChannel|CHANNELS)\b.*domain\/channels/.test(text));
    expect(direct.map(([file]) => file)).toEqual(['lib/pipeline/rules.ts']);
  });

  it('names no channel: what is said of one is read from its profile', () => {
    const quoted = new RegExp(`['"\`](${CHANNELS.map(({ id }) => id).join('|')})['"\`]`);
    const files = sources.filter(([, text]) => quoted.test(text)).map(([file]) => file);
    expect(files).toEqual([]);
  });
});

describe('every role of every channel', () => {
  it.each(roles.map(({ channel, role }) => [channel.id, role.id, channel, role] as const))(
    '%s/%s has a frame that it does not refuse itself',
    (_channel, _role, channel, role) => {
      const target = frameTarget(channel, role, IDENTITY_FRAME);
      const { frame } = placeSubject(BOX, target);
      // A small product is enlarged as far as a binding minimum asks.
      for (const size of [frame, placeSubject({ ...BOX, width: 300, height: 300 }, target).frame]) {
        const file = { ...CLEAN.file, ...size };
        const report = evaluate({ ...CLEAN, file }, channel, role, { app: 'test', enlarged: 1 });
        const [dimensions] = report.findings.filter(({ rule }) => rule === 'dimensions');
        expect(dimensions?.verdict, dimensions?.message).not.toBe('fail');
      }
      expect(Math.abs(frame.width / frame.height / askedRatio(role) - 1)).toBeLessThan(0.01);
    }
  );

  it('has a file name of its own within its channel', () => {
    for (const channel of CHANNELS) {
      const names = channel.roles.map((role) => {
        const { frame: size } = placeSubject(BOX, frameTarget(channel, role, IDENTITY_FRAME));
        return fileNameFor({ channel, role, photoName: 'bag.jpg', extension: 'jpg', size });
      });
      const isNumbered = channel.naming.template.value !== '{gtin14}.{ext}';
      if (isNumbered) expect(new Set(names).size, channel.id).toBe(names.length);
      for (const name of names) expect(name).toMatch(/^[^{}]+\.jpg$/);
    }
  });

  it('nothing of an unverified channel fails a file', () => {
    for (const { channel, role } of roles.filter(({ channel }) => channel.status === 'unverified')) {
      const file = { ...CLEAN.file, width: 10, height: 10 };
      const worst = { ...CLEAN, file, format: 'bmp', background: { ...CLEAN.background, farMin: 0 } };
      expect(evaluate(worst, channel, role, { app: 'test', enlarged: 1 }).verdict).not.toBe('fail');
    }
  });
});

describe('the shape of a frame', () => {
  it.each([
    ['amazon', 'main', 1],
    ['etsy', 'main', 4 / 3],
    ['etsy', 'banner', 4],
    ['instagram-story', 'story', 9 / 16],
    ['instagram-story', 'feed', 1],
    ['display-ads', 'landscape', 1.91],
    ['display-ads', 'banner-21x9', 21 / 9],
    ['zalando', 'main', 1 / 1.44],
    ['the-iconic', 'main', 0.8],
    ['shopify', 'main', 1]
  ])('of %s/%s', (channel, id, ratio) => {
    expect(askedRatio(role(channel, id))).toBeCloseTo(ratio, 6);
  });

  it('without a ratio is that of the target, of the minimum, of the first accepted', () => {
    const plain = role('amazon', 'main');
    const leaf = <T>(value: T) => ({ ...plain.px.min!, value });
    const px = { measure: 'both' as const };
    expect(askedRatio({ ...plain, aspect: {}, px: { ...px, target: leaf<[number, number]>([3, 4]) } })).toBe(
      0.75
    );
    expect(askedRatio({ ...plain, aspect: {}, px: { ...px, min: leaf<[number, number]>([5, 10]) } })).toBe(
      0.5
    );
    expect(askedRatio({ ...plain, aspect: { accepted: leaf(['4:5']) }, px })).toBe(0.8);
    expect(askedRatio({ ...plain, aspect: {}, px })).toBe(1);
  });

  it('its long side stays within the most that the role takes', () => {
    const plain = role('amazon', 'main');
    const small = { ...plain, px: { ...plain.px, max: { ...plain.px.max!, value: 1200 } } };
    expect(frameTarget(findChannel('amazon'), small, IDENTITY_FRAME).longSide).toBe(1200);
  });
});

describe('limits of a file', () => {
  it.each([
    ['amazon', 'jpeg', null],
    ['shopify', 'png', 20_000_000],
    ['walmart', 'jpeg', 5_000_000],
    ['about-you', 'jpeg', 2_000_000],
    ['about-you', 'png', 4_000_000],
    ['about-you', 'webp', 2_000_000],
    ['display-ads', 'jpeg', 5_242_880],
    ['etsy', 'jpeg', null]
  ])('%s takes a %s of at most %s bytes', (id, format, bytes) => {
    expect(byteLimit(findChannel(id), format)?.value ?? null).toBe(bytes);
  });

  it('a banner of one of the fixed sizes has its own limit', () => {
    const ads = findChannel('display-ads');
    expect(byteLimit(ads, 'jpeg', { width: 300, height: 250 })?.value).toBe(150_000);
    expect(byteLimit(ads, 'jpeg', { width: 301, height: 250 })?.value).toBe(5_242_880);
  });

  it('transparent pictures go where nothing speaks against them', () => {
    expect(['etsy', 'ebay', 'about-you', 'shopify'].map((id) => takesAlpha(findChannel(id)))).toEqual([
      false,
      false,
      true,
      true
    ]);
  });

  it('a channel is called by what stands before the brackets', () => {
    expect(CHANNELS.slice(0, 3).map(brandOf)).toEqual(['Amazon', 'Shopify storefront', 'Etsy']);
  });
});
