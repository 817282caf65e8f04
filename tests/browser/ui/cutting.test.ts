import { expect, test } from 'vitest';
import { addPhoto } from '../../../src/lib/domain/document/change.ts';
import { importPhoto } from '../../../src/lib/pipeline/import.ts';
import { DEFAULT_MODEL, IMGLY_MODEL } from '../../../src/lib/pipeline/models.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { notices } from '../../../src/lib/ui/shared/notices.svelte.ts';
import { deskOn } from './desk-fixture.ts';
import { fakeStudio, model } from './fake-studio.ts';

async function deskWithPhoto(studio: Studio) {
  const photo = await importPhoto(studio, { name: 'mug.jpg', data: new Blob(['mug']) });
  const project = addPhoto(startProject('mug'), photo);
  return deskOn(studio, project);
}

const here = [model(DEFAULT_MODEL, true), model(IMGLY_MODEL, true)];
const absent = [model(DEFAULT_MODEL, false), model(IMGLY_MODEL, false)];

test('an engine chosen while consent is asked is the one that is named, downloaded and used', async () => {
  const studio = fakeStudio(absent);
  const desk = await deskWithPhoto(studio);
  desk.cutOut();
  await expect.poll(() => desk.cutting.wanted?.id).toBe(DEFAULT_MODEL);
  desk.cutting.choose(IMGLY_MODEL);
  await expect.poll(() => desk.cutting.wanted?.id).toBe(IMGLY_MODEL);
  await desk.cutting.accept();
  expect(studio.downloaded).toEqual([IMGLY_MODEL]);
  expect(desk.photo?.edits.cutout.found?.model).toBe(IMGLY_MODEL);
});

test('work is shown from the moment it is asked for, also while the engine is not free yet', async () => {
  const studio = fakeStudio(here);
  studio.segment.call = () => new Promise(() => {});
  const desk = await deskWithPhoto(studio);
  desk.begin();
  expect(desk.cutting.isBusy).toBe(true);
  expect(desk.verdict).toBe('work');
});

test('the time shown belongs to the cutout shown', async () => {
  const desk = await deskWithPhoto(fakeStudio(here));
  await desk.cutting.start(desk.photo!);
  expect(desk.made.tookMs(desk.photo)).not.toBeNull();
  desk.cutting.choose(IMGLY_MODEL);
  await desk.cutting.start(desk.photo!);
  expect(desk.made.tookMs(desk.photo)).not.toBeNull();
  desk.undo();
  expect(desk.photo?.edits.cutout.found?.model).toBe(DEFAULT_MODEL);
  expect(desk.made.tookMs(desk.photo)).toBeNull();
});

test('an engine without a preview says that it cuts out, not that it refines', async () => {
  const studio = fakeStudio(here);
  studio.imgly.call = async (work) => {
    const segment = async (_photo: unknown, _how: unknown, onStage: (stage: string) => void) => {
      onStage('infer');
      return new Promise(() => {});
    };
    return work({ segment } as unknown as Parameters<typeof work>[0]);
  };
  const desk = await deskWithPhoto(studio);
  desk.cutting.choose(IMGLY_MODEL);
  desk.cutOut();
  await expect.poll(() => desk.announcement).toBe('Cutting out…');
});

test('a new run takes back that the last one was stopped', async () => {
  const desk = await deskWithPhoto(fakeStudio(here));
  desk.cutOut();
  desk.stop();
  const isSaid = () => notices.list.some(({ id }) => id === 'stopped');
  expect(isSaid()).toBe(true);
  desk.cutOut();
  expect(isSaid()).toBe(false);
});

test('photos taken in after the editor was left are saved', async () => {
  const studio = fakeStudio(here);
  const desk = await deskWithPhoto(studio);
  const adding = desk.add([{ name: 'second.jpg', data: new Blob(['second']) }]);
  desk.close();
  await adding;
  const { project } = await studio.store.loadProject(desk.session.project.id);
  expect(project.photos.map(({ name }) => name)).toEqual(['mug.jpg', 'second.jpg']);
});
