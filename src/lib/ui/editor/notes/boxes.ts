import type { Point, Rect, Size } from '../../../domain/pixels.ts';
import { boundsOf } from '../../../domain/render/matrix.ts';
import type { PlacedNote } from '../../../domain/render/notes.ts';

/** Width of a line of words in px, at a line height in px. */
export type Measure = (line: string, size: number, bold: boolean) => number;

// As `engine/compose/annotate` paints them, in line heights.
const PLATE: Size = { width: 1, height: 0.44 };
const PILL: Size = { width: 1.3, height: 0.5 };
const RIBBON: Size = { width: 2, height: 0.5 };
const CIRCLE_ROOM = 0.7;
/** Widest words, as shares of the frame: beside the product, and anywhere. */
const CALLOUT_WIDTH = 0.4;
const BADGE_SIDE = 0.6;
/** By how much, and down to which line height in px. */
const SMALLER = 0.92;
const SMALLEST = 4;
const TEXT_WIDTH = 0.97;

/** Where a note's words (or its inset, or its line) are, px of the frame. */
export function noteBox(note: PlacedNote, frame: Size, measure: Measure): Rect {
  switch (note.kind) {
    case 'text':
      return inFrame(
        note.at,
        plus(wordsSize(note, TEXT_WIDTH * frame.width - note.size, measure), PLATE, note.size),
        frame
      );
    case 'callout':
      return inFrame(
        note.at,
        plus(wordsSize(note, CALLOUT_WIDTH * frame.width, measure), PLATE, note.size),
        frame
      );
    case 'badge':
      return inFrame(note.at, badgeSize(note, frame, measure), frame);
    case 'magnifier':
      return around(note.at, { width: 2 * note.radius, height: 2 * note.radius });
    case 'arrow':
    case 'dimension':
      return boundsOf([note.from, note.to])!;
  }
}

interface Words {
  readonly text: string;
  readonly size: number;
  readonly bold: boolean;
}

const plus = ({ width, height }: Size, room: Size, size: number): Size => ({
  width: width + room.width * size,
  height: height + room.height * size
});

/** A badge's words become smaller until it is no larger than that. */
function badgeSize(note: Words & { readonly shape: string }, frame: Size, measure: Measure): Size {
  const most = BADGE_SIDE * Math.min(frame.width, frame.height);
  for (let { size } = note; ; size *= SMALLER) {
    const box = badgeBox({ ...note, size }, most, measure);
    if (Math.max(box.width, box.height) <= most || size < SMALLEST) return box;
  }
}

function badgeBox(note: Words & { readonly shape: string }, most: number, measure: Measure): Size {
  if (note.shape !== 'circle') {
    const room = note.shape === 'ribbon' ? RIBBON : PILL;
    return plus(wordsSize(note, most - room.width * note.size, measure), room, note.size);
  }
  const words = wordsSize(note, most, measure);
  const side = Math.min(most, Math.hypot(words.width, words.height) + CIRCLE_ROOM * note.size);
  return { width: side, height: side };
}

/** Size of words that are broken into lines of at most `most` px between words. */
function wordsSize({ text, size, bold }: Words, most: number, measure: Measure): Size {
  const width = (line: string) => measure(line, size, bold);
  const lines = text.split('\n').flatMap((line) => wrapped(line, Math.max(size, most), width));
  const widest = Math.max(size, ...lines.map(width));
  return { width: Math.min(widest, Math.max(size, most)), height: lines.length * size };
}

function wrapped(line: string, most: number, width: (line: string) => number): readonly string[] {
  const words = line.split(/\s+/).flatMap((word) => parts(word, Math.ceil(width(word) / most)));
  return words.reduce<readonly string[]>((lines, word) => {
    const last = lines.at(-1);
    const longer = last === undefined ? word : `${last} ${word}`;
    return last !== undefined && width(longer) <= most ? [...lines.slice(0, -1), longer] : [...lines, word];
  }, []);
}

/** A word that is too long for a line goes on in the next one: about equal parts. */
function parts(word: string, count: number): readonly string[] {
  if (count <= 1) return [word];
  const letters = [...word];
  const length = Math.ceil(letters.length / count);
  return Array.from({ length: count }, (_, part) =>
    letters.slice(part * length, (part + 1) * length).join('')
  );
}

const around = ({ x, y }: Point, { width, height }: Size): Rect => ({
  x: x - width / 2,
  y: y - height / 2,
  width,
  height
});

/** What stays free between words and the frame, as a share of its shorter side. */
const MARGIN = 0.015;

/** Around a point, moved until it lies in the frame: words are never cut off by it. */
function inFrame(at: Point, size: Size, frame: Size): Rect {
  const margin = MARGIN * Math.min(frame.width, frame.height);
  const start = (middle: number, length: number, room: number) =>
    length + 2 * margin >= room
      ? (room - length) / 2
      : Math.min(room - margin - length, Math.max(margin, middle - length / 2));
  return { x: start(at.x, size.width, frame.width), y: start(at.y, size.height, frame.height), ...size };
}

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
