import { isDay } from '../document/product.ts';
import { plainWord } from './views.ts';

// Cells of a catalogue as people write them. Null for what cannot be read without guessing.

const YES = new Set(['yes', 'y', 'true', '1', 'x', 'co', 'dung', 'signed', 'daky']);
const NO = new Set(['no', 'n', 'false', '0', 'khong', 'sai', 'none']);

/** Yes or no, English and Vietnamese. */
export function flagIn(text: string): boolean | null {
  const word = plainWord(text);
  return YES.has(word) ? true : NO.has(word) ? false : null;
}

/** `#rrggbb` in small letters. */
export function hexIn(text: string): string | null {
  const digits = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1]?.toLowerCase();
  if (digits === undefined) return null;
  return `#${digits.length === 6 ? digits : digits.replace(/./g, '$&$&')}`;
}

/** A number of millimetres above 0; a comma may part the tenths. */
export function millimetresIn(text: string, most: number): number | null {
  if (!/^\d+([.,]\d+)?( ?mm)?$/i.test(text)) return null;
  const value = parseFloat(text.replace(',', '.'));
  return value > 0 && value <= most ? value : null;
}

/** `YYYY-MM-DD` of a day with its year first, or last where it can only be read one way: `31/12/2027`, `31.12.2027`. */
export function dayIn(text: string): string | null {
  const [, year, month, day] = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? [];
  if (year && month && day) return dayOf(year, month, day);
  const [, first, sign, second, last] = /^(\d{1,2})([-/.])(\d{1,2})\2(\d{4})$/.exec(text) ?? [];
  if (!first || !second || !last) return null;
  if (sign === '.' || Number(first) > 12 || first === second) return dayOf(last, second, first);
  return Number(second) > 12 ? dayOf(last, first, second) : null;
}

function dayOf(year: string, month: string, day: string): string | null {
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(text) ? text : null;
}
