import { beforeEach, expect, test } from 'vitest';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import { MemoryStore } from '../../../src/lib/storage/memory-store.ts';
import { RecentProjects } from '../../../src/lib/ui/projects/recent.svelte.ts';
import { notices } from '../../../src/lib/ui/shared/notices.svelte.ts';

beforeEach(() => localStorage.clear());

/** A store with one project, its list, and that project deleted from the list. */
async function afterDeletion() {
  const store = new MemoryStore();
  await store.saveProject(startProject('mug'), 0);
  const recent = new RecentProjects();
  await recent.load(store);
  const card = recent.cards[0]!;
  recent.remove(store, card);
  const notice = () => notices.list.find(({ id }) => id === `deleted-${card.id}`);
  return { store, recent, notice };
}

test('a deleted project stays off the list when the list is read again, and comes back by undo', async () => {
  const { store, recent, notice } = await afterDeletion();
  await recent.load(store);
  expect(recent.cards).toEqual([]);
  notice()!.action!.run();
  await expect.poll(() => recent.cards.length).toBe(1);
});

test('leaving the list deletes at once and takes the offer of undo back', async () => {
  const { store, recent, notice } = await afterDeletion();
  await recent.finish();
  expect(await store.listProjects()).toEqual([]);
  expect(notice()).toBeUndefined();
});

test('a deletion that the end of the page cut short is finished by the next list', async () => {
  const { store, recent } = await afterDeletion();
  const deleteProject = store.deleteProject.bind(store);
  store.deleteProject = () => new Promise(() => {});
  recent.finishLater();
  store.deleteProject = deleteProject;
  const next = new RecentProjects();
  await next.load(store);
  expect(next.cards).toEqual([]);
  expect(await store.listProjects()).toEqual([]);
});
