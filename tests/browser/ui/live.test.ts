import { beforeEach, expect, test, vi } from 'vitest';
import { previewPhoto, type Preview } from '../../../src/lib/pipeline/preview.ts';
import { LATE_MS, Live } from '../../../src/lib/ui/editor/live.svelte.ts';
import { deskOf } from './desk-fixture.ts';
import { fakeStudio } from './fake-studio.ts';

vi.mock('../../../src/lib/pipeline/preview.ts', { spy: true });

const LAYER = {
  width: 400,
  height: 300,
  box: { x: 0, y: 0, width: 400, height: 300 },
  hull: [
    { x: 0, y: 0 },
    { x: 400, y: 0 },
    { x: 400, y: 300 },
    { x: 0, y: 300 }
  ]
};
let paintMs = 0;

beforeEach(() => {
  vi.mocked(previewPhoto).mockImplementation(async () => {
    await new Promise((painted) => setTimeout(painted, paintMs));
    const bitmap = await createImageBitmap(new ImageData(8, 6));
    return { bitmap, plan: { isTransparent: false }, layer: LAYER, peers: [] } as unknown as Preview;
  });
});

/** A picture on a canvas, and each time that it was called late. */
async function painting() {
  const { session, output } = await deskOf();
  const live = new Live(fakeStudio());
  const canvas = document.createElement('canvas');
  live.surface(canvas);
  const show = (exposure: number) => {
    const photo = session.photo!;
    const edits = { ...photo.edits, adjust: { ...photo.edits.adjust, exposure } };
    live.show(session.project, { ...photo, edits }, output.target, 400);
  };
  paintMs = 0;
  show(0);
  await expect.poll(() => live.picture).not.toBeNull();
  const late: boolean[] = [];
  const watch = setInterval(() => late.push(live.isLate), 20);
  const until = async (ms: number) => {
    await new Promise((passed) => setTimeout(passed, ms));
    clearInterval(watch);
    return late;
  };
  return { live, show, until, canvas };
}

test('a picture that takes a while is told to be late until it is there', async () => {
  const { live, show, until } = await painting();
  paintMs = 2 * LATE_MS;
  show(1);
  expect(live.isLate).toBe(false);
  await expect.poll(() => live.isLate).toBe(true);
  await expect.poll(() => live.isLate).toBe(false);
  expect(live.picture?.photo.edits.adjust.exposure).toBe(1);
  await until(0);
  live.close();
});

test('quick pictures are never called late, however many there are', async () => {
  const { live, show, until } = await painting();
  paintMs = LATE_MS / 3;
  for (let exposure = 1; exposure <= 6; exposure++) {
    show(exposure / 10);
    await new Promise((passed) => setTimeout(passed, 60));
  }
  expect((await until(500)).includes(true)).toBe(false);
  live.close();
});

test('the canvas is as large as what it shows: who reads it goes by that', async () => {
  const { live, canvas, until } = await painting();
  await until(0);
  expect([canvas.width, canvas.height]).toEqual([8, 6]);
  live.close();
});
