import { beforeAll, describe, expect, it } from 'vitest';
import { IsnetSession } from '../../../../src/lib/engine/segment/session.ts';
import { detector } from '../../../../src/lib/engine/segment/detect/centernet.ts';
import { modelOf, piecesOf, type IsnetModel } from '../../../../src/lib/engine/segment/models.ts';
import { floatsOf, Runtime } from '../../../../src/lib/engine/segment/runtime.ts';
import { Weights } from '../../../../src/lib/engine/segment/weights.ts';
import { attribute, constant, node, onnx } from '../../../fixtures/onnx.ts';
import { stubAssets } from '../../../fixtures/stub-model.ts';

/* The real onnxruntime on small real graphs. */

const ROOT = new URL('/', location.href);
const MB = 2 ** 20;

async function fetchBytes(path: string): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await fetch(new URL(path, ROOT))).arrayBuffer());
}

let weights: Weights;
let isnet: IsnetModel;

beforeAll(async () => {
  const { files } = await stubAssets({
    wasm: await fetchBytes('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm'),
    glue: await fetchBytes('ort/ort-wasm-simd-threaded.mjs')
  });
  const stubFetch: typeof fetch = async (input, init) => {
    const path = new URL(input instanceof Request ? input.url : input).pathname.slice(1);
    const body = files.get(path);
    return body ? new Response(body) : fetch(input, init);
  };
  weights = new Weights({ root: ROOT, fetch: stubFetch, caches: undefined });
  const manifest = await weights.manifest();
  isnet = modelOf(manifest, 'isnet', 'isnet-fp16');
  for (const model of manifest.models) {
    await weights.download(piecesOf(manifest, model), () => {}, new AbortController().signal);
  }
});

/** y = 2x + 1 for any number of x; z = the same as int64. */
const doubling = () =>
  onnx(
    [{ name: 'x', shape: ['n'] }],
    [
      { name: 'y', shape: ['n'] },
      { name: 'z', shape: ['n'], type: 7 }
    ],
    [
      constant('two', [1], [2]),
      constant('one', [1], [1]),
      node('Mul', ['x', 'two'], 'doubled'),
      node('Add', ['doubled', 'one'], 'y'),
      node('Cast', ['y'], 'z', attribute.int('to', 7))
    ]
  );

describe('runtime', () => {
  it('runs a graph and gives copies of what was asked for, of any type', async () => {
    const on = new Runtime(weights, ROOT, 0);
    const session = await on.session('doubling', async () => doubling());
    const feeds = { x: { type: 'float32', data: Float32Array.of(1, 2, 3), dims: [3] } } as const;
    const { y, z } = await session.run(feeds, ['y', 'z']);
    expect([...floatsOf(y)]).toEqual([3, 5, 7]);
    expect(z).toEqual({ data: BigInt64Array.of(3n, 5n, 7n), dims: [3] });
    expect(() => floatsOf(z)).toThrow('float32');
    expect(session).toMatchObject({ inputs: ['x'], outputs: ['y', 'z'] });
    await on.close();
  });

  it('a file that is no graph is a typed error, and the next model runs', async () => {
    const on = new Runtime(weights, ROOT, 0);
    await expect(on.session('noise', async () => Uint8Array.of(1, 2, 3))).rejects.toMatchObject({
      code: 'model-unavailable'
    });
    await expect(on.session('doubling', async () => doubling())).resolves.toBeDefined();
    await on.close();
  });

  it('a wrong input is a typed error', async () => {
    const on = new Runtime(weights, ROOT, 0);
    const session = await on.session('doubling', async () => doubling());
    const wrong = { x: { type: 'int32', data: Int32Array.of(1), dims: [1] } } as const;
    await expect(session.run(wrong, ['y'])).rejects.toMatchObject({ code: 'model-unavailable' });
    await on.close();
  });
});

describe('thirty cutouts', () => {
  it.each([
    ['where there is room for one session', 0],
    ['where there is room for more', 4096 * MB]
  ])('do not grow onnxruntime’s memory: %s', async (_, budget) => {
    const on = new Runtime(weights, ROOT, budget);
    const session = new IsnetSession(weights, ROOT, on);
    const cutOut = async (side: 512 | 1024) => {
      const { alpha } = await session.run(isnet, new Float32Array(3 * side * side), side);
      expect(alpha).toHaveLength(side * side);
    };
    const sizes: number[] = [];
    for (let photo = 0; photo < 15; photo++) {
      await cutOut(512);
      await cutOut(1024);
      sizes.push(on.heapBytes);
    }
    // Allocation settles with the first few; from there on nothing may be added.
    expect(sizes.at(-1)).toBe(sizes[2]);
    expect(sizes[0]).toBeGreaterThan(MB);
    await session.close();
  });
});

describe('detection', () => {
  it('finds what the network saw, in px of the photo, and closes the bitmap', async () => {
    const canvas = new OffscreenCanvas(1200, 800);
    const context = canvas.getContext('2d')!;
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 1200, 800);
    context.fillStyle = '#203040';
    context.fillRect(300, 250, 600, 300);
    const bitmap = await createImageBitmap(canvas);
    const [found] = await detector(new Runtime(weights, ROOT, 0), weights)(bitmap);
    expect(found!.name).toBe('dog');
    expect(found!.score).toBeGreaterThan(0.3);
    // 200 × 100 network px are 469 × 234 px here.
    expect(found!.box.width).toBeCloseTo(469, -1);
    expect(found!.box.height).toBeCloseTo(234, -1);
    const { x, y, width, height } = found!.box;
    expect(Math.abs(x + width / 2 - 600)).toBeLessThan(40);
    expect(Math.abs(y + height / 2 - 400)).toBeLessThan(40);
    expect(bitmap.width).toBe(0);
  });
});
