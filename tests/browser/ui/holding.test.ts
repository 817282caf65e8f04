import { afterEach, beforeEach, expect, test } from 'vitest';
import { createProject } from '../../../src/lib/domain/document/change.ts';
import { Claim } from '../../../src/lib/pipeline/claim.ts';
import { openProject, ProjectWriter } from '../../../src/lib/pipeline/projects.ts';
import { RuleBook } from '../../../src/lib/pipeline/rules.ts';
import { Database } from '../../../src/lib/storage/db.ts';
import { LocalStore } from '../../../src/lib/storage/local-store.ts';
import { EditorSession } from '../../../src/lib/ui/editor/session.svelte.ts';
import { failWrites } from '../storage/faults.ts';

/* Tabs over one IndexedDB: each with a store, a claim and a session of its own, as pages have. */

const ID = 'shared';
const sessions: EditorSession[] = [];
let faults: ReturnType<typeof failWrites> | undefined;

beforeEach(async () => {
  const store = new LocalStore(await Database.open());
  await store.clear();
  await store.saveProject(createProject({ id: ID, name: 'first', channels: ['amazon'] }), 0);
});
afterEach(async () => {
  faults?.restore();
  await Promise.all(sessions.splice(0).map((session) => session.close()));
});

async function tab(): Promise<EditorSession> {
  const store = new LocalStore(await Database.open());
  const claim = await Claim.of(ID);
  const rules = new RuleBook(store);
  const session = new EditorSession({ store, rules }, await openProject(store, ID), claim);
  sessions.push(session);
  return session;
}

const onDisk = async () => (await new LocalStore(await Database.open()).loadProject(ID)).project.name;
const rename = (session: EditorSession, name: string) => session.change({ ...session.project, name });
const name = (session: EditorSession) => session.project.name;

test('the second tab only looks: nothing that it does changes the document', async () => {
  const [first, second] = [await tab(), await tab()];
  expect([first.isReadOnly, second.isReadOnly]).toEqual([false, true]);
  rename(second, 'from a tab that looks');
  await second.save();
  expect([name(second), await onDisk()]).toEqual(['first', 'first']);
});

test('a change is on disk within 2 s without anybody asking, and then the other tab shows it', async () => {
  const [first, second] = [await tab(), await tab()];
  rename(first, 'changed');
  expect(first.saveState).toBe('saving');
  await expect.poll(onDisk, { timeout: 2_000 }).toBe('changed');
  await expect.poll(() => first.saveState).toBe('saved');
  await expect.poll(() => name(second)).toBe('changed');
});

test('taking over, the last edits of the other tab are there, with its undo, and that tab only looks from then on', async () => {
  const [first, second] = [await tab(), await tab()];
  rename(first, 'one');
  rename(first, 'two');
  expect(await second.holding.takeOver(false)).toBe('taken');
  await expect.poll(() => second.isReadOnly).toBe(false);
  expect([name(second), first.isReadOnly, first.holding.isStray]).toEqual(['two', true, false]);
  second.undo();
  expect(name(second)).toBe('one');
  rename(first, 'too late');
  await first.save();
  await second.save();
  expect(await onDisk()).toBe('one');
  await expect.poll(() => name(first)).toBe('one');
});

test('the tab that took over is followed, and the project can be had back', async () => {
  const [first, second] = [await tab(), await tab()];
  await second.holding.takeOver(false);
  await expect.poll(() => second.isReadOnly).toBe(false);
  rename(second, 'theirs');
  await expect.poll(() => name(first), { timeout: 3_000 }).toBe('theirs');
  await first.holding.takeOver(false);
  await expect.poll(() => first.isReadOnly).toBe(false);
  rename(first, 'mine again');
  await first.save();
  expect(await onDisk()).toBe('mine again');
});

test('when the tab that writes is left, the one that looked writes, from what was last saved', async () => {
  const [first, second] = [await tab(), await tab()];
  rename(first, 'last words');
  await first.close();
  await expect.poll(() => second.isReadOnly).toBe(false);
  expect(name(second)).toBe('last words');
});

test('work that cannot be saved is not taken away, and what is taken all the same stays in its tab', async () => {
  const [first, second] = [await tab(), await tab()];
  faults = failWrites(() => true);
  rename(first, 'unsaved');
  expect(await second.holding.takeOver(false)).toBe('unsaved');
  expect([first.isReadOnly, second.isReadOnly]).toEqual([false, true]);
  expect(await second.holding.takeOver(true)).toBe('taken');
  await expect.poll(() => first.holding.isStray).toBe(true);
  expect(name(first)).toBe('unsaved');
  faults.restore();
  await expect.poll(() => second.isReadOnly).toBe(false);
  rename(second, 'theirs');
  await second.save();
  expect([await onDisk(), name(first)]).toEqual(['theirs', 'unsaved']);
});

test('storage full: the change stays, it is said at once, never "saved", and saving resumes by itself', async () => {
  const session = await tab();
  const states: string[] = [];
  faults = failWrites(() => true);
  rename(session, 'a stroke');
  await expect.poll(() => session.saveProblem?.code, { timeout: 1_000 }).toBe('quota-exceeded');
  for (let look = 0; look < 10; look++) {
    rename(session, `another ${look}`);
    states.push(session.saveState);
    await new Promise((later) => setTimeout(later, 30));
  }
  expect(new Set(states)).toEqual(new Set(['failed']));
  expect(await onDisk()).toBe('first');
  faults.restore();
  session.saving.retry();
  await expect.poll(onDisk).toBe('another 9');
  await expect.poll(() => session.saveState).toBe('saved');
  expect(session.saveProblem).toBeNull();
});

test('undo and redo are there after a reload', async () => {
  const first = await tab();
  for (const next of ['one', 'two', 'three']) rename(first, next);
  first.undo();
  await first.close();
  const again = await tab();
  expect([name(again), again.canUndo, again.canRedo]).toEqual(['two', true, true]);
  again.redo();
  expect(name(again)).toBe('three');
  again.undo();
  again.undo();
  again.undo();
  expect([name(again), again.canUndo]).toEqual(['first', false]);
});

test('a drag is one step after a reload too, and a new drag of the same kind another', async () => {
  const first = await tab();
  for (const next of ['a', 'ab', 'abc']) first.change({ ...first.project, name: next }, { mergeKey: 'name' });
  await first.close();
  const again = await tab();
  for (const next of ['x', 'xy']) again.change({ ...again.project, name: next }, { mergeKey: 'name' });
  again.undo();
  expect(name(again)).toBe('abc');
  again.undo();
  expect(name(again)).toBe('first');
});

test('a history that cannot be read is left behind, the project is not', async () => {
  const store = new LocalStore(await Database.open());
  const { project } = await store.loadProject(ID);
  await store.saveProject(project, 1, '{"form":1,"rows":[[1,"version",99]],"past":[0],"future":[]}');
  const session = await tab();
  expect([name(session), session.canUndo]).toEqual(['first', false]);
});

test('a page that ends with the change still has it on disk, also while another save is under way', async () => {
  const session = await tab();
  rename(session, 'one');
  const under = session.save();
  rename(session, 'two');
  session.saveAtOnce();
  await under;
  await expect.poll(onDisk).toBe('two');
  await expect.poll(() => session.saveState).toBe('saved');
  rename(session, 'three');
  await session.save();
  expect([await onDisk(), session.saveProblem]).toEqual(['three', null]);
});

test('a tab that was frozen while another took the project and worked on overwrites nothing as it ends', async () => {
  const [frozen, second] = [await tab(), await tab()];
  rename(frozen, 'mine');
  await frozen.save();
  // It hears of nothing: neither is it asked for the project, nor told that it is lost.
  const { writer, revision } = await new LocalStore(await Database.open()).loadProject(ID);
  const others = new ProjectWriter(new LocalStore(await Database.open()), { revision, writer });
  for (const next of ['theirs', 'theirs too']) await others.save({ ...second.project, name: next });
  rename(frozen, 'late');
  expect(frozen.holding.isLocked).toBe(true);
  frozen.saveAtOnce();
  await expect.poll(() => frozen.saveProblem?.code).toBe('busy');
  expect(await onDisk()).toBe('theirs too');
});

test('a save under way when the project is taken away is no problem of this tab', async () => {
  const [first, second] = [await tab(), await tab()];
  rename(first, 'under way');
  void first.save();
  await second.holding.takeOver(false);
  await expect.poll(() => name(second)).toBe('under way');
  expect(first.saveProblem).toBeNull();
});
