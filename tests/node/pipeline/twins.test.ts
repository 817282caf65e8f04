import { expect, it } from 'vitest';
import type { RenderedFile } from '../../../src/lib/pipeline/export.ts';
import { withTwin, type MadeFiles } from '../../../src/lib/pipeline/twins.ts';
import type { PlannedFile } from '../../../src/lib/domain/batch/planned.ts';
import { findChannel } from '../../../src/lib/domain/channels/index.ts';
import { plan, projectOf, reportOn } from '../domain/batch/batches.ts';
import { amazon } from '../domain/samples.ts';

const BAG = 'B09KX7M2QD';
const studio = { rules: { channel: findChannel } } as unknown as Parameters<typeof withTwin>[0];
const HASHES = ['ffff0000ffff0000', '0000ffff0000ffff', 'ffff0000ffff0001'];

/** What each file is told to show the same as. */
function twinsOf(files: readonly PlannedFile[]): unknown[] {
  const made: MadeFiles = new Map();
  return files.map((planned, index) => {
    const file = { name: planned.name, hash: HASHES[index], report: reportOn(planned.name) } as RenderedFile;
    const { findings } = withTwin(studio, planned, file, made).report;
    const told = findings.filter(({ rule }) => rule === 'duplicate');
    expect(told).toHaveLength(1);
    return told[0]!.measured;
  });
}

it('a file that shows the same as one of its product before is told, by the slot of that one', () => {
  const project = projectOf(
    { name: 'a.jpg', identifier: BAG },
    { name: 'b.jpg', identifier: BAG },
    { name: 'c.jpg', identifier: BAG }
  );
  expect(twinsOf(plan(project, [amazon]).files)).toEqual([undefined, undefined, 'MAIN']);
});

it('one photo in several roles, and the same picture of another product, are no twins', () => {
  const { files } = plan(projectOf({ name: 'a.jpg', identifier: BAG }), [amazon]);
  const [file] = files;
  const again = { ...file!, name: 'again.jpg', slot: 'SWCH' };
  const elsewhere = { ...file!, name: 'other.jpg', photo: 'p9', listing: 'another' };
  expect(twinsOf([file!, again, elsewhere])).toEqual([undefined, undefined, undefined]);
});
