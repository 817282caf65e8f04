import { afterEach, expect, test } from 'vitest';
import { MAX_STROKES } from '../../../src/lib/domain/document/edits/cutout.ts';
import { DEFAULT_MODEL } from '../../../src/lib/pipeline/models.ts';
import type { EditorDesk } from '../../../src/lib/ui/editor/desk.svelte.ts';
import { similarTo } from '../../../src/lib/ui/editor/series.svelte.ts';
import { notices } from '../../../src/lib/ui/shared/notices.svelte.ts';
import { deskOf, PHOTO, stageOf } from './desk-fixture.ts';
import { fakeStudio, model } from './fake-studio.ts';

/** A desk with three photos, cut out, in a stage where one CSS px is one source px and the photo starts at 0,0. */
async function desk(options: Parameters<typeof fakeStudio>[1] = {}) {
  const models = [model(DEFAULT_MODEL, true), model('namer', true, 'detection')];
  const studio = fakeStudio(models, options);
  const made = await deskOf(['a', 'b', 'c'], studio);
  made.view.zoomTo(devicePixelRatio);
  return { desk: made, studio };
}

const cutoutOf = (made: EditorDesk, index = 0) => made.session.project.photos[index]!.edits.cutout;

afterEach(() => {
  document.body.replaceChildren();
  for (const { id } of notices.list) notices.dismiss(id);
});

test('a drag with the brush is one stroke in source px and one step of undo', async () => {
  const { desk: made } = await desk();
  made.tools.choose('brush');
  stageOf(made).drag([50, 60], [80, 60], [120, 60]);
  const [stroke] = cutoutOf(made).correction.strokes;
  expect(stroke).toMatchObject({ kind: 'keep', points: [50, 60, 120, 60], radius: 6, snap: true });
  made.undo();
  expect(cutoutOf(made).correction.strokes).toEqual([]);
});

test('Alt paints the other kind; X swaps them', async () => {
  const { desk: made } = await desk();
  made.tools.choose('brush');
  const { drag, dragWith } = stageOf(made);
  dragWith({ altKey: true }, [50, 60]);
  made.tools.painting.swap();
  drag([90, 60]);
  expect(cutoutOf(made).correction.strokes.map(({ kind }) => kind)).toEqual(['erase', 'erase']);
});

test('the brush paints also where its surface for the keyboard lies on the stage', async () => {
  const { desk: made } = await desk();
  made.tools.choose('brush');
  const { send } = stageOf(made);
  const surface = document.createElement('button');
  surface.dataset['surface'] = '';
  document.body.firstElementChild!.append(surface);
  const press = (type: string) =>
    surface.dispatchEvent(new PointerEvent(type, { clientX: 50, clientY: 60, pointerId: 1, bubbles: true }));
  press('pointerdown');
  press('pointerup');
  expect(cutoutOf(made).correction.strokes.length).toBe(1);
  send('pointermove', 10, 10);
  expect(made.tools.painting.at).toEqual({ x: 10, y: 10 });
});

test('a brush suits the size of the photo until a person sets it', async () => {
  const { desk: made } = await desk();
  made.tools.choose('brush');
  expect(made.tools.painting.size).toBe(12);
  made.tools.painting.grow(1);
  made.tools.choose('cutout');
  made.tools.choose('brush');
  expect(made.tools.painting.size).toBe(15);
});

test('a pen that is pressed harder paints broader', async () => {
  const { desk: made } = await desk();
  made.tools.choose('brush');
  const { send } = stageOf(made);
  const pen = (pressure: number) => ({ pointerType: 'pen', pressure });
  send('pointerdown', 10, 10, pen(0.2));
  send('pointermove', 50, 10, pen(1));
  send('pointerup', 50, 10, pen(1));
  const radii = cutoutOf(made).correction.strokes.map(({ radius }) => radius);
  expect(radii.length).toBe(2);
  expect(radii[1]).toBeGreaterThan(radii[0]!);
});

test('a second finger takes the stroke back and moves the picture instead', async () => {
  const { desk: made } = await desk();
  made.tools.choose('brush');
  const { send } = stageOf(made);
  const finger = (pointerId: number) => ({ pointerId, pointerType: 'touch' });
  send('pointerdown', 100, 100, finger(1));
  send('pointermove', 110, 100, finger(1));
  send('pointerdown', 200, 100, finger(2));
  const zoom = made.view.zoom;
  send('pointermove', 300, 100, finger(2));
  send('pointerup', 300, 100, finger(2));
  send('pointerup', 110, 100, finger(1));
  expect(cutoutOf(made).correction.strokes).toEqual([]);
  expect(made.view.zoom).toBeGreaterThan(zoom);
});

test('Space hands the pointer back to the hand', async () => {
  const { desk: made } = await desk();
  made.tools.choose('brush');
  made.view.isMoving = true;
  const { x } = made.view.rect;
  stageOf(made).drag([50, 60], [80, 60]);
  expect(made.view.rect.x).toBe(x + 30);
  expect(cutoutOf(made).correction.strokes).toEqual([]);
});

test('Escape takes the stroke under way back, and nothing else', async () => {
  const { desk: made } = await desk();
  made.tools.choose('brush');
  const { send } = stageOf(made);
  send('pointerdown', 50, 60);
  send('pointermove', 90, 60);
  expect(made.stop()).toBe(true);
  send('pointerup', 90, 60);
  expect(cutoutOf(made).correction.strokes).toEqual([]);
});

test('the keyboard paints: Enter puts the brush down and lifts it, arrows move it', async () => {
  const { desk: made } = await desk();
  const { painting } = made.tools;
  made.tools.choose('brush');
  const middle = { x: 100, y: 100 };
  painting.press(middle);
  painting.nudge(1, 0, false, middle);
  painting.nudge(1, 0, false, middle);
  painting.press(middle);
  expect(cutoutOf(made).correction.strokes[0]?.points).toEqual([100, 100, 106, 100]);
});

test('a photo that is full of strokes says so and takes no more', async () => {
  const { desk: made } = await desk();
  const stroke = { kind: 'keep', points: [1, 1], radius: 2, hardness: 1, snap: false } as const;
  made.tools.correct({ strokes: Array.from({ length: MAX_STROKES }, () => stroke) });
  made.tools.choose('brush');
  stageOf(made).drag([50, 60]);
  expect(cutoutOf(made).correction.strokes.length).toBe(MAX_STROKES);
  expect(notices.list[0]?.title).toContain('1,000');
});

test('with Pick a drag is a box, a click keeps, Shift or Alt and a click remove', async () => {
  const { desk: made } = await desk();
  made.tools.choose('pick');
  const { drag, dragWith } = stageOf(made);
  drag([50, 60], [150, 200]);
  drag([70, 80]);
  dragWith({ shiftKey: true }, [10, 20]);
  dragWith({ altKey: true }, [11, 21]);
  expect(cutoutOf(made).ask.prompt).toEqual({
    box: { x: 50, y: 60, width: 100, height: 140 },
    include: [{ x: 70, y: 80 }],
    exclude: [
      { x: 10, y: 20 },
      { x: 11, y: 21 }
    ],
    text: null
  });
  made.undo();
  expect(cutoutOf(made).ask.prompt.exclude).toEqual([{ x: 10, y: 20 }]);
});

test('a click beside the photo says nothing', async () => {
  const { desk: made } = await desk();
  made.tools.choose('pick');
  made.view.panBy(200, 0);
  stageOf(made).drag([20, 100]);
  expect(cutoutOf(made).ask.prompt.include).toEqual([]);
});

test('handles and clicks move by keys: a run of presses is one step', async () => {
  const { desk: made } = await desk();
  const { picking } = made.tools;
  picking.addBox({ x: 100, y: 100, width: 100, height: 100 });
  const before = cutoutOf(made).ask.prompt.box!;
  picking.nudgeHandle('e', 1, 0, false);
  picking.nudgeHandle('e', 1, 0, false);
  picking.endNudge();
  expect(cutoutOf(made).ask.prompt.box!.width).toBe(before.width + 4);
  made.undo();
  expect(cutoutOf(made).ask.prompt.box).toEqual(before);
});

test('what is pointed at is asked once the pointing pauses, with all of it', async () => {
  const { desk: made, studio } = await desk();
  made.tools.picking.addPoint({ x: 5, y: 5 });
  made.answer(made.question);
  made.tools.picking.addPoint({ x: 9, y: 9 });
  made.answer(made.question);
  await expect.poll(() => made.question).toBeNull();
  expect(studio.asked.map(({ effort }) => effort)).toEqual(['draft', 'auto']);
  expect(cutoutOf(made).found?.ask.prompt.include.length).toBe(2);
});

test('undo while the answer is on its way stops asking', async () => {
  const { desk: made, studio } = await desk();
  made.tools.picking.addPoint({ x: 5, y: 5 });
  made.answer(made.question);
  made.undo();
  made.answer(made.question);
  await new Promise((later) => setTimeout(later, 400));
  expect(studio.asked).toEqual([]);
});

test('a word nobody knows is refused in words and asks nothing', async () => {
  const { desk: made } = await desk();
  await made.tools.naming.say(made.session.photo!, 'theremin');
  expect(made.tools.naming.refusal).toEqual({ reason: 'unknown-word', word: 'theremin' });
  expect(made.question).toBeNull();
});

test('a word is taken where its thing is seen, in either language, and refused where it is not', async () => {
  const box = { x: 1, y: 2, width: 3, height: 4 };
  const { desk: made } = await desk({ detections: [{ name: 'cup', score: 0.9, box }] });
  const { naming } = made.tools;
  const photo = made.session.photo!;
  await naming.say(photo, 'chair');
  expect(naming.refusal).toEqual({ reason: 'not-found', word: 'chair' });
  await naming.say(photo, 'Mug');
  expect(naming.refusal).toBeNull();
  expect(cutoutOf(made).ask.prompt.text).toBe('Mug');
  expect(naming.things?.map(({ shown }) => shown)).toEqual(['cup']);
});

test('of several alike each is named with its place', async () => {
  const box = { x: 1, y: 2, width: 3, height: 4 };
  const two = [0.9, 0.8].map((score) => ({ name: 'cup', score, box }));
  const { desk: made } = await desk({ detections: two });
  await made.tools.naming.look(made.session.photo!);
  expect(made.tools.naming.things?.map(({ shown, prompt }) => [shown, prompt.box])).toEqual([
    ['cup 1', box],
    ['cup 2', box]
  ]);
});

test('the series asks the others the same, keeps a person’s own work, and is one step', async () => {
  const { desk: made } = await desk();
  made.session.setCorrection('b', { grow: 1 });
  made.tools.picking.addPoint({ x: 5, y: 5 });
  expect(similarTo(made.session.project, made.session.photo!)).toEqual({ ids: ['c'], kept: 1 });
  await made.shareWithSimilar();
  expect(made.series.progress).toBeNull();
  expect(cutoutOf(made, 2).found?.ask.prompt.include).toEqual([{ x: 5, y: 5 }]);
  expect(cutoutOf(made, 1).ask.prompt.include).toEqual([]);
  made.undo();
  expect(cutoutOf(made, 2).found?.matte.sha256).toBe('c'.repeat(64));
});

test('a tool that works on the photo shows the photo, not the frame', async () => {
  const { desk: made } = await desk();
  expect(made.tools.modes).toContain('white');
  made.tools.choose('brush');
  expect(made.view.picture).toEqual(PHOTO);
  expect(made.tools.modes).not.toContain('white');
});
