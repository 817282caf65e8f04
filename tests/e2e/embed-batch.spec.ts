import { expect, test } from '@playwright/test';
import { serveApp, serveHostPage, type HostWindow, type Served } from './embed-host.ts';
import { embed } from './embed-journey.ts';
import { boxPhoto } from './steps.ts';

/* A batch that another site asks for: made, known when it is out of date, made again. */

let host: Served;
let app: Served;

test.beforeAll(async () => {
  host = await serveHostPage();
  app = await serveApp({ allowedOrigins: [host.origin] });
});
test.afterAll(() => Promise.all([host, app].map(({ close }) => close())));

test('two photos for two channels: files with verdicts, none made twice, changed ones made again', async ({
  page
}) => {
  await embed(page, host, app);
  const photos = await Promise.all(
    ['B0C4TR311X.jpg', 'B0C4TR311Y.jpg'].map(async (name) => {
      const { buffer } = await boxPhoto(name, { width: 900, height: 700 });
      return { name, data: buffer.toString('base64') };
    })
  );
  const made = await page.evaluate(async (given) => {
    const { packshot } = window as unknown as HostWindow;
    const atRest = async () => {
      for (;;) {
        const batch = await packshot.getBatch();
        if (batch.state === 'idle' || batch.state === 'paused') return batch;
        await new Promise((later) => setTimeout(later, 50));
      }
    };
    const ids: string[] = [];
    for (const { name, data } of given) {
      const blob = await (await fetch(`data:image/jpeg;base64,${data}`)).blob();
      ids.push((await packshot.addPhoto({ name, data: blob })).id);
    }
    const stages = new Set<string>();
    packshot.on('progress', ({ task, stage }) => task === 'batch' && stages.add(stage));
    await packshot.startBatch({ channels: ['amazon', 'etsy'], effort: 'fast' });
    const first = await atRest();
    const fresh = await packshot.getStale();
    await packshot.setEdits(ids[0]!, { frame: { padding: 0.2 } });
    const stale = await packshot.getStale();
    const again = await packshot.startBatch({ channels: ['amazon', 'etsy'] });
    const second = await atRest();
    return {
      first,
      fresh,
      stale: stale.map(({ photo, channel, reasons }) => ({ photo: ids.indexOf(photo), channel, reasons })),
      again: again.jobs
        .filter(({ state }) => state !== 'done' && state !== 'review')
        .map(({ photo }) => ids.indexOf(photo)),
      second,
      after: await packshot.getStale(),
      stages: [...stages]
    };
  }, photos);
  expect(made.first).toMatchObject({ state: 'idle', problem: null, skipped: [] });
  expect(made.first.jobs).toHaveLength(4);
  for (const job of [...made.first.jobs, ...made.second.jobs]) {
    expect(job.error).toBeUndefined();
    expect(['pass', 'fixed', 'review']).toContain(job.verdict);
  }
  expect(made.stages).toEqual(expect.arrayContaining(['cutout', 'compose', 'encode', 'check']));
  expect(made.fresh).toEqual([]);
  expect(made.stale).toEqual([
    { photo: 0, channel: 'amazon', reasons: [{ kind: 'edits' }] },
    { photo: 0, channel: 'etsy', reasons: [{ kind: 'edits' }] }
  ]);
  expect(new Set(made.again)).toEqual(new Set([0]));
  expect(made.after).toEqual([]);
});
