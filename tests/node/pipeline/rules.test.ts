import { expect, it, vi } from 'vitest';
import { EMPTY_LAYER, setOverride, type Override } from '../../../src/lib/domain/channels/rules/layer.ts';
import { isoToday, RuleBook } from '../../../src/lib/pipeline/rules.ts';
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
