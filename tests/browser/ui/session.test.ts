import { expect, test } from 'vitest';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
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
  const session = new EditorSession(store, await store.loadProject(project.id));
  const onDisk = async () => (await store.loadProject(project.id)).project.name;
  return { session, onDisk };
}

test('undo and redo faster than the disk end with the newest document on it', async () => {
  const { session, onDisk } = await openSession();
  session.change({ ...session.project, name: 'changed' });
  await session.save(session.project);
  session.undo();
  const undone = session.save(session.project);
  session.redo();
  await Promise.all([undone, session.save(session.project)]);
  expect(await onDisk()).toBe('changed');
  expect(session.saveState).toBe('saved');
});

test('a change undone while it is being written is not on disk in the end', async () => {
  const { session, onDisk } = await openSession();
  session.change({ ...session.project, name: 'changed' });
  const changed = session.save(session.project);
  session.undo();
  await Promise.all([changed, session.save(session.project)]);
  expect(await onDisk()).toBe('as it was');
  expect(session.saveState).toBe('saved');
});
