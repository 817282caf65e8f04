import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  addPhoto,
  findPhoto,
  setDecisions,
  setEdits,
  setFound,
  setPolicy
} from '../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import type { EditsPatch } from '../../../src/lib/domain/document/edits.ts';
import { IDENTITY_FRAME } from '../../../src/lib/domain/document/edits/frame.ts';
import { cutoutPhoto } from '../../../src/lib/pipeline/cutout.ts';
import { renderPhoto } from '../../../src/lib/pipeline/export.ts';
import { importPhoto } from '../../../src/lib/pipeline/import.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import { settlePhoto } from '../../../src/lib/pipeline/settle.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { boxes, stubStudio } from './pictures.ts';

const AMAZON = { channel: 'amazon', role: 'main' };
const BLUE = { backdrop: { kind: 'color', color: [0, 80, 200] } } as const satisfies EditsPatch;
let studio: Studio;

/** A cut-out dark box with these edits. */
async function projectWith(patch: EditsPatch): Promise<Project> {
  const file = await boxes('B0C4TR311X.png', [[225, 150, 450, 300]], '#fff');
  const photo = await importPhoto(studio, file);
  const { found } = await cutoutPhoto(studio, photo, { effort: 'fast' });
  const project = setFound(addPhoto(startProject('Test'), photo), photo.id, found);
  return setEdits(project, photo.id, patch);
}
const settled = (project: Project) => settlePhoto(studio, project, project.photos[0]!, AMAZON);

beforeAll(async () => {
  studio = await stubStudio();
});
afterAll(() => studio.close());

describe('a file that is settled', () => {
  test('is fixed where that is safe, checked again, and told; the document stays', async () => {
    const project = await projectWith(BLUE);
    const { report } = await settled(project);
    expect(report.verdict).toBe('fixed');
    expect(report.fixed).toMatchObject([
      { fix: 'backdrop', before: { rule: 'background-white', verdict: 'fail' }, after: { verdict: 'pass' } }
    ]);
    const [photo] = project.photos;
    expect(photo!.variants).toEqual({});
    const plain = await renderPhoto(studio, project, photo!, AMAZON);
    expect(plain.report.verdict).toBe('fail');
    expect(plain.report.findings.find(({ rule }) => rule === 'background-white')?.fix).toBe('backdrop');
  });

  test('that touches its frame, because the product was made as large as it, is placed as asked', async () => {
    const project = await projectWith({ frame: { ...IDENTITY_FRAME, fill: 1 } });
    const { report } = await settled(project);
    expect(report.verdict).toBe('fixed');
    expect(report.fixed?.map(({ fix }) => fix)).toEqual(['placement']);
  });

  test('two fixes are made together', async () => {
    const project = await projectWith({ ...BLUE, frame: { ...IDENTITY_FRAME, fill: 1 } });
    const { report } = await settled(project);
    expect(report.verdict).toBe('fixed');
    expect(new Set(report.fixed?.map(({ fix }) => fix))).toEqual(new Set(['backdrop', 'placement']));
  });

  test('is left as it is where the policy says so, and where a person undid the fix', async () => {
    const project = await projectWith(BLUE);
    expect((await settled(setPolicy(project, { autoFix: 'none' }))).report.verdict).toBe('fail');
    const { id } = project.photos[0]!;
    const declined = setDecisions(project, id, 'amazon/main', { declined: ['backdrop'] });
    const { report } = await settled(declined);
    expect(report.verdict).toBe('fail');
    expect(report.fixed).toBeUndefined();
  });

  test('is the plain file where nothing is in doubt', async () => {
    const project = await projectWith({});
    const plain = await renderPhoto(studio, project, findPhoto(project, project.photos[0]!.id), AMAZON);
    const file = await settled(project);
    expect(file.blob).toBe(plain.blob);
    expect(file.report).toEqual(plain.report);
  });

  test('is the same file for every channel that its pixels and bytes suit, named and judged anew', async () => {
    const project = await projectWith({});
    const settledFor = (channel: string) =>
      settlePhoto(studio, project, project.photos[0]!, { channel, role: 'main' });
    const ebay = await settledFor('ebay');
    const shopify = await settledFor('shopify');
    expect(shopify.blob).toBe(ebay.blob);
    expect(shopify.report.channel).toBe('shopify');
  });

  test('of several ways to make it, no worse one is kept than the first', async () => {
    const project = await projectWith({});
    const plain = await renderPhoto(studio, project, project.photos[0]!, AMAZON);
    const file = await settlePhoto(studio, project, project.photos[0]!, AMAZON, { compare: 3 });
    expect(file.report.score).toBeGreaterThanOrEqual(plain.report.score);
  });

  test('with one doubt that no other candidate ends is left to a person, as it was first made', async () => {
    const project = await projectWith({});
    const [photo] = project.photos;
    const unsure = setFound(project, photo!.id, { ...photo!.edits.cutout.found!, confidence: 0.2 });
    const plain = await renderPhoto(studio, unsure, unsure.photos[0]!, AMAZON);
    const doubts = plain.report.findings.filter(({ verdict }) => verdict === 'review');
    expect(doubts.map(({ rule }) => rule)).toEqual(['cutout-confidence']);
    // As hard as it was looked for: harder, another answer might.
    const { report } = await settlePhoto(studio, unsure, unsure.photos[0]!, AMAZON, { effort: 'fast' });
    expect(report.verdict).toBe('review');
    expect(report.score).toBeGreaterThanOrEqual(plain.report.score);
  });

  test('ends where it is aborted', async () => {
    const project = await projectWith(BLUE);
    const { signal } = { signal: AbortSignal.abort() };
    await expect(settlePhoto(studio, project, project.photos[0]!, AMAZON, { signal })).rejects.toMatchObject({
      name: expect.stringMatching(/Error/)
    });
  });
});
