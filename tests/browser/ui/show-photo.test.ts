import { expect, test } from 'vitest';
import { showPhoto } from '../../../src/lib/ui/shared/blob-image.ts';

async function redBitmap(): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(40, 20);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#f00';
  context.fillRect(0, 0, 40, 20);
  return createImageBitmap(canvas);
}

function readback(canvas: HTMLCanvasElement): number[] {
  const context = new OffscreenCanvas(40, 20).getContext('2d')!;
  context.drawImage(canvas, 0, 0);
  return [...context.getImageData(20, 10, 1, 1).data];
}

test('a photo is on its canvas, and its bitmap stays its owner’s', async () => {
  const bitmap = await redBitmap();
  const canvas = document.body.appendChild(document.createElement('canvas'));
  showPhoto(bitmap)(canvas);
  await expect.poll(() => readback(canvas)).toEqual([255, 0, 0, 255]);
  expect([canvas.width, canvas.height, bitmap.width]).toEqual([40, 20, 40]);
  canvas.remove();
});

test('what is closed meanwhile is not shown, nor is it an error', async () => {
  const bitmap = await redBitmap();
  bitmap.close();
  const canvas = document.createElement('canvas');
  expect(() => showPhoto(bitmap)(canvas)).not.toThrow();
});
