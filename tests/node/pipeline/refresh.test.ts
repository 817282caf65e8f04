import { describe, expect, test } from 'vitest';
import { setOverride, type Override } from '../../../src/lib/domain/channels/rules/layer.ts';
import {
  addPhoto,
  findPhoto,
  setChoices,
  setCutout,
  setEdits,
  setMetadata,
  setProduct
} from '../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import type { Output } from '../../../src/lib/domain/batch/output.ts';
import { jobId, jobOf } from '../../../src/lib/domain/batch/job.ts';
import type { PlannedFile } from '../../../src/lib/domain/batch/planned.ts';
import { staleGroups } from '../../../src/lib/domain/batch/refresh.ts';
import { markGone } from '../../../src/lib/pipeline/gone.ts';
import { madeOf } from '../../../src/lib/pipeline/made-of.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import {
  changesBehind,
  keepRules,
  outdatedProjects,
  staleOutputs
} from '../../../src/lib/pipeline/refresh.ts';
import { cutoutEdit, newPhoto } from '../domain/samples.ts';
import { makeFakeStudio } from '../embed/fake-studio.ts';

const source = { sha256: '0'.repeat(64), type: 'image/png', bytes: 1 };
const RULE: Override = {
  ...{ channel: 'etsy', path: 'count.max', value: 2, level: 'required' },
  ...{ date: '2026-11-26', reason: 'ours' }
};
const place = { photo: 'p1', channel: 'etsy', role: 'main', slot: 'MAIN', key: 'p1 etsy/main' };

async function finishedProject(channel = 'etsy') {
  const studio = makeFakeStudio();
  const project = addPhoto(startProject('Refresh'), {
    id: 'p1',
    name: 'a.png',
    source,
    size: { width: 1, height: 1 }
  });
  const made = await madeOf(studio, project, project.photos[0]!, place);
  const id = jobId(project.id, place.key);
  const file = { ...place, channel, name: 'a.jpg', listing: '', position: 1, folder: '' };
  const output = { id, project: project.id, ...place, channel, made, report: {}, file: null, hash: '' };
  await studio.store.work.finish(jobOf(project.id, file, 0), output as unknown as Output);
  return { studio, project, made, id };
}

test('a file is stale for the reason that has changed, and only then', async () => {
  const { studio, project, id } = await finishedProject();
  expect(await staleOutputs(studio, project)).toEqual([]);
  const changed = setMetadata(project, { keepCredits: !project.metadata.keepCredits });
  expect(await staleOutputs(studio, changed)).toMatchObject([
    { output: { id }, reasons: [{ kind: 'edits' }] }
  ]);
});

test('files of a photo or a channel that is gone are not listed', async () => {
  const { studio, project } = await finishedProject();
  expect(await staleOutputs(studio, { ...project, photos: [] })).toEqual([]);
  const gone = await finishedProject('closed-shop');
  expect(await staleOutputs(gone.studio, gone.project)).toEqual([]);
});

describe('a file that is shown at one scale with others', () => {
  const target = { channel: 'etsy', role: 'main' };
  const photoOf = (id: string, productId: string) => newPhoto(id, { productId });

  /** Two photos of one product and one of another of its category, all cut out. */
  function scaled(scale: 'each' | 'product' | 'real') {
    const products = ['mug', 'jug'].reduce(
      (before, id) => setProduct(before, id, { sku: id, category: 'Cups', lengthMm: 100 }),
      startProject('Cups')
    );
    const photos = [photoOf('a', 'mug'), photoOf('b', 'mug'), photoOf('c', 'jug')];
    const project = photos.reduce(
      (before, photo) => setCutout(addPhoto(before, photo), photo.id, cutoutEdit('2')),
      products
    );
    return setChoices(project, { scale });
  }
  const documentOf = async (project: Project) => {
    const { document } = await madeOf(makeFakeStudio(), project, findPhoto(project, 'a'), target);
    return document;
  };
  const isSame = async (before: Project, after: Project) =>
    (await documentOf(before)) === (await documentOf(after));
  const cropped = (project: Project, id: string) =>
    setEdits(project, id, { crop: { ...findPhoto(project, id).edits.crop, straighten: 3 } });
  const recut = (project: Project, id: string) => setCutout(project, id, cutoutEdit('3'));
  const toned = (project: Project, id: string) =>
    setEdits(project, id, { adjust: { ...findPhoto(project, id).edits.adjust, exposure: 1 } });

  test('depends on where its siblings’ products are, and on no more of them', async () => {
    const project = scaled('product');
    expect(await isSame(project, recut(project, 'b'))).toBe(false);
    expect(await isSame(project, cropped(project, 'b'))).toBe(false);
    expect(await isSame(project, toned(project, 'b'))).toBe(true);
    expect(await isSame(project, recut(project, 'c'))).toBe(true);
    expect(await isSame(project, setProduct(project, 'mug', { sku: 'other' }))).toBe(true);
  });

  test('depends in real size on the lengths and photos of its category', async () => {
    const project = scaled('real');
    expect(await isSame(project, recut(project, 'c'))).toBe(false);
    expect(await isSame(project, setProduct(project, 'jug', { sku: 'jug', lengthMm: 200 }))).toBe(false);
    expect(await isSame(project, setProduct(project, 'mug', { sku: 'mug', lengthMm: 200 }))).toBe(false);
    expect(await isSame(project, { ...project, photos: [...project.photos].reverse() })).toBe(true);
  });

  test('depends on none of them where each goes by itself', async () => {
    const project = scaled('each');
    expect(await isSame(project, recut(project, 'b'))).toBe(true);
    expect(await isSame(project, setProduct(project, 'mug', { sku: 'mug', lengthMm: 200 }))).toBe(true);
    expect(await isSame(project, recut(project, 'a'))).toBe(false);
  });

  test('depends on what the photo was asked', async () => {
    const project = scaled('each');
    const { cutout } = findPhoto(project, 'a').edits;
    const asked = { ...cutout, ask: { ...cutout.ask, holes: 'cut' as const } };
    expect(await isSame(project, setCutout(project, 'a', asked))).toBe(false);
  });
});

test('projects with files made by other rules are told, by rules alone', async () => {
  const { studio, project } = await finishedProject();
  await studio.store.saveProject(project, 0);
  expect(await outdatedProjects(studio)).toEqual([]);
  await studio.rules.change((before) => setOverride(before, RULE));
  expect(await outdatedProjects(studio)).toEqual([{ id: project.id, name: 'Refresh', files: 1 }]);
  const [stale] = await staleOutputs(studio, project);
  expect(stale?.reasons).toMatchObject([{ kind: 'rules' }]);
  const [group] = staleGroups([stale!]);
  expect(await changesBehind(studio, group!)).toBeNull();
});

test('what rules said when a file was made is kept, and told against today’s', async () => {
  const { studio, project } = await finishedProject();
  await keepRules(studio, 'etsy');
  const before = studio.rules.channel('etsy').count.max?.value;
  await studio.rules.change((layer) => setOverride(layer, RULE));
  const [group] = staleGroups(await staleOutputs(studio, project));
  expect(await changesBehind(studio, group!)).toEqual([{ path: 'count.max', from: before, to: 2 }]);
});

test('jobs of files that have gone are marked, by the open batch or on disk', async () => {
  const { studio, project, id } = await finishedProject();
  const { work } = studio.store;
  await work.putJobs((await work.listJobs(project.id)).map((job) => ({ ...job, state: 'done' as const })));
  const planned = { key: place.key } as PlannedFile;
  const told: string[] = [];
  await markGone(studio, project, [planned], async (ids) => void told.push(...ids));
  expect(told).toEqual([id]);
  expect(await work.listJobs(project.id)).toMatchObject([{ state: 'done' }]);
  await markGone(studio, project, [planned], undefined);
  expect(await work.listJobs(project.id)).toMatchObject([{ state: 'exported' }]);
});
