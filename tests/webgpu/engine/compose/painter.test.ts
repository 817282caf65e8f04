import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PackshotError } from '../../../../src/lib/domain/errors.ts';
import type { Composite } from '../../../../src/lib/engine/compose/api.ts';
import { composeHost } from '../../../../src/lib/engine/compose/client.ts';
import { Compositor } from '../../../../src/lib/engine/compose/compositor.ts';
import { cpuBackend } from '../../../../src/lib/engine/compose/cpu/backend.ts';
import { Painter } from '../../../../src/lib/engine/compose/painter.ts';
import { openWebgpu } from '../../../../src/lib/engine/compose/webgpu/open.ts';
import { readBitmap } from '../../../../src/lib/engine/pixels.ts';
import { changed, devicesOf } from './gpu.ts';
import { requestOf, RESOURCES } from './scene.ts';

const BYTES = 2 ** 26;
const REQUEST = requestOf({ backdrop: { kind: 'color', color: [240, 200, 90] } });

let reference: Composite;
beforeAll(async () => {
  reference = await new Compositor(cpuBackend, RESOURCES, BYTES).render(REQUEST);
});

const painterOn = (gpu: GPU | undefined, takesSoftware = true) =>
  new Painter(RESOURCES, BYTES, () => openWebgpu(gpu, takesSoftware));

const hasReferencePixels = ({ pixels }: Composite) =>
  pixels.data.every((byte, i) => byte === reference.pixels.data[i]);

test('a device that passes its self-test paints', async () => {
  const painter = painterOn(navigator.gpu);
  expect(await painter.info()).toEqual({ name: 'webgpu', reason: null });
  expect((await painter.render(REQUEST)).matte).toEqual(reference.matte);
});

describe('the CPU paints, and says why', () => {
  const without = changed(navigator.gpu, { requestAdapter: async () => null });
  const broken = changed(navigator.gpu, {
    requestAdapter: async () => {
      const adapter = await navigator.gpu.requestAdapter();
      return changed(adapter!, { requestDevice: () => Promise.reject(new TypeError('refused')) });
    }
  });
  /** Takes everything and paints nothing. */
  const idle = devicesOf((device) => {
    const submit = (buffers: Iterable<GPUCommandBuffer>) => void buffers;
    return changed(device, { queue: changed(device.queue, { submit }) });
  });

  test.each([
    ['where the browser has no WebGPU', undefined, 'no-webgpu'],
    ['where there is no adapter', without, 'no-adapter'],
    ['where the device is refused', broken, 'no-device'],
    ['where a pixel does not come back as it must', idle, 'self-test-failed']
  ] as const)('%s', async (_, gpu, reason) => {
    const painter = painterOn(gpu);
    expect(hasReferencePixels(await painter.render(REQUEST))).toBe(true);
    expect(await painter.info()).toEqual({ name: 'cpu', reason });
  });

  test('where the adapter is a software one', async () => {
    const painter = painterOn(navigator.gpu, false);
    expect(await painter.info()).toEqual({ name: 'cpu', reason: 'software-adapter' });
  });
});

test('the worker itself refuses a software adapter, whatever the page’s address says', async () => {
  const host = composeHost();
  afterAll(() => host.end());
  const info = await host.call((api) => api.backend());
  expect(info).toEqual({ name: 'cpu', reason: 'software-adapter' });
});

describe('a device that is lost', () => {
  /** A painter, and its device. `onLayer` is called whenever it asks for a layer: in the middle of a plan. */
  async function painting(onLayer: (device: GPUDevice) => void = () => {}) {
    let device!: GPUDevice;
    const gpu = devicesOf((made) => (device = made));
    const layer = (key: string) => {
      onLayer(device);
      return RESOURCES.layer(key);
    };
    const painter = new Painter({ ...RESOURCES, layer }, BYTES, () => openWebgpu(gpu, true));
    expect(await painter.info()).toMatchObject({ name: 'webgpu' });
    return { painter, device };
  }
  const LOST = { name: 'cpu', reason: 'device-lost' };

  test('between two pictures: the next is the CPU’s', async () => {
    const { painter, device } = await painting();
    await painter.render(REQUEST);
    device.destroy();
    expect(hasReferencePixels(await painter.render(REQUEST))).toBe(true);
    expect(await painter.info()).toEqual(LOST);
  });

  test('in the middle of a plan: the same request is painted by the CPU', async () => {
    const { painter } = await painting((device) => device.destroy());
    expect(hasReferencePixels(await painter.render(REQUEST))).toBe(true);
    expect(await painter.info()).toEqual(LOST);
  });

  test('while a picture is made for the screen: it is shown all the same', async () => {
    const { painter } = await painting((device) => device.destroy());
    const { data } = readBitmap(await painter.show(REQUEST));
    expect(data.every((byte, i) => byte === reference.pixels.data[i])).toBe(true);
    expect(await painter.info()).toEqual(LOST);
  });

  test('a mistake of the device counts as its loss', async () => {
    const { painter } = await painting((device) => {
      device.createBuffer({ size: 4, usage: GPUBufferUsage.MAP_READ | GPUBufferUsage.UNIFORM });
    });
    expect(hasReferencePixels(await painter.render(REQUEST))).toBe(true);
    expect(await painter.info()).toEqual(LOST);
  });
});

test('what is missing in a request is no fault of the GPU', async () => {
  const missing = () => {
    throw new PackshotError('not-found', 'no layer');
  };
  const painter = new Painter({ ...RESOURCES, layer: missing }, BYTES, () => openWebgpu(navigator.gpu, true));
  await expect(painter.render(REQUEST)).rejects.toMatchObject({ code: 'not-found' });
  expect(await painter.info()).toEqual({ name: 'webgpu', reason: null });
});
