import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { catalogCsv } from '../../../src/lib/domain/catalog/export.ts';
import { createProject, setProduct } from '../../../src/lib/domain/document/change.ts';
import { parseProject } from '../../../src/lib/domain/document/parse.ts';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import { importRows, readCatalog } from '../../../src/lib/pipeline/csv.ts';

const EMPTY = createProject({ id: 'p', name: 'P', channels: ['amazon'] });
const ids = () => {
  let next = 0;
  return () => `id-${next++}`;
};
const table = (text: string | Uint8Array<ArrayBuffer>) => readCatalog(new Blob([text]));
const imported = async (text: string | Uint8Array<ArrayBuffer>, project: Project = EMPTY) =>
  importRows(project, await table(text), 'en', ids());
const bytes = (text: string, ...more: number[]) =>
  new Uint8Array([...more, ...Array.from(text, (letter) => letter.charCodeAt(0))]);

describe('readCatalog', () => {
  it('maps all columns', async () => {
    const text =
      'SKU,ASIN/GTIN,Parent,Title,Color family,Size,Category,Locale,Alt text,Swatch,Length mm,Prompt,Owner,Release,Expires\n' +
      'MUG-R-S,B0C4TR311X,MUG,Red mug,Red,S,Mugs,en,"A red mug, front",#A01,95.5,mug,Studio Oak,yes,2027-12-31\n';
    const { project, added } = await imported(text);
    expect(added).toBe(1);
    expect(project.products).toEqual([
      {
        id: 'id-0',
        sku: 'MUG-R-S',
        identifier: 'B0C4TR311X',
        parent: 'MUG',
        title: 'Red mug',
        colorFamily: 'Red',
        size: 'S',
        category: 'Mugs',
        altText: { en: 'A red mug, front' },
        swatch: '#aa0011',
        lengthMm: 95.5,
        prompt: 'mug',
        rights: { owner: 'Studio Oak', hasModelRelease: true, expires: '2027-12-31' }
      }
    ]);
    expect(parseProject(JSON.parse(JSON.stringify(project)))).toEqual(project);
  });

  it.each([
    ['Vietnamese', 'Mã SP;Tên sản phẩm;Màu sắc;Kích cỡ;Danh mục', 'M1;Cốc;Đỏ;S;Gốm'],
    ['Amazon, old', 'item_sku\titem_name\tcolor_name\tsize_name\tfeed_product_type', 'M1\tCốc\tĐỏ\tS\tGốm'],
    [
      'Amazon, new',
      'contribution_sku#1.value,item_name#1.value,color#1.value,size#1.value,product_type#1.value',
      'M1,Cốc,Đỏ,S,Gốm'
    ],
    ['Shopify', 'Variant SKU|Title|Color|Size|Type', 'M1|Cốc|Đỏ|S|Gốm']
  ])('knows the columns of other makers, and what parts them: %s', async (_maker, header, row) => {
    const { rows, problems } = await table(`${header}\r\n${row}\r\n`);
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      expect.objectContaining({
        row: 2,
        sku: 'M1',
        title: 'Cốc',
        colorFamily: 'Đỏ',
        size: 'S',
        category: 'Gốm'
      })
    ]);
  });

  it.each<[string, Uint8Array<ArrayBuffer>, string, boolean]>([
    ['UTF-8', new TextEncoder().encode('sku,title\nM,Cốc sứ'), 'utf-8', false],
    ['UTF-8 with a mark', new TextEncoder().encode('\ufeffsku,title\nM,Cốc sứ'), 'utf-8', false],
    ['UTF-16 with a mark', wide('\ufeffsku,title\nM,Cốc sứ', true), 'utf-16le', false],
    ['UTF-16 the other way round', wide('\ufeffsku,title\nM,Cốc sứ', false), 'utf-16be', false],
    ['UTF-16 without a mark', wide('sku,title\nM,Cốc sứ', true), 'utf-16le', true],
    ['Vietnamese Windows', bytes('sku,title\nM,C\xf4\xecc s\xfd\xec'), 'windows-1258', true]
  ])('%s is read right, and told', async (_name, data, encoding, isGuessed) => {
    const read = await table(data);
    expect(read).toMatchObject({ encoding, isGuessed });
    expect(read.rows[0]).toMatchObject({ sku: 'M', title: 'Cốc sứ' });
  });

  it('Western Windows is told from Vietnamese', async () => {
    const read = await table(bytes('sku,title\nM,Caf\xe9 \xd2r m\xecle'));
    expect(read).toMatchObject({ encoding: 'windows-1252', isGuessed: true });
    expect(read.rows[0]?.title).toBe('Café Òr mìle');
  });

  it.each([
    ['', 'empty'],
    [' \n\n', 'empty'],
    ['title,price\nMug,3', 'no-columns'],
    ['PK\x03\x04workbook', 'not-text'],
    ['sku\x00,title', 'not-text']
  ])('%j is refused: %s', async (text, reason) => {
    await expect(table(text)).rejects.toMatchObject({ code: 'bad-request', data: { path: 'csv', reason } });
  });

  it('every bad row is told with its number, the rest is taken', async () => {
    const text = [
      'sku,asin,swatch,expires,release,locale,length mm,price',
      'A,,,,,,,1',
      ',,,,,,,no product',
      'A,,,,,,,twice',
      '',
      'B,B0C4,red,31/02/2027,maybe,x y,0,',
      'C,,,,,,,,more',
      'A,,,,,de,,another language'
    ].join('\n');
    const { rows, problems, count, ignored } = await table(text);
    expect(ignored).toEqual(['price']);
    expect(count).toBe(6);
    expect(rows.map(({ row, sku }) => [row, sku])).toEqual([
      [2, 'A'],
      [6, 'B'],
      [7, 'C'],
      [8, 'A']
    ]);
    expect(problems).toEqual([
      { row: 3, reason: 'no-product' },
      { row: 4, reason: 'duplicate', other: 2, value: 'A' },
      { row: 6, reason: 'identifier', column: 'identifier', value: 'B0C4' },
      { row: 6, reason: 'value', column: 'release', value: 'maybe' },
      { row: 6, reason: 'value', column: 'expires', value: '31/02/2027' },
      { row: 6, reason: 'value', column: 'locale', value: 'x y' },
      { row: 6, reason: 'value', column: 'swatch', value: 'red' },
      { row: 6, reason: 'value', column: 'lengthMm', value: '0' },
      { row: 7, reason: 'cells' }
    ]);
  });

  it('quotes hold lines and delimiters; one that is not closed is told', async () => {
    const { rows } = await table('sku,title\nA,"two\nlines, ""so"""\nB,b');
    expect(rows).toMatchObject([
      { row: 2, title: 'two\nlines, "so"' },
      { row: 3, sku: 'B' }
    ]);
    const broken = await table('sku,title\nA,"open\nB,b');
    expect(broken.problems).toEqual([{ row: 2, reason: 'quotes' }]);
  });

  it('a first line that names the delimiter is heeded', async () => {
    expect((await table('sep=;\nsku;title\nA,1;x')).rows).toMatchObject([{ row: 3, sku: 'A,1', title: 'x' }]);
  });

  it('100,000 rows are read and written, and the page is never held up for long; one more is refused', async () => {
    const lines = Array.from({ length: 100_000 }, (_, n) => `SKU-${n},Title ${n},Red,Alt ${n}`);
    const text = `sku,title,color,alt text\n${lines.join('\n')}\n`;
    let longest = 0;
    let before = performance.now();
    const ticks = setInterval(() => {
      longest = Math.max(longest, performance.now() - before);
      before = performance.now();
    });
    const read = await table(text);
    const { added } = await importRows(EMPTY, read, 'en', ids());
    clearInterval(ticks);
    expect([read.rows.length, read.problems.length, added]).toEqual([100_000, 0, 100_000]);
    expect(longest).toBeLessThan(1000);
    await expect(table(`${text}LAST,,,\n`)).rejects.toMatchObject({ data: { reason: 'too-many-rows' } });
  }, 60_000);
});

describe('rows in a project', () => {
  const mug = setProduct(EMPTY, 'mug', { sku: 'MUG', title: 'Mug', altText: { vi: 'Cốc' } });

  it('change what they say and nothing else; another language is another text', async () => {
    const text = 'sku,title,locale,alt\nmug,,en,A mug\nmug,Tasse,de,Eine Tasse\nBAG,Bag,,A bag';
    const { project, added, changed, same } = await imported(text, mug);
    expect([added, changed, same]).toEqual([1, 1, 0]);
    expect(project.products).toEqual([
      { id: 'mug', sku: 'mug', title: 'Mug', altText: { vi: 'Cốc', en: 'A mug', de: 'Eine Tasse' } },
      { id: 'id-0', sku: 'BAG', title: 'Bag', altText: { en: 'A bag' } }
    ]);
    const again = await imported(text, project);
    expect([again.added, again.changed, again.same]).toEqual([0, 0, 2]);
  });

  it('an identifier finds a product that has no SKU yet, never one with another', async () => {
    const known = setProduct(EMPTY, 'x', { identifier: 'B0C4TR311X' });
    const first = await imported('sku,asin\nMUG,B0C4TR311X', known);
    expect(first.project.products).toEqual([{ id: 'x', sku: 'MUG', identifier: 'B0C4TR311X' }]);
    const other = await imported('sku,asin\nBAG,B0C4TR311X', first.project);
    expect(other.project.products).toHaveLength(2);
  });
});

describe('catalogCsv', () => {
  it('no cell of it is a formula', () => {
    const evil = setProduct(EMPTY, 'x', { sku: '=1+1', title: '@SUM(A1)', colorFamily: '-2', size: '\t=3' });
    const cells = catalogCsv(evil).split('\r\n')[1]!.split(',');
    for (const cell of cells) expect(cell).not.toMatch(/^"?[=+\-@\t\r]/);
  });

  it('what is exported is imported again as it was, whatever it says', async () => {
    const text = fc
      .string({ minLength: 1, maxLength: 20, unit: 'grapheme' })
      .map((said) =>
        said
          .replace(/[\p{C}\s]+/gu, ' ')
          .normalize('NFC')
          .trim()
      )
      .filter((said) => said !== '' && !said.startsWith("'"));
    const product = fc.record(
      {
        title: text,
        colorFamily: text,
        size: text,
        category: text,
        prompt: text,
        altText: fc.record({ en: text, 'vi-VN': text })
      },
      { requiredKeys: [] }
    );
    await fc.assert(
      fc.asyncProperty(fc.array(product, { maxLength: 5 }), async (products) => {
        const before = products.reduce(
          (project, fields, n) => setProduct(project, `id-${n}`, { ...fields, sku: `S${n}` }),
          EMPTY
        );
        if (products.length === 0) return;
        const { project } = await imported(catalogCsv(before));
        expect(project.products).toEqual(before.products);
      }),
      { numRuns: 60 }
    );
  });
});

function wide(text: string, isLittle: boolean): Uint8Array<ArrayBuffer> {
  const view = new DataView(new ArrayBuffer(text.length * 2));
  Array.from({ length: text.length }, (_, n) => view.setUint16(n * 2, text.charCodeAt(n), isLittle));
  return new Uint8Array(view.buffer);
}
