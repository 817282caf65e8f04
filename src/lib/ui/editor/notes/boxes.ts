import type { Point, Rect } from '../../../domain/pixels.ts';
import { boundsOf } from '../../../domain/render/matrix.ts';
import type { PlacedNote } from '../../../domain/render/notes.ts';

/** Width of a line of words in px, at a line height in px. */
export type Measure = (line: string, size: number, bold: boolean) => number;

/** Room around words on a plate, in a badge and in a callout, as shares of a line's height. */
const ROOM = 0.4;
const BADGE_ROOM = 0.7;

/** Where a note's words (or its inset, or its line) are, px of the frame. */
export function noteBox(note: PlacedNote, measure: Measure): Rect {
  switch (note.kind) {
    case 'text':
    case 'callout':
      return around(note.at, wordsSize(note, measure, ROOM));
    case 'badge': {
      const size = wordsSize(note, measure, BADGE_ROOM);
      const side = Math.max(size.width, size.height);
      return around(note.at, note.shape === 'circle' ? { width: side, height: side } : size);
    }
    case 'magnifier':
      return around(note.at, { width: 2 * note.radius, height: 2 * note.radius });
    case 'arrow':
    case 'dimension':
      return boundsOf([note.from, note.to])!;
  }
}

function wordsSize(
  { text, size, bold }: { readonly text: string; readonly size: number; readonly bold: boolean },
  measure: Measure,
  room: number
): { width: number; height: number } {
  const lines = text.split('\n');
  const width = Math.max(size, ...lines.map((line) => measure(line, size, bold)));
  return { width: width + 2 * room * size, height: (lines.length + 2 * room) * size };
}

const around = ({ x, y }: Point, { width, height }: { width: number; height: number }): Rect => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height
});

export const isIn = (rect: Rect, { x, y }: Point, slack = 0): boolean =>
  x >= rect.x - slack &&
  y >= rect.y - slack &&
  x <= rect.x + rect.width + slack &&
  y <= rect.y + rect.height + slack;

export const overlap = (a: Rect, b: Rect): boolean =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** How far a point is from a line between two others. */
export function distanceToLine(point: Point, from: Point, to: Point): number {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - from.x) * dx + (point.y - from.y) * dy) / length;
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(point.x - from.x - share * dx, point.y - from.y - share * dy);
}
