import type { ErrorCode } from './codes.ts';

/** Who may use a product's pictures, and until when. */
export interface Rights {
  readonly owner?: string;
  /** Whether the people in them have signed. */
  readonly hasModelRelease?: boolean;
  /** The last day, `YYYY-MM-DD`. */
  readonly expires?: string;
}

export interface ProductFields {
  readonly sku?: string;
  /** ASIN, ISBN, EAN, UPC, GTIN or JAN. */
  readonly identifier?: string;
  readonly title?: string;
  /** One style in several colours and sizes. */
  readonly parent?: string;
  /** Sizes of one parent and colour share pictures, colours do not. */
  readonly colorFamily?: string;
  readonly size?: string;
  readonly category?: string;
  /** Longest side in reality, mm. */
  readonly lengthMm?: number;
  /** `#rrggbb`, small letters. */
  readonly swatch?: string;
  /** By locale, BCP 47. The table that a shop takes its pictures by says them. */
  readonly altText?: Readonly<Record<string, string>>;
  /** What to look for in its photos: cutouts ask for it where nobody pointed at something else. */
  readonly prompt?: string;
  readonly rights?: Rights;
}

export interface Product extends ProductFields {
  readonly id: string;
}

export interface CsvProblem {
  /** As a spreadsheet counts: the header is 1. */
  readonly row: number;
  /** `no-product` and `duplicate` leave the row out, all others a cell at most. */
  readonly reason: 'no-product' | 'duplicate' | 'cells' | 'quotes' | 'identifier' | 'value' | 'too-long';
  readonly column?: string;
  readonly value?: string;
  /** Of `duplicate`: the row that counts. */
  readonly other?: number;
}

export interface ImportedCsv {
  /** Rows that were written. */
  readonly rows: number;
  readonly added: number;
  readonly changed: number;
  readonly problems: readonly CsvProblem[];
  readonly encoding: string;
  readonly delimiter: string;
  /** Headers that say nothing here. */
  readonly ignored: readonly string[];
}

/** A picture, a ZIP of pictures, or anything else that lay beside them. */
export interface FileInput {
  /** With its folders, where they say something: `MUG/front.jpg`. */
  readonly path: string;
  readonly data: Blob;
}

export interface AddPhotosOptions {
  /** How names are read, the first that fits: `{sku}_{n}`, `{identifier}.{slot}`, `{folder}/{view}`. Default: the patterns that fit best; `[]` reads none. */
  readonly patterns?: readonly string[];
  readonly signal?: AbortSignal;
}

export interface AddedPhotos {
  readonly added: readonly {
    readonly id: string;
    readonly path: string;
    readonly product?: string;
    readonly slot?: string;
  }[];
  /** Files with the content of a photo that is there. */
  readonly duplicates: readonly { readonly path: string; readonly of: string }[];
  /** All other files; none is left without a word. `skipped`: no picture, nor called one. */
  readonly failed: readonly {
    readonly path: string;
    readonly skipped: boolean;
    readonly code: ErrorCode;
    readonly message: string;
  }[];
  /** The patterns that were used. */
  readonly patterns: readonly string[];
}
