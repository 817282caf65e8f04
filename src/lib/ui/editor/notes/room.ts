import type { Note } from '../../../domain/document/edits/annotate.ts';
import type { Rect, Size } from '../../../domain/pixels.ts';
import { overlap } from './boxes.ts';

// Where a new note has room: in what is seen of the frame, beside the stage's buttons. All in px of the frame.

/** What is seen; and what of it is left beside the buttons, each cut off at the side where that costs least. */
export function roomsIn(seen: Rect, covered: readonly Rect[]): readonly Rect[] {
  const left = covered.filter((button) => overlap(button, seen)).reduce(cutOff, seen);
  return left === seen ? [seen] : [seen, left];
}

function cutOff(room: Rect, button: Rect): Rect {
  const [right, bottom] = [room.x + room.width, room.y + room.height];
  const [end, foot] = [button.x + button.width, button.y + button.height];
  const kept = [
    { ...room, width: button.x - room.x },
    { ...room, height: button.y - room.y },
    { ...room, x: end, width: right - end },
    { ...room, y: foot, height: bottom - foot }
  ].filter(({ width, height }) => width > 0 && height > 0);
  return kept.sort((a, b) => b.width * b.height - a.width * a.height)[0] ?? room;
}

/** A note that stands in the frame, moved so that its box lies in what is seen of that, where it fits. */
export function movedInto(seen: Rect, note: Note, box: Rect, frame: Size): Note {
  if (!('at' in note)) return note;
  const by = (start: number, length: number, low: number, room: number) =>
    length >= room ? 0 : Math.min(low + room - length, Math.max(low, start)) - start;
  const x = note.at.x + by(box.x, box.width, seen.x, seen.width) / frame.width;
  const y = note.at.y + by(box.y, box.height, seen.y, seen.height) / frame.height;
  return { ...note, at: { x, y } };
}

/**
 * What of the product is seen; where nothing is, the middle of what is.
 * @param inset how far a side that is out of sight is taken into it
 */
export function shared(product: Rect, seen: Rect, inset: number): Rect {
  const [left, right] = within(product.x, product.width, seen.x, seen.width, inset);
  const [top, bottom] = within(product.y, product.height, seen.y, seen.height, inset);
  if (right > left && bottom > top) return { x: left, y: top, width: right - left, height: bottom - top };
  return {
    x: seen.x + seen.width / 4,
    y: seen.y + seen.height / 4,
    width: seen.width / 2,
    height: seen.height / 2
  };
}

function within(start: number, length: number, low: number, room: number, inset: number): [number, number] {
  const [end, high] = [start + length, low + room];
  return [start < low ? low + inset : start, end > high ? high - inset : end];
}

export const isInside = (outer: Rect, inner: Rect): boolean =>
  inner.x >= outer.x &&
  inner.y >= outer.y &&
  inner.x + inner.width <= outer.x + outer.width &&
  inner.y + inner.height <= outer.y + outer.height;

/** A line has no area of its own. */
export const grown = ({ x, y, width, height }: Rect, by: number): Rect => ({
  x: x - by,
  y: y - by,
  width: width + 2 * by,
  height: height + 2 * by
});
