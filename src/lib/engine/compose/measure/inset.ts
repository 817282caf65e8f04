import type { Matte, Rect } from '../../../domain/pixels.ts';

/** Share of a side's px that lie on one straight line (±1 px) for it to be drawn with a ruler. */
const STRAIGHT = 0.96;
/** Corners may be round, as a share of a side. */
const CORNER = 0.02;
/** Smallest side of a picture in a picture, as a share of the frame's shorter side. */
const LEAST = 0.08;

/**
 * The first of `pieces` (boxes of parts of the matte, to a few px) that is a rectangle parallel to the frame, exact to
 * the pixel on all four sides: a picture in the picture. A product with such an outline is rare, but there is one: a
 * flat box or a book, seen from the front.
 */
export function measureInset(matte: Matte, pieces: readonly Rect[]): Rect | null {
  const least = LEAST * Math.min(matte.width, matte.height);
  return (
    pieces
      .map((piece) => exact(matte, piece))
      .find((rect) => rect && Math.min(rect.width, rect.height) >= least) ?? null
  );
}

function exact(matte: Matte, piece: Rect): Rect | null {
  const rows = ends(matte, piece, false);
  const columns = ends(matte, piece, true);
  const sides = [rows.first, rows.last, columns.first, columns.last].map(straight);
  if (sides.some((side) => side === null)) return null;
  const [left, right, top, bottom] = sides as [number, number, number, number];
  return { x: left, y: top, width: right - left + 1, height: bottom - top + 1 };
}

/** First and last product pixel of each row (column) of a box, without its corners. */
function ends({ alpha, width }: Matte, box: Rect, isDown: boolean) {
  const [lines, length] = isDown ? [box.width, box.height] : [box.height, box.width];
  const [across, along] = isDown ? [1, width] : [width, 1];
  const origin = box.y * width + box.x;
  const offset = isDown ? box.y : box.x;
  const [first, last]: [number[], number[]] = [[], []];
  const corner = Math.ceil(lines * CORNER) + 4;
  for (let line = corner; line < lines - corner; line++) {
    const start = origin + line * across;
    let [from, to] = [0, length - 1];
    while (from < length && alpha[start + from * along]! < 128) from++;
    while (to > from && alpha[start + to * along]! < 128) to--;
    if (from === length) continue;
    first.push(from + offset);
    last.push(to + offset);
  }
  return { first, last };
}

/** The place that nearly all of `places` share; null where they do not. */
function straight(places: readonly number[]): number | null {
  const middle = [...places].sort((a, b) => a - b)[places.length >> 1];
  if (middle === undefined) return null;
  const near = places.filter((place) => Math.abs(place - middle) <= 1);
  return near.length >= STRAIGHT * places.length ? middle : null;
}
