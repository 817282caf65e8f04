import type { Matte, Point, Rect } from '../pixels.ts';
import type { Measurements, ReadMeasure } from './measurements.ts';
import { isBeside } from './checks/reading.ts';

/** A rectangle's corners, clockwise; it may be turned. */
type Corners = readonly [Point, Point, Point, Point];

/** Places looked at along each side of a rectangle. */
const STEPS = 24;
/** α from which a pixel is the product's. */
const PRODUCT_FROM = 128;
/** Share of words covered by what notes drew from which they are the notes' own. */
const DRAWN_FROM = 0.2;

/** Share (0–1) of a rectangle that lies on the product; what of it lies outside of the picture does not count. */
export function shareInside([a, b, , d]: Corners, { width, height, alpha }: Matte): number {
  let [seen, inside] = [0, 0];
  for (let i = 0; i < STEPS * STEPS; i++) {
    const [u, v] = [((i % STEPS) + 0.5) / STEPS, (Math.floor(i / STEPS) + 0.5) / STEPS];
    const x = Math.floor(a.x + u * (b.x - a.x) + v * (d.x - a.x));
    const y = Math.floor(a.y + u * (b.y - a.y) + v * (d.y - a.y));
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    seen++;
    if (alpha[y * width + x]! >= PRODUCT_FROM) inside++;
  }
  return seen === 0 ? 0 : inside / seen;
}

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
