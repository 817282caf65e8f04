import { afterEach, expect, test } from 'vitest';
import { Claim, type ClaimEvents } from '../../../src/lib/pipeline/claim.ts';

const open: Claim[] = [];
afterEach(() => open.splice(0).forEach((claim) => claim.end()));

/** A tab with this project, and what it was told. */
async function tab(id: string, events: Partial<ClaimEvents> = {}) {
  const told: string[] = [];
  const claim = await Claim.of(id);
  open.push(claim);
  claim.listen({
    onasked: async () => (told.push('asked'), true),
    onlost: () => told.push('lost'),
    ongained: () => told.push('gained'),
    onsaved: () => told.push('saved'),
    ...events
  });
  return { claim, told };
}

test('the first tab writes, the second looks, and each project has a writer of its own', async () => {
  const first = await tab('one');
  const second = await tab('one');
  const other = await tab('two');
  expect([first, second, other].map(({ claim }) => claim.isWriter)).toEqual([true, false, true]);
});

test('a tab that takes over has the other one save first, and that one is told within a second', async () => {
  const first = await tab('take');
  const second = await tab('take');
  const started = performance.now();
  expect(await second.claim.takeOver()).toBe('taken');
  expect(performance.now() - started).toBeLessThan(1_000);
  expect([first.claim.isWriter, second.claim.isWriter]).toEqual([false, true]);
  expect(first.told).toEqual(['asked', 'lost']);
  expect(second.told).toEqual(['gained']);
});

test('between the last save and the take-over nobody writes', async () => {
  let isWriterWhileSaving: boolean | null = null;
  const second = { claim: null as Claim | null };
  await tab('between', {
    onasked: async () => {
      await new Promise((saved) => setTimeout(saved, 50));
      isWriterWhileSaving = second.claim!.isWriter;
      return true;
    }
  });
  second.claim = (await tab('between')).claim;
  await second.claim.takeOver();
  expect(isWriterWhileSaving).toBe(false);
});

test('a tab that cannot save keeps the project, unless it is taken all the same', async () => {
  const first = await tab('unsaved', { onasked: async () => false });
  const second = await tab('unsaved');
  expect(await second.claim.takeOver()).toBe('unsaved');
  expect([first.claim.isWriter, second.claim.isWriter]).toEqual([true, false]);
  expect(await second.claim.takeOver(true)).toBe('taken');
  await expect.poll(() => first.told).toEqual(['lost']);
  expect([first.claim.isWriter, second.claim.isWriter]).toEqual([false, true]);
});

test('a tab that does not answer for a second loses the project', async () => {
  const first = await tab('hung', { onasked: () => new Promise(() => {}) });
  const second = await tab('hung');
  const started = performance.now();
  expect(await second.claim.takeOver()).toBe('taken');
  expect(performance.now() - started).toBeGreaterThan(900);
  await expect.poll(() => first.told).toEqual(['lost']);
});

test('when the writer is closed the tab that waits has the project', async () => {
  const first = await tab('closed');
  const second = await tab('closed');
  first.claim.end();
  await expect.poll(() => second.claim.isWriter).toBe(true);
  expect(second.told).toEqual(['gained']);
});

test('the project can go back and forth', async () => {
  const [first, second] = [await tab('forth'), await tab('forth')];
  for (const [to, from] of [
    [second, first],
    [first, second],
    [second, first]
  ] as const) {
    expect(await to.claim.takeOver()).toBe('taken');
    expect([to.claim.isWriter, from.claim.isWriter]).toEqual([true, false]);
  }
});

test('a save is told to those who look, and to nobody else', async () => {
  const [first, second, other] = [await tab('news'), await tab('news'), await tab('no news')];
  first.claim.saved();
  await expect.poll(() => second.told).toEqual(['saved']);
  expect([first.told, other.told]).toEqual([[], []]);
});
