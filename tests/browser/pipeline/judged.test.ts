import { afterEach, beforeEach, expect, test } from 'vitest';
import { addPhoto, setDecisions, setEdits, setFound } from '../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import { IDENTITY_ADJUST } from '../../../src/lib/domain/document/edits/adjust.ts';
import { keyOf } from '../../../src/lib/domain/document/resolve.ts';
import { Batch } from '../../../src/lib/pipeline/batch.ts';
import { importPhoto } from '../../../src/lib/pipeline/import.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import { staleOutputs } from '../../../src/lib/pipeline/refresh.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { boxes, stubStudio } from './pictures.ts';

let studio: Studio;
let project: Project;

beforeEach(async () => {
  studio = await stubStudio();
  project = startProject('Judged');
});
afterEach(() => studio.close());

/** A file so bright that a person must say whether it may be, as the batch has made it. */
async function madeBright() {
  const file = await boxes('B0C4TR311X.png', [[225, 150, 450, 300]], '#fff');
  project = addPhoto(project, await importPhoto(studio, file));
  const [photo] = project.photos;
  project = setEdits(project, photo!.id, { adjust: { ...IDENTITY_ADJUST, exposure: 1.5 } });
  const batch = await Batch.open(studio, {
    project: () => project,
    setFound: (id, found) => void (project = setFound(project, id, found))
  });
  await batch.add({ channels: [studio.rules.channel('etsy')] });
  await batch.start({ effort: 'fast' });
  const job = () => batch.snapshot.jobs[0]!;
  const output = () => studio.store.work.getOutput(job().id);
  return { batch, job, output };
}

function accepting(findings: readonly { rule: string; reason?: string; verdict: string }[], edits: string) {
  const [photo] = project.photos;
  const accepted = findings
    .filter(({ verdict }) => verdict === 'review')
    .map(({ rule, reason = 'ok' }) => ({ rule, reason, why: '', edits }));
  return { photo: photo!.id, accepted };
}

test('a decision, and undo of it, judge a finished file anew: it is not made again, and is not out of date', async () => {
  const { batch, job, output } = await madeBright();
  expect(job()).toMatchObject({ state: 'review', result: { verdict: 'review' } });
  const made = (await output())!;
  const before = project;
  const { photo, accepted } = accepting(made.report.findings, made.report.provenance.edits!);
  project = setDecisions(project, photo, keyOf(job()), { accepted });
  expect(await batch.judge([job().id], before)).toEqual([]);
  expect(job().state).toBe('done');
  expect((await output())!.file).toEqual(made.file);
  expect(await staleOutputs(studio, project)).toEqual([]);

  const after = project;
  project = before;
  expect(await batch.judge([job().id], after)).toEqual([]);
  expect(job()).toMatchObject({ state: 'review', result: { verdict: 'review' } });
  expect((await output())!.report.findings).toEqual(made.report.findings);
  expect(await staleOutputs(studio, project)).toEqual([]);
});

test('a file that was out of date before is not judged by what it shows: it is named, to be made again', async () => {
  const { batch, job, output } = await madeBright();
  const made = (await output())!;
  project = setEdits(project, project.photos[0]!.id, { adjust: { ...IDENTITY_ADJUST, exposure: 2 } });
  const before = project;
  const { photo, accepted } = accepting(made.report.findings, made.report.provenance.edits!);
  project = setDecisions(project, photo, keyOf(job()), { accepted });
  expect(await batch.judge([job().id], before)).toEqual([job().id]);
  expect(job().state).toBe('review');
  expect((await output())!.report).toEqual(made.report);
});
