import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renameProject, setProduct } from '../../../src/lib/domain/document/change.ts';
import type { Finding } from '../../../src/lib/domain/compliance/report.ts';
import { escaped, reportHtml } from '../../../src/lib/pipeline/report-html.ts';
import { deliveredOf, plan, projectOf } from '../domain/batch/batches.ts';
import { amazon } from '../domain/samples.ts';
import { WORDS } from './report-words.ts';

const HOSTILE = `</td><script>alert(1)</script><img src=x onerror="alert(2)">'"&`;

const project = renameProject(projectOf({ name: HOSTILE }, { name: 'b.jpg', isUncut: true }), HOSTILE);

function page(finding: Partial<Finding> = {}): string {
  const made = plan(project, [amazon]);
  const delivered = deliveredOf(made).map((file) => {
    const [first, ...others] = file.report.findings;
    return {
      ...file,
      path: HOSTILE,
      override: HOSTILE,
      report: {
        ...file.report,
        rules: HOSTILE,
        findings: [{ ...first!, verdict: 'fail' as const, ...finding }, ...others]
      }
    };
  });
  return reportHtml(
    project,
    { delivered, refused: [...made.skipped], pictures: new Map(), missing: [] },
    WORDS,
    () => 'Amazon'
  );
}

describe('the printable report', () => {
  it('escapes whatever a person, a file or a rule pack wrote', () => {
    const html = page({
      message: HOSTILE,
      measured: HOSTILE,
      source: { title: HOSTILE, url: HOSTILE, checked: HOSTILE }
    });
    expect(html).not.toMatch(/<script|<img src=x|onerror="/);
    expect(html.match(/&lt;script&gt;/g)!.length).toBeGreaterThan(5);
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(escaped(text)).not.toMatch(/[<>"']/);
      })
    );
  });

  it('links sources on the web only', () => {
    const linked = (url: string) =>
      page({ source: { title: 'Page', url, checked: '' } }).includes('>Page</a>');
    expect(linked('https://example.com/a?b=1&c=2')).toBe(true);
    expect(linked('javascript:alert(1)')).toBe(false);
    expect(linked('src/lib/domain/README.md')).toBe(false);
  });

  it('asks for nothing, runs nothing, and says its language', () => {
    const html = page();
    expect(html).toContain('<html lang="vi">');
    expect(html).toContain(`content="default-src 'none'; img-src data:; style-src 'unsafe-inline'"`);
    expect(html).not.toMatch(/<(script|link|iframe)|src="http/);
  });

  it('says what was left out and why', () => {
    expect(page()).toMatch(/<b>b\.jpg<\/b> Amazon MAIN: no-cutout/);
  });

  it('shows a picture that sizes share with each of them, and says whose it is', () => {
    const red = { parent: 'TEE', colorFamily: 'Red' };
    const photo = projectOf({ name: 'a.jpg', sku: 'S', identifier: 'B0C4TR311X' });
    const sizes = setProduct(setProduct(photo, 'S', red), 'm', { ...red, identifier: 'B09KX7M2QD' });
    const delivered = deliveredOf(plan(sizes, [amazon]));
    const [own] = delivered;
    const pictures = new Map([[own!.planned.key, { src: 'data:image/jpeg;base64,AA', width: 9, height: 9 }]]);
    const html = reportHtml(sizes, { delivered, refused: [], pictures, missing: [] }, WORDS, () => 'Amazon');
    expect(html.match(/<img /g)).toHaveLength(2);
    expect(html.match(/same as S/g)).toHaveLength(1);
    expect(html.indexOf('same as S')).toBeGreaterThan(html.indexOf('B09KX7M2QD.MAIN.jpg'));
  });
});
