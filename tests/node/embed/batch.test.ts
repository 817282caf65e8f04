import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Packshot } from '../../../src/lib/embed/sdk/types.ts';
import { code, connect, photo, type Connected } from './connected.ts';

let connected: Connected;
let packshot: Packshot;
let id: string;
let other: string;

beforeEach(async () => {
  connected = await connect();
  ({ packshot } = connected);
  ({ id } = await packshot.addPhoto({ name: 'B0C4TR311X.jpg', data: photo('a'), sku: 'A' }));
  ({ id: other } = await packshot.addPhoto({ name: 'B0C4TR311Y.jpg', data: photo('b'), sku: 'B' }));
});
afterEach(() => connected.end());

/** Once nothing is left to do. */
async function atRest() {
  for (;;) {
    const batch = await packshot.getBatch();
    if (batch.state === 'idle' || batch.state === 'paused') return batch;
    await new Promise((later) => setTimeout(later, 5));
  }
}

describe('embed: a batch', () => {
  it('has a job a file; each is told as it is worked off', async () => {
    const told: string[] = [];
    packshot.on('progress', ({ task, id: of, done, total }) => {
      if (task === 'batch' && of) told.push(`${of} ${done}/${total}`);
    });
    const { jobs, state } = await packshot.startBatch({ channels: ['etsy'], effort: 'fast' });
    expect(state).toBe('running');
    expect(jobs.map(({ photo: of, channel, role }) => [of, channel, role])).toEqual([
      [id, 'etsy', 'main'],
      [other, 'etsy', 'main']
    ]);
    const rest = await atRest();
    expect(rest.problem).toBeNull();
    expect(rest.jobs.every(({ state: now }) => now !== 'queued' && now !== 'working')).toBe(true);
    for (const photoId of [id, other]) expect(told.some((line) => line.startsWith(photoId))).toBe(true);
  });

  it('is cancelled and tried again', async () => {
    await packshot.startBatch({ channels: ['etsy'] });
    await packshot.pauseBatch();
    const { jobs } = await packshot.cancelBatch();
    expect(jobs.every(({ state }) => state !== 'queued')).toBe(true);
    await packshot.retryBatch();
    const { jobs: again } = await atRest();
    expect(again.every(({ state }) => state !== 'cancelled')).toBe(true);
  });

  it('of unknown channels or photos is refused', async () => {
    await expect(packshot.startBatch({ channels: ['none'] })).rejects.toEqual(code('rule-unknown'));
    await expect(packshot.startBatch({ channels: ['etsy'], photos: ['none'] })).rejects.toEqual(
      code('not-found')
    );
    await expect(packshot.startBatch({ channels: [] })).rejects.toEqual(code('bad-request'));
  });
});
