import { afterEach, expect, test, vi } from 'vitest';
import { IDENTITY_ADJUST } from '../../../../src/lib/domain/document/edits/adjust.ts';
import { IDENTITY_SHADOW } from '../../../../src/lib/domain/document/edits/shadow.ts';
import { Compositor } from '../../../../src/lib/engine/compose/compositor.ts';
import { openWebgpu, type GuardedWebgpu } from '../../../../src/lib/engine/compose/webgpu/open.ts';
import { readBitmap } from '../../../../src/lib/engine/pixels.ts';
import { devicesOf, openSoftware } from './gpu.ts';
import { requestOf, RESOURCES } from './scene.ts';

const EVERYTHING = requestOf({
  adjust: { ...IDENTITY_ADJUST, contrast: 0.3, clarity: 0.4, sharpen: 0.5, denoise: 0.4 },
  shadow: {
    ...IDENTITY_SHADOW,
    contact: { ...IDENTITY_SHADOW.contact, strength: 0.6 },
    drop: { ...IDENTITY_SHADOW.drop, strength: 0.4 },
    reflection: { ...IDENTITY_SHADOW.reflection, strength: 0.3, blur: 0.6 },
    original: { strength: 0.5 }
  },
  backdrop: {
    kind: 'gradient',
    shape: 'linear',
    angle: 0,
    stops: [
      { at: 0, color: [255, 255, 255] },
      { at: 1, color: [120, 130, 140] }
    ]
  }
});

afterEach(() => vi.restoreAllMocks());

/** Textures of a device that were made and not yet destroyed, by label. */
function texturesOf(device: GPUDevice): Set<GPUTexture> {
  const living = new Set<GPUTexture>();
  const make = device.createTexture.bind(device);
  device.createTexture = (how) => {
    const texture = make(how);
    const destroy = texture.destroy.bind(texture);
    texture.destroy = () => {
      living.delete(texture);
      destroy();
    };
    living.add(texture);
    return texture;
  };
  return living;
}

test('what lies between passes is freed at once, pictures when they are given up', async () => {
  let living!: Set<GPUTexture>;
  const gpu = devicesOf((device) => {
    living = texturesOf(device);
    return device;
  });
  const guard = (await openWebgpu(gpu, true)) as GuardedWebgpu;
  const compositor = new Compositor(guard.backend, RESOURCES, 2 ** 28);
  await guard.guarded(() => compositor.render(EVERYTHING));
  const painted = EVERYTHING.passes.filter(({ kind }) => kind !== 'layer');
  expect([...living].map(({ label }) => label)).toHaveLength(painted.length);
  const held = [...living].reduce((sum, { width, height }) => sum + width * height * 4, 0);
  expect(compositor.bytes).toBe(held);
  compositor.close();
  expect([...living].map(({ label }) => label)).toEqual([]);
  guard.close();
});

test('a picture on the screen has the bytes that are read back', async () => {
  const guard = await openSoftware();
  const compositor = new Compositor(guard.backend, RESOURCES, 2 ** 28);
  const { pixels } = await guard.guarded(() => compositor.render(EVERYTHING));
  const shown = await guard.guarded(() => compositor.show(EVERYTHING));
  expect(readBitmap(shown)).toEqual(pixels);
  guard.close();
});

test('a canvas that stays empty is not used: pictures are shown from what is read back', async () => {
  const empty = await createImageBitmap(new ImageData(1, 1));
  const seen = vi.spyOn(OffscreenCanvas.prototype, 'transferToImageBitmap').mockReturnValue(empty);
  const guard = await openSoftware();
  expect(seen).toHaveBeenCalledTimes(1);
  const compositor = new Compositor(guard.backend, RESOURCES, 2 ** 28);
  const shown = await guard.guarded(() => compositor.show(EVERYTHING));
  const { pixels } = await guard.guarded(() => compositor.render(EVERYTHING));
  expect(readBitmap(shown)).toEqual(pixels);
  expect(seen).toHaveBeenCalledTimes(1);
  guard.close();
});

test.each([1, 63, 64, 65, 200])('rows of %d px are read back without gaps', async (width) => {
  const guard = await openSoftware();
  const frame = { width, height: 3 };
  const stops = [
    { at: 0, color: [0, 0, 0] },
    { at: 1, color: [255, 255, 255] }
  ] as const;
  const backdrop = { kind: 'gradient', shape: 'linear', angle: 90, stops } as const;
  const picture = await guard.backend.backdrop(
    { kind: 'backdrop', key: 'k', frame, backdrop, product: null },
    null
  );
  const { data } = await guard.backend.read(picture);
  expect(data).toHaveLength(width * 3 * 4);
  for (let p = 0; p < width * 3; p++) expect(data[4 * p + 3]).toBe(255);
  for (let x = 1; x < width; x++) expect(data[4 * x]).toBeGreaterThanOrEqual(data[4 * x - 4]! - 1);
  guard.close();
});
