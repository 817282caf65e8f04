import { getLocale } from '../../paraglide/runtime.js';

const cache = new Map<string, Intl.NumberFormat>();

function format(value: number, options: Intl.NumberFormatOptions): string {
  const locale = getLocale();
  const key = locale + JSON.stringify(options);
  let formatter = cache.get(key);
  if (!formatter) cache.set(key, (formatter = new Intl.NumberFormat(locale, options)));
  return formatter.format(value);
}

/** A count or a measure, with at most `digits` decimals. */
export const number = (value: number, digits = 0): string => format(value, { maximumFractionDigits: digits });

/** A change, with its sign: +0.5, −20, 0. */
export const change = (value: number, digits = 0): string =>
  format(value, { signDisplay: 'exceptZero', maximumFractionDigits: digits });

/** A confidence of 0–1, always with two decimals so that numbers compare at a glance. */
export const confidence = (value: number): string =>
  format(value, { minimumFractionDigits: 2, maximumFractionDigits: 2 });

/** A length in pixels: four digits read as one word, so they are not grouped. */
export const pixels = (length: number): string =>
  format(length, { maximumFractionDigits: 0, useGrouping: 'min2' });

/** An angle in degrees, to a tenth. */
export const degrees = (angle: number): string =>
  format(angle, { style: 'unit', unit: 'degree', unitDisplay: 'narrow', maximumFractionDigits: 1 });

/** A share of 0–1 as per cent. */
export const percent = (share: number, digits = 0): string =>
  format(share, { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits });

/**
 * A share as per cent that never rounds up to 100: 0.99996 is shown as 99.99 %, because "100 %" must mean all of it.
 */
export function percentFloor(share: number): string {
  if (share >= 1) return percent(1);
  return percent(Math.floor(share * 10_000) / 10_000, 2);
}

const BYTE_UNITS = [
  ['gigabyte', 1e9],
  ['megabyte', 1e6],
  ['kilobyte', 1e3]
] as const;

/** A file size in decimal units (1 MB = 1,000,000 bytes), as browsers and systems show downloads. */
export function bytes(count: number): string {
  const [unit, size] = BYTE_UNITS.find(([, least]) => count >= least) ?? (['byte', 1] as const);
  const value = count / size;
  return format(value, {
    style: 'unit',
    unit,
    unitDisplay: 'short',
    maximumFractionDigits: value < 10 && size > 1e3 ? 1 : 0
  });
}

export const seconds = (ms: number): string =>
  format(ms / 1000, {
    style: 'unit',
    unit: 'second',
    unitDisplay: 'narrow',
    maximumFractionDigits: ms < 10_000 ? 1 : 0
  });

/** An amount of money; a currency that has no code (ISO 4217) is written as it is typed. */
export function money(value: number, currency: string): string {
  const code = currency.trim().toUpperCase();
  if (!/^[A-Z]{3}$/.test(code)) return `${number(value, 2)} ${currency}`.trim();
  // An exact price keeps its tenths of a cent; a sum has none.
  const digits = value !== 0 && value < 1 ? { maximumFractionDigits: 4 } : {};
  return format(value, { style: 'currency', currency: code, ...digits });
}

/** `iso` is a date without time, `2026-10-08`. */
export const day = (iso: string): string =>
  new Intl.DateTimeFormat(getLocale(), { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${iso}T00:00:00Z`)
  );

/** Several names as one phrase without "and": JPEG, PNG, WebP. */
export const list = (names: readonly string[]): string =>
  new Intl.ListFormat(getLocale(), { type: 'unit', style: 'short' }).format(names);
