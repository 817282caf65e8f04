import { downloadZip } from 'client-zip';
import { beforeEach, describe, expect, it } from 'vitest';
import { addPhoto, createProject } from '../../../src/lib/domain/document/change.ts';
import { DOCUMENT_VERSION, type Project } from '../../../src/lib/domain/document/document.ts';
import { IDENTITY_EDITS } from '../../../src/lib/domain/document/edits.ts';
import { IDENTITY_CUTOUT } from '../../../src/lib/domain/document/edits/cutout.ts';
import { isProjectFile, PROJECT_TYPE, projectFileName } from '../../../src/lib/pipeline/project-file.ts';
import { FILE_LIMITS, readProjectFile } from '../../../src/lib/pipeline/read-project-file.ts';
import { recoverProject, takeProjectFile } from '../../../src/lib/pipeline/take-project.ts';
import { projectBlob } from '../../../src/lib/pipeline/write-project-file.ts';
import { MemoryStore } from '../../../src/lib/storage/memory-store.ts';
import { foundMatte } from '../domain/samples.ts';

type Json = Record<string, unknown>;
const code = (expected: string) => expect.objectContaining({ code: expected }) as unknown;

let store: MemoryStore;
let project: Project;

const pixels = (text: string, type: string) => store.putBlob(new Blob([text], { type }));

beforeEach(async () => {
  store = new MemoryStore();
  const empty = createProject({ id: 'p', name: 'Túi / xách', channels: ['amazon'] });
  project = await ['a', 'b'].reduce<Promise<Project>>(async (before, id) => {
    const found = foundMatte('1', { matte: await pixels(`matte of ${id}`, 'image/png') });
    const edits = { ...IDENTITY_EDITS, cutout: { ...IDENTITY_CUTOUT, found } };
    const source = await pixels(`pixels of ${id}`, 'image/jpeg');
    return addPhoto(await before, { id, name: `${id}.jpg`, source, size: { width: 8, height: 6 }, edits });
  }, Promise.resolve(empty));
  await store.saveProject(project, 0);
});

const fileOf = (document: unknown = project, name = project.name) =>
  projectBlob(store, { id: 'p', name, document });

/** A file made by hand. */
const zipOf = (entries: Record<string, string | Blob>) =>
  downloadZip(Object.entries(entries).map(([name, input]) => ({ name, input }))).blob();
const head = (more: Json = {}) => JSON.stringify({ packshot: 1, name: 'x', document: project, ...more });
const blobEntries = async (): Promise<Record<string, Blob>> => {
  const refs = project.photos.flatMap(({ source, edits }) => [source, edits.cutout.found!.matte]);
  const all = refs.map(async (ref) => [`blobs/${ref.sha256}`, await store.getBlob(ref)] as const);
  return Object.fromEntries(await Promise.all(all));
};

describe('a project file', () => {
  it('brings the same document and the same blobs, with their types, to another device', async () => {
    const there = new MemoryStore();
    const taken = await takeProjectFile(there, await fileOf());
    expect(taken).toEqual({ project, lost: [], incomplete: [] });
    expect((await there.loadProject('p')).project).toEqual(project);
    for (const { source, edits } of project.photos) {
      for (const ref of [source, edits.cutout.found!.matte]) {
        const blob = await there.getBlob(ref);
        expect([await blob.text(), blob.type]).toEqual([await (await store.getBlob(ref)).text(), ref.type]);
      }
    }
  });

  it('says in its first bytes what it is, and holds its pictures as they are', async () => {
    const file = await fileOf();
    const start = await file.slice(0, 200).text();
    expect(start).toContain(`mimetype${PROJECT_TYPE}`);
    expect(await file.text()).toContain('pixels of a');
    expect(file.type).toBe(PROJECT_TYPE);
  });

  it('that is here already is opened, not doubled', async () => {
    const { project: taken } = await takeProjectFile(store, await fileOf());
    expect(taken.id).toBe('p');
    expect(await store.listProjects()).toHaveLength(1);
    expect((await store.loadProject('p')).revision).toBe(1);
  });

  it('whose id is another project here comes under a new one, and that project stays', async () => {
    const file = await fileOf();
    await store.saveProject({ ...project, name: 'Went on' }, 1);
    const { project: taken } = await takeProjectFile(store, file);
    expect(taken.id).not.toBe('p');
    expect({ ...taken, id: 'p' }).toEqual(project);
    expect((await store.loadProject('p')).project.name).toBe('Went on');
  });

  it('without some of its blobs opens, and says which photos are affected', async () => {
    const { [`blobs/${project.photos[1]!.source.sha256}`]: _gone, ...rest } = await blobEntries();
    const there = new MemoryStore();
    const taken = await takeProjectFile(there, await zipOf({ 'project.json': head(), ...rest }));
    expect(_gone).toBeDefined();
    expect(taken.incomplete).toEqual(['b.jpg']);
    expect((await there.loadProject('p')).project.photos).toHaveLength(2);
  });

  it('with a blob that is not what its name says: that one counts as missing and is not kept', async () => {
    const { sha256 } = project.photos[0]!.source;
    const entries = { ...(await blobEntries()), [`blobs/${sha256}`]: new Blob(['forged']) };
    const there = new MemoryStore();
    const taken = await takeProjectFile(there, await zipOf({ 'project.json': head(), ...entries }));
    expect(taken.incomplete).toEqual(['a.jpg']);
    await expect(there.getBlob(project.photos[0]!.source)).rejects.toEqual(code('not-found'));
  });

  it('leaves out blobs that are gone here', async () => {
    await store.clear();
    const { hashes } = await readProjectFile(await fileOf());
    expect(hashes.size).toBe(0);
  });

  it('of a broken document gives what can be read, and says what cannot', async () => {
    const [a, b] = project.photos;
    const file = await fileOf({ ...project, photos: [a, { ...b, edits: 7 }, { id: 5, name: 'c.jpg' }] });
    const { project: taken, lost } = await takeProjectFile(new MemoryStore(), file);
    expect(taken.photos.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg']);
    expect(lost).toMatchObject([
      { name: 'b.jpg', lost: 'edits' },
      { name: 'c.jpg', lost: 'photo' }
    ]);
  });

  it('of a newer document is refused', async () => {
    const file = await fileOf({ ...project, version: DOCUMENT_VERSION + 1 });
    await expect(takeProjectFile(new MemoryStore(), file)).rejects.toEqual(code('version'));
  });

  it('is called after its project, without what systems refuse', () => {
    expect(projectFileName('Túi/"xách"?', true)).toBe('Túi xách.packshot');
    expect(projectFileName(' ', false)).toBe('project.packshot-rescue');
    expect(isProjectFile({ name: 'A.PACKSHOT', type: '' })).toBe(true);
    expect(isProjectFile({ name: 'a.packshot-rescue', type: '' })).toBe(true);
    expect(isProjectFile({ name: 'a.zip', type: 'application/zip' })).toBe(false);
  });
});

describe('a file that only looks like a project', () => {
  it.each<[string, () => Blob | Promise<Blob>]>([
    ['nothing', () => new Blob([])],
    ['a text', () => new Blob(['hello, this is a text and no ZIP at all'])],
    ['a ZIP without a document', () => zipOf({ 'readme.txt': 'hello' })],
    ['a ZIP whose document is no JSON', () => zipOf({ 'project.json': '{' })],
    ['a ZIP of another app', () => zipOf({ 'project.json': '{"name":"x"}' })],
    ['a document of nothing', () => zipOf({ 'project.json': head({ document: null }) })]
  ])('%s is refused and nothing is kept', async (_, make) => {
    const there = new MemoryStore();
    await expect(takeProjectFile(there, await make())).rejects.toEqual(code('bad-request'));
    expect(await there.listProjects()).toEqual([]);
  });

  it('cut off anywhere is refused', async () => {
    const whole = await fileOf();
    for (let at = 0; at < whole.size - 1; at += Math.ceil(whole.size / 40)) {
      await expect(takeProjectFile(new MemoryStore(), whole.slice(0, at)), `at ${at}`).rejects.toEqual(
        code('bad-request')
      );
    }
  });

  it('of a newer form is refused as such', async () => {
    const file = await zipOf({ 'project.json': head({ packshot: 2 }) });
    await expect(readProjectFile(file)).rejects.toEqual(code('version'));
  });

  it('with names that lead elsewhere: those are passed over', async () => {
    const hash = 'a'.repeat(64);
    const names = [
      `blobs/../${hash}`,
      `../blobs/${hash}`,
      `/blobs/${hash}`,
      `blobs/x/${hash}`,
      'blobs/short'
    ];
    const evil = Object.fromEntries(names.map((name) => [name, 'x']));
    try {
      const { hashes } = await readProjectFile(await zipOf({ 'project.json': head(), ...evil }));
      expect([...hashes]).toEqual([]);
    } catch (error) {
      expect(error).toEqual(code('bad-request'));
    }
  });

  it('with more entries than any project has is refused', async () => {
    const many = Object.fromEntries(
      Array.from({ length: FILE_LIMITS.entries + 1 }, (_, index) => [`${index}`, ''])
    );
    await expect(readProjectFile(await zipOf(many))).rejects.toEqual(code('bad-request'));
  }, 60_000);

  it('that grows beyond belief when it is unpacked is refused before it is unpacked', async () => {
    const { BlobReader, BlobWriter, TextReader, ZipWriter } = await import('@zip.js/zip.js');
    const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
    await writer.add('project.json', new TextReader(head()));
    await writer.add(`blobs/${'a'.repeat(64)}`, new BlobReader(new Blob([new Uint8Array(20_000_000)])));
    await expect(readProjectFile(await writer.close())).rejects.toEqual(code('bad-request'));
  });

  it('that was packed again with compression opens all the same', async () => {
    const { BlobReader, BlobWriter, TextReader, ZipWriter } = await import('@zip.js/zip.js');
    const writer = new ZipWriter(new BlobWriter(), { useWebWorkers: false });
    await writer.add('project.json', new TextReader(head()));
    for (const [name, blob] of Object.entries(await blobEntries()))
      await writer.add(name, new BlobReader(blob));
    const there = new MemoryStore();
    expect(await takeProjectFile(there, await writer.close())).toEqual({ project, lost: [], incomplete: [] });
  });
});

describe('recovering a project on this device', () => {
  it('makes a copy of what can be read and leaves the original as it is', async () => {
    const before = await store.loadRaw('p');
    const { project: copy } = await recoverProject(store, 'p', (name) => `${name} (recovered)`);
    expect(copy).toEqual({ ...project, id: copy.id, name: 'Túi / xách (recovered)' });
    expect(copy.id).not.toBe('p');
    expect(await store.loadRaw('p')).toEqual(before);
    expect(await store.listProjects()).toHaveLength(2);
  });
});
