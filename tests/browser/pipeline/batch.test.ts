import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addPhoto, setFound } from '../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import { NO_PROMPT, type CutoutEdit } from '../../../src/lib/domain/document/edits/cutout.ts';
import { PackshotError } from '../../../src/lib/domain/errors.ts';
import { Batch, type BatchAccess } from '../../../src/lib/pipeline/batch.ts';
import { importPhoto } from '../../../src/lib/pipeline/import.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { boxes, stubStudio } from './pictures.ts';

let studio: Studio;
let project: Project;
const access: BatchAccess = {
  project: () => project,
  setFound: (photo, found) => void (project = setFound(project, photo, found))
};

beforeEach(async () => {
  studio = await stubStudio();
  project = startProject('Batch');
});
afterEach(() => studio.close());

async function withPhotos(count: number): Promise<void> {
  for (let i = 0; i < count; i++) {
    const file = await boxes(`B0C4TR311${i}.png`, [[225 + i, 150, 450, 300]], '#fff');
    project = addPhoto(project, await importPhoto(studio, file));
  }
}
function setPhotoEdits(before: Project, cutout: Partial<CutoutEdit>): Project {
  const [photo] = before.photos;
  const edits = { ...photo!.edits, cutout: { ...photo!.edits.cutout, ...cutout } };
  return { ...before, photos: [{ ...photo!, edits }] };
}
const selection = (...channels: string[]) => ({ channels: channels.map((id) => studio.rules.channel(id)) });
const states = (batch: Batch) => batch.snapshot.jobs.map(({ state }) => state);

describe('a batch', () => {
  test('cuts photos out, makes every file that was asked for, keeps it, and says what came of it', async () => {
    await withPhotos(3);
    const batch = await Batch.open(studio, access);
    await batch.add(selection('amazon', 'etsy'));
    expect(states(batch)).toEqual(Array(6).fill('queued'));
    const stages = new Set<string>();
    batch.listen(() => batch.snapshot.at.forEach(({ stage }) => stages.add(stage)));
    await batch.start({ effort: 'fast' });
    expect(batch.snapshot).toMatchObject({ state: 'idle', problem: null, msLeft: 0 });
    expect(new Set(states(batch))).toEqual(new Set(['done']));
    expect(stages).toEqual(new Set(['open', 'cutout', 'compose', 'encode', 'check']));
    expect(project.photos.every(({ edits }) => edits.cutout.found !== null)).toBe(true);
    for (const output of await studio.store.work.listOutputs(project.id)) {
      expect((await studio.store.getBlob(output.file!)).size).toBe(output.report.file.bytes);
    }
  });

  test('cuts out a photo whose product is called by a word that no model knows, and leaves it to a person', async () => {
    await withPhotos(1);
    const ask = { prompt: { ...NO_PROMPT, text: 'a thingamajig' }, holes: 'auto', pick: null } as const;
    project = setPhotoEdits(project, { ask, isShared: true });
    const batch = await Batch.open(studio, access);
    await batch.add(selection('etsy'));
    await batch.start({ effort: 'fast' });
    expect(batch.snapshot.jobs).toMatchObject([{ state: 'review' }]);
    expect(project.photos[0]!.edits.cutout.found).toMatchObject({ ask, confidence: 0.25 });
    project = setPhotoEdits(project, { ask, isShared: false, found: null });
    const own = await Batch.open(studio, access);
    await own.redo(own.snapshot.jobs.map(({ id }) => id));
    await own.start({ effort: 'fast' });
    expect(own.snapshot.jobs).toMatchObject([{ state: 'failed', error: { code: 'unsupported-prompt' } }]);
  });

  test('makes nothing again that is finished, and that again whose document has changed', async () => {
    await withPhotos(2);
    const batch = await Batch.open(studio, access);
    await batch.add(selection('etsy'));
    await batch.start({ effort: 'fast' });
    const reopened = await Batch.open(studio, access);
    expect(await reopened.add(selection('etsy'))).toEqual([]);
    project = { ...project, photos: [{ ...project.photos[0]!, edits: moved(project) }, project.photos[1]!] };
    expect(await reopened.add(selection('etsy'))).toHaveLength(1);
  });

  test('that was left in the middle goes on where it was: cutouts of an unsaved document come back', async () => {
    await withPhotos(3);
    const saved = project;
    const batch = await Batch.open(studio, access);
    await batch.add(selection('etsy'));
    batch.listen(() => {
      if (states(batch).includes('done')) void batch.close();
    });
    await batch.start({ effort: 'fast' });
    expect(states(batch)).toContain('queued');
    const done = states(batch).filter((state) => state === 'done').length;
    project = saved;
    const again = await Batch.open(studio, access);
    expect(project.photos.filter(({ edits }) => edits.cutout.found)).not.toHaveLength(0);
    expect(states(again).filter((state) => state === 'done')).toHaveLength(done);
    await again.start({ effort: 'fast' });
    expect(new Set(states(again))).toEqual(new Set(['done']));
  });

  test('lets be a photo on which pages have ended twice, and the others go on', async () => {
    await withPhotos(2);
    const batch = await Batch.open(studio, access);
    const [first, second] = await batch.add(selection('etsy'));
    await studio.store.work.putJobs([{ ...first!, state: 'working', deaths: 2 }, second!]);
    const again = await Batch.open(studio, access);
    await again.start({ effort: 'fast' });
    expect(again.snapshot.jobs).toMatchObject([
      { state: 'failed', error: { code: 'worker-died' } },
      { state: 'done' }
    ]);
    await again.retry();
    await again.start({ effort: 'fast' });
    expect(states(again)).toEqual(['done', 'done']);
  });

  test('a photo that was under way when a page ended is worked alone', async () => {
    await withPhotos(3);
    const batch = await Batch.open(studio, access);
    const [first, ...others] = await batch.add(selection('etsy'));
    await studio.store.work.putJobs([{ ...first!, state: 'working', deaths: 1 }, ...others]);
    const again = await Batch.open(studio, access);
    let most = 0;
    again.listen(() => {
      const { at } = again.snapshot;
      if (at.has(first!.photo)) most = Math.max(most, at.size);
    });
    await again.start({ effort: 'fast' });
    expect(most).toBe(1);
    expect(states(again)).toEqual(['done', 'done', 'done']);
  });

  test('pauses when the device is full, says so, loses nothing, and goes on when there is room', async () => {
    await withPhotos(2);
    const batch = await Batch.open(studio, access);
    await batch.add(selection('etsy'));
    const { finish } = studio.store.work;
    studio.store.work.finish = () => Promise.reject(new PackshotError('quota-exceeded', 'full'));
    await batch.start({ effort: 'fast' });
    expect(batch.snapshot).toMatchObject({ state: 'paused', problem: { code: 'quota-exceeded' } });
    expect(new Set(states(batch))).toEqual(new Set(['queued']));
    studio.store.work.finish = finish;
    await batch.start({ effort: 'fast' });
    expect(batch.snapshot).toMatchObject({ state: 'idle', problem: null });
    expect(states(batch)).toEqual(['done', 'done']);
  });

  test('a photo whose pixels are gone fails by itself', async () => {
    await withPhotos(2);
    const [first] = project.photos;
    const gone = { ...first!, source: { ...first!.source, sha256: '0'.repeat(64) } };
    project = { ...project, photos: [gone, project.photos[1]!] };
    const batch = await Batch.open(studio, access);
    await batch.add(selection('etsy'));
    await batch.start({ effort: 'fast' });
    expect(batch.snapshot.jobs).toMatchObject([
      { state: 'failed', error: { code: 'not-found' } },
      { state: 'done' }
    ]);
  });

  test('is cancelled photo by photo or as a whole, and what matters more comes first', async () => {
    await withPhotos(3);
    const batch = await Batch.open(studio, access);
    await batch.add(selection('etsy'));
    const [a, , c] = project.photos;
    await batch.cancel([a!.id]);
    await batch.prioritise([c!.id]);
    const order: string[] = [];
    batch.listen(() => batch.snapshot.at.forEach((_, photo) => order.includes(photo) || order.push(photo)));
    await batch.start({ effort: 'fast' });
    expect(order[0]).toBe(c!.id);
    expect(states(batch)).toEqual(['cancelled', 'done', 'done']);
  });
});

const moved = ({ photos }: Project) => {
  const { edits } = photos[0]!;
  return { ...edits, frame: { ...edits.frame, fill: 0.5 } };
};
