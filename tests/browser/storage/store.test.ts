import { beforeEach, describe, expect, test } from 'vitest';
import type { Job } from '../../../src/lib/domain/batch/job.ts';
import type { ExportedFile } from '../../../src/lib/domain/batch/exported.ts';
import type { Output } from '../../../src/lib/domain/batch/output.ts';
import { EMPTY_LAYER } from '../../../src/lib/domain/channels/rules/layer.ts';
import { IDENTITY_EDITS } from '../../../src/lib/domain/document/edits.ts';
import type { BackdropEdit } from '../../../src/lib/domain/document/edits/backdrop.ts';
import type { BlobRef } from '../../../src/lib/domain/document/blob.ts';
import { makePreset, type Preset } from '../../../src/lib/domain/document/preset.ts';
import { writeSteps } from '../../../src/lib/domain/document/steps.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import { Database } from '../../../src/lib/storage/db.ts';
import { LocalStore } from '../../../src/lib/storage/local-store.ts';
import { sweepWhenAlone } from '../../../src/lib/storage/tidy.ts';
import { MemoryStore } from '../../../src/lib/storage/memory-store.ts';
import type { Store } from '../../../src/lib/storage/store.ts';
import { withPhoto } from './photos.ts';

const behind = (picture: BlobRef): BackdropEdit => ({
  kind: 'picture',
  blob: picture,
  fit: 'cover',
  focus: { x: 0.5, y: 0.5 },
  blur: 0
});
const blob = (text: string) => new Blob([text], { type: 'image/png' });

const makers: Record<string, () => Promise<Store>> = {
  'IndexedDB store': async () => new LocalStore(await Database.open()),
  'memory store': async () => new MemoryStore()
};

describe.each(Object.entries(makers))('%s', (_name, make) => {
  let store: Store;
  beforeEach(async () => {
    store = await make();
    await store.clear();
  });

  test('a blob is kept once under its content and comes back whole', async () => {
    const first = await store.putBlob(blob('pixels'));
    const again = await store.putBlob(blob('pixels'));
    expect(again).toEqual(first);
    expect(first).toMatchObject({ bytes: 6, type: 'image/png' });
    expect(first.sha256).toMatch(/^[0-9a-f]{64}$/);
    expect(await (await store.getBlob(first)).text()).toBe('pixels');
  });

  const preset = (id: string, name: string, picture?: BlobRef): Preset =>
    makePreset({ id, name }, { ...IDENTITY_EDITS, ...(picture && { backdrop: behind(picture) }) }, [
      'backdrop',
      'frame'
    ]);

  test('presets are listed by name, replaced by id, and deleted', async () => {
    for (const name of ['Oak', 'Ash', 'Elm']) await store.savePreset(preset(name, name));
    await store.savePreset(preset('Oak', 'Birch'));
    await store.deletePreset('Ash');
    await store.deletePreset('never');
    expect(await store.listPresets()).toEqual([preset('Oak', 'Birch'), preset('Elm', 'Elm')]);
    await store.clear();
    expect(await store.listPresets()).toEqual([]);
  });

  test('rules are kept as one, replaced, and go with everything', async () => {
    expect(await store.loadRules()).toBeNull();
    await store.saveRules(EMPTY_LAYER);
    await store.saveRules({ ...EMPTY_LAYER, revision: 1 });
    const reopened = store.kind === 'local' ? await make() : store;
    expect(await reopened.loadRules()).toEqual({ ...EMPTY_LAYER, revision: 1 });
    await store.clear();
    expect(await store.loadRules()).toBeNull();
  });

  test('a preset’s picture stays while the preset does', async () => {
    const [wall, other] = [await store.putBlob(blob('wall')), await store.putBlob(blob('other'))];
    await store.savePreset(preset('a', 'Wall', wall));
    const reopened = store.kind === 'local' ? await make() : store;
    await reopened.sweep();
    expect(await (await reopened.getBlob(wall)).text()).toBe('wall');
    await expect(reopened.getBlob(other)).rejects.toMatchObject({ code: 'not-found' });
    await reopened.deletePreset('a');
    await reopened.sweep();
    await expect(reopened.getBlob(wall)).rejects.toMatchObject({ code: 'not-found' });
  });

  const job = (id: string, project: string, state: Job['state'] = 'queued'): Job => ({
    ...{ id, project, photo: 'p', key: id, channel: 'amazon', role: 'main', slot: 'MAIN', name: 'a.jpg' },
    ...{ state, priority: 0, order: 0, deaths: 0 }
  });
  const output = (id: string, project: string, file: BlobRef): Output =>
    ({ id, project, photo: 'p', key: id, file, report: { verdict: 'pass' } }) as unknown as Output;

  test('jobs and outputs are listed by project, replaced by id, and go with their project', async () => {
    const file = await store.putBlob(blob('file'));
    for (const id of ['mine', 'theirs']) await store.saveProject({ ...startProject(id), id }, 0);
    await store.work.putJobs([job('a', 'mine'), job('b', 'mine'), job('c', 'theirs')]);
    await store.work.finish(job('a', 'mine', 'done'), output('a', 'mine', file));
    await store.work.putOutputs([output('c', 'theirs', file)]);
    await store.work.deleteJobs(['b']);
    expect(await store.work.listJobs('mine')).toEqual([job('a', 'mine', 'done')]);
    expect(await store.work.getOutput('a')).toEqual(output('a', 'mine', file));
    expect(await store.work.getOutput('b')).toBeNull();
    expect(await store.work.keptBytes()).toBe(4);
    await store.deleteProject('mine');
    expect(await store.work.listJobs('mine')).toEqual([]);
    expect(await store.work.listOutputs('mine')).toEqual([]);
    expect(await store.work.listJobs('theirs')).toHaveLength(1);
    expect(await store.work.listOutputs('theirs')).toHaveLength(1);
  });

  test('what has gone is listed by project, replaced by slot, forgotten, and goes with its project', async () => {
    const gone = (id: string, project: string, sha256 = 'a'): ExportedFile => ({
      ...{ id, project, channel: 'amazon', role: 'main', listing: 'x', label: 'x', slot: 'MAIN' },
      ...{ photo: 'p', name: 'a.jpg', sha256, at: 1 }
    });
    for (const id of ['mine', 'theirs']) await store.saveProject({ ...startProject(id), id }, 0);
    await store.work.putExported([gone('a', 'mine'), gone('b', 'mine'), gone('c', 'theirs')]);
    await store.work.putExported([gone('a', 'mine', 'b')]);
    await store.work.deleteExported(['b']);
    expect(await store.work.listExported('mine')).toEqual([gone('a', 'mine', 'b')]);
    await store.deleteProject('mine');
    expect(await store.work.listExported('mine')).toEqual([]);
    expect(await store.work.listExported('theirs')).toHaveLength(1);
  });

  test('what rules said is kept once', async () => {
    await store.work.putSeen({ id: 'amazon 1', figures: [['count.max', 9, 'required']] });
    await store.work.putSeen({ id: 'amazon 1', figures: [] });
    expect((await store.work.getSeen('amazon 1'))?.figures).toHaveLength(1);
    expect(await store.work.getSeen('amazon 2')).toBeNull();
    await store.clear();
    expect(await store.work.getSeen('amazon 1')).toBeNull();
  });

  test('a finished file stays while its output does', async () => {
    const file = await store.putBlob(blob('finished'));
    await store.saveProject({ ...startProject('mine'), id: 'mine' }, 0);
    await store.work.putOutputs([output('a', 'mine', file)]);
    const reopened = store.kind === 'local' ? await make() : store;
    await reopened.sweep();
    expect(await (await reopened.getBlob(file)).text()).toBe('finished');
    await reopened.deleteProject('mine');
    await reopened.sweep();
    await expect(reopened.getBlob(file)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('recipes are kept by id and deleted', async () => {
    await store.recipes.save({ id: 'a' });
    await store.recipes.save({ id: 'b' });
    await store.recipes.delete('a');
    expect(await store.recipes.list()).toEqual([{ id: 'b' }]);
    await store.clear();
    expect(await store.recipes.list()).toEqual([]);
  });

  test('a blob that is not there is said to be missing', async () => {
    const ref = { sha256: '0'.repeat(64), type: 'image/png', bytes: 1 };
    await expect(store.getBlob(ref)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('a saved project comes back equal, with its revision', async () => {
    const project = withPhoto(startProject('Bags'), await store.putBlob(blob('a')));
    expect(await store.saveProject(project, 0)).toBe(1);
    expect(await store.saveProject({ ...project, name: 'Bags 2' }, 1)).toBe(2);
    expect(await store.loadProject(project.id)).toEqual({
      project: { ...project, name: 'Bags 2' },
      revision: 2
    });
  });

  test('a save from an outdated revision is refused and overwrites nothing', async () => {
    const project = startProject('Mine');
    await store.saveProject(project, 0);
    await expect(store.saveProject({ ...project, name: 'Theirs' }, 0)).rejects.toMatchObject({
      code: 'busy'
    });
    expect((await store.loadProject(project.id)).project.name).toBe('Mine');
  });

  test('a save at once by a writer that another has followed is refused and overwrites nothing', async () => {
    const project = startProject('Start');
    const named = (name: string) => ({ ...project, name });
    const onDisk = async () => {
      const { project: read, revision } = await store.loadProject(project.id);
      return [read.name, revision];
    };
    const frozen = { id: 'frozen', follows: null };
    await store.saveProject(project, 0, '', frozen);
    await store.saveAtOnce(named('Mine'), 2, '', frozen);
    expect(await onDisk()).toEqual(['Mine', 2]);
    const { writer } = await store.loadProject(project.id);
    expect(writer).toBe('frozen');
    const next = { id: 'next', follows: writer! };
    await store.saveProject(named('Theirs'), 2, '', next);
    await store.saveProject(named('Theirs too'), 3, '', next);
    await expect(store.saveAtOnce(named('Late'), 3, 'late', frozen)).rejects.toMatchObject({ code: 'busy' });
    expect(await onDisk()).toEqual(['Theirs too', 4]);
    expect(await store.loadSteps(project.id, 3)).toBeNull();
    await store.saveAtOnce(named('Last'), 5, '', next);
    expect(await onDisk()).toEqual(['Last', 5]);
  });

  test('also where the follower’s first save was one at once', async () => {
    const project = startProject('Start');
    const frozen = { id: 'frozen 2', follows: null };
    await store.saveProject(project, 0, '', frozen);
    await store.saveAtOnce({ ...project, name: 'Theirs' }, 2, '', { id: 'next 2', follows: 'frozen 2' });
    await expect(store.saveAtOnce({ ...project, name: 'Late' }, 2, '', frozen)).rejects.toMatchObject({
      code: 'busy'
    });
    expect((await store.loadProject(project.id)).project.name).toBe('Theirs');
  });

  test('undo is kept beside the revision it belongs to, and goes with the next save that has none', async () => {
    const project = startProject('Steps');
    await store.saveProject(project, 0, 'first');
    expect(await store.loadSteps(project.id, 1)).toBe('first');
    expect(await store.loadSteps(project.id, 2)).toBeNull();
    await store.saveAtOnce({ ...project, name: 'At once' }, 2, 'second', { id: 'w', follows: null });
    expect(await store.loadSteps(project.id, 2)).toBe('second');
    expect(await store.saveProject(project, 2)).toBe(3);
    expect(await store.loadSteps(project.id, 3)).toBeNull();
  });

  test('blobs that only undo refers to stay, until it forgets them', async () => {
    const [source, undone] = await Promise.all([store.putBlob(blob('s')), store.putBlob(blob('u'))]);
    const project = withPhoto(startProject('Undo'), source);
    const past = [withPhoto(project, source, undone)];
    await store.saveProject(project, 0, writeSteps({ past, future: [] }));
    await store.deleteProject('another');
    await store.sweep();
    expect(await (await store.getBlob(undone)).text()).toBe('u');
    await store.saveProject(project, 1, writeSteps({ past: [], future: [] }));
    await store.sweep();
    await expect(store.getBlob(undone)).rejects.toMatchObject({ code: 'not-found' });
    expect(await (await store.getBlob(source)).text()).toBe('s');
  });

  test('the list shows newest first and keeps what a card was given', async () => {
    const [a, b] = [startProject('A'), startProject('B')];
    await store.saveProject(a, 0);
    await new Promise((resolve) => setTimeout(resolve, 5));
    await store.saveProject(b, 0);
    await store.setCard(a.id, { verdict: 'review', thumbnail: blob('thumb') });
    const cards = await store.listProjects();
    expect(cards.map((card) => card.name)).toEqual(['B', 'A']);
    expect(cards[1]).toMatchObject({ verdict: 'review', photos: 0 });
  });

  test('deleting a project sweeps the blobs only it used, mattes and doubt maps included', async () => {
    const [shared, own, matte, doubt, kept] = await Promise.all(
      ['s', 'o', 'm', 'd', 'k'].map((text) => store.putBlob(blob(text)))
    );
    const keep = withPhoto(startProject('Keep'), shared!, shared!, kept!);
    const drop = withPhoto(startProject('Drop'), own!, matte!, doubt!);
    await store.saveProject(keep, 0);
    await store.saveProject(drop, 0);
    await store.deleteProject(drop.id);
    await expect(store.loadProject(drop.id)).rejects.toMatchObject({ code: 'not-found' });
    for (const gone of [own!, matte!, doubt!]) {
      await expect(store.getBlob(gone)).rejects.toMatchObject({ code: 'not-found' });
    }
    expect(await (await store.getBlob(shared!)).text()).toBe('s');
    expect(await (await store.getBlob(kept!)).text()).toBe('k');
  });
});

describe('IndexedDB store', () => {
  test('deleting a project leaves alone what another page still needs: its undo, its imports', async () => {
    const here = new LocalStore(await Database.open());
    const there = new LocalStore(await Database.open());
    await here.clear();
    const [mine, undone] = [startProject('Mine'), await here.putBlob(blob('undone matte'))];
    const first = withPhoto(mine, await here.putBlob(blob('photo')), undone);
    await here.saveProject(first, 0);
    await here.saveProject(withPhoto(mine, first.photos[0]!.source), 1);
    const other = withPhoto(startProject('Other'), await there.putBlob(blob('other photo')));
    await there.saveProject(other, 0);
    await there.deleteProject(other.id);
    expect(await (await here.getBlob(undone)).text()).toBe('undone matte');
    await expect(here.getBlob(other.photos[0]!.source)).rejects.toMatchObject({ code: 'not-found' });
  });

  test('what no document refers to is swept when the next visit begins alone, and not while a page is open', async () => {
    const past = new LocalStore(await Database.open());
    await past.clear();
    const orphan = await past.putBlob(blob('orphan'));
    const used = await past.putBlob(blob('used'));
    await past.saveProject(withPhoto(startProject('Kept'), used), 0);
    const alone = new LocalStore(await Database.open());
    await sweepWhenAlone(alone);
    await expect(alone.getBlob(orphan)).rejects.toMatchObject({ code: 'not-found' });
    expect(await (await alone.getBlob(used)).text()).toBe('used');
    const late = await alone.putBlob(blob('only in undo'));
    await sweepWhenAlone(new LocalStore(await Database.open()));
    expect(await (await alone.getBlob(late)).text()).toBe('only in undo');
  });

  test('deleting another project keeps a blob that no document refers to yet', async () => {
    const store = new LocalStore(await Database.open());
    await store.clear();
    const old = startProject('Old');
    await store.saveProject(old, 0);
    const fresh = await store.putBlob(blob('being imported'));
    await store.deleteProject(old.id);
    expect(await (await store.getBlob(fresh)).text()).toBe('being imported');
  });

  test('what was saved is there for the next page', async () => {
    const project = startProject('Stays');
    await new LocalStore(await Database.open()).saveProject(project, 0);
    const next = new LocalStore(await Database.open());
    expect((await next.loadProject(project.id)).project.name).toBe('Stays');
    await next.clear();
  });
});

/** An IndexedDB request as a promise. */
const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('refused'));
  });

test('a database without presets keeps what it holds and gets a place for them', async () => {
  await done(indexedDB.deleteDatabase('packshot'));
  const opening = indexedDB.open('packshot', 2);
  opening.onupgradeneeded = () => {
    const keys = { projects: 'id', cards: 'id', blobs: 'sha256', steps: 'id' };
    for (const [name, keyPath] of Object.entries(keys)) {
      opening.result.createObjectStore(name, { keyPath });
    }
  };
  const old = await done<IDBDatabase>(opening);
  const project = startProject('Mugs');
  const row = { id: project.id, revision: 4, changedAt: 1, document: project };
  await done(old.transaction('projects', 'readwrite').objectStore('projects').put(row));
  old.close();

  const store = new LocalStore(await Database.open());
  expect(await store.loadProject(project.id)).toEqual({ project, revision: 4 });
  await store.savePreset(makePreset({ id: 'a', name: 'Oak' }, IDENTITY_EDITS, ['frame']));
  expect((await store.listPresets()).map(({ name }) => name)).toEqual(['Oak']);
  await store.clear();
});

test('a preset that a newer app wrote is left out of the list, and left as it is', async () => {
  const store = new LocalStore(await Database.open());
  const newer = { version: 99, id: 'n', name: 'Later', edits: { glow: {} } };
  await store.savePreset(newer as never);
  expect(await store.listPresets()).toEqual([]);
  const db = await done<IDBDatabase>(indexedDB.open('packshot'));
  expect(await done(db.transaction('presets').objectStore('presets').get('n'))).toEqual(newer);
  db.close();
  await store.clear();
});
