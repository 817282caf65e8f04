import { isIdentifier, parseIdentifier } from '../channels/identifier.ts';
import { languageTag } from '../document/edits/schemas.ts';
import { MAX_FIELD, MAX_LENGTH_MM, type Rights } from '../document/product.ts';
import { PackshotError } from '../errors.ts';
import { frozen } from '../frozen.ts';
import { headerOf, type Column, type Header } from './columns.ts';
import { dayIn, flagIn, hexIn, millimetresIn } from './fields.ts';
import { productKey } from './grouping.ts';
import * as v from 'valibot';

/** One row of a catalogue: what it says of one product. Fields whose cells were empty or wrong are absent. */
export interface CatalogRow {
  /** As a spreadsheet counts: the header is 1. */
  readonly row: number;
  readonly sku?: string | undefined;
  readonly identifier?: string | undefined;
  /** Of its title and its alternative text. */
  readonly locale?: string | undefined;
  readonly title?: string | undefined;
  readonly parent?: string | undefined;
  readonly colorFamily?: string | undefined;
  readonly size?: string | undefined;
  readonly category?: string | undefined;
  readonly lengthMm?: number | undefined;
  readonly swatch?: string | undefined;
  readonly altText?: string | undefined;
  readonly prompt?: string | undefined;
  readonly rights?: Rights | undefined;
}

export type RowReason =
  /** Neither SKU nor identifier: the row is left out. */
  | 'no-product'
  /** The same product and locale as an earlier row: the row is left out. `other` is that row. */
  | 'duplicate'
  /** More cells than the header has columns; those are left out. */
  | 'cells'
  /** A quote that is not closed, or not where it may be. */
  | 'quotes'
  /** No identifier, by its form or check digit. It is kept as typed. */
  | 'identifier'
  /** What the cell says cannot be: it alone is left out. */
  | 'value'
  /** More than `MAX_FIELD` characters: the cell is left out. */
  | 'too-long';

export interface RowProblem {
  readonly row: number;
  readonly reason: RowReason;
  readonly column?: Column;
  /** What the cell says, at most 100 characters. */
  readonly value?: string;
  readonly other?: number;
}

/** More is no catalogue of one project. */
export const MAX_ROWS = 100_000;

const wrong = (reason: string, message: string, data: Record<string, string | number> = {}): PackshotError =>
  new PackshotError('bad-request', `CSV: ${message}`, { path: 'csv', reason, ...data });

/** Reads a catalogue's rows one after the other, so that the caller may rest in between. */
export class CatalogReader {
  readonly header: Header;
  readonly #rowOf = new Map<string, number>();
  #count = 0;

  /**
   * @param header cells of the first row
   * @throws `bad-request` with `reason` `no-columns` where no column names a product; `found` lists the headers
   */
  constructor(header: readonly string[]) {
    this.header = headerOf(header);
    const { sku, identifier } = this.header.at;
    if (sku !== undefined || identifier !== undefined) return;
    const found = header.map((cell) => cell.trim()).join(', ');
    throw wrong('no-columns', 'no column for a SKU or an identifier', { found: found.slice(0, 500) });
  }

  /**
   * What a row says, null where it says nothing or is left out, and all that is wrong with it.
   * @param row as a spreadsheet counts
   * @throws `bad-request` with `reason` `too-many-rows`
   */
  read(cells: readonly string[], row: number): { row: CatalogRow | null; problems: readonly RowProblem[] } {
    if (cells.every((cell) => cell.trim() === '')) return { row: null, problems: [] };
    if (++this.#count > MAX_ROWS)
      throw wrong('too-many-rows', `more than ${MAX_ROWS} rows`, { most: MAX_ROWS });
    const problems: RowProblem[] = [];
    const tell = (reason: RowReason, more: Omit<RowProblem, 'row' | 'reason'> = {}) =>
      void problems.push({ row, reason, ...more });
    if (cells.slice(this.header.width).some((cell) => cell.trim() !== '')) tell('cells');
    const read = rowIn(this.#cellsOf(cells, tell), row, tell);
    const key = productKey(read);
    if (key === null) {
      tell('no-product');
      return { row: null, problems };
    }
    const place = `${key}\n${read.locale ?? ''}`;
    const other = this.#rowOf.get(place);
    if (other !== undefined) {
      tell('duplicate', { other, value: read.sku ?? read.identifier ?? '' });
      return { row: null, problems };
    }
    this.#rowOf.set(place, row);
    return { row: frozen(read), problems };
  }

  /** Cells by column: without the quote that keeps a spreadsheet from taking them for formulas. */
  #cellsOf(cells: readonly string[], tell: Tell): Cells {
    const entries = Object.entries(this.header.at).map(([column, index]): [string, string] => [
      column,
      (cells[index] ?? '').replace(/^'(?=[=+\-@\t\r])/, '').trim()
    ]);
    const fitting = entries.filter(([column, value]) => {
      if (value.length > MAX_FIELD)
        tell('too-long', { column: column as Column, value: value.slice(0, 100) });
      return value !== '' && value.length <= MAX_FIELD;
    });
    return Object.fromEntries(fitting);
  }
}

type Cells = Readonly<Partial<Record<Column, string>>>;
type Tell = (reason: RowReason, more?: Omit<RowProblem, 'row' | 'reason'>) => void;

function rowIn(cells: Cells, row: number, tell: Tell): CatalogRow {
  const { owner, release, expires, swatch, lengthMm, locale, ...texts } = cells;
  const valueOf = <T>(column: Column, text: string | undefined, read: (text: string) => T | null) => {
    if (text === undefined) return undefined;
    const value = read(text);
    if (value === null) tell('value', { column, value: text.slice(0, 100) });
    return value ?? undefined;
  };
  const { identifier = '' } = texts;
  if (identifier !== '' && !isIdentifier(parseIdentifier(identifier)))
    tell('identifier', { column: 'identifier', value: identifier.slice(0, 100) });
  const rights: Rights = {
    ...(owner !== undefined && { owner }),
    hasModelRelease: valueOf('release', release, flagIn),
    expires: valueOf('expires', expires, dayIn)
  };
  return {
    row,
    ...texts,
    locale: valueOf('locale', locale, localeIn),
    swatch: valueOf('swatch', swatch, hexIn),
    lengthMm: valueOf('lengthMm', lengthMm, (text) => millimetresIn(text, MAX_LENGTH_MM)),
    rights: Object.values(rights).some((value) => value !== undefined) ? rights : undefined
  };
}

function localeIn(text: string): string | null {
  const tag = text.replaceAll('_', '-');
  return v.is(languageTag, tag) ? tag : null;
}
