import { beforeEach, describe, expect, it } from 'vitest';
import type { Ort } from '../../../../src/lib/engine/segment/ort.ts';
import { memoryBudget, Runtime, type Feed } from '../../../../src/lib/engine/segment/runtime.ts';
import { Weights } from '../../../../src/lib/engine/segment/weights.ts';

const ROOT = new URL('https://packshot.test/');
const MB = 2 ** 20;

/** What happened to sessions, in order; a model is its first byte. */
let log: string[] = [];
/** The next run or creation fails so. */
let failure: Error | undefined;
let disposed = 0;

const tick = () => new Promise((resolve) => setTimeout(resolve, 1));

function fail(): void {
  const error = failure;
  failure = undefined;
  if (error) throw error;
}

class FakeTensor {
  constructor(
    readonly type: string,
    readonly data: Float32Array,
    readonly dims: readonly number[]
  ) {}
  dispose(): void {
    disposed++;
  }
}

const fakeSession = (name: number) => ({
  inputNames: ['x'],
  outputNames: ['y', 'z'],
  run: async (feeds: Record<string, FakeTensor>, wanted: string[]) => {
    log.push(`run ${name}`);
    await tick();
    fail();
    log.push(`ran ${name}`);
    const data = feeds['x']!.data.map((value) => value * name);
    return Object.fromEntries(
      wanted.map((output) => [output, new FakeTensor('float32', data, [data.length])])
    );
  },
  release: async () => void log.push(`release ${name}`)
});

const fakeOrt = {
  Tensor: FakeTensor,
  InferenceSession: {
    create: async ([name]: Uint8Array) => {
      await tick();
      fail();
      log.push(`create ${name}`);
      return fakeSession(name!);
    }
  }
} as unknown as Ort;

const weights = new Weights({ root: ROOT, fetch, caches: undefined });
const runtime = (budget: number, start = async () => fakeOrt) => new Runtime(weights, ROOT, budget, start);
const bytes = (name: number) => async () => Uint8Array.of(name);
const feed: Record<string, Feed> = { x: { type: 'float32', data: Float32Array.of(1, 2), dims: [2] } };
const small = { memoryBytes: 100 * MB };

beforeEach(() => {
  log = [];
  failure = undefined;
  disposed = 0;
});

describe('sessions', () => {
  it('one is made on the first call and stays for the next', async () => {
    const on = runtime(0);
    const first = await on.session('a', bytes(3));
    expect(await on.session('a', bytes(3))).toBe(first);
    expect(log).toEqual(['create 3']);
    expect(first.inputs).toEqual(['x']);
  });

  it('calls for the same one at the same time make it once', async () => {
    const on = runtime(0);
    const [first, second] = await Promise.all([on.session('a', bytes(3)), on.session('a', bytes(3))]);
    expect(first).toBe(second);
    expect(log).toEqual(['create 3']);
  });

  it('without a budget exactly one is resident, whatever it needs', async () => {
    const on = runtime(0);
    await on.session('a', bytes(1), { memoryBytes: 1 });
    await on.session('b', bytes(2), { memoryBytes: 1 });
    expect(log).toEqual(['create 1', 'release 1', 'create 2']);
  });

  it('within the budget they stay; beyond it the one not used for longest goes first', async () => {
    const on = runtime(250 * MB);
    await on.session('a', bytes(1), small);
    await on.session('b', bytes(2), small);
    await on.session('a', bytes(1), small);
    await on.session('c', bytes(3), small);
    expect(log).toEqual(['create 1', 'create 2', 'release 2', 'create 3']);
  });

  it('one that needs more than the budget is alone', async () => {
    const on = runtime(250 * MB);
    await on.session('a', bytes(1), small);
    await on.session('b', bytes(2), small);
    await on.session('huge', bytes(9), { memoryBytes: 900 * MB });
    expect(log).toEqual(['create 1', 'create 2', 'release 1', 'release 2', 'create 9']);
  });

  it('room is made before the model is read, so that both are never in memory', async () => {
    const on = runtime(0);
    await on.session('a', bytes(1));
    await on.session('b', async () => {
      log.push('read 2');
      return Uint8Array.of(2);
    });
    expect(log).toEqual(['create 1', 'release 1', 'read 2', 'create 2']);
  });

  it('one that cannot be made is not kept: the next call tries again', async () => {
    const on = runtime(0);
    failure = new Error('std::bad_alloc');
    await expect(on.session('a', bytes(1))).rejects.toMatchObject({ code: 'out-of-memory' });
    await expect(on.session('a', bytes(1))).resolves.toBeDefined();
  });

  it('a start that failed is tried again', async () => {
    let tries = 0;
    const on = runtime(0, async () => {
      if (++tries === 1) throw new Error('offline');
      return fakeOrt;
    });
    await expect(on.session('a', bytes(1))).rejects.toThrow('offline');
    await expect(on.session('a', bytes(1))).resolves.toBeDefined();
  });
});

describe('runs', () => {
  it('give copies of the outputs that were asked for, and free what onnxruntime holds', async () => {
    const session = await runtime(0).session('a', bytes(3));
    const { y, z } = await session.run(feed, ['y', 'z']);
    expect([...y.data]).toEqual([3, 6]);
    expect(y.dims).toEqual([2]);
    expect(z.data).not.toBe(y.data);
    expect(disposed).toBe(2);
  });

  it('are never cut short by another session that needs the room', async () => {
    const on = runtime(0);
    const session = await on.session('a', bytes(1));
    await Promise.all([session.run(feed, ['y']), on.session('b', bytes(2))]);
    expect(log).toEqual(['create 1', 'run 1', 'ran 1', 'release 1', 'create 2']);
  });

  it('on a session that was closed say so', async () => {
    const on = runtime(0);
    const session = await on.session('a', bytes(1));
    await on.close('a');
    await expect(session.run(feed, ['y'])).rejects.toMatchObject({ code: 'model-unavailable' });
    await expect(on.close('never opened')).resolves.toBeUndefined();
  });

  it.each([
    ['memory access out of bounds', 'out-of-memory'],
    ['failed to allocate a buffer', 'out-of-memory'],
    ['unexpected input shape', 'model-unavailable']
  ])('that fail with "%s" are %s, and the session stays', async (message, code) => {
    const session = await runtime(0).session('a', bytes(1));
    failure = new Error(message);
    await expect(session.run(feed, ['y'])).rejects.toMatchObject({ code });
    await expect(session.run(feed, ['y'])).resolves.toBeDefined();
  });
});

describe('memory', () => {
  it('a quarter of the device’s may be used; little or unknown memory holds one session', () => {
    expect(memoryBudget({ deviceMemory: 8 })).toBe(2048 * MB);
    expect(memoryBudget({ deviceMemory: 4 })).toBe(0);
    expect(memoryBudget({})).toBe(0);
  });

  it('what onnxruntime asks WebAssembly for while it makes its first session is known', async () => {
    const create = async (model: Uint8Array) => {
      new WebAssembly.Memory({ initial: 10 });
      return fakeOrt.InferenceSession.create(model);
    };
    const { Memory } = WebAssembly;
    const on = runtime(0, async () => ({ ...fakeOrt, InferenceSession: { create } }) as unknown as Ort);
    expect(on.heapBytes).toBe(0);
    await on.session('a', bytes(1));
    expect(on.heapBytes).toBe(10 * 65536);
    expect(WebAssembly.Memory).toBe(Memory);
  });
});
