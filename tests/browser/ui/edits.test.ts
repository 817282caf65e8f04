import { afterEach, expect, test } from 'vitest';
import { addPhoto } from '../../../src/lib/domain/document/change.ts';
import type { Found } from '../../../src/lib/domain/document/edits/cutout.ts';
import { IDENTITY_ADJUST } from '../../../src/lib/domain/document/edits/adjust.ts';
import { IDENTITY_FRAME } from '../../../src/lib/domain/document/edits/frame.ts';
import { IDENTITY_MATRIX } from '../../../src/lib/domain/render/matrix.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import { EditorDesk } from '../../../src/lib/ui/editor/desk.svelte.ts';
import { differs } from '../../../src/lib/ui/editor/outputs.ts';
import { notices } from '../../../src/lib/ui/shared/notices.svelte.ts';
import { fakeStudio } from './fake-studio.ts';

const found: Found = {
  matte: { sha256: 'a'.repeat(64), bytes: 1, type: 'image/png' },
  doubt: null,
  model: 'm',
  confidence: 0.9,
  ask: { prompt: { box: null, include: [], exclude: [], text: null }, holes: 'auto', pick: null }
};

async function deskOf(...ids: string[]): Promise<EditorDesk> {
  const studio = fakeStudio();
  const source = await studio.store.putBlob(new Blob(['photo'], { type: 'image/jpeg' }));
  const size = { width: 400, height: 300 };
  const project = ids.reduce(
    (all, id) => addPhoto(all, { id, name: `${id}.jpg`, source, size }),
    startProject('p')
  );
  const desk = new EditorDesk(studio, { project, revision: 0 }, { onsave: () => {}, onrendered: () => {} });
  for (const id of ids) desk.session.setFound(id, found);
  return desk;
}

const adjusted = (exposure: number) => ({ ...IDENTITY_ADJUST, exposure });
const outputs = (desk: EditorDesk) => desk.session.choosing.outputs;

afterEach(() => {
  for (const { id } of notices.list) notices.dismiss(id);
});

test('a drag is one step; another gesture, photo or output is another', async () => {
  const { session } = await deskOf('a');
  session.setEdit('adjust', adjusted(0.1), 'adjust exposure');
  session.setEdit('adjust', adjusted(0.2), 'adjust exposure');
  session.setEdit('adjust', { ...adjusted(0.2), tint: 0.5 }, 'adjust tint');
  session.undo();
  expect(session.edits?.adjust).toEqual(adjusted(0.2));
  session.undo();
  expect(session.edits?.adjust).toEqual(IDENTITY_ADJUST);
});

test('letting go ends the step', async () => {
  const desk = await deskOf('a');
  const { session } = desk;
  session.setEdit('adjust', adjusted(0.1), 'adjust exposure');
  desk.endGesture();
  session.setEdit('adjust', adjusted(0.2), 'adjust exposure');
  session.undo();
  expect(session.edits?.adjust).toEqual(adjusted(0.1));
});

test('an edit holds for all outputs until it is made this one’s own', async () => {
  const desk = await deskOf('a');
  const { session } = desk;
  const [main, other] = outputs(desk);
  session.setEdit('adjust', adjusted(1));
  desk.choose(other!);
  expect(session.edits?.adjust.exposure).toBe(1);
  session.setScope('adjust', 'output');
  session.setEdit('adjust', adjusted(2));
  expect(session.scopeOf('adjust')).toBe('output');
  expect(session.scopeOf('backdrop')).toBe('all');
  desk.choose(main!);
  expect(session.edits?.adjust.exposure).toBe(1);
  expect(session.scopeOf('adjust')).toBe('all');
});

test('an output with an edit of its own that changes nothing does not differ', async () => {
  const desk = await deskOf('a');
  const { session } = desk;
  const [main] = outputs(desk);
  session.setScope('adjust', 'output');
  expect(differs(session.photo!, main!.key)).toBe(false);
  session.setEdit('adjust', adjusted(2));
  expect(differs(session.photo!, main!.key)).toBe(true);
  session.setScope('adjust', 'all');
  expect(session.photo!.variants).toEqual({});
});

test('the outputs are those of the project’s channels, by the codes of the profile', async () => {
  const desk = await deskOf('a');
  expect(outputs(desk).map(({ name }) => name)).toEqual([
    'Amazon MAIN',
    'Amazon PT01',
    'Amazon SWCH',
    'Amazon EEGL'
  ]);
});

test('copied edits go onto the photo that is looked at: those that were chosen, in one step', async () => {
  const desk = await deskOf('a', 'b');
  const { session, looks } = desk;
  session.setEdit('adjust', adjusted(1));
  session.setEdit('frame', { ...IDENTITY_FRAME, padding: 0.1 });
  looks.copy();
  expect(looks.copiedUseful).toEqual(['adjust', 'frame']);
  session.select('b');
  looks.apply(looks.copied!, ['adjust']);
  expect(session.edits?.adjust).toEqual(adjusted(1));
  expect(session.edits?.frame).toEqual(IDENTITY_FRAME);
  expect(session.edits?.cutout.found).toEqual(found);
  session.undo();
  expect(session.edits?.adjust).toEqual(IDENTITY_ADJUST);
});

test('a preset is kept on the device, renamed, used and deleted', async () => {
  const desk = await deskOf('a', 'b');
  const { session, looks } = desk;
  session.setEdit('adjust', adjusted(1));
  await looks.keep('Bright', looks.touched);
  await looks.rename(looks.list[0]!, 'Brighter');
  expect(looks.list.map(({ name }) => name)).toEqual(['Brighter']);
  session.select('b');
  looks.apply(looks.list[0]!, ['adjust']);
  expect(session.edits?.adjust).toEqual(adjusted(1));
  await looks.remove(looks.list[0]!);
  expect(looks.list).toEqual([]);
});

test('with the frame in the hand a drag moves the product by what room there is; Escape lets it be', async () => {
  const desk = await deskOf('a');
  const { session, tools } = desk;
  desk.live.picture = {
    plan: {
      frame: { width: 1000, height: 1000 },
      product: { x: 50, y: 250, width: 900, height: 500 },
      matrix: IDENTITY_MATRIX,
      placement: { scale: 1 },
      place: { clip: null }
    }
  } as unknown as typeof desk.live.picture;
  desk.view.zoomTo(devicePixelRatio);
  tools.choose('frame');
  const touch = (x: number, y: number) => ({ at: { x, y }, pressure: 1, alt: false, shift: false });
  tools.gesture!.begin(touch(0, 0));
  tools.gesture!.move([touch(25, 125)]);
  tools.gesture!.end();
  expect(session.edits?.frame.shift).toEqual({ x: 0.5, y: 0.5 });
  tools.shifting.nudge(1, 0, false);
  tools.shifting.nudge(1, 0, false);
  tools.shifting.end();
  expect(session.edits?.frame.shift.x).toBe(0.54);
  session.undo();
  expect(session.edits?.frame.shift.x).toBe(0.5);
});
