import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findPhoto } from '../../../src/lib/domain/document/change.ts';
import { editsFor } from '../../../src/lib/domain/document/resolve.ts';
import type { SavedProject } from '../../../src/lib/embed/project-owner.ts';
import type { Finding } from '../../../src/lib/domain/compliance/report.ts';
import type { Packshot, Report } from '../../../src/lib/embed/sdk/types.ts';
import * as exporting from '../../../src/lib/pipeline/export.ts';
import { connect, photo, type Connected } from './connected.ts';

vi.mock('../../../src/lib/pipeline/export.ts', () => ({ renderPhoto: vi.fn() }));

const MAIN = { channel: 'amazon', role: 'main' } as const;
const NOT_WHITE: Finding = {
  rule: 'background-white',
  reason: 'not-white',
  verdict: 'fail',
  level: 'required',
  source: { title: 'Amazon', url: 'https://example.com', checked: '2026-11-22' },
  message: 'Not white.'
};
const reportOf = (findings: readonly Finding[], verdict: Report['verdict']) =>
  ({ schema: 1, ...MAIN, verdict, score: 60, file: {}, findings }) as unknown as Report;
const BROKEN = reportOf([NOT_WHITE], 'fail');
const FIXED = reportOf([{ ...NOT_WHITE, verdict: 'pass', reason: 'ok' }], 'pass');
const file = (report: Report) => ({ name: 'a.jpg', blob: photo('j'), width: 1, height: 1, report }) as never;

let owner: SavedProject;
let packshot: Packshot;
let end: Connected['end'];

beforeEach(async () => ({ owner, packshot, end } = await connect()));
afterEach(() => {
  end();
  vi.resetAllMocks();
});

async function onBlue(): Promise<string> {
  const { id } = await packshot.addPhoto({ name: 'a.jpg', data: photo() });
  await packshot.setEdits(id, { backdrop: { kind: 'color', color: [0, 80, 200] } });
  return id;
}
const backdropOf = (id: string, key: string) => editsFor(findPhoto(owner.project, id), key).backdrop.kind;

describe('embed: fix', () => {
  it('does what is safe as the output’s own edits, and brings the report of the file as it is then', async () => {
    const id = await onBlue();
    vi.mocked(exporting.renderPhoto).mockResolvedValueOnce(file(BROKEN)).mockResolvedValueOnce(file(FIXED));
    const { applied, report } = await packshot.fix(id, MAIN);
    expect(applied).toEqual(['backdrop']);
    expect(report.verdict).toBe('pass');
    expect(backdropOf(id, 'amazon/main')).toBe('channel');
    expect(backdropOf(id, 'amazon/secondary')).toBe('color');
  });

  it('does nothing but what is named', async () => {
    const id = await onBlue();
    vi.mocked(exporting.renderPhoto).mockResolvedValue(file(BROKEN));
    expect((await packshot.fix(id, { ...MAIN, fixes: ['placement'] })).applied).toEqual([]);
    expect(backdropOf(id, 'amazon/main')).toBe('color');
  });

  it.each([
    [{ id: 'a', ...MAIN, fixes: ['magic'] }, 'fix.fixes.0'],
    [{ id: 'a', ...MAIN, fixes: [] }, 'fix.fixes']
  ])('%j is `bad-request` at %s', async ({ id, ...options }, path) => {
    await expect(packshot.fix(id, options as never)).rejects.toMatchObject({
      code: 'bad-request',
      data: { path }
    });
  });
});

describe('embed: render', () => {
  it('fixes the file where it is asked to, and leaves the edits', async () => {
    const id = await onBlue();
    vi.mocked(exporting.renderPhoto).mockResolvedValueOnce(file(BROKEN)).mockResolvedValueOnce(file(FIXED));
    const { report } = await packshot.render(id, { ...MAIN, fix: 'safe' });
    expect(report.verdict).toBe('fixed');
    expect(report.fixed).toMatchObject([{ fix: 'backdrop', before: { verdict: 'fail' } }]);
    expect(backdropOf(id, 'amazon/main')).toBe('color');
  });

  it('fixes nothing where it is not asked to', async () => {
    const id = await onBlue();
    vi.mocked(exporting.renderPhoto).mockResolvedValue(file(BROKEN));
    expect((await packshot.render(id, MAIN)).report.verdict).toBe('fail');
    expect(exporting.renderPhoto).toHaveBeenCalledTimes(1);
  });

  it.each([0, 6, 1.5])('%d candidates are refused', async (candidates) => {
    await expect(packshot.render('a', { ...MAIN, candidates })).rejects.toMatchObject({
      code: 'bad-request',
      data: { path: 'render.candidates' }
    });
  });
});
