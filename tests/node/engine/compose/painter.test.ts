import { expect, test } from 'vitest';
import { PackshotError } from '../../../../src/lib/domain/errors.ts';
import type { Pixels, Size } from '../../../../src/lib/domain/pixels.ts';
import type { BackdropPass } from '../../../../src/lib/domain/render/pass.ts';
import type { PictureRequest } from '../../../../src/lib/engine/compose/api.ts';
import type { Resources } from '../../../../src/lib/engine/compose/compositor.ts';
import { cpuBackend, type CpuPicture } from '../../../../src/lib/engine/compose/cpu/backend.ts';
import { Painter, type FastBackend } from '../../../../src/lib/engine/compose/painter.ts';

const NONE: Resources = {
  layer: () => {
    throw new PackshotError('not-found', 'no layer');
  },
  picture: () => {
    throw new PackshotError('not-found', 'no picture');
  }
};

/** A backdrop alone, which needs no layer; shown, not rendered. */
const backdropOf = (side: number): PictureRequest => ({
  passes: [
    {
      kind: 'backdrop',
      key: `b${side}`,
      frame: { width: side, height: side },
      backdrop: { kind: 'color', color: [1, 2, 3] },
      product: null
    }
  ],
  key: `b${side}`
});

const BITMAP = {} as ImageBitmap;

/** Stands for a GPU: counts what it paints, and can be told to fail. */
function pretended() {
  const told = { painted: 0, atOnce: 0, most: 0, closed: 0, hasFailed: false, isBroken: false };
  const fast: FastBackend<CpuPicture> = {
    backend: {
      ...cpuBackend,
      name: 'webgpu',
      async backdrop(pass, picture) {
        told.painted++;
        told.most = Math.max(told.most, ++told.atOnce);
        await Promise.resolve();
        told.atOnce--;
        if (told.isBroken) throw new Error('broken');
        return cpuBackend.backdrop(pass, picture);
      },
      show: async () => BITMAP
    },
    get hasFailed() {
      return told.hasFailed;
    },
    fits: ({ width }: Size) => width <= 8,
    guarded: (work) => work(),
    close: () => void told.closed++
  };
  return { told, fast };
}

/** What the CPU shows cannot be made without a browser: that it is asked is all that is looked at. */
const askedOfCpu = (shown: Promise<ImageBitmap>) =>
  expect(shown).rejects.toThrow(/createImageBitmap|ImageData/);

test('the fast backend is opened with the first picture, once', async () => {
  const { fast } = pretended();
  let opened = 0;
  const painter = new Painter(NONE, 1000, async () => {
    opened++;
    return fast;
  });
  expect(opened).toBe(0);
  expect(await painter.show(backdropOf(4))).toBe(BITMAP);
  expect(await painter.info()).toEqual({ name: 'webgpu', reason: null });
  expect(opened).toBe(1);
});

test('pictures are painted one after the other: a fault belongs to one of them', async () => {
  const { told, fast } = pretended();
  const painter = new Painter(NONE, 0, async () => fast);
  await Promise.all([4, 5, 6, 4].map((side) => painter.show(backdropOf(side))));
  expect(told.most).toBe(1);
});

test('a frame that is too large for the fast backend is the CPU’s; smaller ones are not', async () => {
  const { told, fast } = pretended();
  const painter = new Painter(NONE, 1000, async () => fast);
  await askedOfCpu(painter.show(backdropOf(9)));
  expect(told.painted).toBe(0);
  expect(await painter.show(backdropOf(8))).toBe(BITMAP);
});

test('after a fault the CPU paints that picture and all others, and what the fast one held is freed', async () => {
  const { told, fast } = pretended();
  const painter = new Painter(NONE, 1000, async () => fast);
  told.isBroken = true;
  await askedOfCpu(painter.show(backdropOf(4)));
  told.isBroken = false;
  await askedOfCpu(painter.show(backdropOf(5)));
  expect(told).toMatchObject({ painted: 1, closed: 1 });
  expect(await painter.info()).toEqual({ name: 'cpu', reason: 'device-lost' });
});

test('a fault between pictures is known before the next one', async () => {
  const { told, fast } = pretended();
  const painter = new Painter(NONE, 1000, async () => fast);
  await painter.show(backdropOf(4));
  told.hasFailed = true;
  expect(await painter.info()).toEqual({ name: 'cpu', reason: 'device-lost' });
  await askedOfCpu(painter.show(backdropOf(4)));
  expect(told.painted).toBe(1);
});

test('an error in what was asked is the caller’s, and no fault of the backend', async () => {
  const { fast } = pretended();
  const painter = new Painter(NONE, 1000, async () => fast);
  const request: PictureRequest = { passes: [], key: 'nothing' };
  await expect(painter.show(request)).rejects.toMatchObject({ code: 'not-found' });
  expect(await painter.info()).toEqual({ name: 'webgpu', reason: null });
});

test('a file is painted pass by pass: what the screen waits for comes in between', async () => {
  const { fast } = pretended();
  const order: string[] = [];
  const backend = {
    ...fast.backend,
    backdrop: async (pass: BackdropPass, picture: Pixels | null) => {
      order.push(pass.key);
      if (pass.key === 'b4') setTimeout(() => void painter.show(backdropOf(2)));
      return cpuBackend.backdrop(pass, picture);
    }
  };
  const painter = new Painter(NONE, 1000, async () => ({ ...fast, backend, guarded: (work) => work() }));
  const passes = [4, 5, 6].flatMap((side) => backdropOf(side).passes);
  await expect(painter.render({ passes, key: 'b6' })).rejects.toThrow('No place pass');
  expect(order).toEqual(['b4', 'b2', 'b5', 'b6']);
});

test('what was painted is let go of between two works, the oldest first', async () => {
  const { told, fast } = pretended();
  const painter = new Painter(NONE, 1e6, async () => fast);
  const [small, large] = [backdropOf(4), backdropOf(8)];
  for (const request of [small, large, small]) await painter.show(request);
  expect(told.painted).toBe(2);
  // Shown last, the small one is the newest: 4 × 4 px of 4 bytes.
  await painter.trim(64);
  await painter.show(small);
  expect(told.painted).toBe(2);
  await painter.show(large);
  expect(told.painted).toBe(3);
});
