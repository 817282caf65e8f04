import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planExport } from '../../../src/lib/domain/batch/plan.ts';
import { addPhoto, setEdits, setFound, setProduct } from '../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import { Batch } from '../../../src/lib/pipeline/batch.ts';
import { runExport } from '../../../src/lib/pipeline/export-run.ts';
import { importPhoto } from '../../../src/lib/pipeline/import.ts';
import { extensionOf } from '../../../src/lib/pipeline/plan.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { MemorySink } from '../../../src/lib/pipeline/zip.ts';
import { WORDS } from '../../node/pipeline/report-words.ts';
import { boxes, stubStudio } from './pictures.ts';

let studio: Studio;
let project: Project;

beforeEach(async () => {
  studio = await stubStudio();
  project = startProject('Kept');
});
afterEach(() => studio.close());

/** A batch that has made the files of so many photos. */
async function batchOf(count: number): Promise<Batch> {
  for (let i = 0; i < count; i++) {
    const file = await boxes(`B0C4TR31${10 + i}.png`, [[225 + i, 150, 450, 300]], '#fff');
    project = addPhoto(project, await importPhoto(studio, file));
  }
  const batch = await Batch.open(studio, {
    project: () => project,
    setFound: (photo, found) => void (project = setFound(project, photo, found))
  });
  await batch.add({ channels: [studio.rules.channel('etsy')] });
  await batch.start({ effort: 'fast' });
  return batch;
}

async function exported(only?: 'changed') {
  const plan = planExport(project, { channels: [studio.rules.channel('etsy')] }, extensionOf);
  const options = { layout: 'folders', includeReview: true, words: WORDS, only } as const;
  return runExport(studio, project, plan, new MemorySink(), options);
}
/** What an export has in it, whichever way its files came to be. */
const contents = async (only?: 'changed') => {
  const { manifest } = await exported(only);
  return manifest.files.map(({ name, sha256, verdict, change }) => ({ name, sha256, verdict, change }));
};
const states = async () => (await studio.store.work.listJobs(project.id)).map(({ state }) => state);

/** Counts what is composed from now on. */
function composed(): () => number {
  let calls = 0;
  const { call } = studio.compose;
  studio.compose.call = ((run, options) =>
    call((api) => {
      const counted = new Proxy(api, {
        get: (target, name) => {
          if (name === 'render') calls++;
          return Reflect.get(target, name) as unknown;
        }
      });
      return run(counted);
    }, options)) as typeof call;
  return () => calls;
}

describe('an export', () => {
  test('takes what a batch has made: the same bytes, names and verdicts, and nothing is composed', async () => {
    await batchOf(2);
    const rendered = composed();
    const kept = await exported();
    expect(rendered()).toBe(0);
    const reports = kept.delivered.map(({ report }) => report);
    const outputs = await studio.store.work.listOutputs(project.id);
    await studio.store.work.putOutputs(outputs.map((output) => ({ ...output, file: null })));
    studio.pressed.clear();
    const made = await exported();
    expect(rendered()).toBe(2);
    expect(made.delivered.map(({ report }) => report)).toEqual(reports);
    expect(made.manifest.files.map(({ sha256, name }) => [sha256, name])).toEqual(
      kept.manifest.files.map(({ sha256, name }) => [sha256, name])
    );
  });

  test('makes a file again whose pixels are gone, and whose document has changed', async () => {
    await batchOf(2);
    const rendered = composed();
    studio.pressed.clear();
    const [first, second] = await studio.store.work.listOutputs(project.id);
    const gone = { ...first!.file!, sha256: '0'.repeat(64) };
    await studio.store.work.putOutputs([{ ...first!, file: gone }]);
    const { manifest } = await exported();
    expect(manifest.files).toHaveLength(2);
    expect(rendered()).toBe(1);
    const { crop } = project.photos.find(({ id }) => id === second!.photo)!.edits;
    project = setEdits(project, second!.photo, { crop: { ...crop, straighten: 2 } });
    await exported();
    expect(rendered()).toBe(2 + 1);
  });

  test('names a kept file by today’s plan, and judges it by that name', async () => {
    await batchOf(1);
    const [{ id }] = project.photos as [Project['photos'][number]];
    const placed = setProduct(project, 'mug', { sku: 'MUG 1' });
    project = { ...placed, photos: placed.photos.map((photo) => ({ ...photo, productId: 'mug' })) };
    const rendered = composed();
    const { delivered } = await exported();
    expect(rendered()).toBe(0);
    const [{ report, planned }] = delivered as [(typeof delivered)[number]];
    expect(planned.photo).toBe(id);
    expect(report.file.name).toBe(planned.name);
    expect(report.findings.find(({ rule }) => rule === 'file-name')?.measured).toBe(planned.name);
  });

  test('says what is new, replaced and unchanged; only what has changed goes where that is asked', async () => {
    await batchOf(2);
    expect((await contents()).map(({ change }) => change)).toEqual(['new', 'new']);
    expect((await contents()).map(({ change }) => change)).toEqual(['unchanged', 'unchanged']);
    const [first] = project.photos;
    project = setEdits(project, first!.id, { crop: { ...first!.edits.crop, straighten: 2 } });
    expect((await contents('changed')).map(({ change }) => change)).toEqual(['replaced']);
    const again = await exported('changed');
    expect(again.manifest.files).toEqual([]);
    expect(again.manifest.skipped.map(({ reason }) => reason)).toEqual([
      'etsy/main: unchanged',
      'etsy/main: unchanged'
    ]);
    project = { ...project, photos: project.photos.slice(1) };
    const { manifest } = await exported();
    expect(manifest.missing).toMatchObject([{ channel: 'etsy', photo: first!.id, slot: 'MAIN' }]);
  });

  test('marks the jobs of what has gone, in an open batch and on disk', async () => {
    const batch = await batchOf(2);
    await exported();
    expect(await states()).toEqual(['exported', 'exported']);
    const ids = batch.snapshot.jobs.map(({ id }) => id);
    await batch.redo(ids);
    await batch.letBe(ids);
    expect(batch.snapshot.jobs.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(await states()).toEqual(['done', 'done']);
  });

  test('of kept files is faster', async () => {
    await batchOf(20);
    studio.pressed.clear();
    const kept = await timed(exported);
    const outputs = await studio.store.work.listOutputs(project.id);
    await studio.store.work.putOutputs(outputs.map((output) => ({ ...output, file: null })));
    const made = await timed(exported);
    console.info(`20 files: kept ${Math.round(kept)} ms, rendered ${Math.round(made)} ms`);
    expect(kept).toBeLessThan(made);
  });
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return performance.now() - started;
}
