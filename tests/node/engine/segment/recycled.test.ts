import { describe, expect, it } from 'vitest';
import type { RemoteApi, WorkerHost } from '../../../../src/lib/engine/rpc.ts';
import { recycled } from '../../../../src/lib/engine/segment/recycled.ts';

interface Api {
  work(): Promise<string>;
}

const LIMITS = { heapBytes: 1000, calls: 5 };

/** A host whose worker grows by 300 bytes a piece of work. */
function fakeHost() {
  const lives = { ends: 0, heap: 0, asked: 0 };
  const api = {
    work: async () => {
      lives.heap += 300;
      return 'done';
    }
  } as unknown as RemoteApi<Api>;
  const host: WorkerHost<Api> = {
    call: (run) => run(api),
    end: () => {
      lives.ends++;
      lives.heap = 0;
    }
  };
  const heapBytes = async () => {
    lives.asked++;
    return lives.heap;
  };
  return { lives, host, heapBytes };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('a recycled worker', () => {
  it('is ended once its memory is above the limit, between two calls', async () => {
    const { lives, host, heapBytes } = fakeHost();
    const on = recycled(host, heapBytes, { ...LIMITS, calls: 1000 });
    const ends: number[] = [];
    for (let i = 0; i < 5; i++) {
      await on.call((api) => api.work());
      await settled();
      ends.push(lives.ends);
    }
    expect(ends).toEqual([0, 0, 0, 1, 1]);
  });

  it('is ended after so many calls, however small it is', async () => {
    const { lives, host } = fakeHost();
    const on = recycled(host, async () => 0, LIMITS);
    for (let i = 0; i < 11; i++) {
      await on.call((api) => api.work());
      await settled();
    }
    expect(lives.ends).toBe(2);
  });

  it('is never ended while a call is open', async () => {
    const { lives, host, heapBytes } = fakeHost();
    const on = recycled(host, heapBytes, { heapBytes: 0, calls: 1 });
    let finish!: (value: string) => void;
    const long = on.call(() => new Promise<string>((resolve) => (finish = resolve)));
    await on.call((api) => api.work());
    await settled();
    expect(lives.ends).toBe(0);
    finish('late');
    await long;
    await settled();
    expect(lives.ends).toBe(1);
  });

  it('a call that comes while the worker is asked keeps it', async () => {
    const { lives, host } = fakeHost();
    let answer!: (bytes: number) => void;
    const on = recycled(host, () => new Promise<number>((resolve) => (answer = resolve)), LIMITS);
    await on.call((api) => api.work());
    let finish!: (value: string) => void;
    const next = on.call(() => new Promise<string>((resolve) => (finish = resolve)));
    answer(5000);
    await settled();
    expect(lives.ends).toBe(0);
    finish('done');
    await next;
  });

  it('is not asked after a failure, which may have ended it', async () => {
    const { lives, host, heapBytes } = fakeHost();
    const on = recycled(host, heapBytes, LIMITS);
    await expect(on.call(() => Promise.reject(new Error('died')))).rejects.toThrow('died');
    await settled();
    expect(lives.asked).toBe(0);
  });
});
