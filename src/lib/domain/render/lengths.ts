import type { Unit } from '../document/edits/annotate.ts';

const UNIT_NAMES: Readonly<Record<Unit, string>> = {
  mm: 'millimeter',
  cm: 'centimeter',
  m: 'meter',
  in: 'inch',
  ft: 'foot'
};

/**
 * A measured length as people who read `language` write it: “12.5 cm”, “12,5 cm”.
 * @param language BCP 47; null or unknown = English
 */
export function lengthWords(value: number, unit: Unit, language: string | null): string {
  const format = {
    style: 'unit',
    unit: UNIT_NAMES[unit],
    unitDisplay: 'short',
    maximumFractionDigits: 2
  } as const;
  return new Intl.NumberFormat(knownOr('en', language), format).format(value);
}

function knownOr(fallback: string, language: string | null): string {
  try {
    return Intl.NumberFormat.supportedLocalesOf(language ?? fallback)[0] ?? fallback;
  } catch {
    return fallback;
  }
}
