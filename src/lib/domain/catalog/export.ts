import { cell } from '../batch/csv.ts';
import type { Product, Project } from '../document/document.ts';
import { COLUMNS, type Column } from './columns.ts';

/** Headers that every import of ours knows again. */
const HEADERS: Readonly<Record<Column, string>> = {
  sku: 'SKU',
  identifier: 'ASIN/GTIN',
  parent: 'Parent SKU',
  title: 'Title',
  colorFamily: 'Color family',
  size: 'Size',
  category: 'Category',
  locale: 'Locale',
  altText: 'Alt text',
  swatch: 'Swatch',
  lengthMm: 'Length mm',
  prompt: 'Prompt',
  owner: 'Owner',
  release: 'Model release',
  expires: 'Expires'
};

/**
 * A project's products as a table (RFC 4180, UTF-8 with a byte order mark, by which spreadsheets know it), one row for each
 * locale of a product's alternative texts. What a spreadsheet would take for a formula is made a text.
 */
export function catalogCsv({ products }: Pick<Project, 'products'>): string {
  const rows = products.flatMap(rowsOf).map((row) => COLUMNS.map((column) => row[column] ?? ''));
  const lines = [COLUMNS.map((column) => HEADERS[column]), ...rows];
  return `\ufeff${lines.map((cells) => `${cells.map(cell).join(',')}\r\n`).join('')}`;
}

type Row = Partial<Record<Column, string>>;

function rowsOf(product: Product): Row[] {
  const { sku, identifier, parent, title, colorFamily, size, category, swatch, prompt, rights } = product;
  const names = { sku, identifier, title };
  const row: Row = {
    ...names,
    ...{ parent, colorFamily, size, category, swatch, prompt },
    lengthMm: product.lengthMm?.toString(),
    owner: rights?.owner,
    release: rights?.hasModelRelease === undefined ? undefined : rights.hasModelRelease ? 'yes' : 'no',
    expires: rights?.expires
  };
  const [first, ...others] = Object.entries(product.altText ?? {});
  if (!first) return [row];
  const worded = ([locale, altText]: [string, string]) => ({ locale, altText });
  return [{ ...row, ...worded(first) }, ...others.map((text) => ({ ...names, ...worded(text) }))];
}
