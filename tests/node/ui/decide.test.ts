import { describe, expect, it } from 'vitest';
import { finished, jobOf, type Job } from '../../../src/lib/domain/batch/job.ts';
import { underDecisions } from '../../../src/lib/domain/compliance/accepted.ts';
import type { Report } from '../../../src/lib/domain/compliance/report.ts';
import {
  decisionsOn,
  findPhoto,
  setCorrection,
  setDecisions,
  setEdits
} from '../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import { IDENTITY_ADJUST } from '../../../src/lib/domain/document/edits/adjust.ts';
import { editsFor, keyOf, withVariant } from '../../../src/lib/domain/document/resolve.ts';
import { accepted, leftBehind, withOther, withOtherFor } from '../../../src/lib/ui/review/decide.ts';
import { plan, projectOf, reportOn } from '../domain/batch/batches.ts';
import { amazon, foundMatte } from '../domain/samples.ts';

const PROJECT = projectOf(
  { name: 'a.jpg', sku: 'bag', slot: 'PT01' },
  { name: 'b.jpg', sku: 'bag', slot: 'PT02' },
  { name: 'c.jpg', sku: 'mug', slot: 'MAIN' }
);
const DOUBT = {
  ...{ rule: 'halo', verdict: 'review', reason: 'light-fringe', message: '', level: 'recommended' }
} as unknown as Report['findings'][number];
const CLEAN = reportOn('a.jpg');
const REPORT: Report = {
  ...CLEAN,
  findings: [...CLEAN.findings.filter(({ rule, verdict }) => verdict === 'pass' && rule !== 'halo'), DOUBT],
  verdict: 'review',
  provenance: { ...CLEAN.provenance, edits: 'e1' }
};
const JOBS: readonly Job[] = plan(PROJECT, [amazon]).files.map((file, at) =>
  finished(jobOf(PROJECT.id, file, at), REPORT)
);
const jobOn = (photo: string) => JOBS.find((job) => job.photo === photo)!;
const [FIRST, SECOND] = [jobOn('p1'), jobOn('p2')];
const ids = (...jobs: readonly Job[]) => jobs.map(({ id }) => id);
const left = (after: Project) => leftBehind(PROJECT, after, JOBS);
const photo = (project: Project, id: string) => findPhoto(project, id);

describe('what a step leaves behind', () => {
  it('a decision alone asks for no new file; undo of it neither', () => {
    const after = accepted(PROJECT, { job: FIRST, report: REPORT }, ['halo']);
    expect(left(after)).toEqual({ made: [], judged: ids(FIRST) });
    expect(leftBehind(after, PROJECT, JOBS)).toEqual({ made: [], judged: ids(FIRST) });
  });

  it('edits of one output are that output’s; those of the cutout are all of the photo’s', () => {
    const adjust = { ...IDENTITY_ADJUST, exposure: 1 };
    expect(left(setEdits(PROJECT, 'p1', { adjust }, keyOf(FIRST)))).toEqual({ made: ids(FIRST), judged: [] });
    expect(left(setEdits(PROJECT, 'p1', { adjust }, 'etsy/main'))).toEqual({ made: [], judged: [] });
    expect(left(setCorrection(PROJECT, 'p2', { grow: -1 }))).toEqual({ made: ids(SECOND), judged: [] });
  });

  it('a fix that a person has undone is a file of its own; what is queued is made anyway, what is under way anew', () => {
    const declined = setDecisions(PROJECT, 'p1', keyOf(FIRST), { declined: ['edge'] });
    expect(left(declined).made).toEqual(ids(FIRST));
    const queued = { ...FIRST, state: 'queued' } as const;
    expect(leftBehind(PROJECT, declined, [queued])).toEqual({ made: [], judged: [] });
    const working = { ...queued, state: 'working' } as const;
    expect(leftBehind(PROJECT, declined, [working])).toEqual({ made: ids(FIRST), judged: [] });
    const after = accepted(PROJECT, { job: FIRST, report: REPORT }, ['halo']);
    expect(leftBehind(PROJECT, after, [working])).toEqual({ made: ids(FIRST), judged: [] });
  });
});

describe('a report under other decisions', () => {
  it('passes what is accepted, and leaves it to a person again once it is not', () => {
    const after = accepted(PROJECT, { job: FIRST, report: REPORT }, ['halo']);
    const passed = underDecisions(REPORT, decisionsOn(photo(after, 'p1'), keyOf(FIRST)));
    expect(passed.findings.find(({ rule }) => rule === 'halo')).toMatchObject({
      verdict: 'pass',
      accepted: ''
    });
    expect(passed.verdict).not.toBe('review');
    const again = underDecisions(passed, decisionsOn(photo(PROJECT, 'p1'), keyOf(FIRST)));
    expect(again.findings).toEqual(REPORT.findings);
    expect(again.verdict).toBe('review');
  });
});

describe('another way, for the series', () => {
  const key = keyOf(FIRST);

  it('another place is the same place in the others’ frames, and leaves their cutouts as they are', () => {
    const { frame } = editsFor(photo(PROJECT, 'p1'), key);
    const other = withVariant(photo(PROJECT, 'p1'), key, { frame: { ...frame, align: 'optical' } });
    const after = withOtherFor(PROJECT, other, key, ['p2']);
    for (const id of ['p1', 'p2']) expect(editsFor(photo(after, id), key).frame.align).toBe('optical');
    expect(photo(after, 'p2').edits).toBe(photo(PROJECT, 'p2').edits);
    expect(photo(after, 'p3')).toBe(photo(PROJECT, 'p3'));
    expect(withOther(PROJECT, other, key)).toEqual(withOtherFor(PROJECT, other, key, []));
  });

  it('another matte is the same way of looking at the others, but not at those that a person has corrected', () => {
    const { edits, ...rest } = photo(PROJECT, 'p1');
    const picked = foundMatte('7');
    const found = { ...picked, ask: { ...picked.ask, pick: 'letter-1024' } };
    const other = { ...rest, edits: { ...edits, cutout: { ...edits.cutout, found } } };
    const after = withOtherFor(PROJECT, other, key, ['p2']);
    expect(photo(after, 'p1').edits.cutout).toMatchObject({ found, ask: { pick: 'letter-1024' } });
    expect(photo(after, 'p2').edits.cutout).toMatchObject({ isShared: true, ask: { pick: 'letter-1024' } });
    const corrected = setCorrection(PROJECT, 'p2', { feather: 1 });
    const kept = withOtherFor(corrected, other, key, ['p2']);
    expect(photo(kept, 'p2')).toBe(photo(corrected, 'p2'));
  });
});
