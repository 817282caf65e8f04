import { describe, expect, it, vi } from 'vitest';
import { EMPTY_LAYER, setOverride, type Override } from '../../../src/lib/domain/channels/rules/layer.ts';
import { isoToday, RuleBook } from '../../../src/lib/pipeline/rules.ts';
import { readRulesFile, rulesFile, setRule } from '../../../src/lib/pipeline/rules-file.ts';
import { MemoryStore } from '../../../src/lib/storage/memory-store.ts';

const OWN: Override = {
  channel: 'amazon',
  path: 'roles[main].px.min',
  value: 1600,
  level: 'required',
  date: '2026-11-26',
  reason: 'Our shop zooms'
};
const minimum = (book: RuleBook) => book.channel('amazon').roles[0]?.px.min?.value;

it('a change counts at once, is kept, and is told', async () => {
  const store = new MemoryStore();
  const book = await RuleBook.open(store);
  const told = vi.fn();
  const stop = book.listen(told);
  await book.change((before) => setOverride(before, OWN));
  expect(minimum(book)).toBe(1600);
  expect(minimum(await RuleBook.open(store))).toBe(1600);
  expect(told).toHaveBeenCalled();
  stop();
  told.mockClear();
  await book.replace(EMPTY_LAYER);
  expect(told).not.toHaveBeenCalled();
  expect(minimum(book)).toBe(500);
});

it('a change that is refused, or finds no room, changes nothing', async () => {
  const store = new MemoryStore();
  const book = await RuleBook.open(store);
  await expect(book.change((before) => setOverride(before, { ...OWN, reason: '' }))).rejects.toMatchObject({
    code: 'bad-request'
  });
  vi.spyOn(store, 'saveRules').mockRejectedValue(new Error('full'));
  await expect(book.change((before) => setOverride(before, OWN))).rejects.toThrow('full');
  expect(book.layer).toEqual(EMPTY_LAYER);
});

it('a change is made to what another tab kept meanwhile', async () => {
  const store = new MemoryStore();
  const [here, there] = [await RuleBook.open(store), await RuleBook.open(store)];
  await there.change((before) => setOverride(before, { ...OWN, path: 'roles[main].px.max', value: 9000 }));
  await here.change((before) => setOverride(before, OWN));
  expect(here.layer.overrides).toHaveLength(2);
});

it('rules of a newer app are left as they are, nothing is laid over the built-in ones, and it is said', async () => {
  const store = new MemoryStore();
  const newer = { ...EMPTY_LAYER, schema: 2 };
  await store.saveRules(newer as never);
  const book = await RuleBook.open(store);
  expect(book.problem?.code).toBe('version');
  expect(minimum(book)).toBe(500);
  await expect(book.change((before) => setOverride(before, OWN))).rejects.toMatchObject({ code: 'version' });
  expect(await store.loadRules()).toEqual(newer);
});

it('rules change with the day', async () => {
  let today = '2027-01-30';
  const book = new RuleBook(new MemoryStore(), () => today);
  const google = () => book.channel('google-merchant').roles[0]?.px.min?.value;
  expect(google()).toBe(100);
  today = '2027-01-31';
  expect(google()).toBe(500);
});

it('a day begins at midnight here, wherever that is', () => {
  expect(isoToday(new Date(2027, 0, 31, 0, 0, 0))).toBe('2027-01-31');
  expect(isoToday(new Date(2027, 0, 30, 23, 59, 59))).toBe('2027-01-30');
});

it('a channel that is not there is rule-unknown', () => {
  const book = new RuleBook(new MemoryStore());
  expect(() => book.channel('amazin')).toThrow(expect.objectContaining({ code: 'rule-unknown' }));
});

describe('files of rules', () => {
  const PACK = {
    schema: 1,
    id: 'autumn',
    name: 'Autumn rules',
    version: '1.0',
    date: '2026-11-25',
    patches: [{ ...OWN, date: undefined, reason: undefined, src: ['G1881'], checked: '2026-11-20' }]
  };
  const file = (json: unknown) => new Blob([typeof json === 'string' ? json : JSON.stringify(json)]);

  it('a pack is laid over what is there; what is written out is read back the same', async () => {
    const book = new RuleBook(new MemoryStore());
    await setRule(book, { ...OWN, path: 'roles[main].px.max', value: 9000 });
    expect(await readRulesFile(book, file(PACK))).toBe('pack');
    expect(minimum(book)).toBe(1600);
    const { name, blob } = rulesFile(book);
    expect(name).toMatch(/^packshot-rules-\d{4}-\d\d-\d\d\.json$/);
    const other = new RuleBook(new MemoryStore());
    expect(await readRulesFile(other, blob)).toBe('layer');
    expect(other.layer).toEqual({ ...book.layer, revision: 1 });
    expect(other.channel('amazon').roles[0]?.px).toMatchObject({
      min: { value: 1600 },
      max: { value: 9000 }
    });
  });

  it.each([
    ['no JSON', '{', 'bad-request'],
    ['an empty file', '', 'bad-request'],
    ['a list', [], 'bad-request'],
    ['a pack of a newer app', { ...PACK, schema: 9 }, 'version'],
    ['a layer with a broken rule', { schema: 1, revision: 0, packs: [], overrides: [{}] }, 'bad-request'],
    ['too many bytes', ' '.repeat(4 * 2 ** 20 + 1), 'file-too-large']
  ])('%s is refused and changes nothing', async (_title, json, code) => {
    const book = new RuleBook(new MemoryStore());
    await expect(readRulesFile(book, file(json))).rejects.toMatchObject({ code });
    expect(book.layer).toEqual(EMPTY_LAYER);
  });

  it('a figure that does not fit its channel is refused with its path', async () => {
    const book = new RuleBook(new MemoryStore());
    await expect(setRule(book, { ...OWN, value: 'large' })).rejects.toMatchObject({
      code: 'bad-request',
      data: { path: 'roles.0.px.min.value' }
    });
    expect(book.layer).toEqual(EMPTY_LAYER);
  });
});
