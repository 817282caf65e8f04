import { afterAll, beforeAll, expect, test } from 'vitest';
import { inspectFile } from '../../../src/lib/pipeline/check.ts';
import { READER_MODELS, removeModel } from '../../../src/lib/pipeline/models.ts';
import { missingReaderBytes, prepareReader } from '../../../src/lib/pipeline/reading.ts';
import { createStudio, type Studio } from '../../../src/lib/pipeline/studio.ts';
import { drawn } from './pictures.ts';

/* The real models, as the development server has them from their packages. */

let studio: Studio;
beforeAll(async () => {
  studio = await createStudio({ persistence: 'memory' });
});
afterAll(async () => {
  for (const id of READER_MODELS) await removeModel(studio, id);
  studio.close();
});

/** A dark product on white, with words on it and, where asked, beside it. */
const packshot = (beside: string) =>
  drawn('a.png', [1200, 1200], (context) => {
    context.fillStyle = '#fff';
    context.fillRect(0, 0, 1200, 1200);
    context.fillStyle = '#2a4a6a';
    context.fillRect(200, 250, 800, 700);
    context.font = 'bold 90px sans-serif';
    context.fillStyle = '#fff';
    context.fillText('BRAND', 400, 620);
    context.fillStyle = '#b00';
    context.fillText(beside, 60, 130);
  });

async function findings(beside = '') {
  const { data } = await packshot(beside);
  const report = await inspectFile(studio, data, { channel: 'amazon', role: 'main', name: 'a.png' });
  return ['text', 'face'].map((rule) => report.findings.find((finding) => finding.rule === rule)!);
}

test(
  'words are found by consent alone: beside the product they fail, printed on it they do not, and no face is seen',
  { timeout: 60_000 },
  async () => {
    expect((await findings('SALE')).map(({ reason }) => reason)).toEqual(['not-read', 'not-read']);
    expect(await missingReaderBytes(studio)).toBeGreaterThan(5e6);
    const seen: number[] = [];
    await prepareReader(studio, { onProgress: ({ done }) => seen.push(done) });
    expect(seen.length).toBeGreaterThan(0);
    expect(await missingReaderBytes(studio)).toBe(0);
    const [beside, face] = await findings('SALE');
    expect(beside).toMatchObject({ verdict: 'fail', reason: 'words-beside', measured: 1 });
    expect(beside!.region!.x).toBeLessThan(70);
    expect(beside!.region!.y + beside!.region!.height).toBeLessThan(180);
    expect(face).toMatchObject({ verdict: 'pass', reason: 'ok' });
    expect((await findings())[0]).toMatchObject({ verdict: 'pass', reason: 'words-on-product' });
  }
);
