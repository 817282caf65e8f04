import type { Note } from '../../../domain/document/edits/annotate.ts';
import type { Point, Size } from '../../../domain/pixels.ts';
import { inverse, moved, type Matrix3 } from '../../../domain/render/matrix.ts';
import type { PlacedNote } from '../../../domain/render/notes.ts';
import { distanceToLine, isIn, noteBox, type Measure } from './boxes.ts';

/** What a note can be taken by: all of it, one of its points, or its corner, which makes it larger. */
export type Grip = 'body' | 'from' | 'to' | 'target' | 'size';

/** Where notes are: the frame, and how the photo lies in it. */
export interface NoteSpace {
  readonly frame: Size;
  /** From upright source px to frame px. */
  readonly matrix: Matrix3;
}

export interface Held {
  readonly id: string;
  readonly grip: Grip;
}

/** The limits of the document. */
const SIZE = { least: 0.005, most: 0.5 } as const;
const RADIUS = { least: 0.02, most: 0.5 } as const;

const clamp = (value: number, low: number, high: number) => Math.min(high, Math.max(low, value));
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/** The handles of a note and where they stand, px of the frame. Its body is none of them. */
export function gripsOf(
  note: PlacedNote,
  frame: Size,
  measure: Measure
): readonly { grip: Grip; at: Point }[] {
  const box = noteBox(note, frame, measure);
  const corner = { grip: 'size', at: { x: box.x + box.width, y: box.y + box.height } } as const;
  switch (note.kind) {
    case 'text':
    case 'badge':
      return [corner];
    case 'callout':
      return [{ grip: 'target', at: note.target }, corner];
    case 'magnifier': {
      const at = { x: note.at.x + note.radius * Math.SQRT1_2, y: note.at.y + note.radius * Math.SQRT1_2 };
      return [
        { grip: 'target', at: note.target },
        { grip: 'size', at }
      ];
    }
    case 'arrow':
    case 'dimension':
      return [
        { grip: 'from', at: note.from },
        { grip: 'to', at: note.to }
      ];
  }
}

/**
 * What a pointer takes hold of: a handle of the chosen note, else the uppermost note there.
 * @param reach how near counts as on it, px of the frame
 */
export function heldAt(
  notes: readonly PlacedNote[],
  at: Point,
  chosen: string | null,
  reach: number,
  { frame }: NoteSpace,
  measure: Measure
): Held | null {
  const own = notes.find(({ id }) => id === chosen);
  const grips = own ? gripsOf(own, frame, measure) : [];
  const [nearest] = grips
    .map(({ grip, at: there }) => ({ grip, far: distance(there, at) }))
    .sort((a, b) => a.far - b.far);
  if (own && nearest && nearest.far <= reachOf(own, at, reach, frame, measure))
    return { id: own.id, grip: nearest.grip };
  const note = notes.findLast((each) => isOn(each, at, reach / 2, frame, measure));
  return note ? { id: note.id, grip: 'body' } : null;
}

/** Within a small note most of it moves it: only its very corner is the handle. */
const WITHIN = 0.4;

function reachOf(note: PlacedNote, at: Point, reach: number, frame: Size, measure: Measure): number {
  const isLine = note.kind === 'arrow' || note.kind === 'dimension';
  return !isLine && isOn(note, at, 0, frame, measure) ? reach * WITHIN : reach;
}

function isOn(note: PlacedNote, at: Point, reach: number, frame: Size, measure: Measure): boolean {
  if (note.kind === 'arrow' || note.kind === 'dimension')
    return distanceToLine(at, note.from, note.to) <= reach;
  if (note.kind === 'magnifier') return distance(at, note.at) <= note.radius;
  return isIn(noteBox(note, frame, measure), at, reach / 2);
}

/** `note` after its grip went from one place to another, px of the frame. */
export function pulled(note: Note, grip: Grip, from: Point, to: Point, space: NoteSpace): Note {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const inFrame = (at: Point): Point => ({
    x: clamp(at.x + dx / space.frame.width, 0, 1),
    y: clamp(at.y + dy / space.frame.height, 0, 1)
  });
  const onPhoto = (point: Point): Point => {
    const placed = moved(space.matrix, point);
    return moved(inverse(space.matrix), { x: placed.x + dx, y: placed.y + dy });
  };
  switch (note.kind) {
    case 'arrow':
    case 'dimension':
      return {
        ...note,
        from: grip === 'to' ? note.from : onPhoto(note.from),
        to: grip === 'from' ? note.to : onPhoto(note.to)
      };
    case 'magnifier':
      if (grip === 'target') return { ...note, target: onPhoto(note.target) };
      if (grip === 'size') return { ...note, radius: reaching(note, to, space) };
      return { ...note, at: inFrame(note.at) };
    case 'callout':
      if (grip === 'target') return { ...note, target: onPhoto(note.target) };
      if (grip === 'size') return { ...note, size: sized(note, from, to, space) };
      return { ...note, at: inFrame(note.at) };
    case 'text':
    case 'badge':
      if (grip === 'size') return { ...note, size: sized(note, from, to, space) };
      return { ...note, at: inFrame(note.at) };
  }
}

const middleIn = ({ at }: { readonly at: Point }, { frame }: NoteSpace): Point => ({
  x: at.x * frame.width,
  y: at.y * frame.height
});

function reaching(note: { readonly at: Point }, to: Point, space: NoteSpace): number {
  const { width, height } = space.frame;
  return clamp(distance(middleIn(note, space), to) / Math.min(width, height), RADIUS.least, RADIUS.most);
}

/** A size that follows its corner. */
function sized(
  note: { readonly at: Point; readonly size: number },
  from: Point,
  to: Point,
  space: NoteSpace
): number {
  const middle = middleIn(note, space);
  const share = distance(middle, to) / Math.max(1, distance(middle, from));
  return clamp(note.size * share, SIZE.least, SIZE.most);
}
