import type { Rect } from '../pixels.ts';
import type { Measurements, ReadMeasure } from './measurements.ts';
import { isBeside } from './checks/reading.ts';

/** Share of words covered by what notes drew from which they are the notes' own. */
const DRAWN_FROM = 0.2;

const meeting = (a: Rect, b: Rect): number =>
  Math.max(0, Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)) *
  Math.max(0, Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y));

/** Whether words are those that notes drew: the notes' letters, which do not overlap, cover enough of them. */
function isDrawn(box: Rect, drawn: readonly Rect[]): boolean {
  const covered = drawn.reduce((sum, letter) => sum + meeting(box, letter), 0);
  return covered >= DRAWN_FROM * box.width * box.height;
}

/**
 * What was measured on a file, with what was read in it: words beside the product join those that notes drew. Words that
 * notes drew are told by `overlay` and not a second time.
 * @param read in px of what was measured
 */
export function withReading<T extends Pick<Measurements, 'text'>>(
  measured: T,
  read: ReadMeasure | null
): T & Pick<Measurements, 'read'> {
  if (!read?.texts) return { ...measured, read };
  const drawn = measured.text ?? [];
  const texts = read.texts.filter(({ box }) => !isDrawn(box, drawn));
  const beside = texts.filter((one) => isBeside(one) !== false).map(({ box }) => box);
  return { ...measured, text: [...drawn, ...beside], read: { ...read, texts } };
}
