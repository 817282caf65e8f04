import { describe, expect, it, vi } from 'vitest';
import { poolSize, poolWorkers } from '../../../src/lib/engine/pool.ts';
import type { RemoteApi, WorkerHost } from '../../../src/lib/engine/rpc.ts';

type Job = () => Promise<number>;

/** Hosts that run what they are given at once, and note which of them did. */
function hosts() {
  const used: number[] = [];
  const ends: number[] = [];
  let made = 0;
  const host = (): WorkerHost<object> => {
    const index = made++;
    return {
      call: (run) => {
        used.push(index);
        return run({} as RemoteApi<object>);
      },
      end: () => void ends.push(index)
    };
  };
  return { host, used, ends };
}

const job = () => {
  let end!: (value: number) => void;
  const run: Job = () => new Promise((resolve) => (end = resolve));
  return { run, end: (value: number) => end(value) };
};

describe('a pool', () => {
  it('gives a call to the first worker that is free, and starts no second one without need', async () => {
    const { host, used } = hosts();
    const pool = poolWorkers(host, 3);
    for (let i = 0; i < 3; i++) await pool.call(async () => i);
    expect(used).toEqual([0, 0, 0]);
  });

  it('spreads calls that are open at the same time, and takes up a worker that has become free', async () => {
    const { host, used } = hosts();
    const pool = poolWorkers(host, 2);
    const jobs = [job(), job(), job()];
    const calls = jobs.map(({ run }) => pool.call(run));
    expect(used).toEqual([0, 1, 0]);
    jobs[1]!.end(7);
    expect(await calls[1]).toBe(7);
    await pool.call(async () => 1);
    expect(used).toEqual([0, 1, 0, 1]);
    jobs.forEach(({ end }) => end(0));
    await Promise.all(calls);
  });

  it('a call that fails leaves its worker free', async () => {
    const { host, used } = hosts();
    const pool = poolWorkers(host, 2);
    await expect(pool.call(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    await pool.call(async () => 1);
    expect(used).toEqual([0, 0]);
  });

  it('ends all its workers', () => {
    const { host, ends } = hosts();
    poolWorkers(host, 3).end();
    expect(ends).toEqual([0, 1, 2]);
  });

  it.each([
    [1, 1],
    [2, 1],
    [4, 3],
    [64, 4]
  ])('on %i cores has %i workers', (hardwareConcurrency, expected) => {
    vi.stubGlobal('navigator', { hardwareConcurrency });
    expect(poolSize()).toBe(expected);
    vi.unstubAllGlobals();
  });
});
