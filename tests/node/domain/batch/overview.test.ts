import { describe, expect, it } from 'vitest';
import {
  boardOf,
  missingOf,
  planBoard,
  shownRows,
  type Work
} from '../../../../src/lib/domain/batch/board.ts';
import { slotId } from '../../../../src/lib/domain/batch/exported.ts';
import type { Job, JobState } from '../../../../src/lib/domain/batch/job.ts';
import { lacksOf } from '../../../../src/lib/domain/batch/lacks.ts';
import { listableSteps, type Listable } from '../../../../src/lib/domain/batch/listable.ts';
import { overviewOf } from '../../../../src/lib/domain/batch/overview.ts';
import { pilotOf, pilotResult, restFiles, restOf } from '../../../../src/lib/domain/batch/pilot.ts';
import { entriesOf } from '../../../../src/lib/domain/catalog/entries.ts';
import type { Channel } from '../../../../src/lib/domain/channels/channel.ts';
import { findChannel } from '../../../../src/lib/domain/channels/index.ts';
import type { Verdict } from '../../../../src/lib/domain/compliance/report.ts';
import {
  addPhoto,
  createProject,
  setChoices,
  setCutout,
  setProduct
} from '../../../../src/lib/domain/document/change.ts';
import type { Product, Project } from '../../../../src/lib/domain/document/document.ts';
import { amazon, cutoutEdit, newPhoto } from '../samples.ts';

const etsy = findChannel('etsy');
const walmart = findChannel('walmart');
const story = findChannel('instagram-story');

interface Made {
  readonly sku: string;
  readonly fields?: Partial<Product>;
  /** Slots of its photos, which are called `SKU SLOT`. */
  readonly slots?: readonly string[];
  readonly side?: number;
}

const projectOf = (...products: readonly Made[]): Project =>
  products.reduce(
    (before, { sku, fields, slots = [], side = 3000 }) =>
      slots.reduce(
        (next, slot) =>
          addPhoto(
            next,
            newPhoto(`${sku} ${slot}`, { productId: sku, slot, size: { width: side, height: side } })
          ),
        setProduct(before, sku, { sku, ...fields })
      ),
    createProject({ id: 'p', name: '', channels: ['amazon'] })
  );

const jobOn = (photo: string, place: string, state: JobState, verdict?: Verdict): Job => {
  const [channel = '', role = ''] = place.split('/');
  return {
    id: `p ${photo} ${place} ${photo.split(' ')[1]}`,
    ...{ project: 'p', photo, key: `${photo} ${place}`, channel, role, slot: '', name: '' },
    ...{ state, priority: 0, order: 0, deaths: 0 },
    ...(verdict && { result: { verdict, score: 100, findings: [] }, ms: 500 })
  };
};

const known = (jobs: readonly Job[], ...stale: string[]): Work => ({ jobs, stale: new Set(stale) });
const boardFor = (project: Project, channels: readonly Channel[], work: Work) =>
  boardOf(planBoard(project, entriesOf(project), channels), work);

describe('what a channel asks for beyond the photos that are there', () => {
  it('its required roles by name, how many pictures at least and at best', () => {
    expect(lacksOf(amazon, [])).toEqual([
      { kind: 'slot', slot: 'MAIN', level: 'required' },
      { kind: 'pictures', have: 0, want: 7, level: 'recommended' }
    ]);
    expect(lacksOf(amazon, ['MAIN', 'PT01', 'PT02', 'PT03', 'PT04', 'PT05', 'PT06'])).toEqual([]);
    expect(lacksOf(walmart, ['MAIN'])).toEqual([
      { kind: 'role', role: 'secondary', level: 'required' },
      { kind: 'pictures', have: 1, want: 4, level: 'recommended' }
    ]);
  });

  it('a story is made of the MAIN photo, and asks for nothing else', () => {
    expect(lacksOf(story, ['PT01'])).toEqual([{ kind: 'slot', slot: 'MAIN', level: 'required' }]);
    expect(lacksOf(story, ['MAIN'])).toEqual([]);
  });
});

describe('the board', () => {
  const project = projectOf(
    { sku: 'mug', slots: ['MAIN', 'PT01'] },
    { sku: 'bag', slots: ['PT01'] },
    { sku: 'new' }
  );

  it('says of each product and channel what is furthest from the shop', () => {
    const cells = (...jobs: Job[]) => boardFor(project, [amazon], known(jobs))[0]?.cells[0]?.state;
    const main = (state: JobState, verdict?: Verdict) => jobOn('mug MAIN', 'amazon/main', state, verdict);
    const other = (state: JobState, verdict?: Verdict) =>
      jobOn('mug PT01', 'amazon/secondary', state, verdict);
    expect(cells()).toBe('none');
    expect(cells(main('queued'))).toBe('queued');
    expect(cells(main('working'), other('queued'))).toBe('working');
    expect(cells(main('done', 'pass'))).toBe('none');
    expect(cells(main('done', 'pass'), other('done', 'fixed'))).toBe('fixed');
    expect(cells(main('exported', 'pass'), other('done', 'pass'))).toBe('done');
    expect(cells(main('review', 'review'), other('failed'))).toBe('failed');
    expect(cells(main('exported', 'pass'), other('review', 'review'))).toBe('review');
    expect(cells(main('cancelled'), other('done', 'pass'))).toBe('none');
  });

  it('a size that shares pictures has gone when its own file has, and not with the other’s', () => {
    const red = { parent: 'TEE', colorFamily: 'Red' };
    const tees = projectOf(
      { sku: 'red-s', slots: ['MAIN'], fields: red },
      { sku: 'red-m', fields: red },
      { sku: 'red-l', fields: red }
    );
    const gone = new Set([slotId('p', { channel: 'amazon', listing: 'sku RED-L', slot: 'MAIN' })]);
    const states = (state: JobState, verdict: Verdict) =>
      boardFor(tees, [amazon], { ...known([jobOn('red-s MAIN', 'amazon/main', state, verdict)]), gone }).map(
        ({ cells }) => cells[0]?.state
      );
    expect(states('exported', 'pass')).toEqual(['exported', 'done', 'exported']);
    expect(states('done', 'fixed')).toEqual(['fixed', 'fixed', 'exported']);
    expect(states('review', 'review')).toEqual(['review', 'review', 'review']);
  });

  it('a size has no pictures where sizes share none, or where it would be shown in another one’s length', () => {
    const red = { parent: 'TEE', colorFamily: 'Red', category: 'Shirts' };
    const tees = projectOf(
      { sku: 'red-s', slots: ['MAIN'], fields: { ...red, lengthMm: 600 } },
      { sku: 'red-m', fields: { ...red, lengthMm: 600 } },
      { sku: 'red-l', fields: { ...red, lengthMm: 700 } },
      { sku: 'coat', slots: ['MAIN'], fields: { category: 'Shirts', lengthMm: 900 } }
    );
    const seen = (project: Project) =>
      Object.fromEntries(
        boardFor(project, [amazon], known([])).map(({ entry, cells: [cell] }) => [
          entry.label,
          [cell?.files.length, cell?.state]
        ])
      );
    const own = { 'red-s': [1, 'none'], coat: [1, 'none'] };
    expect(seen(tees)).toEqual({ ...own, 'red-m': [1, 'none'], 'red-l': [1, 'none'] });
    const alone = setChoices(tees, { sharedSizes: false });
    expect(seen(alone)).toEqual({ ...own, 'red-m': [0, 'missing'], 'red-l': [0, 'missing'] });
    const cutOut = tees.photos.reduce((project, { id }) => setCutout(project, id, cutoutEdit('2')), tees);
    const real = setChoices(cutOut, { scale: 'real' });
    expect(seen(real)).toEqual({ ...own, 'red-m': [1, 'none'], 'red-l': [0, 'missing'] });
  });

  it('what would be another file today is stale, whatever was said of it; what waits to be made again is not', () => {
    const stale = 'p mug MAIN amazon/main MAIN';
    const state = (now: JobState) =>
      boardFor(project, [amazon], known([jobOn('mug MAIN', 'amazon/main', now, 'pass')], stale))[0]?.cells[0]
        ?.files[0]?.state;
    expect(state('exported')).toBe('stale');
    expect(state('queued')).toBe('queued');
  });

  it('a product without its MAIN photo, or without any, misses one', () => {
    const board = boardFor(project, [amazon], known([jobOn('bag PT01', 'amazon/secondary', 'done', 'pass')]));
    expect(board.map(({ cells }) => cells[0]?.state)).toEqual(['none', 'missing', 'missing']);
  });

  it('is ready where every channel has all that it requires', () => {
    const one = projectOf({ sku: 'cup', slots: ['MAIN'] }, { sku: 'pot', slots: ['MAIN'] });
    const jobs = [
      jobOn('cup MAIN', 'amazon/main', 'exported', 'pass'),
      jobOn('cup MAIN', 'etsy/main', 'done', 'fixed'),
      jobOn('pot MAIN', 'amazon/main', 'done', 'pass')
    ];
    const board = boardFor(one, [amazon, etsy], known(jobs));
    const labels = (filter: 'all' | 'todo' | 'ready') =>
      shownRows(board, filter).map(({ entry }) => entry.label);
    expect([labels('ready'), labels('todo'), labels('all')]).toEqual([['cup'], ['pot'], ['cup', 'pot']]);
  });

  it('plans a thousand products for five channels in no time worth mentioning, and fills them in less', () => {
    const one = projectOf({ sku: 's', slots: ['MAIN', 'PT01', 'PT02'] });
    const skus = Array.from({ length: 1000 }, (_, at) => `s${at}`);
    const many: Project = {
      ...one,
      products: skus.map((sku) => ({ id: sku, sku })),
      photos: skus.flatMap((sku) =>
        one.photos.map((photo) => ({ ...photo, id: `${sku} ${photo.slot}`, productId: sku }))
      )
    };
    const entries = entriesOf(many);
    const channels = ['amazon', 'etsy', 'walmart', 'ebay', 'shopify'].map(findChannel);
    const began = performance.now();
    const plan = planBoard(many, entries, channels);
    const planned = performance.now();
    const board = boardOf(plan, known([]));
    const took = [planned - began, performance.now() - planned];
    expect(board.flatMap(({ cells }) => cells)).toHaveLength(5000);
    expect(Math.max(...took), `${took.join(' and ')} ms`).toBeLessThan(2000);
  });
});

describe('missing photos', () => {
  const family = (colorFamily: string, size: string) => ({ parent: 'TEE', colorFamily, size });
  const project = projectOf(
    { sku: 'red-s', fields: family('Red', 'S'), slots: ['MAIN', 'PT01'] },
    { sku: 'red-m', fields: family('red', 'M') },
    { sku: 'blue-s', fields: family('Blue', 'S') },
    { sku: 'blue-m', fields: family('Blue', 'M') }
  );

  it('sizes share the pictures of their colour, and stand together; colours do not', () => {
    const lines = missingOf(planBoard(project, entriesOf(project), [amazon]));
    expect(
      lines.map(({ entries, lacks }) => [entries.map(({ label }) => label), lacks.map(({ kind }) => kind)])
    ).toEqual([
      [
        ['blue-s', 'blue-m'],
        ['slot', 'pictures']
      ],
      [['red-s', 'red-m'], ['pictures']]
    ]);
    expect(entriesOf(project).find(({ label }) => label === 'red-m')).toMatchObject({
      lender: 'red-s',
      photos: [{ slot: 'MAIN' }, { slot: 'PT01' }]
    });
  });
});

/** All that the steps give, and how many they were. */
function listableFor(project: Project, channels: readonly Channel[], work: Work) {
  const steps = [...listableSteps(project, channels, work)];
  const found = steps.filter((step): step is Listable => step !== undefined);
  return { found, steps: steps.length };
}

describe('where products could be listed', () => {
  const project = projectOf(
    { sku: 'checked', slots: ['MAIN', 'PT01'] },
    { sku: 'large', slots: ['MAIN'] },
    { sku: 'small', slots: ['MAIN'], side: 400 },
    { sku: 'side', slots: ['PT01'] },
    { sku: 'doubt', slots: ['MAIN'] },
    { sku: 'broken', slots: ['MAIN'] }
  );
  const work = known([
    jobOn('checked MAIN', 'amazon/main', 'done', 'pass'),
    jobOn('checked PT01', 'amazon/secondary', 'failed', 'fail'),
    jobOn('doubt MAIN', 'amazon/main', 'review', 'review'),
    jobOn('broken MAIN', 'amazon/main', 'failed', 'fail')
  ]);

  it('what was checked is told from what is only known by size and slots', () => {
    const [on] = listableFor(project, [amazon], work).found;
    expect(on?.products).toEqual({
      ...{ ready: 1, stale: 0, likely: 1, review: 1, fail: 1, small: 1, missing: 1 }
    });
    expect(on?.unchecked).toEqual(['large MAIN']);
  });

  it('what was checked before something changed counts apart, and is to be checked again', () => {
    const stale = known(work.jobs, 'p checked MAIN amazon/main MAIN');
    const [on] = listableFor(project, [amazon], stale).found;
    expect(on?.products).toMatchObject({ ready: 0, stale: 1, likely: 1 });
    expect(on?.unchecked).toEqual(['checked MAIN', 'large MAIN']);
  });

  it('a photo that today is too small is not what it was when it was checked', () => {
    const jobs = [jobOn('small MAIN', 'amazon/main', 'done', 'pass')];
    const [on] = listableFor(project, [amazon], known(jobs, 'p small MAIN amazon/main MAIN')).found;
    expect(on?.products).toMatchObject({ stale: 0, small: 1 });
  });

  it('comes a channel at a time, in steps of some hundred products', () => {
    const skus = Array.from({ length: 600 }, (_, at) => ({ sku: `s${at}` }));
    const { found, steps } = listableFor(projectOf(...skus), [etsy, story], work);
    expect(found.map(({ channel, products }) => [channel, products.missing])).toEqual([
      ['etsy', 600],
      ['instagram-story', 600]
    ]);
    expect(steps).toBe(2 * (3 + 1));
    const both = listableFor(project, [etsy, story], work).found;
    expect(both.map(({ products }) => products.likely)).toEqual([5, 4]);
  });
});

it('board, missing photos and rights come in one', () => {
  const project = projectOf({ sku: 'a', slots: ['MAIN'] }, { sku: 'b' });
  const dated = setProduct(project, 'a', { rights: { expires: '2026-12-01' } });
  const all = overviewOf(dated, [amazon], known([]), '2026-11-26');
  expect(all.board).toHaveLength(2);
  expect(all.missing.length).toBeGreaterThan(0);
  expect(all.expiring.map(({ days }) => days)).toEqual([5]);
});

describe('a pilot', () => {
  const project = projectOf(
    { sku: 'tee-red', fields: { category: 'Shirts', parent: 'TEE', colorFamily: 'Red' }, slots: ['MAIN'] },
    { sku: 'tee-blue', fields: { category: 'shirts ', parent: 'TEE', colorFamily: 'Blue' }, slots: ['MAIN'] },
    { sku: 'polo', fields: { category: 'Shirts' }, slots: ['MAIN'] },
    { sku: 'mug', fields: { category: 'Mugs' }, slots: ['MAIN'] },
    { sku: 'bag', slots: ['PT01'] },
    { sku: 'cap', slots: ['MAIN', 'PT01'] }
  );
  const picked = (count: number) => pilotOf(entriesOf(project), count).map(({ label }) => label);

  it('takes one of each category and family before a second one, and none without its MAIN photo', () => {
    expect(picked(4)).toEqual(['tee-red', 'mug', 'cap', 'polo']);
    expect(picked(10)).toEqual(['tee-red', 'mug', 'cap', 'polo', 'tee-blue']);
  });

  it('says what came of it, and what the rest would take at its pace', () => {
    const jobs = [
      jobOn('a', 'amazon/main', 'done', 'pass'),
      jobOn('b', 'amazon/main', 'review', 'review'),
      jobOn('c', 'amazon/main', 'failed'),
      jobOn('d', 'amazon/main', 'cancelled')
    ];
    const scope = { photos: ['a', 'b', 'c', 'd', 'e'], channels: ['amazon'] };
    expect(pilotResult(jobs, scope)).toEqual({
      ...{ files: 3, isOver: true, passed: 1, review: 1, failed: 1, fileMs: 500 }
    });
    expect(pilotResult([...jobs, jobOn('e', 'amazon/main', 'queued')], scope).isOver).toBe(false);
    expect(
      pilotResult([jobOn('z', 'amazon/main', 'queued'), jobOn('a', 'etsy/main', 'queued')], scope)
    ).toMatchObject({ files: 0, isOver: false, fileMs: null });
    const board = boardFor(project, [amazon], known([jobOn('mug MAIN', 'amazon/main', 'done', 'pass')]));
    const rest = restFiles(board, { photos: ['polo MAIN'], channels: ['amazon'] });
    expect(rest.photos).toEqual(['tee-red MAIN', 'tee-blue MAIN', 'bag PT01', 'cap MAIN', 'cap PT01']);
    expect(restOf({ files: 100, cutouts: 50 }, { cutoutMs: 3000, fileMs: 1000 }, 2)).toBe(150_000);
    expect(restOf({ files: 100, cutouts: 1 }, { cutoutMs: null, fileMs: 1000 }, 2)).toBe(null);
  });
});
