import { describe, expect, it } from 'vitest';
import { checksums, manifestOf, reasonToRefuse } from '../../../../src/lib/domain/batch/manifest.ts';
import { fileName, papersZip, projectSlug } from '../../../../src/lib/domain/batch/package-names.ts';
import { setCountrySet } from '../../../../src/lib/domain/document/change.ts';
import { amazon } from '../samples.ts';
import { deliveredOf, plan, projectOf } from './batches.ts';

const project = setCountrySet(
  projectOf({ name: 'B09KX7M2QD.jpg' }, { name: 'mug.jpg', isUncut: true }),
  'DE',
  ['p1']
);

describe('the manifest', () => {
  it('names every file with its hash, and every one that is missing with the reason', () => {
    const { skipped, ...made } = plan(project, [amazon]);
    const manifest = manifestOf(deliveredOf({ ...made, skipped }), [
      ...skipped,
      { photo: 'p1', channel: 'amazon', role: 'swatch', slot: 'SWCH', reason: 'error', code: 'decode-failed' }
    ]);
    const rest = {
      photo: 'p1',
      channel: 'amazon',
      role: 'main',
      bytes: 400_000,
      sha256: 'a'.repeat(64),
      verdict: 'pass',
      change: 'new'
    };
    expect(manifest).toEqual({
      schema: 1,
      files: [
        { name: 'amazon/B09KX7M2QD.MAIN.jpg', ...rest },
        { name: 'amazon/DE/B09KX7M2QD.MAIN.jpg', ...rest, locale: 'DE' }
      ],
      skipped: [
        { photo: 'p2', reason: 'amazon/main: no-cutout' },
        { photo: 'p1', reason: 'amazon/swatch: error (decode-failed)' }
      ]
    });
  });

  it('checksums are as sha256sum reads them', () => {
    const [first] = checksums(deliveredOf(plan(project, [amazon]))).split('\n');
    expect(first).toBe(`${'a'.repeat(64)}  amazon/B09KX7M2QD.MAIN.jpg`);
  });

  it('a pass goes, doubt goes where it was asked for, a broken rule only by a person’s word', () => {
    const by = (includeReview: boolean, override?: string) =>
      (['pass', 'fixed', 'review', 'fail'] as const).map((verdict) =>
        reasonToRefuse(verdict, { includeReview, override })
      );
    expect(by(false)).toEqual([null, null, 'review', 'fail']);
    expect(by(true)).toEqual([null, null, null, 'fail']);
    expect(by(false, 'the buyer asked for it')).toEqual([null, null, null, null]);
  });
});

describe('names of ZIPs', () => {
  it.each([
    ['Autumn bags 2026', 'autumn-bags-2026'],
    ['Túi xách thu đông', 'tui-xach-thu-dong'],
    ['秋のバッグ', '秋のハック'],
    ['../../etc', 'etc'],
    ['con', '_con'],
    ['\u202e', 'packshot'],
    ['', 'packshot']
  ])('%j is %s', (name, slug) => {
    expect(projectSlug({ name })).toBe(slug);
  });

  it('a ZIP a channel and country, or one with folders', () => {
    const file = { channel: 'amazon', country: 'DE', folder: 'amazon/DE' };
    expect(fileName(project, file, 'a.jpg', 'channels')).toEqual({
      zip: 'autumn-bags_amazon_DE',
      path: 'a.jpg'
    });
    expect(fileName(project, file, 'a.jpg', 'folders')).toEqual({
      zip: 'autumn-bags',
      path: 'amazon/DE/a.jpg'
    });
    expect(papersZip(project, 'channels')).toBe('autumn-bags_report');
    expect(papersZip(project, 'folders')).toBe('autumn-bags');
  });
});
