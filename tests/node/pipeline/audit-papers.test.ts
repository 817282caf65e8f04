import { describe, expect, it } from 'vitest';
import { PackshotError } from '../../../src/lib/domain/errors.ts';
import { listAudit } from '../../../src/lib/pipeline/audit-files.ts';
import { judgeAudit, type Audited } from '../../../src/lib/pipeline/audit.ts';
import { auditCsv, auditHtml, auditJson, type AuditResult } from '../../../src/lib/pipeline/audit-papers.ts';
import { amazon, CLEAN } from '../domain/samples.ts';
import { WORDS } from './report-words.ts';

const HOSTILE = '=HYPERLINK("x")<script>.jpg';

async function resultOf(): Promise<AuditResult> {
  const { items } = await listAudit([
    { name: HOSTILE, data: new Blob(['a']) },
    { name: 'b.jpg', data: new Blob(['b']) }
  ]);
  const audited: Audited[] = [
    { item: items[0]!, measured: CLEAN, picture: null },
    { item: items[1]!, error: new PackshotError('decode-failed', 'truncated') }
  ];
  const skipped = [{ path: '@c.zip', error: new PackshotError('bad-request', 'no ZIP') }];
  return { name: HOSTILE, audited, skipped, verdicts: judgeAudit(audited, [amazon]) };
}

describe('the papers of an audit', () => {
  it('the table has a row for each picture and channel and for each file without report, and no formula', async () => {
    const lines = auditCsv(await resultOf(), WORDS)
      .trim()
      .split('\r\n');
    expect(lines).toHaveLength(4);
    expect(lines[1]).toMatch(/^"'=HYPERLINK/);
    expect(lines[2]).toMatch(/^'@c\.zip,.*,bad-request$/);
    expect(lines[3]).toMatch(/^b\.jpg,.*,decode-failed$/);
    const columns = (line: string) => line.replace(/"([^"]|"")*"/g, '').split(',').length;
    expect(new Set(lines.map(columns)).size).toBe(1);
  });

  it('the page escapes what files are called', async () => {
    const html = auditHtml(await resultOf(), WORDS, ({ error }) => error.code);
    expect(html).not.toContain('<script');
    expect(html).toContain('decode-failed');
  });

  it('the JSON has every report as it was made, and what was not checked', async () => {
    const { files, skipped } = JSON.parse(auditJson(await resultOf())) as {
      files: { report: { channel: string } }[];
      skipped: { path: string; code: string }[];
    };
    expect(files.map(({ report }) => report.channel)).toEqual(['amazon']);
    expect(skipped.map(({ code }) => code)).toEqual(['bad-request', 'decode-failed']);
  });
});
