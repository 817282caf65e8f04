import { beforeEach, describe, expect, it } from 'vitest';
import { addPhoto, setFound } from '../../../src/lib/domain/document/change.ts';
import type { Photo } from '../../../src/lib/domain/document/document.ts';
import { alternatives, type Wanted } from '../../../src/lib/pipeline/candidates.ts';
import { cutoutPhoto, type CutoutOptions } from '../../../src/lib/pipeline/cutout.ts';
import { importPhoto } from '../../../src/lib/pipeline/import.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import { makeFakeStudio, type FakeStudio } from '../embed/fake-studio.ts';

let studio: FakeStudio;

/** Cut out, as its document has it. */
async function cutOut(options: CutoutOptions = {}): Promise<Photo> {
  const data = new Blob(['photo'], { type: 'image/jpeg' });
  const photo = await importPhoto(studio, { name: 'a.jpg', data });
  const { found } = await cutoutPhoto(studio, photo, options);
  return setFound(addPhoto(startProject('Test'), photo), photo.id, found).photos[0]!;
}
async function waysOf(photo: Photo, wanted: Partial<Wanted> = {}): Promise<Photo[]> {
  const made: Photo[] = [];
  for await (const other of alternatives(studio, photo, 'amazon/main', { most: 9, ...wanted }))
    made.push(other);
  return made;
}
const picks = (photos: readonly Photo[]) => photos.map(({ edits }) => edits.cutout.found?.ask.pick);

beforeEach(async () => {
  studio = makeFakeStudio();
  await studio.segment.call((api) => api.download('isnet-fp16', () => {}, 'test'));
});

describe('other ways to make an output', () => {
  it('are the mattes that were compared with the one it has, then other places; no more than are wanted', async () => {
    const photo = await cutOut();
    const all = await waysOf(photo);
    expect(picks(all)[0]).toBe('letter');
    expect(all.length).toBeGreaterThan(1);
    expect(all.slice(1).every(({ edits }) => edits.cutout.found?.ask.pick === null)).toBe(true);
    expect(await waysOf(photo, { most: 1 })).toHaveLength(1);
  });

  it('are only of the kind that is wanted', async () => {
    const photo = await cutOut();
    expect(picks(await waysOf(photo, { ways: ['matte'] }))).toEqual(['letter']);
    expect(picks(await waysOf(photo, { ways: ['place'] }))).not.toContain('letter');
  });

  it('the matte that was taken is not asked for again, and what was compared is remembered', async () => {
    const photo = await cutOut();
    const before = studio.asked.length;
    await waysOf(photo, { ways: ['matte'] });
    expect(studio.asked.slice(before).map(({ ask }) => ask?.pick)).toEqual(['letter']);
  });

  it('are looked for as hard as the first was', async () => {
    const photo = await cutOut({ effort: 'fast' });
    await waysOf(photo, { ways: ['matte'], effort: 'fast' });
    expect(new Set(studio.asked.map(({ effort }) => effort))).toEqual(new Set(['fast']));
  });

  it('of one that was looked for less hard, the best there is comes first', async () => {
    const photo = await cutOut({ effort: 'fast' });
    expect(picks(await waysOf(photo, { ways: ['matte'] }))).toEqual(['squash', 'letter']);
  });

  it('ask no model that is not on the device', async () => {
    const photo = await cutOut();
    await studio.segment.call((api) => api.remove('isnet-fp16'));
    const before = studio.asked.length;
    expect(await waysOf(photo, { ways: ['matte'] })).toEqual([]);
    expect(studio.asked.length).toBe(before);
  });
});
