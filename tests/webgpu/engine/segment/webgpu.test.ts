import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { callback, handOver, hostWorker, type WorkerHost } from '../../../../src/lib/engine/rpc.ts';
import type { FinderApi, Segmentation } from '../../../../src/lib/engine/segment/api.ts';
import { rememberingGpu } from '../../../../src/lib/engine/segment/webgpu/remembering.ts';
import type { PolicyApi } from '../../../fixtures/webgpu.worker.ts';

/*
 * The real onnxruntime on WebGPU, in software (SwiftShader), in a worker that has the policy of the built app. Whether
 * a real graphics processor is faster, and computes 16-bit numbers rightly, cannot be seen here.
 */

const MODEL = 'isnet-fp16';
type Api = FinderApi & PolicyApi;

let hosts: WorkerHost<Api>[] = [];

function host(name: string): WorkerHost<Api> {
  const spawn = () =>
    new Worker(new URL('../../../fixtures/webgpu.worker.ts', import.meta.url), { type: 'module', name });
  const made = hostWorker<Api>(spawn, { name });
  hosts.push(made);
  return made;
}

/** A dark box with a soft left edge on white, 300 × 200 px. */
async function photo(): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(300, 200);
  const context = canvas.getContext('2d')!;
  const fade = context.createLinearGradient(60, 0, 110, 0);
  fade.addColorStop(0, '#fff');
  fade.addColorStop(1, '#203040');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 300, 200);
  context.fillStyle = fade;
  context.fillRect(60, 50, 165, 100);
  return createImageBitmap(canvas);
}

async function cutOut(on: WorkerHost<FinderApi>): Promise<Segmentation> {
  const bitmap = await photo();
  return on.call((api) =>
    api.segment(
      handOver(bitmap, [bitmap]),
      { model: MODEL, effort: 'draft' },
      callback(() => {})
    )
  );
}

/** Largest difference of two mattes, 0–255. */
const difference = (one: Segmentation, other: Segmentation): number =>
  one.matte.alpha.reduce((most, value, i) => Math.max(most, Math.abs(value - other.matte.alpha[i]!)), 0);

/** Names of the scripts for WebGPU that are kept on the device. */
async function scripts(): Promise<string[]> {
  const kept = await (await caches.open('packshot-models')).keys();
  return kept.map(({ url }) => new URL(url).pathname).filter((path) => path.startsWith('/ort/'));
}

let onWasm: Segmentation;

// Later tests find on the device what earlier ones fetched.
beforeAll(async () => {
  await caches.delete('packshot-models');
});

afterEach(() => {
  for (const made of hosts) made.end();
  hosts = [];
});

it('an adapter in software is not used, and nothing is fetched for it', async () => {
  const on = host('plain');
  expect(await on.call(async (api) => api.gpu())).toEqual({ state: 'unfit', reason: 'software' });
  onWasm = await cutOut(on);
  expect(onWasm.provider).toBe('wasm');
  expect(await scripts()).toEqual([]);
  const [isnet, imgly] = await on.call((api) => api.models());
  expect(isnet!.bytes).toBe(imgly!.bytes);
});

describe('an adapter that is taken for a real one', () => {
  it('is offered where the model is here already, and its files are not fetched unasked', async () => {
    const on = host('trusting');
    expect((await cutOut(on)).provider).toBe('wasm');
    const [isnet] = await on.call((api) => api.models());
    expect(isnet).toMatchObject({ cached: true });
    expect(isnet!.bytes - isnet!.storedBytes).toBeGreaterThan(16e6);
    expect(await scripts()).toEqual([]);
  });

  it('computes the cutout as WebAssembly does, without breaking the worker’s policy', async () => {
    const on = host('trusting');
    await on.call((api) =>
      api.download(
        MODEL,
        callback(() => {})
      )
    );
    const found = await cutOut(on);
    expect(await on.call(async (api) => api.gpu())).toMatchObject({ state: 'ready' });
    expect(found.provider).toBe('webgpu');
    expect(difference(found, onWasm)).toBeLessThanOrEqual(1);
    expect(found.matte.alpha.some((alpha) => alpha > 0 && alpha < 255)).toBe(true);
    expect(await scripts()).toHaveLength(2);
    expect(await on.call((api) => api.violations())).toEqual([]);
    expect(await on.call((api) => api.isBound())).toBe(true);
  });

  it('lost in the middle of a photo: WebAssembly computes it, and the page’s next worker does not try', async () => {
    const worker = host('trusting lost');
    const on = rememberingGpu(worker as WorkerHost<FinderApi>);
    const found = await cutOut(on);
    expect(found.provider).toBe('wasm');
    expect(difference(found, onWasm)).toBe(0);
    const status = await on.call(async (api) => api.gpu());
    expect(status).toMatchObject({ state: 'failed', reason: 'lost' });
    worker.end();
    expect((await cutOut(on)).provider).toBe('wasm');
    expect(await on.call(async (api) => api.gpu())).toEqual(status);
  });

  it('zeros for an answer: WebAssembly computes the photo, and the next one too', async () => {
    const on = host('trusting zeros');
    const found = await cutOut(on);
    expect(found.provider).toBe('wasm');
    expect(difference(found, onWasm)).toBe(0);
    expect(await on.call(async (api) => api.gpu())).toMatchObject({
      state: 'failed',
      reason: 'wrong-answer'
    });
    expect((await cutOut(on)).provider).toBe('wasm');
  });

  it('its files go with the model', async () => {
    await host('plain').call((api) => api.remove(MODEL));
    expect(await scripts()).toEqual([]);
  });
});
