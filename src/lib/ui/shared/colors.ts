import { m } from '../../paraglide/messages.js';
import type { Rgb } from '../../domain/document/edits/backdrop.ts';

/** `#F4F1EA`. */
export const hexOf = (color: Rgb): string =>
  `#${color.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`.toUpperCase();

/** Reads `#F4F1EA`, `f4f1ea` or `#fff`; null for anything else. */
export function parseHex(text: string): Rgb | null {
  const digits = text.trim().replace(/^#/, '');
  const whole = /^[0-9a-f]{3}$/i.test(digits) ? digits.replace(/./g, '$&$&') : digits;
  if (!/^[0-9a-f]{6}$/i.test(whole)) return null;
  const at = (index: number) => Number.parseInt(whole.slice(index, index + 2), 16);
  return [at(0), at(2), at(4)];
}

export const isSameColor = (a: Rgb, b: Rgb): boolean => a.every((byte, index) => byte === b[index]);

/** A colour in words where it has some: white (#FFFFFF). */
export const colorWords = (color: Rgb): string =>
  isSameColor(color, [255, 255, 255]) ? `${m.color_white()} (${hexOf(color)})` : hexOf(color);
