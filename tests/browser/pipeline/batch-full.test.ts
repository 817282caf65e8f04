import { afterEach, beforeEach, expect, test } from 'vitest';
import { addPhoto, setFound } from '../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import { Batch, type BatchAccess } from '../../../src/lib/pipeline/batch.ts';
import { importPhoto } from '../../../src/lib/pipeline/import.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { Database } from '../../../src/lib/storage/db.ts';
import { LocalStore } from '../../../src/lib/storage/local-store.ts';
import { failWrites } from '../storage/faults.ts';
import { boxes, stubStudio } from './pictures.ts';

/* A disk that takes a row and no picture any more: it is noticed at the picture, not at the next row. */

let studio: Studio;
let project: Project;
let faults: ReturnType<typeof failWrites> | undefined;
const access: BatchAccess = {
  project: () => project,
  setFound: (photo, found) => void (project = setFound(project, photo, found))
};
const openStore = async () => new LocalStore(await Database.open());

beforeEach(async () => {
  studio = { ...(await stubStudio()), store: await openStore() };
  await studio.store.clear();
  project = startProject('Full');
  for (const [at, name] of ['B0C4TR3110.png', 'B0C4TR3111.png'].entries())
    project = addPhoto(project, await importPhoto(studio, await boxes(name, [[225 + at, 150, 450, 300]])));
});
afterEach(() => {
  faults?.restore();
  studio.close();
});

const isPicture = (_count: number, table: string) => table === 'blobs';
const states = (batch: Batch) => batch.snapshot.jobs.map(({ state }) => state);

async function opened(): Promise<Batch> {
  const batch = await Batch.open(studio, access);
  await batch.add({ channels: [studio.rules.channel('etsy')] });
  return batch;
}

/** Every file is on the disk: another page finds it. */
async function expectAllKept(batch: Batch): Promise<void> {
  expect(states(batch)).toEqual(['done', 'done']);
  const other = await openStore();
  const outputs = await other.work.listOutputs(project.id);
  expect(outputs).toHaveLength(2);
  for (const { file, report } of outputs) expect((await other.getBlob(file!)).size).toBe(report.file.bytes);
  for (const { edits } of project.photos)
    expect((await other.getBlob(edits.cutout.found!.matte)).size).toBeGreaterThan(0);
}

test('a cutout without room pauses the batch at once, and is neither lost nor made again', async () => {
  const batch = await opened();
  faults = failWrites(isPicture);
  await batch.start({ effort: 'fast' });
  const { state, problem } = batch.snapshot;
  expect([state, problem?.code]).toEqual(['paused', 'quota-exceeded']);
  expect(problem?.data?.['bytes']).toBeGreaterThan(0);
  expect(states(batch)).toEqual(['queued', 'queued']);
  expect(batch.snapshot.jobs.every(({ found }) => found === undefined)).toBe(true);
  const first = project.photos.map(({ edits }) => edits.cutout.found);
  expect(first.filter(Boolean)).toHaveLength(1);

  await batch.start({ effort: 'fast' });
  expect(batch.snapshot).toMatchObject({ state: 'paused', problem: { code: 'quota-exceeded' } });
  expect(project.photos.map(({ edits }) => edits.cutout.found)).toEqual(first);

  faults.restore();
  await batch.start({ effort: 'fast' });
  expect(batch.snapshot).toMatchObject({ state: 'idle', problem: null });
  expect(project.photos[0]!.edits.cutout.found).toEqual(first[0]);
  await expectAllKept(batch);
});

test('a file without room is not called finished', async () => {
  const batch = await opened();
  // The first cutout goes through: what comes after it is a file, or the next cutout.
  let pictures = 0;
  faults = failWrites((_count, table) => table === 'blobs' && ++pictures > 1);
  await batch.start({ effort: 'fast' });
  expect(batch.snapshot).toMatchObject({ state: 'paused', problem: { code: 'quota-exceeded' } });
  expect(new Set(states(batch))).toEqual(new Set(['queued']));
  expect(await studio.store.work.listOutputs(project.id)).toEqual([]);
  faults.restore();
  await batch.start({ effort: 'fast' });
  await expectAllKept(batch);
});
