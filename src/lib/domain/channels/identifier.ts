export type IdentifierKind = 'ASIN' | 'ISBN' | 'UPC' | 'EAN' | 'JAN' | 'GTIN';

export interface Identifier {
  readonly kind: IdentifierKind;
  /** Without spaces and dashes, in capitals: as it stands in a file name. */
  readonly value: string;
}

export type IdentifierProblem =
  /** Nothing was typed. */
  | { readonly problem: 'absent' }
  /** Starts as an ASIN, but has not 10 characters. */
  | { readonly problem: 'length'; readonly count: number }
  /** `found` is the first character that no identifier has. */
  | { readonly problem: 'characters'; readonly found: string }
  /** Ten letters and digits that are neither an ASIN (B0…) nor an ISBN. */
  | { readonly problem: 'prefix' }
  | { readonly problem: 'check-digit' }
  /** Has the form of none of them. */
  | { readonly problem: 'unknown' };

const DIGIT_FORMS: Readonly<Record<number, IdentifierKind>> = { 8: 'EAN', 12: 'UPC', 13: 'EAN', 14: 'GTIN' };

/**
 * Reads a product identifier as a person types it: spaces and dashes between its parts are ignored.
 *
 * ASIN: `B0` and eight letters or digits, or a book's ISBN-10 (Amazon). ISBN-10: ISO 2108, weights 10…1, modulo 11.
 * UPC-A, EAN-8/13, JAN (EAN of prefix 45 and 49), GTIN-14 and ISBN-13: check digit of the GS1 General
 * Specifications 7.9, weights 3 and 1 from the right, modulo 10.
 */
export function parseIdentifier(text: string): Identifier | IdentifierProblem {
  const value = text.replace(/[\s-]/g, '').toUpperCase();
  if (value === '') return { problem: 'absent' };
  const stranger = /[^0-9A-Z]/u.exec(value);
  if (stranger) return { problem: 'characters', found: stranger[0] };
  if (/^B0[0-9A-Z]{8}$/.test(value)) return { kind: 'ASIN', value };
  if (/^\d{9}[\dX]$/.test(value)) return checked(isIsbn10(value), 'ISBN', value);
  if (/^\d+$/.test(value)) return parseDigits(value);
  if (/^B0/.test(value)) return { problem: 'length', count: value.length };
  return { problem: value.length === 10 ? 'prefix' : 'unknown' };
}

/** True for an identifier, false for what `parseIdentifier` found wrong. */
export function isIdentifier(result: Identifier | IdentifierProblem): result is Identifier {
  return 'kind' in result;
}

/**
 * The identifier as a GTIN of 14 digits (GS1 General Specifications 3.2: shorter ones are filled with zeros at the left;
 * an ISBN-10 is first written as the ISBN-13 of prefix 978, ISO 2108). Null for an ASIN, which is Amazon's own.
 */
export function gtin14({ kind, value }: Identifier): string | null {
  if (kind === 'ASIN') return null;
  return (value.length === 10 ? isbn13(value) : value).padStart(14, '0');
}

function isbn13(isbn10: string): string {
  const body = `978${isbn10.slice(0, 9)}`;
  const sum = Array.from(body, Number).reduce(
    (total, digit, index) => total + digit * (index % 2 ? 3 : 1),
    0
  );
  return `${body}${(10 - (sum % 10)) % 10}`;
}

/**
 * The identifier inside a photo's file name: `B0C4TR311X_front.jpg`, `b0c4tr311x.MAIN.jpg`, `978-3-16-148410-0.jpg`.
 * An ASIN is preferred. What a camera or phone writes (dates, times in ms) is not taken for a number with a
 * check digit, which it would pass once in ten times.
 */
export function findIdentifier(fileName: string): Identifier | null {
  const stem = stemOf(fileName);
  const book = /(?<![0-9])97[89](?:[- ]?[0-9]){10}(?![0-9])/.exec(stem);
  const candidates = [...(book ? [book[0]] : []), ...stem.split(/[^0-9A-Za-z]+/)];
  const found = candidates
    .filter((token) => !isTimestamp(token))
    .map(parseIdentifier)
    .filter(isIdentifier);
  return found.find(({ kind }) => kind === 'ASIN') ?? found[0] ?? null;
}

/** A file's name without its ending. */
export function stemOf(fileName: string): string {
  return fileName.replace(/\.[0-9A-Za-z]{1,5}$/, '');
}

/** `20240115`, or 13 digits of a GS1 prefix (140–199) that nobody has and the clock will show until 2033. */
function isTimestamp(token: string): boolean {
  return /^(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])$/.test(token) || /^1[4-9]\d{11}$/.test(token);
}

function parseDigits(value: string): Identifier | IdentifierProblem {
  const kind = DIGIT_FORMS[value.length];
  if (!kind) return { problem: 'unknown' };
  return checked(hasGs1CheckDigit(value), kind === 'EAN' ? kindOfEan(value) : kind, value);
}

function kindOfEan(value: string): IdentifierKind {
  if (/^4[59]/.test(value)) return 'JAN';
  const isBook = value.length === 13 && /^97(8|9[1-9])/.test(value); // 979-0 is printed music (ISMN)
  return isBook ? 'ISBN' : 'EAN';
}

function checked(isRight: boolean, kind: IdentifierKind, value: string): Identifier | IdentifierProblem {
  return isRight ? { kind, value } : { problem: 'check-digit' };
}

function isIsbn10(value: string): boolean {
  const digits = Array.from(value, (char) => (char === 'X' ? 10 : Number(char)));
  return digits.reduce((sum, digit, index) => sum + digit * (10 - index), 0) % 11 === 0;
}

function hasGs1CheckDigit(value: string): boolean {
  const fromRight = Array.from(value, Number).reverse();
  return fromRight.reduce((sum, digit, index) => sum + digit * (index % 2 ? 3 : 1), 0) % 10 === 0;
}
