import { beforeEach, describe, expect, it } from 'vitest';
import type { GpuStatus } from '../../../../../src/lib/engine/segment/api.ts';
import { unavailable } from '../../../../../src/lib/engine/segment/fetching.ts';
import type { IsnetModel, Piece } from '../../../../../src/lib/engine/segment/models.ts';
import type { Ort } from '../../../../../src/lib/engine/segment/ort.ts';
import { Runtime } from '../../../../../src/lib/engine/segment/runtime.ts';
import { IsnetSession } from '../../../../../src/lib/engine/segment/session.ts';
import type { OpenGpu } from '../../../../../src/lib/engine/segment/webgpu/adapter.ts';
import { GpuFault } from '../../../../../src/lib/engine/segment/webgpu/fault.ts';
import { Gpu, type GpuOptions } from '../../../../../src/lib/engine/segment/webgpu/gpu.ts';
import type { Weights } from '../../../../../src/lib/engine/segment/weights.ts';

/* A photo's passes on a graphics processor that only pretends. The real one, in software: tests/webgpu. */

const ROOT = new URL('https://shop.example/');
const SIDE = 512;
const piece = (sha256: string): Piece => ({ bytes: 10, sha256 });
const whole = (sha256: string) => ({ ...piece(sha256), chunks: [piece(sha256)] });
const webgpu = { api: piece('api'), glue: piece('glue'), wasm: whole('wasm'), probe: whole('probe') };
const model = {
  weights: whole('isnet'),
  input: { name: 'input' },
  output: 'output',
  patches: { 512: [], 768: [], 1024: [] }
} as unknown as IsnetModel;

const [PROBE, ISNET] = [1, 2];
const ramp = Float32Array.from({ length: 100 }, (_, i) => i / 100);

/** What a processor answers a model with. */
type Answer = (name: number) => Float32Array | Promise<Float32Array>;

const right: Answer = () => ramp;
const onlyPhotos =
  (answer: Answer): Answer =>
  (name) =>
    name === PROBE ? ramp : answer(name);

let log: string[];
let isHere: boolean;
let damaged: string | null;
let breakGpu: (fault: GpuFault) => void;

function fakeOrt(provider: string, answer: Answer): Ort {
  const create = async ([name]: Uint8Array) => ({
    inputNames: ['input'],
    outputNames: ['output'],
    run: async () => {
      log.push(`${provider} ${name === PROBE ? 'probe' : 'photo'}`);
      return { output: { data: await answer(name!), dims: [100], dispose: () => {} } };
    },
    release: async () => void log.push(`${provider} release`)
  });
  return { Tensor: class {}, InferenceSession: { create } } as unknown as Ort;
}

const weights = {
  manifest: async () => ({ runtime: { webgpu } }),
  stored: async (pieces: Piece[]) => (isHere ? pieces.length * 10 : 0),
  read: async ({ sha256 }: Piece) => {
    if (sha256 === damaged) throw unavailable('gone', { reason: 'missing' });
    return Uint8Array.of(sha256 === 'probe' ? PROBE : ISNET);
  }
} as unknown as Weights;

const fits = {
  hasWebGpu: true,
  adapter: { isSoftware: false, hasF16: true, maxBufferBytes: 2 ** 31, maxBindingBytes: 2 ** 31 },
  canSuspend: true,
  deviceMemory: 16
};

async function open(): Promise<OpenGpu> {
  log.push('open');
  const broken = new Promise<never>((_, reject) => (breakGpu = reject));
  broken.catch(() => {});
  return { device: { destroy: () => log.push('destroy') } as unknown as GPUDevice, broken };
}

function network(onGpu: Answer, options: GpuOptions = {}, onWasm: Answer = right) {
  const wasm = new Runtime(weights, ROOT, 0, async () => fakeOrt('wasm', onWasm));
  const start = async () => fakeOrt('webgpu', onGpu);
  const gpu = new Gpu(weights, ROOT, wasm, { read: async () => fits, open, start, ...options });
  const session = new IsnetSession(weights, ROOT, wasm, gpu);
  return { gpu, session, look: () => session.run(model, new Float32Array(3), SIDE) };
}

beforeEach(() => {
  log = [];
  isHere = true;
  damaged = null;
});

describe('a graphics processor that computes the probe as WebAssembly does', () => {
  it('computes photos, and is tested once', async () => {
    const { gpu, look } = network(right);
    expect(await gpu.status()).toEqual({ state: 'untested', bytes: 40, storedBytes: 40 });
    expect(await look()).toEqual({ alpha: ramp, provider: 'webgpu' });
    await look();
    expect(log.filter((work) => !work.endsWith('release'))).toEqual([
      'open',
      'webgpu probe',
      'wasm probe',
      'webgpu photo',
      'webgpu photo'
    ]);
    expect(await gpu.status()).toMatchObject({ state: 'ready' });
  });

  it('is not tested again where this page has done so', async () => {
    const { gpu, look } = network(right);
    gpu.remember({ state: 'ready', bytes: 40, storedBytes: 40 });
    expect((await look()).provider).toBe('webgpu');
    expect(log).toEqual(['open', 'webgpu photo']);
  });
});

describe('nothing is started', () => {
  it.each<[string, GpuStatus | null, GpuOptions]>([
    ['where it does not fit', null, { read: async () => ({ ...fits, adapter: null }) }],
    ['where it failed before', { state: 'failed', reason: 'lost', message: '' }, {}]
  ])('%s', async (_, known, options) => {
    const { gpu, look } = network(right, options);
    if (known) gpu.remember(known);
    expect((await look()).provider).toBe('wasm');
    expect(await gpu.fits()).toBe(false);
    expect(log).toEqual(['wasm photo']);
  });

  it('before its files are here; then it is used', async () => {
    isHere = false;
    const { gpu, look } = network(right);
    expect((await look()).provider).toBe('wasm');
    expect(await gpu.status()).toEqual({ state: 'untested', bytes: 40, storedBytes: 0 });
    isHere = true;
    expect((await look()).provider).toBe('webgpu');
  });
});

describe('the photo is computed by WebAssembly, and the next ones too, where', () => {
  const never = new Promise<Float32Array>(() => {});
  const lost = async () => {
    breakGpu(new GpuFault('lost', 'unknown: driver reset'));
    throw new Error('mapAsync failed');
  };
  const zerosAfterLoss = async () => {
    breakGpu(new GpuFault('lost', 'destroyed'));
    return new Float32Array(100);
  };

  it.each<[string, string, Answer]>([
    ['the probe differs', 'self-test', () => ramp.map((value) => 1 - value)],
    ['the probe fails', 'start', () => Promise.reject(new Error('no pipeline'))],
    ['an error is thrown', 'error', onlyPhotos(() => Promise.reject(new Error('no memory')))],
    ['the device is lost', 'lost', onlyPhotos(lost)],
    ['a lost device left zeros', 'lost', onlyPhotos(zerosAfterLoss)],
    ['nothing comes', 'slow', onlyPhotos(() => never)],
    ['zeros come', 'wrong-answer', onlyPhotos(() => new Float32Array(100))],
    ['ones come', 'wrong-answer', onlyPhotos(() => new Float32Array(100).fill(1))],
    ['no numbers come', 'wrong-answer', onlyPhotos(() => new Float32Array(100).fill(NaN))]
  ])('%s: %s', async (_, reason, answer) => {
    const { gpu, look } = network(answer, { patienceMs: 50 });
    expect(await look()).toEqual({ alpha: ramp, provider: 'wasm' });
    expect(await gpu.status()).toMatchObject({ state: 'failed', reason });
    log = [];
    expect(await look()).toEqual({ alpha: ramp, provider: 'wasm' });
    expect(log).toEqual(['wasm photo']);
  });

  it('the device cannot be opened', async () => {
    const { gpu, look } = network(right, { open: () => Promise.reject(new Error('no device')) });
    expect((await look()).provider).toBe('wasm');
    expect(await gpu.status()).toEqual({ state: 'failed', reason: 'start', message: 'no device' });
  });
});

it('a photo in which WebAssembly finds nothing either is no fault', async () => {
  const empty = onlyPhotos(() => new Float32Array(100));
  const { gpu, look } = network(empty, {}, empty);
  expect((await look()).provider).toBe('wasm');
  expect(await gpu.status()).toMatchObject({ state: 'ready' });
});

it('a damaged file of the model is its own error, and no fault of the processor', async () => {
  const { gpu, look } = network(right);
  damaged = 'isnet';
  await expect(look()).rejects.toMatchObject({ code: 'model-unavailable' });
  damaged = null;
  expect((await look()).provider).toBe('webgpu');
  expect(await gpu.status()).toMatchObject({ state: 'ready' });
});

describe('sessions are closed', () => {
  it('on the graphics processor too', async () => {
    const { session, look } = network(right);
    await look();
    log = [];
    await session.close();
    expect(log).toEqual(['webgpu release']);
  });

  it('without waiting for one that hangs', async () => {
    const hanging = onlyPhotos(() => new Promise<Float32Array>(() => {}));
    const { session, look } = network(hanging, { patienceMs: 20 });
    await look();
    log = [];
    await session.close();
    expect(log).toEqual(['wasm release']);
  });
});
