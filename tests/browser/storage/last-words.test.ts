import { afterEach, beforeEach, expect, test } from 'vitest';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import { Database } from '../../../src/lib/storage/db.ts';
import { leaveLastWords } from '../../../src/lib/storage/last-words.ts';
import { LocalStore } from '../../../src/lib/storage/local-store.ts';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import { withPhoto } from './photos.ts';

/* A page that ends while another of its transactions is open: the document is in its last words alone. */

let store: LocalStore;
beforeEach(async () => {
  store = new LocalStore(await Database.open());
});
afterEach(() => store.clear());

const left = () => Object.keys(localStorage).filter((key) => key.startsWith('packshot-last-words:'));
const writer = { id: 'writer', follows: null };
const named = (project: Project, name: string) => ({ ...project, name });

async function saved(): Promise<Project> {
  const project = startProject('Saved');
  await store.saveProject(project, 0, 'first', writer);
  return project;
}

test('they are what is opened next, with their undo, and are then on disk', async () => {
  const project = await saved();
  leaveLastWords({ project: named(project, 'Last'), revision: 2, steps: 'second', writer });
  const read = await store.loadProject(project.id);
  expect([read.project.name, read.revision, read.writer]).toEqual(['Last', 2, 'writer']);
  expect(await store.loadSteps(project.id, 2)).toBe('second');
  expect(left()).toEqual([]);
  expect(await store.saveProject(project, 2)).toBe(3);
});

test('a save at once that has completed leaves none, and newer ones stay', async () => {
  const project = await saved();
  const saving = store.saveAtOnce(named(project, 'Second'), 2, '', writer);
  leaveLastWords({ project: named(project, 'Third'), revision: 3, steps: '', writer });
  await saving;
  expect((await store.loadProject(project.id)).project.name).toBe('Third');
  await store.saveAtOnce(named(project, 'Fourth'), 4, '', writer);
  expect(left()).toEqual([]);
});

test.each([
  ['the same revision is on disk', { revision: 1, writer }],
  ['another writer has saved since', { revision: 2, writer: { id: 'other', follows: 'somebody' } }]
])('they change nothing where %s', async (_, { revision, writer }) => {
  const project = await saved();
  leaveLastWords({ project: named(project, 'Late'), revision, steps: '', writer });
  expect((await store.loadProject(project.id)).project.name).toBe('Saved');
  expect(left()).toEqual([]);
});

test('they change nothing where a pixel of theirs never reached the disk', async () => {
  const project = await saved();
  const lost = withPhoto(project, { sha256: 'f'.repeat(64), type: 'image/png', bytes: 1 });
  leaveLastWords({ project: lost, revision: 2, steps: '', writer });
  expect((await store.loadProject(project.id)).project.photos).toEqual([]);
});

test('a sweep keeps the pixels that they alone refer to', async () => {
  const project = await saved();
  const other = new LocalStore(await Database.open());
  const ref = await other.putBlob(new Blob(['pixels']));
  leaveLastWords({ project: withPhoto(project, ref), revision: 2, steps: '', writer });
  await store.sweep();
  expect(await (await store.getBlob(ref)).text()).toBe('pixels');
});

test('a deleted project does not come back, and damage is let lie', async () => {
  const project = await saved();
  leaveLastWords({ project, revision: 2, steps: '', writer });
  await store.deleteProject(project.id);
  expect(left()).toEqual([]);
  await expect(store.loadProject(project.id)).rejects.toMatchObject({ code: 'not-found' });
  const next = await saved();
  localStorage.setItem(`packshot-last-words:${next.id}`, '{"project":');
  expect((await store.loadProject(next.id)).project.name).toBe('Saved');
});
