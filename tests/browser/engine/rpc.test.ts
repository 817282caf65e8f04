import { afterEach, describe, expect, test } from 'vitest';
import { callback, hostWorker, latestWins, type WorkerHost } from '../../../src/lib/engine/rpc.ts';
import type { EchoApi } from '../../fixtures/echo.worker.ts';

let spawned: Worker[] = [];
const hosts: WorkerHost<EchoApi>[] = [];

function host(options: { idleMs?: number; readyMs?: number } = {}): WorkerHost<EchoApi> {
  const made = hostWorker<EchoApi>(
    () => {
      const worker = new Worker(new URL('../../fixtures/echo.worker.ts', import.meta.url), {
        type: 'module'
      });
      spawned.push(worker);
      return worker;
    },
    { name: 'echo', ...options }
  );
  hosts.push(made);
  return made;
}

/** Kills the newest worker while `call` is open; resolves with the ms until the call rejected. */
async function killed(call: Promise<unknown>): Promise<number> {
  call.catch(() => {});
  await new Promise((resolve) => setTimeout(resolve, 200));
  const start = performance.now();
  spawned.at(-1)!.terminate();
  await expect(call).rejects.toMatchObject({ code: 'worker-died' });
  return performance.now() - start;
}

afterEach(() => {
  for (const made of hosts.splice(0)) made.end();
  spawned = [];
});

describe('a worker behind its host', () => {
  test('starts on the first call and answers', async () => {
    const echo = host();
    expect(spawned).toHaveLength(0);
    expect(await echo.call((api) => api.echo(7))).toBe(7);
    expect(await echo.call((api) => api.echo(8))).toBe(8);
    expect(spawned).toHaveLength(1);
  });

  test('keeps the code and data of an error it throws', async () => {
    await expect(host().call((api) => api.fail())).rejects.toMatchObject({
      code: 'decode-failed',
      message: 'as asked',
      data: { reason: 'test' }
    });
  });

  test('reports progress through a callback', async () => {
    const seen: number[] = [];
    await host().call((api) => api.progress(callback((n: number) => void seen.push(n))));
    await expect.poll(() => seen).toEqual([1, 2]);
  });

  test('killed while it waits rejects its open calls within 1 s, and the next call works', async () => {
    const echo = host();
    const open = echo.call((api) => api.slow(20_000));
    await expect(killed(open)).resolves.toBeLessThan(1000);
    expect(await echo.call((api) => api.echo(2))).toBe(2);
    expect(spawned).toHaveLength(2);
  });

  // Chromium lets a busy script run on for 2 s after terminate(); an inference ends at once (segment tests).
  test('killed in the middle of a script loop rejects as soon as the browser has ended it', async () => {
    const echo = host();
    await expect(killed(echo.call((api) => api.block(20_000)))).resolves.toBeLessThan(3000);
    expect(await echo.call((api) => api.echo(2))).toBe(2);
  });

  test('an uncaught error in the worker rejects every open call', async () => {
    const echo = host();
    const other = echo.call((api) => api.slow(20_000));
    other.catch(() => {});
    await expect(echo.call((api) => api.crash())).rejects.toMatchObject({ code: 'worker-died' });
    await expect(other).rejects.toMatchObject({ code: 'worker-died' });
  });

  test('a call past its deadline rejects with timeout and the hung worker is replaced', async () => {
    const echo = host();
    await echo.call((api) => api.echo(1));
    await expect(echo.call((api) => api.block(20_000), { deadlineMs: 100 })).rejects.toMatchObject({
      code: 'timeout'
    });
    expect(await echo.call((api) => api.echo(3))).toBe(3);
  });

  test('an aborted call rejects at once and leaves the worker alive', async () => {
    const echo = host();
    const abort = new AbortController();
    const slow = echo.call((api) => api.slow(20_000), { signal: abort.signal });
    slow.catch(() => {});
    abort.abort();
    await expect(slow).rejects.toMatchObject({ code: 'aborted' });
    expect(await echo.call((api) => api.echo(4))).toBe(4);
    expect(spawned).toHaveLength(1);
  });

  test('an aborted call that cannot be interrupted ends the worker, so that the next need not wait', async () => {
    const echo = host();
    await echo.call((api) => api.echo(1));
    const abort = new AbortController();
    const blocked = echo.call((api) => api.block(20_000), { signal: abort.signal, endOnAbort: true });
    blocked.catch(() => {});
    abort.abort();
    await expect(blocked).rejects.toMatchObject({ code: 'aborted' });
    const asked = performance.now();
    expect(await echo.call((api) => api.echo(5))).toBe(5);
    expect(performance.now() - asked).toBeLessThan(2000);
    expect(spawned).toHaveLength(2);
  });

  test('but not while another call is open: that one keeps its worker', async () => {
    const echo = host();
    const other = echo.call((api) => api.slow(300));
    const abort = new AbortController();
    const open = echo.call((api) => api.slow(20_000), { signal: abort.signal, endOnAbort: true });
    open.catch(() => {});
    abort.abort();
    await expect(open).rejects.toMatchObject({ code: 'aborted' });
    expect(await other).toBe(300);
    expect(spawned).toHaveLength(1);
  });

  test('a result that comes after the abort is handed to whoever frees it', async () => {
    const abort = new AbortController();
    const freed: number[] = [];
    const call = host().call((api) => api.slow(100), {
      signal: abort.signal,
      discard: (late) => void freed.push(late)
    });
    call.catch(() => {});
    abort.abort();
    await expect(call).rejects.toMatchObject({ code: 'aborted' });
    await expect.poll(() => freed).toEqual([100]);
  });

  test('a worker that never reports ready rejects with timeout', async () => {
    const silent = hostWorker<EchoApi>(
      () => new Worker(URL.createObjectURL(new Blob([''], { type: 'text/javascript' }))),
      { name: 'silent', readyMs: 200 }
    );
    await expect(silent.call((api) => api.echo(1))).rejects.toMatchObject({ code: 'timeout' });
  });

  test('an idle worker is ended and a later call starts a fresh one', async () => {
    const echo = host({ idleMs: 50 });
    await echo.call((api) => api.echo(1));
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(await echo.call((api) => api.echo(2))).toBe(2);
    expect(spawned).toHaveLength(2);
  });
});

describe('latest wins', () => {
  test('while one runs only the newest waiting call is kept', async () => {
    const ran: number[] = [];
    const run = latestWins(async (n: number) => {
      ran.push(n);
      await new Promise((resolve) => setTimeout(resolve, 30));
      return n;
    });
    const calls = [run(1), run(2), run(3)].map((call) => call.catch((error: { code: string }) => error.code));
    expect(await Promise.all(calls)).toEqual([1, 'aborted', 3]);
    expect(ran).toEqual([1, 3]);
  });
});
