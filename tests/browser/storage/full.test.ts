import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addPhoto, createProject } from '../../../src/lib/domain/document/change.ts';
import { IDENTITY_EDITS } from '../../../src/lib/domain/document/edits.ts';
import type { BlobRef } from '../../../src/lib/domain/document/blob.ts';
import { writeSteps } from '../../../src/lib/domain/document/steps.ts';
import { Database } from '../../../src/lib/storage/db.ts';
import { LocalStore } from '../../../src/lib/storage/local-store.ts';
import { failWrites } from './faults.ts';

const blob = (text: string) => new Blob([text], { type: 'image/png' });
const empty = createProject({ id: 'full', name: 'Before', channels: ['amazon'] });
const photoOf = (source: BlobRef) => ({
  id: source.sha256.slice(0, 8),
  name: 'a.png',
  source,
  size: { width: 1, height: 1 },
  edits: IDENTITY_EDITS,
  variants: {}
});
const steps = writeSteps({ past: [empty], future: [] });

let store: LocalStore;
let faults: ReturnType<typeof failWrites> | undefined;

beforeEach(async () => {
  store = new LocalStore(await Database.open());
  await store.clear();
});
afterEach(() => faults?.restore());

/** What a page that starts anew finds. */
const onDisk = async () => new LocalStore(await Database.open()).loadProject('full');

describe('a disk without room', () => {
  test('at each write of a save: the project is as before, the save says so, and the next one goes through', async () => {
    await store.saveProject(empty, 0);
    let revision = 1;
    faults = failWrites(() => false);
    await store.saveProject({ ...empty, name: 'Counted' }, revision++, steps);
    const writes = faults.count();
    faults.restore();
    expect(writes).toBeGreaterThanOrEqual(3);
    for (let site = 1; site <= writes; site++) {
      const before = await onDisk();
      // Each failing site fails for good: the second try, without undo, meets it as well.
      faults = failWrites((count) => count >= site);
      const failing = store.saveProject({ ...empty, name: `Site ${site}` }, revision, steps);
      await expect(failing, `site ${site}`).rejects.toMatchObject({ code: 'quota-exceeded' });
      faults.restore();
      expect(await onDisk()).toEqual(before);
      expect(await store.saveProject({ ...empty, name: `Site ${site}` }, revision, steps)).toBe(++revision);
      expect((await onDisk()).project.name).toBe(`Site ${site}`);
    }
  });

  test('too small for the undo only, the document is saved without it', async () => {
    await store.saveProject(empty, 0, steps);
    faults = failWrites((count) => count === 2);
    expect(await store.saveProject({ ...empty, name: 'After' }, 1, steps)).toBe(2);
    faults.restore();
    expect((await onDisk()).project.name).toBe('After');
    expect(await store.loadSteps('full', 2)).toBeNull();
  });

  test('a new matte is held in memory, can be used, and goes to disk with the next save that has room', async () => {
    faults = failWrites(() => true);
    const matte = await store.putBlob(blob('matte'));
    expect(await (await store.getBlob(matte)).text()).toBe('matte');
    const project = addPhoto(empty, photoOf(matte));
    await expect(store.saveProject(project, 0)).rejects.toMatchObject({ code: 'quota-exceeded' });
    faults.restore();
    const other = new LocalStore(await Database.open());
    await expect(other.getBlob(matte)).rejects.toMatchObject({ code: 'not-found' });
    await store.saveProject(project, 0);
    expect(await (await other.getBlob(matte)).text()).toBe('matte');
  });

  test('a page that ends between a blob and its document leaves the project as it was, and no torn one', async () => {
    await store.saveProject(empty, 0);
    const orphan = await store.putBlob(blob('photo'));
    const next = new LocalStore(await Database.open());
    expect((await next.loadProject('full')).project).toEqual(empty);
    await next.sweep();
    await expect(next.getBlob(orphan)).rejects.toMatchObject({ code: 'not-found' });
    expect((await next.loadProject('full')).revision).toBe(1);
  });

  test('a save at once that finds no room is taken up when there is some', async () => {
    await store.saveProject(empty, 0);
    for (const [site, revision] of [
      [1, 2],
      [2, 3]
    ] as const) {
      faults = failWrites((count) => count === site);
      const name = `Last ${site}`;
      const failing = store.saveAtOnce({ ...empty, name }, revision, steps, { id: 'w', follows: null });
      await expect(failing).rejects.toMatchObject({ code: 'quota-exceeded' });
      faults.restore();
      expect(await onDisk()).toMatchObject({ revision, project: { name } });
      expect(await store.loadSteps('full', revision)).toBe(steps);
    }
  });
});
