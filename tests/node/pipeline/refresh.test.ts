import { expect, test } from 'vitest';
import { addPhoto, setMetadata } from '../../../src/lib/domain/document/change.ts';
import type { Output } from '../../../src/lib/domain/batch/output.ts';
import { jobId, jobOf } from '../../../src/lib/domain/batch/job.ts';
import { madeOf } from '../../../src/lib/pipeline/made-of.ts';
import { startProject } from '../../../src/lib/pipeline/projects.ts';
import { staleOutputs } from '../../../src/lib/pipeline/refresh.ts';
import { makeFakeStudio } from '../embed/fake-studio.ts';

const source = { sha256: '0'.repeat(64), type: 'image/png', bytes: 1 };
const place = { photo: 'p1', channel: 'etsy', role: 'main', slot: 'MAIN', key: 'p1 etsy/main' };

async function finishedProject(channel = 'etsy') {
  const studio = makeFakeStudio();
  const project = addPhoto(startProject('Refresh'), {
    id: 'p1',
    name: 'a.png',
    source,
    size: { width: 1, height: 1 }
  });
  const made = await madeOf(studio, project, project.photos[0]!, place);
  const id = jobId(project.id, place.key);
  const file = { ...place, channel, name: 'a.jpg', listing: '', position: 1, folder: '' };
  const output = { id, project: project.id, ...place, channel, made, report: {}, file: null, hash: '' };
  await studio.store.work.finish(jobOf(project.id, file, 0), output as unknown as Output);
  return { studio, project, made, id };
}

test('a file is stale for the reason that has changed, and only then', async () => {
  const { studio, project, id } = await finishedProject();
  expect(await staleOutputs(studio, project)).toEqual([]);
  const changed = setMetadata(project, { keepCredits: !project.metadata.keepCredits });
  expect(await staleOutputs(studio, changed)).toMatchObject([
    { output: { id }, reasons: [{ kind: 'edits' }] }
  ]);
});

test('files of a photo or a channel that is gone are not listed', async () => {
  const { studio, project } = await finishedProject();
  expect(await staleOutputs(studio, { ...project, photos: [] })).toEqual([]);
  const gone = await finishedProject('closed-shop');
  expect(await staleOutputs(gone.studio, gone.project)).toEqual([]);
});
