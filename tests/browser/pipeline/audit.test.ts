import { downloadZip } from 'client-zip';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findChannel } from '../../../src/lib/domain/channels/index.ts';
import {
  auditItems,
  isMeasured,
  judgeAudit,
  unchecked,
  type Audited
} from '../../../src/lib/pipeline/audit.ts';
import { listAudit } from '../../../src/lib/pipeline/audit-files.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { boxes, stubStudio } from './pictures.ts';

const CHANNELS = [findChannel('amazon'), findChannel('etsy')];
let studio: Studio;
let listing: Blob;

beforeAll(async () => {
  studio = await stubStudio();
  const { data } = await boxes('a.png', [[225, 150, 450, 300]]);
  const nested = await downloadZip([{ name: 'b.txt', input: 'b' }]).blob();
  listing = await downloadZip([
    { name: 'B0C4TR311X.MAIN.png', input: data },
    { name: 'B0C4TR311X.PT01.png', input: data },
    { name: 'B0C4TR311X.PT02.png', input: 'no picture at all' },
    { name: 'more.zip', input: nested },
    { name: '__MACOSX/._B0C4TR311X.MAIN.png', input: 'litter' }
  ]).blob();
});
afterAll(() => studio.close());

async function audited(data: Blob, name = 'listing.zip') {
  const { items, skipped } = await listAudit([{ name, data }]);
  const all: Audited[] = [];
  for await (const each of auditItems(studio, items)) all.push(each);
  return { all, skipped };
}

test('a ZIP of listing images: each is judged for every channel in the role that its name says', async () => {
  const { all, skipped } = await audited(listing);
  const verdicts = judgeAudit(all, CHANNELS);
  expect(verdicts.map(({ channel, role, audited: { item } }) => [item.name, channel.id, role.id])).toEqual([
    ['B0C4TR311X.MAIN.png', 'amazon', 'main'],
    ['B0C4TR311X.MAIN.png', 'etsy', 'main'],
    ['B0C4TR311X.PT01.png', 'amazon', 'secondary'],
    ['B0C4TR311X.PT01.png', 'etsy', 'secondary']
  ]);
  expect(verdicts.every(({ report }) => report.findings.length > 20)).toBe(true);
  expect(unchecked(all, skipped).map(({ path, error }) => [path, error.code])).toEqual([
    ['listing.zip/more.zip', 'unsupported-format'],
    ['listing.zip/B0C4TR311X.PT02.png', expect.stringMatching(/unsupported-format|decode-failed/)]
  ]);
});

test('the same picture in two slots of a product is told', async () => {
  const { all } = await audited(listing);
  const second = judgeAudit(all, CHANNELS).find(({ role }) => role.id === 'secondary');
  expect(second?.report.findings.find(({ rule }) => rule === 'duplicate')).toMatchObject({
    reason: 'same-picture',
    measured: 'B0C4TR311X.MAIN.png'
  });
});

test('a broken ZIP is one row that says so, and loses nothing else', async () => {
  const { items, skipped } = await listAudit([
    { name: 'cut.zip', data: listing.slice(0, 200) },
    { name: 'B0C4TR311X.MAIN.png', data: new Blob(['x']) }
  ]);
  expect(skipped.map(({ path }) => path)).toEqual(['cut.zip']);
  expect(items.map(({ name }) => name)).toEqual(['B0C4TR311X.MAIN.png']);
});

test('an audit that is stopped throws', async () => {
  const { items } = await listAudit([{ name: 'listing.zip', data: listing }]);
  const stop = new AbortController();
  const seen: boolean[] = [];
  const run = async () => {
    for await (const each of auditItems(studio, items, { signal: stop.signal })) {
      seen.push(isMeasured(each));
      stop.abort();
    }
  };
  await expect(run()).rejects.toThrow();
  expect(seen).toEqual([true]);
});
