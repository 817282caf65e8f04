import type { Rect, Size } from '../../domain/pixels.ts';

/** The tiles of a picture, at most `side` × `side` px. */
export function* tilesOf({ width, height }: Size, side: number): Generator<Rect> {
  for (let y = 0; y < height; y += side) {
    for (let x = 0; x < width; x += side) {
      yield { x, y, width: Math.min(side, width - x), height: Math.min(side, height - y) };
    }
  }
}

/** What two rectangles share; null where that is nothing. */
export function overlap(a: Rect, b: Rect): Rect | null {
  const x = Math.max(a.x, b.x);
  const y = Math.max(a.y, b.y);
  const width = Math.min(a.x + a.width, b.x + b.width) - x;
  const height = Math.min(a.y + a.height, b.y + b.height) - y;
  return width > 0 && height > 0 ? { x, y, width, height } : null;
}
