import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SavedProject } from '../../../src/lib/embed/project-owner.ts';
import type { Packshot } from '../../../src/lib/embed/sdk/types.ts';
import { connect } from './connected.ts';

let owner: SavedProject;
let packshot: Packshot;
let end: () => void;

beforeEach(async () => ({ owner, packshot, end } = await connect()));
afterEach(() => end());

const file = (path: string, text = path) => ({ path, data: new Blob([text], { type: 'image/jpeg' }) });

describe('embed: products', () => {
  it('are made, changed, listed and removed', async () => {
    const made = await packshot.setProduct(null, { sku: 'MUG', rights: { expires: '2027-01-31' } });
    const changed = await packshot.setProduct(made.id, { title: 'Mug', sku: '' });
    expect(changed).toEqual({ id: made.id, title: 'Mug', rights: { expires: '2027-01-31' } });
    expect(await packshot.getProducts()).toEqual([changed]);
    await packshot.removeProduct(made.id);
    expect(owner.project.products).toEqual([]);
  });

  it('a field that cannot be is refused by its path, and nothing changes', async () => {
    await expect(packshot.setProduct(null, { swatch: 'red' })).rejects.toMatchObject({
      code: 'bad-request',
      data: { path: 'setProduct.product.swatch' }
    });
    await expect(packshot.setProduct('gone', {})).rejects.toMatchObject({ code: 'not-found' });
    await expect(packshot.removeProduct('gone')).rejects.toMatchObject({ code: 'not-found' });
    expect(owner.project.products).toEqual([]);
  });

  it('come from a table and go back into one', async () => {
    const table = new Blob(['SKU;Alt text;Swatch\nMUG;=A mug;#a01020\nMUG;twice;\nBAG;;red']);
    expect(await packshot.importCsv(table, 'de')).toEqual({
      rows: 2,
      added: 2,
      changed: 0,
      encoding: 'utf-8',
      delimiter: ';',
      ignored: [],
      problems: [
        { row: 3, reason: 'duplicate', other: 2, value: 'MUG' },
        { row: 4, reason: 'value', column: 'swatch', value: 'red' }
      ]
    });
    const csv = await packshot.exportCsv();
    expect(await csv.text()).toContain("'=A mug");
    expect(await packshot.importCsv(csv)).toMatchObject({ rows: 2, added: 0, changed: 0, problems: [] });
  });

  it('a table that is none is refused with the reason', async () => {
    await expect(packshot.importCsv(new Blob(['a,b\n1,2']))).rejects.toMatchObject({
      code: 'bad-request',
      data: { reason: 'no-columns', found: 'a, b' }
    });
  });
});

describe('embed: many photos', () => {
  it('go to the products and slots that their names say, and every file is accounted for', async () => {
    const added = await packshot.addPhotos([
      file('shoot/MUG_1.jpg'),
      file('shoot/MUG_2.jpg'),
      file('other/MUG_2.jpg', 'another picture'),
      file('shoot/BAG_1.jpg'),
      file('copy of MUG_1.jpg', 'shoot/MUG_1.jpg'),
      file('shoot/BAG_2.jpg', 'broken'),
      file('prices.csv'),
      file('broken.zip', 'PK\x03\x04')
    ]);
    const { products } = owner.project;
    expect(products.map(({ sku }) => sku)).toEqual(['MUG', 'BAG']);
    expect(added.patterns).toEqual(['{sku}_{n}']);
    expect(added.added.map(({ path, product, slot }) => [path, product, slot])).toEqual([
      ['shoot/MUG_1.jpg', products[0]!.id, 'MAIN'],
      ['shoot/MUG_2.jpg', products[0]!.id, 'PT01'],
      ['other/MUG_2.jpg', products[0]!.id, 'PT02'],
      ['shoot/BAG_1.jpg', products[1]!.id, 'MAIN']
    ]);
    expect(added.duplicates).toEqual([{ path: 'copy of MUG_1.jpg', of: 'MUG_1.jpg' }]);
    expect(added.failed.map(({ path, code }) => [path, code])).toEqual([
      ['shoot/BAG_2.jpg', 'decode-failed'],
      ['broken.zip', 'bad-request'],
      ['prices.csv', 'unsupported-format']
    ]);
    expect(owner.project.photos[0]).toMatchObject({ name: 'MUG_1.jpg', path: 'shoot', slot: 'MAIN' });
  });

  it('what is there already is not added again, and a slot that is taken is not taken twice', async () => {
    await packshot.addPhotos([file('MUG_1.jpg'), file('MUG_2.jpg')]);
    const again = await packshot.addPhotos([file('MUG_1.jpg'), file('MUG_2.jpg', 'new')], {
      patterns: ['{sku}_{n}']
    });
    expect(again.duplicates.map(({ path }) => path)).toEqual(['MUG_1.jpg']);
    expect(again.added.map(({ slot }) => slot)).toEqual(['PT02']);
    expect(owner.project.products).toHaveLength(1);
  });

  it('a pattern that cannot be used is refused before anything is taken in', async () => {
    await expect(packshot.addPhotos([file('a.jpg')], { patterns: ['{n}'] })).rejects.toMatchObject({
      code: 'bad-request',
      data: { reason: 'no-product' }
    });
    expect(owner.project.photos).toEqual([]);
  });
});
