import type { Rect } from '../pixels.ts';

const isRect = (value: object): value is Rect =>
  'x' in value && 'y' in value && 'width' in value && 'height' in value;

const scaled = ({ x, y, width, height }: Rect, factor: number): Rect => ({
  x: Math.round(x * factor),
  y: Math.round(y * factor),
  width: Math.max(1, Math.round(width * factor)),
  height: Math.max(1, Math.round(height * factor))
});

/**
 * What was measured on a smaller picture of a file, with its places in px of the file. Counts and widths stay as they
 * were measured.
 * @param factor file px ÷ picture px
 */
export function inFilePx<T>(measured: T, factor: number): T {
  if (typeof measured !== 'object' || measured === null) return measured;
  if (Array.isArray(measured)) return measured.map((one: unknown) => inFilePx(one, factor)) as T;
  if (isRect(measured)) return scaled(measured, factor) as T;
  const entries = Object.entries(measured).map(([key, value]) => [key, inFilePx(value as unknown, factor)]);
  return Object.fromEntries(entries) as T;
}
