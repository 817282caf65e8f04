import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DOCUMENT_VERSION, type Project } from '../../../src/lib/domain/document/document.ts';
import { changedPhotos, type SavedProject } from '../../../src/lib/embed/project-owner.ts';
import type { Packshot, ProjectBundle } from '../../../src/lib/embed/sdk/types.ts';
import { code, connect, photo, type Connected } from './connected.ts';

let owner: SavedProject;
let packshot: Packshot;
let raw: Connected['raw'];
let end: () => void;

beforeEach(async () => ({ owner, packshot, raw, end } = await connect()));
afterEach(() => end());

/** A project of two photos, one of them cut out, as another page of the host kept it. */
async function kept(): Promise<ProjectBundle> {
  const other = await connect();
  const first = await other.packshot.addPhoto({ name: 'a.jpg', data: photo('first'), sku: 'S' });
  await other.packshot.addPhoto({ name: 'b.jpg', data: photo('second') });
  await other.packshot.cutout(first.id, { model: 'isnet-fp16' });
  const { document, blobs } = await other.packshot.getProject();
  other.end();
  return { document: JSON.parse(JSON.stringify(document)) as unknown, blobs };
}

const texts = async (blobs: ProjectBundle['blobs']) =>
  Object.fromEntries(
    await Promise.all(Object.entries(blobs).map(async ([hash, blob]) => [hash, await blob.text()]))
  ) as Record<string, string>;

describe('embed: a project that the host keeps', () => {
  it('holds the document and every blob it refers to, originals and mattes, by hash', async () => {
    const { document, blobs } = await kept();
    const { photos } = document as Project;
    expect(photos.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg']);
    const expected = [photos[0]!.source, photos[1]!.source, photos[0]!.edits.cutout.found!.matte];
    expect(Object.keys(blobs).sort()).toEqual([...new Set(expected.map(({ sha256 }) => sha256))].sort());
    expect(Object.values(await texts(blobs))).toEqual(expect.arrayContaining(['first', 'second']));
  });

  it('comes back as it was', async () => {
    const bundle = await kept();
    await packshot.loadProject(bundle);
    const again = await packshot.getProject();
    expect(again.document).toEqual(bundle.document);
    expect(await texts(again.blobs)).toEqual(await texts(bundle.blobs));
    const [first] = (bundle.document as Project).photos;
    expect(await packshot.getEdits(first!.id)).toMatchObject({ cutout: { found: { model: 'isnet-fp16' } } });
  });

  it('stays this frame’s project: its id is the frame’s, and its document is saved', async () => {
    const { id } = owner.project;
    const bundle = await kept();
    await packshot.loadProject({ ...bundle, document: { ...(bundle.document as object), id: 'theirs' } });
    expect(owner.project.id).toBe(id);
  });

  it('blobs that the frame has need not be given again', async () => {
    const bundle = await kept();
    await packshot.loadProject(bundle);
    await packshot.loadProject({ ...bundle, blobs: {} });
    expect(Object.keys((await packshot.getProject()).blobs)).toHaveLength(Object.keys(bundle.blobs).length);
  });
});

describe('embed: a project that is refused changes nothing', () => {
  const refused = async (params: object, expected: unknown) => {
    const before = owner.project;
    await expect(raw('loadProject', params)).rejects.toEqual(expected);
    expect(owner.project).toBe(before);
  };
  const bad = (path: string) =>
    expect.objectContaining({ code: 'bad-request', data: { path } as unknown }) as unknown;

  it('of a newer app', async () => {
    const { document, blobs } = await kept();
    const newer = { ...(document as object), version: DOCUMENT_VERSION + 1 };
    await refused({ document: newer, blobs }, code('version'));
  });

  it('with a blob that is missing, forged, or no blob', async () => {
    const { document, blobs } = await kept();
    const [hash = ''] = Object.keys(blobs);
    const { [hash]: gone, ...rest } = blobs;
    expect(gone).toBeDefined();
    await refused({ document, blobs: rest }, bad(`loadProject.blobs.${hash}`));
    await refused(
      { document, blobs: { ...blobs, [hash]: photo('forged') } },
      bad(`loadProject.blobs.${hash}`)
    );
    await refused({ document, blobs: { ...blobs, [hash]: 'text' } }, bad(`loadProject.blobs.${hash}`));
  });

  it('with names that are no hashes', async () => {
    const { document, blobs } = await kept();
    for (const name of ['../../etc', 'A'.repeat(64), '__proto__x', '']) {
      await refused({ document, blobs: { ...blobs, [name]: photo() } }, code('bad-request'));
    }
  });

  it('whose document is broken: the field is named', async () => {
    const { document, blobs } = await kept();
    const broken = JSON.parse(JSON.stringify(document)) as { photos: { size: unknown }[] };
    broken.photos[1]!.size = { width: 0, height: 1 };
    await refused({ document: broken, blobs }, bad('loadProject.document.photos.1.size.width'));
  });

  it.each<[string, () => unknown]>([
    ['nothing', () => undefined],
    ['a text', () => '{}'],
    ['a list', () => []],
    ['a blob', () => photo()],
    ['an empty object', () => ({})],
    [
      'one that goes in circles',
      () => {
        const round: Record<string, unknown> = { version: DOCUMENT_VERSION };
        round['photos'] = [round];
        return round;
      }
    ],
    ['one with what JSON cannot say', () => ({ version: 10n })],
    [
      'one that is deeper than any stack',
      () => {
        let deep: object = {};
        for (let level = 0; level < 500; level++) deep = { deep };
        return { version: DOCUMENT_VERSION, deep };
      }
    ],
    [
      'one that would reach a prototype',
      () => JSON.parse('{"version":2,"__proto__":{"photos":[]}}') as unknown
    ]
  ])('whose document is %s', async (_, make) => {
    await refused({ document: make(), blobs: {} }, code('bad-request'));
    expect(({} as { photos?: unknown }).photos).toBeUndefined();
  });

  it('with another option', async () => {
    await refused({ document: {}, blobs: {}, force: true }, bad('loadProject.force'));
    await expect(raw('getProject', { all: true })).rejects.toEqual(code('bad-request'));
  });
});

describe('embed: what a host is told of', () => {
  it('photos that came, went or are not as they were', async () => {
    const { document } = await kept();
    const { photos } = document as Project;
    const of = (...list: Project['photos']) => ({ ...(document as Project), photos: list });
    const [a, b] = photos as [Project['photos'][0], Project['photos'][0]];
    expect(changedPhotos(of(a, b), of(a, b))).toEqual([]);
    expect(changedPhotos(of(a), of(a, b))).toEqual([b.id]);
    expect(changedPhotos(of(a, b), of(b))).toEqual([a.id]);
    expect(changedPhotos(of(a, b), of(a, { ...b, name: 'new' }))).toEqual([b.id]);
  });

  it('each change before its save, and the revision that is on disk after', async () => {
    const told: string[] = [];
    owner.listen({
      onchanged: (before, after) => told.push(...changedPhotos(before, after).map(() => 'changed')),
      onsaved: (revision) => told.push(`saved ${revision}`)
    });
    await packshot.addPhoto({ name: 'a.jpg', data: photo() });
    await expect.poll(() => told).toEqual(['changed', 'saved 1']);
  });
});
