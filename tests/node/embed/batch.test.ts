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

  it('is told at a glance: what there is of each product, what is missing, where it could go', async () => {
    const before = await packshot.getOverview();
    expect(before.board.map(({ label, isReady }) => [label, isReady])).toEqual([
      ['A', false],
      ['B', false]
    ]);
    const own = before.board[0]?.channels.map(({ channel }) => channel) ?? [];
    await packshot.startBatch({ channels: own, effort: 'fast' });
    await atRest();
    const after = await packshot.getOverview();
    const files = after.board.flatMap(({ channels }) => channels.flatMap(({ files: made }) => made));
    expect(files.map(({ photo: of }) => of)).toEqual([id, other]);
    expect(files.every(({ state }) => state !== 'none')).toBe(true);
    expect(after.listable.length).toBeGreaterThan(20);
    expect(after.expiring).toEqual([]);
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

  it('is told what is stale, and made again by reason; a reason that there is not is refused', async () => {
    expect(await packshot.getStale()).toEqual([]);
    const { jobs } = await packshot.refresh({ reasons: ['rules', 'edits'], channels: ['etsy'] });
    expect(jobs).toEqual([]);
    expect((await packshot.refresh(['nothing'])).jobs).toEqual([]);
    await expect(packshot.refresh({ reasons: ['mood' as 'app'] })).rejects.toEqual(code('bad-request'));
    await expect(packshot.refresh([])).rejects.toEqual(code('bad-request'));
  });

  it('of unknown channels or photos is refused', async () => {
    await expect(packshot.startBatch({ channels: ['none'] })).rejects.toEqual(code('rule-unknown'));
    await expect(packshot.startBatch({ channels: ['etsy'], photos: ['none'] })).rejects.toEqual(
      code('not-found')
    );
    await expect(packshot.startBatch({ channels: [] })).rejects.toEqual(code('bad-request'));
  });
});

describe('embed: what a product says is to be looked for', () => {
  const cup = { x: 4, y: 3, width: 20, height: 15 };

  it('is looked for by the batch; the call is the consent to fetch what finds words too', async () => {
    const { studio } = connected;
    await packshot.importCsv(new Blob(['SKU,Prompt\nA,cup\n']));
    await packshot.startBatch({ channels: ['etsy'], photos: [id, other] });
    await atRest();
    expect(studio.worked.filter((what) => what.startsWith('download'))).toEqual([
      'download isnet-fp16',
      'download finder'
    ]);
    expect(studio.asked.map(({ ask }) => ask?.prompt.box)).toEqual([cup, null]);
    await packshot.setProduct((await packshot.getProducts())[0]!.id, { prompt: 'vase' });
    await packshot.startBatch({ channels: ['etsy'], photos: [id] });
    await packshot.retryBatch();
    await atRest();
    expect(studio.asked.at(-1)?.ask?.prompt.box).toMatchObject({ x: 30 });
  });

  it('a word that nobody knows is said so, photo by photo, and nothing is fetched for it', async () => {
    const { studio } = connected;
    const { id: odd } = await packshot.addPhoto({ name: 'c.jpg', data: photo('c'), prompt: 'zeppelin' });
    await packshot.startBatch({ channels: ['etsy'], photos: [odd] });
    const { jobs } = await atRest();
    expect(jobs).toMatchObject([{ state: 'failed', error: { code: 'unsupported-prompt' } }]);
    expect(studio.worked).not.toContain('download finder');
  });
});

describe('embed: a photo that is wanted first', () => {
  it('is made before all others that wait', async () => {
    const { studio } = connected;
    const { id: last } = await packshot.addPhoto({ name: 'B0C4TR311Z.jpg', data: photo('c') });
    let go = () => {};
    studio.infer = new Promise<void>((resolve) => (go = resolve));
    const begun: string[] = [];
    packshot.on('progress', ({ task, id: of, stage }) => {
      if (task === 'batch' && of && stage === 'cutout' && !begun.includes(of)) begun.push(of);
    });
    await packshot.startBatch({ channels: ['etsy'] });
    await packshot.prioritiseBatch([last]);
    go();
    await atRest();
    expect(begun).toEqual([id, last, other]);
    await expect(packshot.prioritiseBatch(['none'])).rejects.toEqual(code('not-found'));
  });
});
