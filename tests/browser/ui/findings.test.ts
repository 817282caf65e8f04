import { describe, expect, test } from 'vitest';
import { render } from 'vitest-browser-svelte';
import { page } from 'vitest/browser';
import type { Finding, FindingVerdict, Level, RuleId } from '../../../src/lib/domain/compliance/report.ts';
import FindingRow from '../../../src/lib/ui/compliance/FindingRow.svelte';
import { gauge, limitWords, measuredWords } from '../../../src/lib/ui/compliance/finding-words.ts';
import { counts, openFindings, worstVerdict } from '../../../src/lib/ui/compliance/order.ts';

const finding = (
  rule: RuleId,
  verdict: FindingVerdict,
  rest: Partial<Finding> & { level?: Level } = {}
): Finding => ({
  rule,
  verdict,
  level: 'required',
  source: { title: 'Amazon G1881', url: 'https://example.com/G1881', checked: '2026-10-08' },
  message: '',
  ...rest
});

describe('findings', () => {
  const mixed = [
    finding('format', 'pass'),
    finding('dimensions', 'warn', { level: 'recommended' }),
    finding('file-name', 'review'),
    finding('enlarged', 'warn'),
    finding('background-white', 'fail'),
    finding('fill', 'not-applicable')
  ];

  test('that need a person are listed worst first, required before recommended', () => {
    expect(openFindings(mixed).map(({ rule }) => rule)).toEqual([
      'background-white',
      'file-name',
      'enlarged',
      'dimensions'
    ]);
  });

  test('are counted as to fix, to look at, to improve, and passed', () => {
    expect(counts(mixed)).toEqual({ fix: 1, look: 1, advice: 2, passed: 1 });
  });

  test('speak in their own unit', () => {
    const words = (found: Finding) => [measuredWords(found), limitWords(found)];
    expect(words(finding('fill', 'fail', { measured: 0.693, limit: 0.85 }))).toEqual([
      '69.3%',
      'limit 85.0%'
    ]);
    expect(words(finding('dimensions', 'fail', { measured: 499, limit: 500 }))).toEqual([
      '499 px',
      'limit 500 px'
    ]);
    expect(words(finding('background-white', 'fail', { measured: 254, limit: 255 }))).toEqual([
      '254',
      'limit 255'
    ]);
    expect(
      words(finding('background-white', 'fail', { measured: 0.99999, limit: 1, reason: 'edge-not-white' }))
    ).toEqual(['99.99%', 'limit 100%']);
    expect(words(finding('file-name', 'pass', { measured: 'a.MAIN.jpg', limit: '{identifier}' }))).toEqual([
      'a.MAIN.jpg',
      ''
    ]);
  });

  test('about files speak in bytes, dots, bits, megapixels and names', () => {
    const words = (...found: Parameters<typeof finding>) => [
      measuredWords(finding(...found)),
      limitWords(finding(...found))
    ];
    expect(words('bytes', 'fail', { measured: 20_500_000, limit: 20e6 })).toEqual(['21 MB', 'limit 20 MB']);
    expect(words('dpi', 'fail', { measured: 71, limit: 72 })).toEqual(['71 dpi', 'limit 72 dpi']);
    expect(words('color-mode', 'fail', { measured: 16, limit: 8 })).toEqual(['16 bits', 'limit 8 bits']);
    expect(words('color-mode', 'fail', { measured: 'CMYK', limit: 'RGB' })).toEqual(['CMYK', '']);
    expect(words('color-space', 'pass', { measured: 'untagged', limit: 'sRGB' })).toEqual(['no profile', '']);
    expect(words('dimensions', 'fail', { measured: 80, limit: 64, reason: 'too-many-pixels' })).toEqual([
      '80 MP',
      'limit 64 MP'
    ]);
    expect(words('blockiness', 'warn', { measured: 2.456, limit: 1.9 })).toEqual(['× 2.46', 'limit × 1.9']);
    expect(words('metadata', 'warn', { measured: 70_000, limit: 64, reason: 'trailing' })).toEqual([
      '70 kB',
      'limit 64 byte'
    ]);
  });

  test('have a bar only where a number has a scale', () => {
    expect(gauge(finding('fill', 'fail', { measured: 0.5, limit: 0.85 }))).toEqual({
      value: 0.5,
      limit: 0.85
    });
    expect(gauge(finding('file-name', 'review', { measured: 'x', limit: 'y' }))).toBeNull();
  });
});

test('what pixels show is said in pixels, ΔE, shares and cells', () => {
  const words = (found: Finding) => [measuredWords(found), limitWords(found)];
  expect(
    words(finding('background-white', 'fail', { reason: 'not-white', measured: 43_118, limit: 0 }))
  ).toEqual(['43,118 px', 'limit 0 px']);
  expect(words(finding('halo', 'warn', { measured: 4.14, limit: 2.3 }))).toEqual(['ΔE 4.1', 'limit ΔE 2.3']);
  expect(words(finding('jagged-edge', 'warn', { measured: 0.571, limit: 0.3 }))).toEqual([
    '57.1%',
    'limit 30.0%'
  ]);
  expect(words(finding('text-grid', 'fail', { measured: 21, limit: 20 }))).toEqual([
    '21 cells',
    'limit 20 cells'
  ]);
  expect(words(finding('blur', 'warn', { measured: 4.96, limit: 3.2 }))).toEqual(['5 px', 'limit 3.2 px']);
});

test('a project is as good as its worst photo', () => {
  expect(worstVerdict(['pass', 'review', 'fixed'])).toBe('review');
  expect(worstVerdict([])).toBeNull();
});

test('a finding shows its number with limit, source, date and level, and what to do', async () => {
  await render(FindingRow, {
    finding: finding('fill', 'fail', { measured: 0.693, limit: 0.85, reason: 'too-small' }),
    mark: 1,
    isActive: false,
    onactive: () => {}
  });
  await expect.element(page.getByText('69.3%')).toBeVisible();
  await expect.element(page.getByText('limit 85.0%')).toBeVisible();
  await expect
    .element(page.getByRole('link', { name: 'Amazon G1881' }))
    .toHaveAttribute('href', 'https://example.com/G1881');
  await expect.element(page.getByText('Oct 8, 2026 · required')).toBeVisible();
  await expect.element(page.getByText('The product is too small in its frame.')).toBeVisible();
});
