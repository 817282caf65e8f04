import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { planExport } from '../../../src/lib/domain/batch/plan.ts';
import {
  addPhoto,
  setChoices,
  setEdits,
  setFound,
  setPlace,
  setProduct
} from '../../../src/lib/domain/document/change.ts';
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
    studio.pressed.clear();
    await studio.store.work.putOutputs([first!]);
    await exported();
    expect(rendered()).toBe(2);
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

  /** The one photo is a red shirt's, size S; M has none. */
  function withSizes(): void {
    const [photo] = project.photos;
    for (const [id, identifier] of [
      ['s', 'B0C4TR311X'],
      ['m', 'B09KX7M2QD']
    ] as const) {
      project = setProduct(project, id, { sku: `TEE-${id}`, identifier, parent: 'TEE', colorFamily: 'Red' });
    }
    project = setPlace(project, photo!.id, { productId: 's' });
  }

  test.each(['made by a batch', 'made for it'])(
    'writes a picture that sizes share under the name of each, %s: composed at most once, the same bytes',
    async (how) => {
      const batch = await batchOf(1);
      withSizes();
      expect(batch.snapshot.jobs).toHaveLength(1);
      await batch.add({ channels: [studio.rules.channel('etsy')] });
      expect(batch.snapshot.jobs).toHaveLength(1);
      if (how === 'made for it') {
        const outputs = await studio.store.work.listOutputs(project.id);
        await studio.store.work.putOutputs(outputs.map((output) => ({ ...output, file: null })));
      }
      studio.pressed.clear();
      const rendered = composed();
      const { manifest, delivered, zips } = await exported();
      expect(rendered()).toBe(how === 'made for it' ? 1 : 0);
      expect(manifest.files.map(({ name, product, sharedFrom }) => [name, product, sharedFrom])).toEqual([
        ['etsy/TEE-s-1.jpg', undefined, undefined],
        ['etsy/TEE-m-1.jpg', 'm', 'TEE-s']
      ]);
      const [first, second] = manifest.files;
      expect(second!.sha256).toBe(first!.sha256);
      expect(second!.bytes).toBe(first!.bytes);
      expect(delivered.map(({ report }) => report.file.name)).toEqual(['TEE-s-1.jpg', 'TEE-m-1.jpg']);
      expect(zips[0]!.bytes).toBeGreaterThan(2 * first!.bytes);
      expect(await states()).toEqual(['exported']);

      expect((await contents()).map(({ change }) => change)).toEqual(['unchanged', 'unchanged']);
      project = setChoices(project, { sharedSizes: false });
      const { manifest: alone } = await exported();
      expect(alone.files.map(({ name }) => name)).toEqual(['etsy/TEE-s-1.jpg']);
      expect(alone.missing?.map(({ name }) => name)).toEqual(['TEE-m-1.jpg']);
    }
  );

  test('gives a size that is new its file where the picture itself is unchanged and not asked for', async () => {
    await batchOf(1);
    withSizes();
    project = setChoices(project, { sharedSizes: false });
    await exported();
    project = setChoices(project, { sharedSizes: true });
    const { manifest } = await exported('changed');
    expect(manifest.files).toMatchObject([{ name: 'etsy/TEE-m-1.jpg', change: 'new' }]);
    expect(manifest.skipped).toMatchObject([{ reason: 'etsy/main: unchanged' }]);
  });
});
