import { expect, test } from 'vitest';
import { createProject } from '../../../src/lib/domain/document/change.ts';
import { Database } from '../../../src/lib/storage/db.ts';
import { LocalStore } from '../../../src/lib/storage/local-store.ts';

const done = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

/** The database as the app before this one made it. */
async function makeVersion1(project: object): Promise<void> {
  await done(indexedDB.deleteDatabase('packshot'));
  const opening = indexedDB.open('packshot', 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('projects', { keyPath: 'id' });
    opening.result.createObjectStore('cards', { keyPath: 'id' });
    opening.result.createObjectStore('blobs', { keyPath: 'sha256' });
  };
  const db = await done(opening);
  const tx = db.transaction(['projects', 'cards'], 'readwrite');
  tx.objectStore('projects').put({ id: 'old', revision: 7, changedAt: 5, document: project });
  tx.objectStore('cards').put({ id: 'old', name: 'Old', photos: 0, verdict: 'pass', thumbnail: null });
  await new Promise((completed) => (tx.oncomplete = completed));
  db.close();
}

test('a database of version 1 is brought along with all that is in it', async () => {
  const project = createProject({ id: 'old', name: 'Old', channels: ['amazon'] });
  await makeVersion1(project);
  const store = new LocalStore(await Database.open());
  expect(await store.loadProject('old')).toEqual({ project, revision: 7 });
  expect(await store.loadSteps('old', 7)).toBeNull();
  expect(await store.listProjects()).toMatchObject([{ id: 'old', verdict: 'pass', state: 'readable' }]);
  expect(await store.saveProject(project, 7, 'steps')).toBe(8);
  expect(await store.loadSteps('old', 8)).toBe('steps');
  await store.clear();
});

/** The database as it was before what has gone was remembered: a job and its output. */
async function makeVersion5(project: object): Promise<void> {
  await done(indexedDB.deleteDatabase('packshot'));
  const opening = indexedDB.open('packshot', 5);
  opening.onupgradeneeded = () => {
    const db = opening.result;
    for (const name of ['projects', 'cards', 'steps', 'presets', 'rules', 'followed', 'recipes'])
      db.createObjectStore(name, { keyPath: 'id' });
    db.createObjectStore('blobs', { keyPath: 'sha256' });
    for (const name of ['jobs', 'outputs'])
      db.createObjectStore(name, { keyPath: 'id' }).createIndex('project', 'project');
  };
  const db = await done(opening);
  const tx = db.transaction(['projects', 'jobs', 'outputs'], 'readwrite');
  tx.objectStore('projects').put({ id: 'old', revision: 7, changedAt: 5, document: project });
  tx.objectStore('jobs').put({ id: 'a', project: 'old', state: 'done' });
  tx.objectStore('outputs').put({ id: 'a', project: 'old', file: null });
  await new Promise((completed) => (tx.oncomplete = completed));
  db.close();
}

test('a database of version 5 keeps its jobs and outputs, and remembers from then on what has gone', async () => {
  const project = createProject({ id: 'old', name: 'Old', channels: ['amazon'] });
  await makeVersion5(project);
  const store = new LocalStore(await Database.open());
  expect(await store.loadProject('old')).toEqual({ project, revision: 7 });
  expect(await store.work.listJobs('old')).toEqual([{ id: 'a', project: 'old', state: 'done' }]);
  expect(await store.work.getOutput('a')).toMatchObject({ file: null });
  expect(await store.work.listExported('old')).toEqual([]);
  await store.work.putSeen({ id: 'amazon 1', figures: [] });
  expect(await store.work.getSeen('amazon 1')).toEqual({ id: 'amazon 1', figures: [] });
  await store.clear();
});
