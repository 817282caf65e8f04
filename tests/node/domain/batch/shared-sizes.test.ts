import { describe, expect, it } from 'vitest';
import { csvOf } from '../../../../src/lib/domain/batch/csv.ts';
import { PastExports, slotId, type ExportedFile } from '../../../../src/lib/domain/batch/exported.ts';
import { manifestOf } from '../../../../src/lib/domain/batch/manifest.ts';
import type { ExportPlan, PlannedFile } from '../../../../src/lib/domain/batch/planned.ts';
import { pictureOf } from '../../../../src/lib/domain/batch/planned.ts';
import { planJobs } from '../../../../src/lib/domain/batch/queue.ts';
import { sharedListings } from '../../../../src/lib/domain/batch/shared-sizes.ts';
import { assignSlot, listingsOf } from '../../../../src/lib/domain/batch/slots.ts';
import { leftOutKey } from '../../../../src/lib/domain/batch/wishes.ts';
import { findChannel } from '../../../../src/lib/domain/channels/index.ts';
import { renamed } from '../../../../src/lib/domain/compliance/renamed.ts';
import {
  addPhoto,
  setChoices,
  setCutout,
  setNameTemplate,
  setProduct
} from '../../../../src/lib/domain/document/change.ts';
import { NO_DECISIONS } from '../../../../src/lib/domain/document/decisions.ts';
import type { Product, Project } from '../../../../src/lib/domain/document/document.ts';
import { IDENTITY_EDITS } from '../../../../src/lib/domain/document/edits.ts';
import { amazon, cutoutEdit, main, newPhoto, variantOf } from '../samples.ts';
import { channelOf, deliveredOf, kinds, paths, plan, projectOf, reportOn, shop, skips } from './batches.ts';

const [SMALL, MEDIUM, LARGE] = ['B0C4TR311X', 'B09KX7M2QD', 'B0C4TR3123'];
const RED = { parent: 'TEE', colorFamily: 'Red' };

/** Two photos of size S, by whose files' names nobody would know M from S. */
const shot = setProduct(
  projectOf({ name: `${SMALL}_a.jpg`, sku: 'TEE-R-S' }, { name: 'b.jpg', sku: 'TEE-R-S' }),
  'TEE-R-S',
  { ...RED, size: 'S', identifier: SMALL, title: 'Red tee S' }
);
const withSize = (project: Project, id: string, fields: Omit<Product, 'id'>): Project =>
  setProduct(project, id, { ...RED, ...fields });
const two = withSize(shot, 'm', { sku: 'TEE-R-M', identifier: MEDIUM, title: 'Red tee M' });

const shared = ({ files }: ExportPlan) => files.filter(({ sharedFrom }) => sharedFrom !== undefined);

describe('a size without photos', () => {
  it('gets files of its colour’s pictures under its own names, each after the file that owns the picture', () => {
    const made = plan(two, [amazon, shop]);
    expect(paths(made)).toEqual([
      `amazon/${SMALL}.MAIN.jpg`,
      `amazon/${MEDIUM}.MAIN.jpg`,
      `amazon/${SMALL}.PT01.jpg`,
      `amazon/${MEDIUM}.PT01.jpg`,
      'shop/TEE-R-S-1.jpg',
      'shop/TEE-R-M-1.jpg',
      'shop/TEE-R-S-2.jpg',
      'shop/TEE-R-M-2.jpg'
    ]);
    expect(shared(made).map(({ product, sharedFrom }) => [product, sharedFrom])).toEqual(
      Array.from({ length: 4 }, () => ['m', 'TEE-R-S'])
    );
    expect(kinds(made)).toEqual([]);
    expect(made.skipped).toEqual([]);
  });

  it('has keys of its own, and is the picture of the file that owns it', () => {
    const { files } = plan(two, [amazon]);
    expect(new Set(files.map(({ key }) => key)).size).toBe(4);
    const [own, other] = files as [PlannedFile, PlannedFile];
    expect(pictureOf(own)).toBe(own.key);
    expect(pictureOf(other)).toBe(own.key);
  });

  it('never shares across colours or styles, and shows its own photos once it has some', () => {
    const blue = withSize(two, 'blue', { sku: 'TEE-B-M', colorFamily: 'Blue' });
    const cup = setProduct(blue, 'cup', { sku: 'CUP', parent: 'CUP', colorFamily: 'Red' });
    expect(sharedListings(cup).map(({ label }) => label)).toEqual(['TEE-R-M']);
    const own = setCutout(addPhoto(cup, newPhoto('own', { productId: 'm' })), 'own', cutoutEdit('2'));
    expect(sharedListings(own)).toEqual([]);
  });

  it('is left alone where the project, the call or a person says so', () => {
    const count = (project: Project, more: Parameters<typeof plan>[2] = {}) =>
      shared(plan(project, [amazon], more)).length;
    const off = setChoices(two, { sharedSizes: false });
    expect(count(two)).toBe(2);
    expect(count(off)).toBe(0);
    expect(count(off, { sharedSizes: true })).toBe(2);
    expect(count(two, { sharedSizes: false })).toBe(0);
    expect(count(two, { leftOut: new Set([leftOutKey(MEDIUM, 'amazon')]) })).toBe(0);
    const lenderOut = plan(two, [amazon], { leftOut: new Set([leftOutKey(SMALL, 'amazon')]) });
    expect(paths(lenderOut)).toEqual([`amazon/${MEDIUM}.MAIN.jpg`, `amazon/${MEDIUM}.PT01.jpg`]);
    expect(count(two, { photos: ['p2'] })).toBe(1);
  });

  it('makes no second job', () => {
    const options = { extensionOf: () => 'jpg', isWanted: () => false };
    const { jobs } = planJobs(two, { channels: [amazon] }, new Map(), options);
    expect(jobs.map(({ name }) => name)).toEqual([`${SMALL}.MAIN.jpg`, `${SMALL}.PT01.jpg`]);
  });
});

describe('names of sizes that share pictures', () => {
  const finding = ({ name }: { name: string }) => {
    const decided = { channel: amazon, role: main, decisions: NO_DECISIONS, edits: IDENTITY_EDITS };
    return renamed(reportOn(`${SMALL}.MAIN.jpg`), name, decided).findings.find(
      ({ rule }) => rule === 'file-name'
    );
  };

  it('one without an identifier is not called by the other’s: the finding is that of a product with photos', () => {
    const bare = withSize(shot, 'm', { sku: 'TEE-R-M' });
    const [file] = shared(plan(bare, [amazon]));
    expect(file?.name).toBe('TEERM.MAIN.jpg');
    const [own] = plan(projectOf({ name: 'mug.jpg', sku: 'MUG' }), [amazon]).files;
    expect(finding(file!)).toMatchObject({ verdict: 'review', reason: 'missing-identifier' });
    expect(finding(own!)).toMatchObject({ verdict: 'review', reason: 'missing-identifier' });
  });

  it('a mistyped number is told as it is anywhere', () => {
    const typed = withSize(shot, 'm', { identifier: '4006381333932' });
    expect(finding(shared(plan(typed, [amazon]))[0]!)).toMatchObject({ reason: 'check-digit' });
  });

  it('two that the channel does not tell apart are one file', () => {
    const twins = withSize(shot, 'm', { sku: 'TEE-R-M', identifier: SMALL });
    const made = plan(twins, [amazon, shop]);
    expect(skips(made)).toEqual(['p1 shared-name', 'p2 shared-name']);
    expect(shared(made).map(({ name }) => name)).toEqual(['TEE-R-M-1.jpg', 'TEE-R-M-2.jpg']);
    expect(kinds(made)).toEqual([]);
  });

  it('a name that another product has is taken; that one was there first', () => {
    const cup = projectOf(
      { name: 'a.jpg', sku: 'TEE-R-S' },
      { name: 'cup.jpg', sku: 'CUP', identifier: MEDIUM }
    );
    const clash = [
      ['TEE-R-S', { identifier: SMALL }],
      ['m', { identifier: MEDIUM }]
    ].reduce((project, [id, fields]) => withSize(project, id as string, fields as object), cup);
    const made = plan(clash, [amazon]);
    expect(paths(made)).toEqual([`amazon/${SMALL}.MAIN.jpg`, `amazon/${MEDIUM}.MAIN.jpg`]);
    expect(made.files.find(({ photo }) => photo === 'p2')?.name).toBe(`${MEDIUM}.MAIN.jpg`);
    expect(kinds(made)).toEqual(['name-taken']);
  });

  it('a form of name by the photo names it by its product', () => {
    const byPhoto = setNameTemplate(two, 'shop', '{photo}-{position}.{ext}');
    expect(shared(plan(byPhoto, [shop])).map(({ name }) => name)).toEqual(['TEE-R-M-1.jpg', 'TEE-R-M-2.jpg']);
  });
});

describe('what is told of a plan', () => {
  it('is told once, of the product that owns the photos', () => {
    const limited = variantOf(amazon, (draft) => {
      draft.count = { ...draft.count, max: { ...draft.naming.template, value: 1, level: 'required' } };
    });
    const same = projectOf(
      { name: 'a.jpg', sku: 'S', slot: 'PT01', file: 1 },
      { name: 'b.jpg', sku: 'S', slot: 'PT02', file: 1 },
      { name: 'c.jpg', sku: 'S', slot: 'PT02' }
    );
    const project = withSize(withSize(same, 'S', { sku: 'S' }), 'm', { sku: 'M' });
    const { problems } = plan(project, [limited]);
    expect(problems.map((each) => [each.kind, 'label' in each && each.label])).toEqual([
      ['no-main', 'S'],
      ['same-slot', 'S'],
      ['same-picture', 'S'],
      ['too-many', 'S']
    ]);
    expect(problems.find(({ kind }) => kind === 'same-picture')).toMatchObject({ slots: ['PT01', 'PT02'] });
  });
});

describe('real size', () => {
  const sized = (mm: { s?: number; m?: number; l?: number; mug?: number }) =>
    [
      ['TEE-R-S', { lengthMm: mm.s, category: 'Shirts' }],
      ['m', { lengthMm: mm.m, category: 'Shirts' }],
      ['l', { sku: 'TEE-R-L', identifier: LARGE, lengthMm: mm.l, category: 'Shirts' }]
    ].reduce((project, [id, fields]) => withSize(project, id as string, fields as object), beside(mm.mug));
  const beside = (lengthMm: number | undefined) =>
    lengthMm === undefined
      ? two
      : setCutout(
          addPhoto(
            setProduct(two, 'coat', { sku: 'COAT', identifier: 'B08CXRT9K1', lengthMm, category: 'Shirts' }),
            newPhoto('coat', { productId: 'coat' })
          ),
          'coat',
          cutoutEdit('2')
        );
  const real = (mm: Parameters<typeof sized>[0]) => plan(setChoices(sized(mm), { scale: 'real' }), [amazon]);

  it('a size of another length gets no files beside other products, and that is said once a colour', () => {
    const made = real({ s: 600, m: 650, l: 700, mug: 900 });
    expect(shared(made)).toEqual([]);
    expect(skips(made)).toEqual(
      Array.from({ length: 2 }, () => ['p1 other-length', 'p2 other-length']).flat()
    );
    expect(made.problems).toEqual([
      { kind: 'other-length', lender: 'TEE-R-S', labels: ['TEE-R-M', 'TEE-R-L'] }
    ]);
  });

  it('one of the same length, of none, alone in its category, or at another scale does', () => {
    expect(shared(real({ s: 600, m: 600, mug: 900 }))).toHaveLength(4);
    expect(shared(real({ s: 600, m: 650 }))).toHaveLength(4);
    expect(shared(plan(sized({ s: 600, m: 650, mug: 900 }), [amazon]))).toHaveLength(4);
  });
});

describe('what is written of them', () => {
  it('the manifest says whose file and whose picture it is', () => {
    const made = plan(two, [amazon]);
    const { files, skipped } = manifestOf(deliveredOf(made).slice(0, 2), [
      { ...made.files[3]!, reason: 'review' }
    ]);
    expect(files[0]).not.toHaveProperty('sharedFrom');
    expect(files[1]).toMatchObject({
      name: `amazon/${MEDIUM}.MAIN.jpg`,
      photo: 'p1',
      product: 'm',
      sharedFrom: 'TEE-R-S'
    });
    expect(skipped).toEqual([
      { photo: 'p2', product: 'm', sharedFrom: 'TEE-R-S', reason: 'amazon/secondary: review' }
    ]);
  });

  it('a table has their rows, a handle’s together, with titles and texts of their own', () => {
    const shopify = findChannel('shopify');
    const rows = csvOf(two, shopify, deliveredOf(plan(two, [shopify])), {})!
      .trimEnd()
      .split('\r\n')
      .slice(1);
    expect(rows).toEqual([
      'red-tee-s,Red tee S,red-tee-s-1.jpg,1,Red tee S,',
      'red-tee-s,,red-tee-s-2.jpg,2,"Red tee S, 2",',
      'red-tee-m,Red tee M,red-tee-m-1.jpg,1,Red tee M,',
      'red-tee-m,,red-tee-m-2.jpg,2,"Red tee M, 2",'
    ]);
    const same = setProduct(two, 'm', { title: 'Red tee S' });
    expect(csvOf(same, shopify, deliveredOf(plan(same, [shopify])), {})!.split('\r\n')).toHaveLength(4);
  });
});

describe('what has gone before', () => {
  const gone = ({ files }: ExportPlan): ExportedFile[] =>
    files.map((planned) => {
      const { channel, role, listing, slot, photo, product, name } = planned;
      const place = { channel, role, listing, slot, photo, ...(product && { product }) };
      const id = slotId(two.id, planned);
      return { id, project: two.id, ...place, label: listing, name, sha256: 'a', at: 0 };
    });
  const change = (past: PastExports, file: PlannedFile) =>
    past.changeOf(file, { name: file.name, sha256: 'a' });

  it('is each size’s own: a size that shares is new where only the other has gone', () => {
    const alone = plan(two, [amazon], { sharedSizes: false });
    const past = new PastExports(two.id, gone(alone));
    const { files } = plan(two, [amazon]);
    expect(files.map((file) => change(past, file))).toEqual(['unchanged', 'new', 'unchanged', 'new']);
  });

  it('is known again after it got its number, and after it got photos of its own', () => {
    const before = withSize(shot, 'm', { title: 'Red tee M' });
    const past = new PastExports(two.id, gone(plan(before, [shop])));
    const numbered = setProduct(before, 'm', { sku: 'TEE-R-M' });
    expect(shared(plan(numbered, [shop])).map((file) => change(past, file))).toEqual([
      'replaced',
      'replaced'
    ]);
    expect(past.missing(plan(numbered, [shop]).scope, plan(numbered, [shop]).files)).toEqual([]);
    const all = new PastExports(two.id, gone(plan(two, [shop])));
    const own = setCutout(addPhoto(two, newPhoto('own', { productId: 'm' })), 'own', cutoutEdit('2'));
    const file = plan(own, [shop]).files.find(({ photo }) => photo === 'own')!;
    expect(change(all, file)).toBe('unchanged');
    expect(all.missing(plan(own, [shop]).scope, plan(own, [shop]).files)).toMatchObject([{ slot: 'PT01' }]);
  });
});

describe('listings', () => {
  it('slots are the photos’: a slot given anew is another place in every size', () => {
    const swapped = assignSlot(two, 'p2', 'MAIN');
    expect(listingsOf(swapped)).toHaveLength(1);
    expect(sharedListings(swapped)[0]?.photos.map(({ photo, slot }) => `${photo.id} ${slot}`)).toEqual([
      'p2 MAIN',
      'p1 PT01'
    ]);
  });

  it('a channel of stories makes one of each size', () => {
    const stories = channelOf('stories', '{sku}-story.{ext}', ['story']);
    expect(paths(plan(two, [stories]))).toEqual(['stories/TEE-R-S-story.jpg', 'stories/TEE-R-M-story.jpg']);
  });
});
