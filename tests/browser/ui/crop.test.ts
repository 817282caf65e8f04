import { afterEach, expect, test } from 'vitest';
import { IDENTITY_CROP } from '../../../src/lib/domain/document/edits/crop.ts';
import type { EditorDesk } from '../../../src/lib/ui/editor/desk.svelte.ts';
import { deskOf, PHOTO, stageOf } from './desk-fixture.ts';

afterEach(() => document.body.replaceChildren());

const cropOf = (desk: EditorDesk) => desk.session.edits!.crop;

/** The tool in the hand, and the photo so that one CSS px is one px of it, at 0,0. */
async function cropping() {
  const desk = await deskOf();
  desk.tools.choose('crop');
  desk.view.zoomTo(devicePixelRatio);
  return { desk, tool: desk.tools.cropping, stage: stageOf(desk) };
}

test('a drag of a corner cuts, shows itself while it lasts, and is one step of undo', async () => {
  const { desk, tool, stage } = await cropping();
  stage.send('pointerdown', 400, 300);
  stage.send('pointermove', 300, 240);
  stage.send('pointermove', 300, 225);
  expect(tool.isDragging).toBe(true);
  expect(tool.kept).toEqual({ x: 0, y: 0, width: 300, height: 225 });
  expect(cropOf(desk).rect).toBeNull();
  stage.send('pointerup', 300, 225);
  expect(cropOf(desk).rect).toEqual({ x: 0, y: 0, width: 0.75, height: 0.75 });
  desk.undo();
  expect(cropOf(desk)).toEqual(IDENTITY_CROP);
});

test('inside the frame a drag moves it, and stops at the photo’s border', async () => {
  const { desk, stage } = await cropping();
  stage.drag([400, 300], [200, 150]);
  stage.drag([100, 75], [500, 100]);
  expect(cropOf(desk).rect).toEqual({ x: 0.5, y: expect.closeTo(25 / 300, 9), width: 0.5, height: 0.5 });
});

test('around the frame a drag straightens, to a tenth of a degree', async () => {
  const { desk, stage } = await cropping();
  stage.drag([400, 300], [200, 300]);
  stage.drag([300, 150], [300, 170]);
  // About the middle of what is kept, 100,150: atan(20 ÷ 200).
  expect(cropOf(desk).straighten).toBe(5.7);
});

test('a second finger takes the drag back', async () => {
  const { desk, tool, stage } = await cropping();
  stage.send('pointerdown', 400, 300, { pointerType: 'touch' });
  stage.send('pointermove', 300, 200, { pointerType: 'touch' });
  stage.send('pointerdown', 20, 20, { pointerId: 2, pointerType: 'touch' });
  expect(tool.isDragging).toBe(false);
  expect(cropOf(desk)).toEqual(IDENTITY_CROP);
});

test('arrows move a handle; a run of presses is one step', async () => {
  const { desk, tool } = await cropping();
  tool.nudge('e', -1, 0, false);
  tool.nudge('e', -1, 0, false);
  tool.endNudge();
  tool.nudge('inside', 1, 0, true);
  expect(tool.kept.width).toBeCloseTo(396, 6);
  expect(tool.kept.x).toBeCloseTo(4, 6);
  desk.undo();
  expect(tool.kept.x).toBe(0);
  desk.undo();
  expect(cropOf(desk)).toEqual(IDENTITY_CROP);
});

test('a locked shape is taken at once, kept by drags, and turned with the picture', async () => {
  const { desk, tool, stage } = await cropping();
  tool.hold('16:9');
  expect(tool.kept.width / tool.kept.height).toBeCloseTo(16 / 9, 6);
  const { x, y, width, height } = tool.kept;
  stage.drag([x + width, y + height], [x + width - 80, y + height]);
  expect(tool.kept.width / tool.kept.height).toBeCloseTo(16 / 9, 6);
  expect(tool.kept.width).toBeLessThan(width);
  tool.turn(1);
  expect(tool.ratio).toBe('9:16');
  expect(tool.kept.height / tool.kept.width).toBeCloseTo(16 / 9, 6);
  expect(desk.view.picture).toEqual({ width: PHOTO.height, height: PHOTO.width });
});

test('straightened and set back, the frame is as a person left it', async () => {
  const { desk, tool, stage } = await cropping();
  stage.drag([400, 300], [380, 290]);
  const { rect } = cropOf(desk);
  tool.straighten(25);
  expect(cropOf(desk).rect).not.toEqual(rect);
  tool.straighten(0);
  const { x, y, width, height } = cropOf(desk).rect!;
  expect([x, y, width, height]).toEqual(
    [rect!.x, rect!.y, rect!.width, rect!.height].map((v) => expect.closeTo(v, 9))
  );
});

test('a slider’s drag is one step, and reset brings the photo back as it came', async () => {
  const { desk, tool } = await cropping();
  for (const value of [1, 2, 3]) tool.straighten(value);
  tool.endNudge();
  desk.endGesture();
  tool.tilt('y', 0.5);
  expect(cropOf(desk)).toMatchObject({ straighten: 3, keystone: { x: 0, y: 0.5 } });
  desk.undo();
  expect(cropOf(desk)).toMatchObject({ straighten: 3, keystone: { x: 0, y: 0 } });
  tool.reset();
  expect(cropOf(desk)).toEqual(IDENTITY_CROP);
});
