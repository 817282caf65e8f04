import { afterEach, expect, test } from 'vitest';
import { IDENTITY_ADJUST } from '../../../src/lib/domain/document/edits/adjust.ts';
import { IDENTITY_FRAME } from '../../../src/lib/domain/document/edits/frame.ts';
import { IDENTITY_MATRIX } from '../../../src/lib/domain/render/matrix.ts';
import type { EditorDesk } from '../../../src/lib/ui/editor/desk.svelte.ts';
import { followAll } from '../../../src/lib/ui/editor/follow-all.ts';
import { differs } from '../../../src/lib/ui/editor/outputs.ts';
import { notices } from '../../../src/lib/ui/shared/notices.svelte.ts';
import { deskOf, foundIn } from './desk-fixture.ts';

const adjusted = (exposure: number) => ({ ...IDENTITY_ADJUST, exposure });
const outputs = (desk: EditorDesk) => desk.session.choosing.outputs;

afterEach(() => {
  for (const { id } of notices.list) notices.dismiss(id);
});

test('a drag is one step; another gesture, photo or output is another', async () => {
  const { session } = await deskOf();
  session.setEdit('adjust', adjusted(0.1), 'adjust exposure');
  session.setEdit('adjust', adjusted(0.2), 'adjust exposure');
  session.setEdit('adjust', { ...adjusted(0.2), tint: 0.5 }, 'adjust tint');
  session.undo();
  expect(session.edits?.adjust).toEqual(adjusted(0.2));
  session.undo();
  expect(session.edits?.adjust).toEqual(IDENTITY_ADJUST);
});

test('letting go ends the step', async () => {
  const desk = await deskOf();
  const { session } = desk;
  session.setEdit('adjust', adjusted(0.1), 'adjust exposure');
  desk.endGesture();
  session.setEdit('adjust', adjusted(0.2), 'adjust exposure');
  session.undo();
  expect(session.edits?.adjust).toEqual(adjusted(0.1));
});

test('an edit holds for all outputs until it is made this one’s own', async () => {
  const desk = await deskOf();
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
  const desk = await deskOf();
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
  const desk = await deskOf();
  expect(outputs(desk).map(({ name }) => name)).toEqual([
    'Amazon MAIN',
    'Amazon PT01',
    'Amazon SWCH',
    'Amazon EEGL'
  ]);
});

test('copied edits go onto the photo that is looked at: those that were chosen, in one step', async () => {
  const desk = await deskOf(['a', 'b']);
  const { session, looks } = desk;
  session.setEdit('adjust', adjusted(1));
  session.setEdit('frame', { ...IDENTITY_FRAME, padding: 0.1 });
  looks.copy();
  expect(looks.copiedUseful).toEqual(['adjust', 'frame']);
  session.select('b');
  looks.apply(looks.copied!, ['adjust']);
  expect(session.edits?.adjust).toEqual(adjusted(1));
  expect(session.edits?.frame).toEqual(IDENTITY_FRAME);
  expect(session.edits?.cutout.found).toEqual(foundIn('b'));
  session.undo();
  expect(session.edits?.adjust).toEqual(IDENTITY_ADJUST);
});

test('a preset is kept on the device, renamed, used and deleted', async () => {
  const desk = await deskOf(['a', 'b']);
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
  const desk = await deskOf();
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

test('what an output had of its own is told to be gone when it follows all again, and comes back also later', async () => {
  const desk = await deskOf();
  const { session } = desk;
  const words = { title: 'Adjust', output: 'Amazon MAIN' };
  session.setScope('adjust', 'output');
  followAll(session, 'adjust', words);
  expect(notices.list, 'nothing was its own').toEqual([]);
  session.setScope('adjust', 'output');
  session.setEdit('adjust', adjusted(2));
  followAll(session, 'adjust', words);
  expect(session.edits?.adjust).toEqual(IDENTITY_ADJUST);
  const [notice] = notices.list;
  expect(notice?.title).toContain('Amazon MAIN');
  session.setEdit('frame', { ...IDENTITY_FRAME, padding: 0.1 });
  notice!.action!.run();
  expect(session.edits).toMatchObject({ adjust: { exposure: 2 }, frame: { padding: 0.1 } });
  expect(session.scopeOf('adjust')).toBe('output');
});

test('a deleted preset can be had back, in the dialog and after it was closed', async () => {
  const { session, looks } = await deskOf();
  session.setEdit('adjust', adjusted(1));
  await looks.keep('Bright', looks.touched);
  const [bright] = looks.list;
  await looks.remove(bright!);
  expect(looks.removed).toEqual(bright);
  await looks.restore();
  expect([looks.list, looks.removed]).toEqual([[bright], null]);
  await looks.remove(bright!);
  looks.closed();
  notices.list[0]!.action!.run();
  await expect.poll(() => looks.list).toEqual([bright]);
});

/** A product of 900 × 500 px in a frame of 1000 × 1000 px, at 1 CSS px per px. */
function framed(desk: EditorDesk, width = 900) {
  desk.live.picture = {
    plan: {
      frame: { width: 1000, height: 1000 },
      product: { x: (1000 - width) / 2, y: 250, width, height: 500 },
      matrix: IDENTITY_MATRIX,
      placement: { scale: 1 },
      place: { clip: null }
    }
  } as unknown as typeof desk.live.picture;
  desk.view.zoomTo(devicePixelRatio);
  desk.tools.choose('frame');
  return desk.tools.shifting;
}
const touch = (x: number, y: number) => ({ at: { x, y }, pressure: 1, alt: false, shift: false });

test('a product that is dragged says where its room ends, where the middle is, and where it has none', async () => {
  const desk = await deskOf();
  const shifting = framed(desk);
  shifting.begin(touch(0, 0));
  shifting.move([touch(20, 100)]);
  expect(shifting.stops).toEqual({ x: null, y: null });
  shifting.move([touch(80, -900)]);
  expect(shifting.stops).toEqual({ x: 'high', y: 'low' });
  expect(desk.session.edits?.frame.shift).toEqual({ x: 1, y: -1 });
  shifting.end();
  shifting.begin(touch(0, 0));
  shifting.move([touch(-47, 60)]);
  expect([shifting.stops.x, desk.session.edits?.frame.shift.x]).toEqual(['middle', 0]);
  shifting.cancel();
  const tight = framed(desk, 1000);
  tight.begin(touch(0, 0));
  tight.move([touch(40, 0)]);
  expect(tight.stops.x).toBe('fixed');
  tight.end();
});

test('the arrow keys say the same, and what was felt is told a moment longer', async () => {
  const desk = await deskOf();
  const shifting = framed(desk);
  for (let press = 0; press < 6; press++) shifting.nudge(1, 0, true);
  expect(shifting.stops).toEqual({ x: 'high', y: null });
  shifting.end();
  expect(shifting.stops.x).toBe('high');
  await expect.poll(() => shifting.stops.x, { timeout: 5_000 }).toBeNull();
});
