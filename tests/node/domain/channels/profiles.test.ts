import { describe, expect, it } from 'vitest';
import { effectiveLevel, ruleSource } from '../../../../src/lib/domain/channels/authority.ts';
import { parseChannel, ratioOf, type Leaf } from '../../../../src/lib/domain/channels/channel.ts';
import { CHANNELS, findChannel, findRole } from '../../../../src/lib/domain/channels/index.ts';
import { amazon, main, variantOf } from '../samples.ts';

const leaf = (src: string[], level: Leaf<unknown>['level'] = 'required'): Leaf<unknown> => ({
  value: 1,
  level,
  src,
  checked: '2026-11-22'
});

describe('channel profiles', () => {
  it('every channel is found under its own id, which is unique', () => {
    expect(CHANNELS.map(({ id }) => findChannel(id))).toEqual(CHANNELS);
    expect(new Set(CHANNELS.map(({ id }) => id)).size).toBe(CHANNELS.length);
  });

  it('Amazon has all its roles, and its figures are those of the data file', () => {
    expect(amazon.roles.map(({ id }) => id)).toEqual(['main', 'secondary', 'swatch', 'compliance']);
    expect(main.px.min?.value).toBe(500);
    expect(main.px.zoomMin?.value).toBe(1000);
    expect(main.px.max?.value).toBe(10000);
    expect(main.fill.min?.value).toBe(0.85);
    expect(main.background.value).toMatchObject({ rule: 'solid', rgb: [255, 255, 255], maxDeviation: 0 });
    expect(amazon.formats.accepted.value).toEqual(['jpeg', 'tiff', 'png', 'gif']);
  });

  it('profiles are deep-frozen', () => {
    expect(Object.isFrozen(main.px.min)).toBe(true);
    expect(Object.isFrozen(amazon.sources)).toBe(true);
  });

  it('an unknown channel or role is rule-unknown and names what was asked', () => {
    expect(() => findChannel('amazin')).toThrow(
      expect.objectContaining({ code: 'rule-unknown', data: { channel: 'amazin' } })
    );
    expect(() => findRole(amazon, 'banner')).toThrow(
      expect.objectContaining({ code: 'rule-unknown', data: { channel: 'amazon', role: 'banner' } })
    );
  });

  it.each<[string, (draft: Record<string, unknown>) => void, string]>([
    ['a missing name', (draft) => delete draft['name'], 'name'],
    ['an unknown key', (draft) => (draft['nmae'] = 'x'), 'nmae'],
    ['a status out of the list', (draft) => (draft['status'] = 'sure'), 'status'],
    ['no roles', (draft) => (draft['roles'] = []), 'roles']
  ])('a profile with %s is refused with the path', (_title, spoil, path) => {
    const draft = JSON.parse(JSON.stringify(amazon)) as Record<string, unknown>;
    spoil(draft);
    expect(() => parseChannel(draft)).toThrow(
      expect.objectContaining({ code: 'bad-request', data: { path } })
    );
  });

  it('a figure of the wrong type is refused with its path', () => {
    const draft = JSON.parse(JSON.stringify(amazon));
    draft.roles[0].px.min.value = '500';
    expect(() => parseChannel(draft)).toThrow(
      expect.objectContaining({ code: 'bad-request', data: { path: 'roles.0.px.min.value' } })
    );
  });

  it('a figure that names a source which is not listed is refused', () => {
    const draft = JSON.parse(JSON.stringify(amazon));
    draft.roles[0].px.min.src = ['nowhere'];
    expect(() => parseChannel(draft)).toThrow(/does not list/);
  });

  it('a ratio is width ÷ height', () => {
    expect(ratioOf('1:1')).toBe(1);
    expect(ratioOf('1.91:1')).toBeCloseTo(1.91);
    expect(ratioOf('3:4')).toBe(0.75);
  });
});

describe('authority', () => {
  it('required binds where one of its sources is official or officially relayed', () => {
    expect(effectiveLevel(amazon, leaf(['G9FUU']))).toBe('required');
    expect(effectiveLevel(amazon, leaf(['G1881']))).toBe('required');
    expect(effectiveLevel(amazon, leaf(['modfeb', 'G9FUU']))).toBe('required');
  });

  it.each(['modfeb', 'brief3', 'ours'])('required by %s alone only recommends', (src) => {
    expect(effectiveLevel(amazon, leaf([src]))).toBe('recommended');
  });

  it('nothing in an unverified profile binds', () => {
    const unverified = variantOf(amazon, (draft) => (draft.status = 'unverified'));
    expect(effectiveLevel(unverified, leaf(['G9FUU']))).toBe('recommended');
  });

  it('recommended and informative stay as they are', () => {
    expect(effectiveLevel(amazon, leaf(['G9FUU'], 'recommended'))).toBe('recommended');
    expect(effectiveLevel(amazon, leaf(['G9FUU'], 'informative'))).toBe('informative');
  });

  it("the channel's own page is shown before hearsay, with the date of the figure", () => {
    const hearsayFirst = variantOf(amazon, (draft) => (draft.sources = [...draft.sources].reverse()));
    expect(ruleSource(hearsayFirst, { ...leaf(['modfeb', 'G9FUU']), checked: '2026-01-02' })).toEqual({
      title: 'Technical image file requirements (Seller Central)',
      url: 'https://sellercentral.amazon.com/gp/help/external/G9FUUH87RBNXGKB7',
      checked: '2026-01-02'
    });
  });
});
