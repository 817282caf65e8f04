import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { effectiveLevel, ruleSource } from '../../../../src/lib/domain/channels/authority.ts';
import { CHANNELS, findChannel, findRole } from '../../../../src/lib/domain/channels/index.ts';
import { figuresAt, figuresOf, withFigure } from '../../../../src/lib/domain/channels/path.ts';
import {
  addPack,
  EMPTY_LAYER,
  parseLayer,
  removeOverride,
  removePack,
  resetLayer,
  setOverride,
  type Override
} from '../../../../src/lib/domain/channels/rules/layer.ts';
import { layered } from '../../../../src/lib/domain/channels/rules/layered.ts';
import { parsePack } from '../../../../src/lib/domain/channels/rules/pack.ts';
import { evaluate } from '../../../../src/lib/domain/compliance/evaluate.ts';
import { amazon, CLEAN, main } from '../samples.ts';

const TODAY = '2026-11-26';
const PAGE = {
  id: 'page',
  title: 'Image rules',
  url: 'https://example.com/rules',
  authority: 'official',
  checked: '2026-11-20'
};
const PATCH = {
  channel: 'etsy',
  path: 'roles[*].px.min',
  value: 700,
  level: 'required',
  src: ['page'],
  checked: '2026-11-20'
};
const PACK = {
  schema: 1,
  id: 'autumn',
  name: 'Autumn rules',
  version: '1.2.0',
  date: '2026-11-25',
  sources: [PAGE],
  patches: [PATCH]
};
const OWN: Override = {
  channel: 'amazon',
  path: 'roles[main].px.min',
  value: 1600,
  level: 'required',
  date: TODAY,
  reason: 'Our shop zooms'
};
const resolved = (layer = EMPTY_LAYER, id = 'amazon', today = TODAY) =>
  layered(CHANNELS, layer, today).channels.find((channel) => channel.id === id)!;
const refusal = (path: string) =>
  expect.objectContaining({ code: 'bad-request', data: expect.objectContaining({ path }) });

describe('places in a profile', () => {
  it('every figure has one path, by which it is found and can be set', () => {
    for (const channel of CHANNELS) {
      const figures = figuresOf(channel);
      expect(new Set(figures.map(({ path }) => path)).size).toBe(figures.length);
      for (const { path, leaf } of figures) {
        expect(figuresAt(channel, path)).toEqual([{ path, leaf }]);
        expect(withFigure(channel, path, () => leaf)).toEqual(channel);
      }
    }
  });

  it('a path of all roles names as many figures as there are roles', () => {
    expect(figuresAt(amazon, 'roles[*].px.min')).toHaveLength(4);
  });

  it.each([
    '',
    'id',
    'sources',
    'roles',
    'roles[hero].px.min',
    'roles[main]',
    'px.min',
    '__proto__.x',
    'roles[*].px.measure',
    'formats',
    'a b'
  ])('"%s" is refused or leads to no profile', (path) => {
    expect(() => layered([amazon], setOverride(EMPTY_LAYER, { ...OWN, path }), TODAY)).not.toThrow();
    const { channels, misfits } = layered([amazon], setOverride(EMPTY_LAYER, { ...OWN, path }), TODAY);
    expect(channels[0]).toBe(amazon);
    expect(misfits).toEqual([expect.objectContaining({ channel: 'amazon', path })]);
  });

  it('no text whatever breaks the rules', () => {
    fc.assert(
      fc.property(fc.string(), fc.jsonValue(), (path, value) => {
        const { channels } = layered([amazon], setOverride(EMPTY_LAYER, { ...OWN, path, value }), TODAY);
        expect(channels).toHaveLength(1);
      })
    );
  });
});

describe("a person's own rules", () => {
  it('count over the built-in ones, name their date and reason, and show in the version', () => {
    const channel = resolved(setOverride(EMPTY_LAYER, OWN));
    const { min } = findRole(channel, 'main').px;
    expect(min?.value).toBe(1600);
    expect(channel.version).toBe(`${amazon.version}+user.1`);
    expect(ruleSource(channel, min!)).toEqual({
      title: `Your rule, ${TODAY}: Our shop zooms`,
      url: '',
      checked: TODAY,
      reason: 'Our shop zooms'
    });
    expect(findRole(channel, 'secondary').px.min?.value).toBe(500);
  });

  it('bind, also in a channel that nobody verified, as their level says', () => {
    for (const level of ['required', 'recommended'] as const) {
      const channel = resolved(setOverride(EMPTY_LAYER, { ...OWN, channel: 'faire', level }), 'faire');
      expect(effectiveLevel(channel, findRole(channel, 'main').px.min!)).toBe(level);
      const file = { ...CLEAN.file, width: 900, height: 900 };
      const report = evaluate({ ...CLEAN, file }, channel, findRole(channel, 'main'), {
        app: 't',
        enlarged: 1
      });
      const found = report.findings.find(({ rule }) => rule === 'dimensions');
      expect(found?.verdict).toBe(level === 'required' ? 'fail' : 'warn');
      expect(report.rules).toMatch(/\+user\.1$/);
    }
  });

  it('null asks for nothing', () => {
    const channel = resolved(setOverride(EMPTY_LAYER, { ...OWN, value: null }));
    const file = { ...CLEAN.file, width: 400, height: 400 };
    const report = evaluate({ ...CLEAN, file }, channel, findRole(channel, 'main'), {
      app: 't',
      enlarged: 1
    });
    expect(report.findings.find(({ rule }) => rule === 'dimensions')?.reason).toBe('below-zoom');
  });

  it('one a place; taken back, the profile is as it was', () => {
    const twice = setOverride(setOverride(EMPTY_LAYER, OWN), { ...OWN, value: 1800 });
    expect(twice.overrides).toHaveLength(1);
    expect(resolved(twice).version).toBe(`${amazon.version}+user.2`);
    expect(resolved(removeOverride(twice, OWN))).toBe(amazon);
    expect(removeOverride(EMPTY_LAYER, OWN)).toBe(EMPTY_LAYER);
  });

  it('stand over what comes by date', () => {
    const own = { ...OWN, channel: 'google-merchant', path: 'roles[*].px.min', value: 250 };
    const channel = resolved(setOverride(EMPTY_LAYER, own), 'google-merchant', '2027-02-01');
    expect(channel.roles.map(({ px }) => px.min?.value)).toEqual([250, 250]);
    expect(channel.version).toBe('2026.11.0+from.2027-01-31.user.1');
  });

  it('one that does not fit (any more) is told and left out, the others count', () => {
    const layer = [
      { ...OWN, value: 'large' },
      { ...OWN, path: 'roles[hero].px.min' },
      { ...OWN, channel: 'gone' },
      { ...OWN, path: 'roles[main].px.max', value: 9000 }
    ].reduce(setOverride, EMPTY_LAYER);
    const { channels, misfits } = layered(CHANNELS, layer, TODAY);
    expect(misfits.map(({ channel, path }) => `${channel} ${path}`)).toEqual([
      'amazon roles[main].px.min',
      'amazon roles[hero].px.min',
      'gone roles[main].px.min'
    ]);
    expect(channels[0]?.roles[0]?.px).toMatchObject({ min: main.px.min, max: { value: 9000 } });
  });

  it.each<[string, Partial<Record<keyof Override, unknown>>]>([
    ['reason', { reason: '  ' }],
    ['level', { level: 'must' }],
    ['date', { date: 'today' }]
  ])('one without a proper %s is refused', (field, change) => {
    expect(() => setOverride(EMPTY_LAYER, { ...OWN, ...change } as Override)).toThrow(
      refusal(`overrides.0.${field}`)
    );
  });
});

describe('rule packs', () => {
  it('change figures of known channels, with their own pages, and show in the version', () => {
    const channel = resolved(addPack(EMPTY_LAYER, PACK), 'etsy');
    expect(channel.version).toBe('2026.11.0+autumn.1.2.0');
    const { min } = findRole(channel, 'main').px;
    expect(min?.value).toBe(700);
    expect(ruleSource(channel, min!)).toEqual({ title: PAGE.title, url: PAGE.url, checked: '2026-11-20' });
    expect(effectiveLevel(channel, min!)).toBe('required');
  });

  it('from third parties never bind', () => {
    const hearsay = { ...PACK, sources: [{ ...PAGE, authority: 'third-party' }] };
    const channel = resolved(addPack(EMPTY_LAYER, hearsay), 'etsy');
    expect(effectiveLevel(channel, findRole(channel, 'main').px.min!)).toBe('recommended');
  });

  it('bring channels: new ones come last, known ones are replaced where they are', () => {
    const profiles = [
      { ...amazon, version: '2027.1.0' },
      { ...amazon, id: 'my-shop', name: 'My shop' }
    ];
    const { channels } = layered(CHANNELS, addPack(EMPTY_LAYER, { ...PACK, patches: [], profiles }), TODAY);
    expect(channels).toHaveLength(CHANNELS.length + 1);
    expect(channels[0]?.version).toBe('2027.1.0');
    expect(channels.at(-1)).toMatchObject({ id: 'my-shop', name: 'My shop' });
  });

  it('a newer one takes the place of that with its id; later ones count over earlier ones', () => {
    const later = { ...PACK, id: 'winter', patches: [{ ...PATCH, value: 800 }] };
    const both = addPack(addPack(EMPTY_LAYER, PACK), later);
    expect(resolved(both, 'etsy').roles[0]?.px.min?.value).toBe(800);
    const newer = addPack(both, { ...PACK, version: '1.3.0' });
    expect(newer.packs.map(({ id, version }) => `${id} ${version}`)).toEqual([
      'autumn 1.3.0',
      'winter 1.2.0'
    ]);
    expect(resolved(removePack(newer, 'winter'), 'etsy').roles[0]?.px.min?.value).toBe(700);
    expect(() => removePack(newer, 'spring')).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it('a patch that fits no channel is told with its pack', () => {
    const patches = [
      { ...PATCH, channel: 'gone' },
      { ...PATCH, value: 'x' }
    ];
    expect(layered(CHANNELS, addPack(EMPTY_LAYER, { ...PACK, patches }), TODAY).misfits).toMatchObject([
      { channel: 'etsy', path: PATCH.path, pack: 'autumn' },
      { channel: 'gone', path: PATCH.path, pack: 'autumn' }
    ]);
  });

  it.each<[string, unknown, string]>([
    ['no JSON object', null, ''],
    ['a word', 'rules', ''],
    ['no id', { ...PACK, id: undefined }, 'id'],
    ['a hostile id', { ...PACK, id: '../x' }, 'id'],
    ['an unknown key', { ...PACK, rules: [] }, 'rules'],
    ['nothing in it', { ...PACK, patches: [] }, ''],
    ['a patch without level', { ...PACK, patches: [{ ...PATCH, level: undefined }] }, 'patches.0.level'],
    ['a wrong date', { ...PACK, date: '25.11.2026' }, 'date'],
    ['a broken profile', { ...PACK, profiles: [{ ...amazon, roles: [] }] }, 'profiles.0.roles'],
    ['the same profile twice', { ...PACK, profiles: [amazon, amazon] }, 'profiles.1.id'],
    [
      'a source in the user’s name',
      { ...PACK, sources: [{ ...PAGE, authority: 'user' }] },
      'sources.0.authority'
    ],
    [
      'a dated change that will not fit',
      {
        ...PACK,
        profiles: [
          {
            ...amazon,
            future: [
              {
                effectiveFrom: '2028-01-01',
                path: 'roles[*].px.min',
                value: 'x',
                level: 'required',
                src: ['G1881']
              }
            ]
          }
        ]
      },
      'profiles.0.future.roles.0.px.min.value'
    ]
  ])('one with %s is refused with its path', (_title, json, path) => {
    expect(() => parsePack(json)).toThrow(refusal(path));
  });

  it('of a newer app is refused as such', () => {
    expect(() => parsePack({ ...PACK, schema: 2 })).toThrow(expect.objectContaining({ code: 'version' }));
    expect(() => parseLayer({ ...EMPTY_LAYER, schema: 2 })).toThrow(
      expect.objectContaining({ code: 'version' })
    );
  });
});

describe('the layer', () => {
  it('is written and read as it is', () => {
    const layer = setOverride(addPack(EMPTY_LAYER, PACK), OWN);
    expect(parseLayer(JSON.parse(JSON.stringify(layer)))).toEqual(layer);
  });

  it('reset, everything is as built, and its revision goes on', () => {
    const reset = resetLayer(setOverride(addPack(EMPTY_LAYER, PACK), OWN));
    expect(reset).toEqual({ ...EMPTY_LAYER, revision: 3 });
    expect(layered(CHANNELS, reset, TODAY)).toEqual({ channels: CHANNELS, misfits: [] });
  });

  it('a broken one is refused with the path of what is wrong', () => {
    expect(() => parseLayer({ ...EMPTY_LAYER, packs: [{ ...PACK, name: '' }] })).toThrow(
      refusal('packs.0.name')
    );
  });

  it('an unlisted channel id is none: findChannel knows the built-in ones alone', () => {
    expect(() => findChannel('my-shop')).toThrow(expect.objectContaining({ code: 'rule-unknown' }));
  });
});
