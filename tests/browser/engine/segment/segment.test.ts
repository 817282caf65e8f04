import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { callback, handOver, hostWorker, type WorkerHost } from '../../../../src/lib/engine/rpc.ts';
import { isnetApi } from '../../../../src/lib/engine/segment/isnet.ts';
import type { SegmentApi, SegmentOptions, Segmentation } from '../../../../src/lib/engine/segment/api.ts';

const MODEL = 'isnet-fp16';
const WIDTH = 900;
const HEIGHT = 600;

let workers: Worker[] = [];
let hosts: WorkerHost<SegmentApi>[] = [];

function host(name = 'segment'): WorkerHost<SegmentApi> {
  const spawn = () => {
    const worker = new Worker(new URL('../../../fixtures/segment.worker.ts', import.meta.url), {
      type: 'module',
      name
    });
    workers.push(worker);
    return worker;
  };
  const made = hostWorker<SegmentApi>(spawn, { name });
  hosts.push(made);
  return made;
}

/** A dark box, x 225–675, y 150–450, on white. */
async function photo(box = { width: 450, height: 300 }): Promise<ImageBitmap> {
  const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
  const context = canvas.getContext('2d')!;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, WIDTH, HEIGHT);
  context.fillStyle = '#203040';
  context.fillRect(225, 150, box.width, box.height);
  return createImageBitmap(canvas);
}

async function segment(
  on: WorkerHost<SegmentApi>,
  options: SegmentOptions = { model: MODEL, effort: 'draft' },
  stages: string[] = []
): Promise<Segmentation> {
  const bitmap = await photo();
  return on.call((api) =>
    api.segment(
      handOver(bitmap, [bitmap]),
      options,
      callback((stage) => void stages.push(stage))
    )
  );
}

const at = ({ matte }: Segmentation, x: number, y: number) => matte.alpha[y * matte.width + x];

beforeEach(async () => {
  await caches.delete('packshot-models');
});

afterEach(() => {
  for (const made of hosts) made.end();
  hosts = [];
  workers = [];
});

describe('segment worker', () => {
  it('a speck is no product: confidence 0, and a matte without a trace of it', async () => {
    const bitmap = await photo({ width: 12, height: 12 });
    const found = await host().call((api) =>
      api.segment(
        handOver(bitmap, [bitmap]),
        { model: MODEL, effort: 'draft' },
        callback(() => {})
      )
    );
    expect(found.confidence).toBe(0);
    expect(found.matte.alpha.every((alpha) => alpha === 0)).toBe(true);
  });

  it('finds a product at source size, at 512 and at 1024, and tells its stages', async () => {
    const on = host();
    const stages: string[] = [];
    for (const effort of ['draft', 'fast'] as const) {
      const found = await segment(on, { model: MODEL, effort }, stages);
      expect(found).toMatchObject({ model: MODEL, matte: { width: WIDTH, height: HEIGHT } });
      expect([at(found, 450, 300), at(found, 230, 155), at(found, 670, 445)]).toEqual([255, 255, 255]);
      expect([at(found, 10, 10), at(found, 200, 300), at(found, 450, 475)]).toEqual([0, 0, 0]);
      expect(found.confidence).toBeGreaterThan(0.5);
      expect(Object.values(found.ms).every((ms) => ms >= 0)).toBe(true);
    }
    expect(stages).toEqual(['load', 'prepare', 'infer', 'refine', 'load', 'prepare', 'infer', 'refine']);
  });

  it('a photo without a product is a doubtful result, not an error', async () => {
    const canvas = new OffscreenCanvas(200, 200);
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 200, 200);
    const bitmap = canvas.transferToImageBitmap();
    const found = await host().call((api) =>
      api.segment(
        handOver(bitmap, [bitmap]),
        { model: MODEL, effort: 'draft' },
        callback(() => {})
      )
    );
    expect(found.confidence).toBeLessThan(0.5);
    expect(found.matte.alpha.every((a) => a === 0)).toBe(true);
  });

  it('keeps the model on the device: a second worker finds it there', async () => {
    const progress: number[] = [];
    const first = host();
    await first.call((api) =>
      api.download(
        MODEL,
        callback(({ done, total }) => void progress.push(done / total))
      )
    );
    expect(progress.at(0)).toBe(0);
    expect(progress.at(-1)).toBe(1);
    const [status] = await host().call((api) => api.models());
    expect(status).toMatchObject({ id: MODEL, cached: true });
    expect(status!.storedBytes).toBe(status!.bytes);
  });

  it('a piece that was damaged on the device is fetched again before a session is made', async () => {
    await segment(host());
    const cache = await caches.open('packshot-models');
    const requests = await cache.keys();
    const damaged = requests.at(-1)!;
    const length = (await (await cache.match(damaged))!.arrayBuffer()).byteLength;
    await cache.put(damaged, new Response(new Uint8Array(length)));
    expect(at(await segment(host()), 450, 300)).toBe(255);
    const healed = new Uint8Array(await (await cache.match(damaged))!.arrayBuffer());
    expect(healed.some((byte) => byte !== 0)).toBe(true);
  });

  it('removing a model frees its bytes', async () => {
    const on = host();
    await segment(on);
    await on.call((api) => api.remove(MODEL));
    const [status] = await on.call((api) => api.models());
    expect(status).toMatchObject({ storedBytes: 0, cached: false });
    expect(await (await caches.open('packshot-models')).keys()).toHaveLength(0);
  });

  it('closes the bitmap it is given, also when it fails', async () => {
    const api = isnetApi({
      root: new URL('/', location.href),
      fetch: () => Promise.reject(new TypeError('offline')),
      caches
    });
    const bitmap = await photo();
    await expect(api.segment(bitmap, { model: MODEL, effort: 'draft' }, () => {})).rejects.toMatchObject({
      code: 'model-unavailable'
    });
    expect(bitmap.width).toBe(0);
  });

  it('an unknown model is refused', async () => {
    await expect(segment(host(), { model: 'none', effort: 'draft' })).rejects.toMatchObject({
      code: 'model-unavailable'
    });
  });

  it('a worker ended in the middle of an inference rejects within a second, and the next call works', async () => {
    const on = host('slow');
    let inferring!: () => void;
    const started = new Promise<void>((resolve) => (inferring = resolve));
    const bitmap = await photo();
    const call = on.call((api) =>
      api.segment(
        handOver(bitmap, [bitmap]),
        { model: MODEL, effort: 'fast' },
        callback((stage) => {
          if (stage === 'infer') inferring();
        })
      )
    );
    call.catch(() => {});
    await started;
    await new Promise((resolve) => setTimeout(resolve, 300));
    const killed = performance.now();
    workers.at(-1)!.terminate();
    await expect(call).rejects.toMatchObject({ code: 'worker-died' });
    expect(performance.now() - killed).toBeLessThan(1000);
    const models = await on.call((api) => api.models());
    expect(models[0]).toMatchObject({ id: MODEL, cached: true });
    expect(workers).toHaveLength(2);
  });
});
