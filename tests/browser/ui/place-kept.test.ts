import { beforeEach, expect, test } from 'vitest';
import { keepPlace, returnToPlace } from '../../../src/lib/ui/editor/place-kept.ts';
import type { EditorDesk } from '../../../src/lib/ui/editor/desk.svelte.ts';
import { deskOf, deskOn } from './desk-fixture.ts';
import { fakeStudio } from './fake-studio.ts';

beforeEach(() => sessionStorage.clear());

/** A studio that keeps its projects, as far as anybody asks. */
function keeping() {
  const studio = fakeStudio();
  Object.defineProperty(studio.store, 'kind', { value: 'local' });
  return studio;
}

/** The same project in a page that was loaded anew. */
const reloaded = ({ session }: EditorDesk) => deskOn(keeping(), session.project);

test('a reload comes back to the photo, the output and the tool; the document knows nothing of it', async () => {
  const desk = await deskOf(['a', 'b'], keeping());
  const before = desk.session.project;
  desk.step(1);
  desk.choose(desk.session.choosing.outputs[2]!);
  desk.tools.choose('frame');
  keepPlace(desk);
  const again = reloaded(desk);
  returnToPlace(again);
  expect([again.session.photo?.id, again.output.key, again.tools.active]).toEqual([
    'b',
    desk.output.key,
    'frame'
  ]);
  expect(again.session.output).toBe(desk.output.key);
  expect(desk.session.project).toBe(before);
});

test('what is not there any more, or cannot be read, is left out', async () => {
  const desk = await deskOf(['a'], keeping());
  const key = `packshot-place:${desk.session.project.id}`;
  for (const kept of ['{', 'null', '7', '{"photoId":"gone","output":"none/none","tool":"saw"}']) {
    sessionStorage.setItem(key, kept);
    const again = reloaded(desk);
    returnToPlace(again);
    expect([again.session.photo?.id, again.tools.active]).toEqual(['a', 'cutout']);
  }
});

test('a frame that is to keep nothing keeps not even this', async () => {
  keepPlace(await deskOf());
  expect(sessionStorage).toHaveLength(0);
});
