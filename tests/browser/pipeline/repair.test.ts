import { afterAll, beforeAll, expect, test } from 'vitest';
import { CHANNELS } from '../../../src/lib/domain/channels/index.ts';
import { auditItems, judgeAudit, type Audited } from '../../../src/lib/pipeline/audit.ts';
import { listAudit } from '../../../src/lib/pipeline/audit-files.ts';
import { repairPictures } from '../../../src/lib/pipeline/repair.ts';
import { openProject } from '../../../src/lib/pipeline/projects.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { boxes, stubStudio } from './pictures.ts';

let studio: Studio;
beforeAll(async () => {
  studio = await stubStudio();
});
afterAll(() => studio.close());

const itemsOf = async (...names: string[]) => {
  const { data } = await boxes('a.png', [[225, 150, 450, 300]]);
  const files = names.map((name) => ({ name, data: name === 'broken.png' ? new Blob(['x']) : data }));
  return (await listAudit(files)).items;
};

test('one measurement is judged in every role of every channel', async () => {
  const items = await itemsOf('B0C4TR311X.MAIN.png');
  const all: Audited[] = [];
  for await (const each of auditItems(studio, items, { hasPictures: true })) all.push(each);
  expect(all[0]).toMatchObject({ picture: { width: 200 }, measured: { matteOrigin: 'flood' } });
  const most = Math.max(...CHANNELS.map(({ roles }) => roles.length));
  for (let at = 0; at < most; at += 1) {
    const reports = judgeAudit(all, CHANNELS, (_, { roles }) => roles[at % roles.length]!.id);
    expect(reports).toHaveLength(CHANNELS.length);
    expect(reports.every(({ report, role }) => report.role === role.id && report.score <= 100)).toBe(true);
  }
});

test('repaired pictures are a project’s photos, with identifier and slot; a broken one is told', async () => {
  const items = await itemsOf('B0C4TR311X.PT02.png', 'broken.png', 'B0C4TR311X.MAIN.png');
  const place = { projectId: null, name: 'Repaired', channels: ['amazon', 'etsy'] };
  const { projectId, photos, failures } = await repairPictures(studio, place, items);
  expect(failures.map(({ path }) => path)).toEqual(['broken.png']);
  const { project } = await openProject(studio.store, projectId!);
  expect(project.channels).toEqual(['amazon', 'etsy']);
  expect(project.products).toMatchObject([{ identifier: 'B0C4TR311X' }]);
  expect(project.photos.map(({ slot }) => slot)).toEqual(['PT02', 'MAIN']);
  expect([...photos.keys()]).toEqual([0, 2]);
});

test('a later repair joins the project; one that is gone is made anew', async () => {
  const [first, second] = await itemsOf('a_1.png', 'b_1.png');
  const channels = ['amazon'];
  const made = await repairPictures(studio, { projectId: null, name: 'Repaired', channels }, [first!]);
  const place = { projectId: made.projectId, name: 'Repaired', channels: ['etsy'] };
  const joined = await repairPictures(studio, place, [second!]);
  expect(joined.projectId).toBe(made.projectId);
  const { project } = await openProject(studio.store, made.projectId!);
  expect([project.photos.length, project.channels]).toEqual([2, ['amazon', 'etsy']]);
  const anew = await repairPictures(studio, { ...place, projectId: 'gone' }, [first!]);
  expect(anew.projectId).not.toBe('gone');
});

test('what was repaired before it was stopped is kept', async () => {
  const items = await itemsOf('c_1.png', 'd_1.png');
  const stop = new AbortController();
  const place = { projectId: null, name: 'Stopped', channels: ['amazon'] };
  const options = { signal: stop.signal, onProgress: () => stop.abort() };
  await expect(repairPictures(studio, place, items, options)).rejects.toMatchObject({ code: 'aborted' });
  const card = (await studio.store.listProjects()).find(({ name }) => name === 'Stopped');
  expect((await openProject(studio.store, card!.id)).project.photos).toHaveLength(1);
});
