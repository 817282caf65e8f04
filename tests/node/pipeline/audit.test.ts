import { expect, it } from 'vitest';
import { CHANNELS } from '../../../src/lib/domain/channels/index.ts';
import { judgeAudit, type Audited } from '../../../src/lib/pipeline/audit.ts';
import { listAudit } from '../../../src/lib/pipeline/audit-files.ts';
import { CLEAN } from '../domain/samples.ts';

const auditOf = async (names: readonly string[]): Promise<Audited[]> => {
  const { items } = await listAudit(names.map((name) => ({ name, data: new Blob([name]) })));
  return items.map((item) => ({ item, measured: { ...CLEAN }, picture: null }));
};

it('an audit that grows judges anew only what is new', async () => {
  const audited = await auditOf(Array.from({ length: 1000 }, (_, index) => `mug ${index} blue.jpg`));
  const before = judgeAudit(audited.slice(0, 999), CHANNELS.slice(0, 3));
  const after = judgeAudit(audited, CHANNELS.slice(0, 3));
  expect(after).toHaveLength(3000);
  expect(before.every(({ report }, index) => after[index]!.report === report)).toBe(true);
});

it('other rules, another report', async () => {
  const audited = await auditOf(['a.jpg']);
  const [amazon] = CHANNELS;
  const [first] = judgeAudit(audited, [amazon!]);
  const [second] = judgeAudit(audited, [{ ...amazon!, version: 'own' }]);
  expect([first!.report.rules, second!.report.rules]).toEqual([amazon!.version, 'own']);
});
