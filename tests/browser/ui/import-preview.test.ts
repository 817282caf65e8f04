import { expect, test } from 'vitest';
import { addPhoto, createProject, setProduct } from '../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import { readCatalog } from '../../../src/lib/pipeline/csv.ts';
import * as pipeline from '../../../src/lib/pipeline/intake.ts';
import { ImportPreview, type ReadTable } from '../../../src/lib/ui/projects/import-preview.svelte.ts';

const list = (...paths: string[]): pipeline.IntakeList => ({
  items: paths.map((path, index) => ({
    index,
    name: path.split('/').at(-1)!,
    path,
    open: async () => new Blob([path])
  })),
  tables: [],
  refused: []
});
const previewOf = (paths: string[], tables: readonly ReadTable[] = [], project: Project | null = null) =>
  new ImportPreview(list(...paths), tables, pipeline.knownNames(project), pipeline);

test('files are shown by product and slot, with those that no pattern reads', () => {
  const preview = previewOf(['MUG_1.jpg', 'MUG_2.jpg', 'BAG_1.jpg', 'holiday.jpg']);
  expect(preview.text).toBe('{sku}_{n}');
  expect(preview.products.map(({ label, files }) => [label, files.map(({ slot }) => slot)])).toEqual([
    ['MUG', ['MAIN', 'PT01']],
    ['BAG', ['MAIN']]
  ]);
  expect(preview.loose).toEqual(['holiday.jpg']);
  expect(preview.count).toBe(4);
});

test('a pattern that is typed counts at once; one that cannot be used changes nothing and says why', () => {
  const preview = previewOf(['MUG_1.jpg', 'MUG_2.jpg']);
  preview.text = '{n}';
  expect(preview.problem).toMatchObject({ code: 'bad-request', data: { reason: 'no-product' } });
  expect(preview.products).toHaveLength(1);
  preview.text = '{sku}.{slot}';
  expect(preview.problem).toBeNull();
  expect(preview.loose).toHaveLength(2);
  preview.text = preview.others[0]!.pattern;
  expect(preview.loose).toEqual([]);
});

test('of two files for one slot the second goes to the next one, or is left out and not counted', () => {
  const preview = previewOf(['a/MUG_1.jpg', 'b/MUG_1.jpg', 'MUG_2.jpg']);
  expect(preview.clashes).toHaveLength(1);
  expect(preview.products[0]?.files.map(({ slot }) => slot)).toEqual(['MAIN', 'PT02', 'PT01']);
  preview.choice = 'leave';
  expect(preview.products[0]?.files.map(({ isLeft }) => isLeft)).toEqual([false, true, false]);
  expect(preview.count).toBe(2);
  expect([0, 1, 2].map((file) => preview.placing().isLeft(file))).toEqual([false, true, false]);
});

test('products of the project and of a table are known by their bare names', async () => {
  const table = await readCatalog(new Blob(['SKU;Title\nLAMP;Lamp\n']));
  const empty = createProject({ id: 'p', name: 'Known', channels: [] });
  const project = setProduct(empty, 'm', { sku: 'MUG' });
  expect(previewOf(['MUG.jpg', 'LAMP.jpg']).products).toEqual([]);
  const preview = previewOf(['MUG.jpg', 'LAMP.jpg'], [{ name: 'lamps.csv', table }], project);
  expect(preview.products.map(({ label }) => label)).toEqual(['MUG', 'LAMP']);
});

test('a slot that the project has taken is not given again', () => {
  const empty = createProject({ id: 'p', name: 'Taken', channels: [] });
  const project = addPhoto(setProduct(empty, 'm', { sku: 'MUG' }), {
    ...{ id: 'a', name: 'a.jpg', productId: 'm', slot: 'MAIN', size: { width: 9, height: 9 } },
    source: { sha256: '1'.repeat(64), bytes: 1, type: 'image/jpeg' }
  });
  const preview = previewOf(['MUG_1.jpg', 'MUG_2.jpg'], [], project);
  expect(preview.products[0]?.files.map(({ slot }) => slot)).toEqual(['PT02', 'PT01']);
});

test('is asked where a table came or most of many files say what they are; the answer is given once', async () => {
  expect(previewOf(['MUG_1.jpg', 'MUG_2.jpg', 'MUG_3.jpg']).isWorthAsking(3)).toBe(false);
  expect(previewOf(['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg']).isWorthAsking(3)).toBe(false);
  expect(previewOf([], [{ name: 'x.csv' }]).isWorthAsking(3)).toBe(true);
  const preview = previewOf(['MUG_1.jpg', 'MUG_2.jpg', 'MUG_3.jpg', 'MUG_4.jpg']);
  expect(preview.isWorthAsking(3)).toBe(true);
  preview.confirm();
  preview.cancel();
  expect(await preview.answer).toBe(true);
});
