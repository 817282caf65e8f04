import { beforeEach, describe, expect, it } from 'vitest';
import { PackshotError } from '../../../../../src/lib/domain/errors.ts';
import type { RemoteApi, WorkerHost } from '../../../../../src/lib/engine/rpc.ts';
import type { FinderApi, GpuStatus } from '../../../../../src/lib/engine/segment/api.ts';
import { rememberingGpu } from '../../../../../src/lib/engine/segment/webgpu/remembering.ts';

const LOST: GpuStatus = { state: 'failed', reason: 'lost', message: 'driver reset' };
const READY: GpuStatus = { state: 'ready', bytes: 5, storedBytes: 5 };

/** What each worker in turn says of itself before it is told anything. */
let status: GpuStatus;
let told: (GpuStatus | undefined)[];
/** A dead worker answers nothing. */
let isDead: boolean;
let on: WorkerHost<FinderApi>;

const settled = () => new Promise((resolve) => setTimeout(resolve, 1));
const works = async () => {
  await on.call(async () => 'done');
  await settled();
};
const dies = async (code: 'worker-died' | 'model-unavailable') => {
  await expect(on.call(() => Promise.reject(new PackshotError(code, 'gone')))).rejects.toThrow('gone');
  await settled();
};
/** What the page tells the worker of the next call, if anything. */
const toldNext = async () => {
  told = [];
  await works();
  return told.find((known) => known !== undefined);
};

beforeEach(() => {
  told = [];
  isDead = false;
  const gpu = async (known?: GpuStatus) => {
    told.push(known);
    return isDead && !known ? new Promise<never>(() => {}) : (known ?? status);
  };
  on = rememberingGpu({ call: (run) => run({ gpu } as unknown as RemoteApi<FinderApi>), end: () => {} });
});

describe('the page', () => {
  it.each([LOST, READY])('tells the next worker what the one before found out: $state', async (found) => {
    status = found;
    await works();
    expect(await toldNext()).toEqual(found);
  });

  it.each<GpuStatus>([
    { state: 'untested', bytes: 5, storedBytes: 5 },
    { state: 'unfit', reason: 'software' }
  ])('leaves a worker to itself where nothing was tried: $state', async (found) => {
    status = found;
    await works();
    expect(await toldNext()).toBeUndefined();
  });

  it('learns it also from a call that failed', async () => {
    status = LOST;
    await dies('model-unavailable');
    expect(await toldNext()).toEqual(LOST);
  });

  it('takes the death of a worker that used the graphics processor for its failure', async () => {
    status = READY;
    await works();
    isDead = true;
    await dies('worker-died');
    isDead = false;
    expect(await toldNext()).toMatchObject({ state: 'failed', reason: 'worker-died', message: 'gone' });
  });

  it.each<GpuStatus>([
    { state: 'unfit', reason: 'no-adapter' },
    { state: 'untested', bytes: 5, storedBytes: 0 }
  ])('does not where that cannot have been: %o', async (found) => {
    status = found;
    await works();
    await dies('worker-died');
    expect(await toldNext()).toBeUndefined();
  });
});
