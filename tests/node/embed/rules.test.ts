import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_CHANNELS } from '../../../src/lib/domain/channels/defaults.ts';
import { createProject } from '../../../src/lib/domain/document/change.ts';
import { openProject, type SavedProject } from '../../../src/lib/embed/project-owner.ts';
import type { Packshot, RuleOverride, RulePack } from '../../../src/lib/embed/sdk/types.ts';
import { code, connect, ORIGIN, type Connected } from './connected.ts';
import { makeFakeStudio, type FakeStudio } from './fake-studio.ts';

let owner: SavedProject;
let packshot: Packshot;
let studio: FakeStudio;
let raw: Connected['raw'];
let end: () => void;

beforeEach(async () => ({ owner, packshot, studio, raw, end } = await connect()));
afterEach(() => end());

const PACK: RulePack = {
  schema: 1,
  id: 'autumn',
  name: 'Autumn rules',
  version: '1.0',
  date: '2026-11-25',
  sources: [
    { id: 'page', title: 'Rules', url: 'https://example.com', authority: 'official', checked: '2026-11-20' }
  ],
  patches: [
    {
      channel: 'etsy',
      path: 'roles[*].px.min',
      value: 700,
      level: 'required',
      src: ['page'],
      checked: '2026-11-20'
    }
  ]
};
const OWN: RuleOverride = {
  channel: 'amazon',
  path: 'roles[main].px.min',
  value: 1600,
  level: 'required',
  date: '2026-11-26',
  reason: 'Our shop zooms'
};
const EMPTY = { schema: 1, revision: 0, packs: [], overrides: [] } as const;
const versionOf = async (id: string) =>
  (await packshot.getRules()).channels.find((channel) => channel.id === id)?.version;

describe('embed: rules', () => {
  it('are the built-in ones at first, with every channel', async () => {
    const { layer, channels, misfits } = await packshot.getRules();
    expect({ layer, misfits }).toEqual({ layer: EMPTY, misfits: [] });
    expect(channels).toEqual(packshot.capabilities.channels);
    expect(channels).toHaveLength(31);
  });

  it('a pack is laid over them, and everything that takes a channel takes this one', async () => {
    const { layer, channels } = await packshot.addRulePack(PACK);
    expect(layer.packs).toEqual([PACK]);
    expect(channels.find(({ id }) => id === 'etsy')?.version).toBe('2026.11.0+autumn.1.0');
    expect(studio.rules.channel('etsy').roles[0]?.px.min?.value).toBe(700);
    expect(await packshot.getChannel('etsy')).toEqual(studio.rules.channel('etsy'));
  });

  it('set rules replace what was there; what `getRules` gave can be given back; null ends them', async () => {
    await packshot.addRulePack(PACK);
    const { layer } = await packshot.setRules({ ...EMPTY, overrides: [OWN] });
    expect([layer.packs, layer.overrides]).toEqual([[], [OWN]]);
    expect(await versionOf('amazon')).toBe('2026.11.0+user.2');
    expect((await packshot.setRules(layer)).layer).toEqual({ ...layer, revision: 3 });
    expect((await packshot.setRules(null)).layer).toEqual({ ...EMPTY, revision: 4 });
    expect(await versionOf('amazon')).toBe('2026.11.0');
  });

  it('what fits no channel is told', async () => {
    const { misfits } = await packshot.setRules({ ...EMPTY, overrides: [{ ...OWN, value: 'wide' }] });
    expect(misfits).toMatchObject([{ channel: 'amazon', path: OWN.path }]);
  });

  it.each([
    ['addRulePack', { pack: { ...PACK, date: 'soon' } }, 'addRulePack.pack.date'],
    ['addRulePack', { pack: 'autumn' }, 'addRulePack.pack'],
    [
      'setRules',
      { layer: { ...EMPTY, overrides: [{ ...OWN, reason: '' }] } },
      'setRules.layer.overrides.0.reason'
    ],
    ['setRules', {}, 'setRules.layer']
  ])('a malformed %s changes nothing and names the path', async (method, params, path) => {
    await packshot.addRulePack(PACK);
    await expect(raw(method, params)).rejects.toMatchObject({ code: 'bad-request', data: { path } });
    expect((await packshot.getRules()).layer.revision).toBe(1);
  });

  it('of a newer app are refused as such', async () => {
    await expect(raw('addRulePack', { pack: { ...PACK, schema: 2 } })).rejects.toEqual(code('version'));
  });
});

describe('embed: channels of the project', () => {
  it('are set, kept in the document, and come back with it', async () => {
    expect(owner.project.channels).toEqual(DEFAULT_CHANNELS);
    await packshot.setChannels(['etsy', 'shopify']);
    const bundle = await packshot.getProject();
    const other = await connect();
    await other.packshot.loadProject(bundle);
    expect(other.owner.project.channels).toEqual(['etsy', 'shopify']);
    other.end();
  });

  it.each([
    [['etzy'], 'rule-unknown'],
    [[], 'bad-request']
  ])('%j is refused: %s', async (channels, expected) => {
    await expect(packshot.setChannels(channels)).rejects.toEqual(code(expected));
    expect(owner.project.channels).toEqual(DEFAULT_CHANNELS);
  });

  it.each([
    [undefined, undefined, DEFAULT_CHANNELS],
    [undefined, ['etsy', 'ebay'], ['etsy', 'ebay']],
    [['etsy', 'faire'], undefined, ['etsy', 'faire']],
    [['etsy', 'faire'], ['ebay', 'etsy'], ['etsy']],
    [['etsy', 'faire'], ['ebay'], ['ebay']]
  ])('a project kept for %j, opened by a host that offers %j, is for %j', async (kept, offered, expected) => {
    const { store } = makeFakeStudio();
    const project = createProject({ id: `embed:${ORIGIN}`, name: 'shop.example', channels: kept ?? [] });
    if (kept) await store.saveProject(project, 0);
    expect((await openProject(store, ORIGIN, offered)).project.channels).toEqual(expected);
  });
});
