import type { AnnotateEdit, Note } from '../document/edits/annotate.ts';
import type { Point, Size } from '../pixels.ts';
import type { Matrix3 } from './matrix.ts';

/** A note whose points and lengths are px of the frame. */
export type PlacedNote = Note;

/** A note that says nothing paints nothing, not even its plate. */
export const isSeen = (note: Note): boolean => !('text' in note) || note.text.trim() !== '';

/**
 * Gives notes their place in a frame. Shares become px; what points at the photo follows it.
 * @param matrix from upright source px to frame px
 */
export function placeNotes({ notes }: AnnotateEdit, matrix: Matrix3, frame: Size): readonly PlacedNote[] {
  const short = Math.min(frame.width, frame.height);
  const inFrame = ({ x, y }: Point) => ({ x: x * frame.width, y: y * frame.height });
  const onPhoto = (point: Point) => seen(matrix, point);
  return notes.map((note): PlacedNote => {
    switch (note.kind) {
      case 'text':
      case 'badge':
        return { ...note, at: inFrame(note.at), size: note.size * short };
      case 'callout':
        return { ...note, at: inFrame(note.at), target: onPhoto(note.target), size: note.size * short };
      case 'arrow':
        return { ...note, from: onPhoto(note.from), to: onPhoto(note.to), width: note.width * short };
      case 'dimension':
        return { ...note, from: onPhoto(note.from), to: onPhoto(note.to), size: note.size * short };
      case 'magnifier':
        return {
          ...note,
          at: inFrame(note.at),
          target: onPhoto(note.target),
          radius: note.radius * short
        };
    }
  });
}

/** A keystone leaves every point of the photo more depth than this; one far outside would come from behind the eye. */
const LEAST_DEPTH = 0.1;

/** Where a point of the photo, or beside it, is seen. */
function seen([a, b, c, d, e, f, g, h, i]: Matrix3, { x, y }: Point): Point {
  const depth = Math.max(LEAST_DEPTH, g * x + h * y + i);
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth };
}
