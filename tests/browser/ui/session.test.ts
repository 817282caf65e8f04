import { expect, test } from 'vitest';
import { addPhoto, type NewPhoto } from '../../../src/lib/domain/document/change.ts';
import {
  IDENTITY_ASK,
  NO_PROMPT,
  type Ask,
  type Found
} from '../../../src/lib/domain/document/edits/cutout.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import { RuleBook } from '../../../src/lib/pipeline/rules.ts';
import { MemoryStore } from '../../../src/lib/storage/memory-store.ts';
import { EditorSession } from '../../../src/lib/ui/editor/session.svelte.ts';

/** As slow as a disk. */
class SlowStore extends MemoryStore {
  override async saveProject(...args: Parameters<MemoryStore['saveProject']>): Promise<number> {
    await new Promise((later) => setTimeout(later, 20));
    return super.saveProject(...args);
  }
}

async function openSession() {
  const store = new SlowStore();
  const project = startProject('as it was');
  await store.saveProject(project, 0);
  const session = new EditorSession(
    { store, rules: new RuleBook(store) },
    await store.loadProject(project.id)
  );
  const onDisk = async () => (await store.loadProject(project.id)).project.name;
  return { session, onDisk };
}

test('undo and redo faster than the disk end with the newest document on it', async () => {
  const { session, onDisk } = await openSession();
  session.change({ ...session.project, name: 'changed' });
  await session.save();
  session.undo();
  const undone = session.save();
  session.redo();
  await Promise.all([undone, session.save()]);
  expect(await onDisk()).toBe('changed');
  expect(session.saveState).toBe('saved');
});

test('a change undone while it is being written is not on disk in the end', async () => {
  const { session, onDisk } = await openSession();
  session.change({ ...session.project, name: 'changed' });
  const changed = session.save();
  session.undo();
  await Promise.all([changed, session.save()]);
  expect(await onDisk()).toBe('as it was');
  expect(session.saveState).toBe('saved');
});

const photo = (id: string): NewPhoto => ({
  id,
  name: `${id}.jpg`,
  source: { sha256: id.repeat(64).slice(0, 64), bytes: 1, type: 'image/jpeg' },
  size: { width: 100, height: 80 }
});

const answer = (ask: Ask, matte: string): Found => ({
  matte: { sha256: matte.repeat(64), bytes: 1, type: 'image/png' },
  doubt: null,
  model: 'isnet-fp16',
  confidence: 0.9,
  ask
});

const box = { x: 1, y: 2, width: 30, height: 40 };

function cutSession() {
  const project = addPhoto(addPhoto(startProject('p'), photo('a')), photo('b'));
  const store = new MemoryStore();
  const session = new EditorSession({ store, rules: new RuleBook(store) }, { project, revision: 0 });
  const cutout = () => session.project.photos[0]!.edits.cutout;
  session.setFound('a', answer(IDENTITY_ASK, '1'));
  return { session, cutout };
}

test('an answer to an open question is no step of its own; undo and redo bring question and answer together', () => {
  const { session, cutout } = cutSession();
  expect(session.canUndo).toBe(false);
  session.setAsk('a', { prompt: { ...NO_PROMPT, box } });
  const boxed = cutout().ask;
  session.setFound('a', answer(boxed, '2'));
  session.undo();
  expect([cutout().ask, cutout().found?.matte.sha256[0]]).toEqual([IDENTITY_ASK, '1']);
  expect(session.canUndo).toBe(false);
  session.redo();
  expect([cutout().ask, cutout().found?.matte.sha256[0]]).toEqual([boxed, '2']);
});

test('what a person did while the answer was on its way is undone alone, with the answer kept', () => {
  const { session, cutout } = cutSession();
  session.setAsk('a', { holes: 'cut' });
  const asked = cutout().ask;
  session.setCorrection('a', { smooth: 3 });
  session.setFound('a', answer(asked, '2'));
  expect([cutout().correction.smooth, cutout().found?.matte.sha256[0]]).toEqual([3, '2']);
  session.undo();
  expect([cutout().correction.smooth, cutout().found?.matte.sha256[0]]).toEqual([0, '2']);
  session.undo();
  expect(cutout().found?.matte.sha256[0]).toBe('1');
});

test('a second answer to the same question is a step: it can be undone', () => {
  const { session, cutout } = cutSession();
  session.setFound('a', answer(IDENTITY_ASK, '2'));
  session.undo();
  expect(cutout().found?.matte.sha256[0]).toBe('1');
});

test('an answer to a question that is no longer asked changes nothing that is shown', () => {
  const { session, cutout } = cutSession();
  session.setFound('a', answer({ ...IDENTITY_ASK, holes: 'keep' }, '9'));
  expect(cutout().found?.matte.sha256[0]).toBe('1');
});

test('one drag of a slider is one step, two drags are two', () => {
  const { session, cutout } = cutSession();
  for (const smooth of [1, 2, 3]) session.setCorrection('a', { smooth }, 'edge smooth');
  session.endGesture();
  for (const smooth of [4, 5]) session.setCorrection('a', { smooth }, 'edge smooth');
  session.undo();
  expect(cutout().correction.smooth).toBe(3);
  session.undo();
  expect(cutout().correction.smooth).toBe(0);
});

test('sharing asks the others in one step and leaves a person’s own work', () => {
  const { session } = cutSession();
  session.setCorrection('b', { grow: 2 });
  session.change(addPhoto(session.project, { ...photo('c'), edits: session.project.photos[0]!.edits }));
  session.setAsk('a', { prompt: { ...NO_PROMPT, box } });
  session.share('a', ['b', 'c']);
  const boxes = () => session.project.photos.map(({ edits }) => edits.cutout.ask.prompt.box);
  expect(boxes()).toEqual([box, null, box]);
  session.undo();
  expect(boxes()).toEqual([box, null, null]);
});
