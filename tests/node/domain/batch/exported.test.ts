import { describe, expect, it } from 'vitest';
import {
  missingProblems,
  PastExports,
  slotId,
  type ExportedFile
} from '../../../../src/lib/domain/batch/exported.ts';
import { manifestOf } from '../../../../src/lib/domain/batch/manifest.ts';
import { leftOutKey } from '../../../../src/lib/domain/batch/wishes.ts';
import { setProduct } from '../../../../src/lib/domain/document/change.ts';
import type { PlannedFile } from '../../../../src/lib/domain/batch/planned.ts';
import { amazon } from '../samples.ts';
import { deliveredOf, plan, projectOf, shop } from './batches.ts';

const project = projectOf({ name: 'B0C4TR311X.jpg' }, { name: 'B0C4TR311X_side.jpg' }, { name: 'mug.jpg' });
const made = plan(project, [amazon]);

const goneAs = (planned: PlannedFile, more: Partial<ExportedFile> = {}): ExportedFile => {
  const { channel, role, listing, slot, photo, name } = planned;
  const place = { channel, role, listing, slot, photo };
  const id = slotId(project.id, planned);
  return { id, project: project.id, ...place, label: listing, name, sha256: 'a', at: 0, ...more };
};
const past = (...files: readonly ExportedFile[]) => new PastExports(project.id, files);
const all = past(...made.files.map((file) => goneAs(file)));

describe('a file against the last one that went into its slot', () => {
  const [file] = made.files as [PlannedFile];

  it('is new, replaced where its bytes or its name are others, else unchanged', () => {
    const { name } = file;
    expect(past().changeOf(file, { name, sha256: 'a' })).toBe('new');
    expect(all.changeOf(file, { name, sha256: 'a' })).toBe('unchanged');
    expect(all.changeOf(file, { name, sha256: 'b' })).toBe('replaced');
    expect(all.changeOf(file, { name: 'other.jpg', sha256: 'a' })).toBe('replaced');
    expect(all.changeOf({ ...file, channel: 'etsy' }, { name, sha256: 'a' })).toBe('new');
    expect(all.changeOf({ ...file, country: 'DE' }, { name, sha256: 'a' })).toBe('new');
  });

  it('is the same slot’s whichever photo is in it, and the same product’s after it got its SKU', () => {
    const { name } = file;
    expect(all.changeOf({ ...file, photo: 'p9' }, { name, sha256: 'b' })).toBe('replaced');
    expect(all.changeOf({ ...file, listing: 'sku NEW' }, { name, sha256: 'a' })).toBe('unchanged');
  });
});

describe('slots that went before and have no file now', () => {
  const mains = (files: readonly ExportedFile[]) =>
    missingProblems(files).filter(({ kind }) => kind === 'main-gone');

  it('are missing: a MAIN is told by itself, others by channel', () => {
    expect(all.missing(made.scope, made.files)).toEqual([]);
    const missing = all.missing(made.scope, []);
    expect(missing.map(({ slot }) => slot)).toEqual(['MAIN', 'PT01', 'MAIN']);
    expect(mains(missing)).toHaveLength(2);
    expect(missingProblems(missing).at(-1)).toMatchObject({
      kind: 'slots-gone',
      channel: 'amazon',
      names: ['B0C4TR311X.PT01.jpg']
    });
  });

  it('are not missed where they were not asked for', () => {
    const [first] = made.files;
    const leftOut = new Set([leftOutKey(first!.listing, 'amazon')]);
    expect(all.missing(plan(project, [shop]).scope, [])).toEqual([]);
    expect(all.missing({ ...made.scope, photos: ['p3'] }, []).map(({ photo }) => photo)).toEqual(['p3']);
    expect(all.missing({ ...made.scope, leftOut }, []).map(({ photo }) => photo)).toEqual(['p3']);
    const extra = past(goneAs(first!, { slot: 'story' }));
    expect(extra.missing(made.scope, [])).toEqual([]);
  });

  it('are known by their photo after their product was named anew', () => {
    const named = setProduct({ ...project, photos: project.photos.slice(2) }, 'mug', { sku: 'MUG-1' });
    const photos = named.photos.map((photo) => ({ ...photo, productId: 'mug' }));
    const again = plan({ ...named, photos }, [amazon]);
    const gone = past(goneAs(made.files.find(({ photo }) => photo === 'p3')!));
    expect(again.files[0]?.listing).not.toBe(made.files[2]?.listing);
    expect(gone.missing(again.scope, again.files)).toEqual([]);
  });
});

it('a manifest says what each file is to its channel, and what stays there', () => {
  const missing = all.missing(made.scope, made.files.slice(1));
  const delivered = deliveredOf(made).map((file) => ({ ...file, change: 'replaced' as const }));
  const manifest = manifestOf(delivered, [], missing);
  expect(manifest.files.map(({ change }) => change)).toEqual(['replaced', 'replaced', 'replaced']);
  expect(manifest.missing).toEqual([
    { name: made.files[0]!.name, photo: 'p1', channel: 'amazon', role: 'main', slot: 'MAIN' }
  ]);
  expect(manifestOf(delivered, [])).not.toHaveProperty('missing');
});
