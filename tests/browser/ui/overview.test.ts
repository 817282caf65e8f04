import { beforeEach, expect, test } from 'vitest';
import type { Job, JobState } from '../../../src/lib/domain/batch/job.ts';
import { setProduct, setPlace } from '../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import { isoToday } from '../../../src/lib/pipeline/rules.ts';
import type { EditorDesk } from '../../../src/lib/ui/editor/desk.svelte.ts';
import { Overview } from '../../../src/lib/ui/overview/overview.svelte.ts';
import { Saving } from '../../../src/lib/ui/overview/saving.svelte.ts';
import { money } from '../../../src/lib/ui/shared/numbers.ts';
import { deskOf } from './desk-fixture.ts';

beforeEach(() => localStorage.clear());

const jobOn = (project: Project, photo: string, state: JobState, ms = 500): Job => ({
  id: `${project.id} ${photo} amazon/main MAIN`,
  ...{ project: project.id, photo, key: `${photo} amazon/main`, channel: 'amazon', role: 'main' },
  ...{ slot: 'MAIN', name: '', state, priority: 0, order: 0, deaths: 0, ms },
  result: { verdict: 'pass', score: 100, findings: [] }
});

/** Six products, `a` to `f`, each with its MAIN photo; jobs of the first ones. */
async function catalogue(...states: readonly JobState[]): Promise<[EditorDesk, Overview]> {
  const desk = await deskOf(['a', 'b', 'c', 'd', 'e', 'f']);
  const { session } = desk;
  const own: Project = { ...session.project, channels: ['amazon'] };
  const placed = own.photos.reduce(
    (next, { id }) => setPlace(setProduct(next, id, { sku: id }), id, { productId: id, slot: 'MAIN' }),
    own
  );
  session.change(setProduct(placed, 'a', { rights: { expires: isoToday() } }));
  const jobs = states.map((state, at) => jobOn(placed, 'abcdef'[at]!, state));
  await desk.studio.store.work.putJobs(jobs);
  const overview = new Overview(desk);
  await overview.open();
  return [desk, overview];
}

test('a board of what the batch has on this device, filtered by what is left to do', async () => {
  const [, overview] = await catalogue('done', 'review', 'exported', 'failed');
  expect(overview.board.map(({ cells }) => cells[0]?.state)).toEqual([
    ...['done', 'review', 'exported', 'failed', 'none', 'none']
  ]);
  overview.filter = 'ready';
  expect(overview.rows.map(({ entry }) => entry.label)).toEqual(['a', 'c']);
  overview.filter = 'todo';
  expect(overview.rows).toHaveLength(4);
  expect(overview.expiring.map(({ days }) => days)).toEqual([0]);
  expect(overview.missing).toEqual([]);
  overview.isStrict = false;
  expect(overview.missing).toHaveLength(6);
  await overview.elsewhere.look(overview.everywhere);
  expect(overview.elsewhere.found).toHaveLength(overview.everywhere.channels.length);
  const [amazon] = overview.elsewhere.found;
  expect(amazon?.channel).toBe('amazon');
  expect(amazon?.products).toMatchObject({ ready: 2, review: 1, fail: 1 });
  overview.close();
});

test('where else is counted until nobody looks, and then again from the start', async () => {
  const [, overview] = await catalogue('done');
  const { elsewhere, everywhere } = overview;
  const looked = elsewhere.look(everywhere);
  expect(elsewhere.done).not.toBe(null);
  elsewhere.stop();
  await looked;
  expect(elsewhere.done).toBe(null);
  expect(elsewhere.found.length).toBeLessThan(everywhere.channels.length);
  const first = elsewhere.look(everywhere);
  // Asked in the middle: one more count, after this one.
  await elsewhere.look({ ...everywhere, work: { jobs: [], stale: everywhere.work.stale } });
  await first;
  expect(elsewhere.found).toHaveLength(everywhere.channels.length);
  expect(elsewhere.found[0]?.products.ready).toBe(0);
  expect(elsewhere.done).toBe(null);
  overview.close();
});

test('a pilot asks for its own files alone, is known again after a reload, and leaves the rest', async () => {
  const [desk, overview] = await catalogue();
  overview.pilot.count = 5;
  expect(overview.pilot.picked.map(({ label }) => label)).toEqual(['a', 'b', 'c', 'd', 'e']);
  overview.pilot.toggle('amazon');
  expect(overview.pilot.channels).toEqual([]);
  overview.pilot.toggle('amazon');
  await overview.pilot.start();
  const jobs = await desk.studio.store.work.listJobs(desk.session.project.id);
  expect(jobs.map(({ photo }) => photo).sort()).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(new Set(jobs.map(({ channel }) => channel))).toEqual(new Set(['amazon']));
  overview.pilot.keep({ cutoutMs: 3000, fileMs: 1000, lanes: 2 });

  const again = new Overview(desk);
  expect(again.pilot.begun?.map(({ label }) => label)).toEqual(['a', 'b', 'c', 'd', 'e']);
  expect(again.pilot.rest).toEqual({ files: 1, photos: ['f'], ms: 500 });
  again.pilot.forget();
  expect(new Overview(desk).pilot.begun).toBe(null);
  overview.close();
});

test('savings keep what was typed on this device, and begin anew where that cannot be read', () => {
  const saving = new Saving();
  expect(saving.valueOf('pictures', 12)).toBe(12);
  expect(saving.result(100)).toMatchObject({ studio: null, service: 86.5 });
  saving.set('studioPrice', 20);
  saving.set('servicePrice', NaN);
  saving.currency = 'EUR';
  const again = new Saving();
  expect(again.currency).toBe('EUR');
  expect(again.result(10)).toMatchObject({ studio: 200, service: null });
  again.reset();
  expect(new Saving().isTouched).toBe(false);
  localStorage.setItem('packshot.savings', '{"currency": 7');
  expect(new Saving().currency).toBe('USD');
});

test('money is written with its currency, a word that is no code as it is typed', () => {
  expect([money(5000, 'usd'), money(0.865, 'USD'), money(12, 'beans')]).toEqual([
    ...['$5,000.00', '$0.865', '12 beans']
  ]);
});
