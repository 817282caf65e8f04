import type { Note, NoteKind } from '../../../domain/document/edits/annotate.ts';
import type { Rgb } from '../../../domain/document/edits/backdrop.ts';
import type { Point, Rect } from '../../../domain/pixels.ts';
import { inverse, moved } from '../../../domain/render/matrix.ts';
import { placeNotes, type PlacedNote } from '../../../domain/render/notes.ts';
import { noteBox, overlap, type Measure } from './boxes.ts';
import type { NoteSpace } from './grips.ts';
import { grown, isInside, movedInto, roomsIn, shared } from './room.ts';

/** What a new note finds in its frame. */
export interface Surroundings extends NoteSpace {
  /** Box of the product, px of the frame. */
  readonly product: Rect;
  readonly others: readonly PlacedNote[];
  readonly measure: Measure;
  /** The part of the frame that is on screen, px of the frame. */
  readonly seen: Rect;
  /** What of the stage lies over it, px of the frame. */
  readonly covered: readonly Rect[];
  /** Whether the picture is dark in a part of the frame, px of the frame. */
  isDark(part: Rect): boolean;
}

const INK: Rgb = [22, 22, 22];
const PAPER: Rgb = [255, 255, 255];

/** Places for words, shares of what is seen of the frame: over and under the product, beside it, then all rows. */
const SPOTS: readonly Point[] = [
  [0.5, 0.07],
  [0.5, 0.93],
  [0.2, 0.07],
  [0.8, 0.07],
  [0.2, 0.93],
  [0.8, 0.93],
  [0.14, 0.5],
  [0.86, 0.5],
  [0.5, 0.2],
  [0.5, 0.8],
  [0.5, 0.35],
  [0.5, 0.65]
].map(([x = 0, y = 0]) => ({ x, y }));
const CORNERS: readonly Point[] = [
  [0.2, 0.2],
  [0.8, 0.2],
  [0.2, 0.8],
  [0.8, 0.8],
  [0.5, 0.2],
  [0.5, 0.8],
  [0.2, 0.5],
  [0.8, 0.5]
].map(([x = 0, y = 0]) => ({ x, y }));
/** Directions from the middle of the product, clockwise from the upper right. */
const WAYS: readonly Point[] = [1, 3, 5, 7, 0, 2, 4, 6].map((eighth) => ({
  x: Math.sin((eighth * Math.PI) / 4),
  y: -Math.cos((eighth * Math.PI) / 4)
}));

/** Room between a dimension line and the product, and between two of them, as a share of the frame. */
const DIMENSION_GAP = 0.04;

/**
 * A new note near the product, where it is seen and covers no other one, as far as there is room; in the style of the
 * last of its kind, else in a colour that stands out from what is under it.
 * @param words what stands in it until a person writes
 */
export function freshNote(kind: NoteKind, id: string, words: string, around: Surroundings): Note {
  const { frame, measure, others, covered } = around;
  const slack = 0.005 * frame.width;
  const boxOf = (note: Note): Rect => {
    const [there] = placeNotes({ language: null, notes: [note] }, around.matrix, frame);
    return noteBox(there!, frame, measure);
  };
  const placed = roomsIn(around.seen, covered).flatMap((seen) =>
    candidates(kind, id, words, { ...around, seen, product: shared(around.product, seen, 2 * slack) })
      .map((note) => movedInto(seen, note, boxOf(note), frame))
      .map((note) => ({ note, box: grown(boxOf(note), slack) }))
  );
  const boxes = others.map((other) => noteBox(other, frame, measure));
  const isSeen = ({ box }: Fresh) =>
    isInside(grown(around.seen, slack), box) && !covered.some((other) => overlap(other, box));
  const seen = placed.filter(isSeen);
  const free = (list: readonly Fresh[]) =>
    list.filter(({ box }) => !boxes.some((other) => overlap(other, box)));
  const beside = (list: readonly Fresh[]) => list.find(({ box }) => !overlap(around.product, box));
  const best = [beside(free(seen)), ...free(seen), ...seen, beside(free(placed)), ...free(placed)].find(
    Boolean
  );
  const { note, box } = best ?? placed[others.length % placed.length]!;
  const hasLast = others.some((other) => other.kind === kind);
  return !hasLast && around.isDark(underOf(note, box, around)) ? lightened(note) : note;
}

interface Fresh {
  readonly note: Note;
  readonly box: Rect;
}

/** A callout's words have an edge of their own: its line is to be seen, and that lies on the product. */
function underOf(note: Note, box: Rect, { matrix, frame }: NoteSpace): Rect {
  if (note.kind !== 'callout') return box;
  const { x, y } = moved(matrix, note.target);
  return grown({ x, y, width: 0, height: 0 }, 0.02 * frame.width);
}

/** A note that stands out from a dark picture. Words on a plate do so already. */
function lightened(note: Note): Note {
  if (note.kind === 'text') return note;
  return note.kind === 'badge' ? { ...note, color: INK, fill: PAPER } : { ...note, color: PAPER };
}

function candidates(kind: NoteKind, id: string, words: string, around: Surroundings): readonly Note[] {
  const back = inverse(around.matrix);
  const onPhoto = (point: Point): Point => moved(back, point);
  const { product, others, seen, frame } = around;
  const inSeen = ({ x, y }: Point): Point => ({
    x: (seen.x + x * seen.width) / frame.width,
    y: (seen.y + y * seen.height) / frame.height
  });
  const [spots, corners] = [SPOTS.map(inSeen), CORNERS.map(inSeen)];
  const middle = { x: product.x + product.width / 2, y: product.y + product.height / 2 };
  const styled = <N extends Note>(note: N): N => ({ ...note, ...styleOf(note.kind, others, around) });
  switch (kind) {
    case 'text':
      return spots.map((at) =>
        styled({ kind, id, color: INK, text: words, size: 0.04, bold: false, at, plate: PAPER })
      );
    case 'badge':
      return CORNERS.map(({ x, y }) => inSeen({ x: x < 0.5 ? 0.13 : x > 0.5 ? 0.87 : x, y })).map((at) =>
        styled({
          kind,
          id,
          color: PAPER,
          text: words,
          size: 0.036,
          bold: true,
          at,
          shape: 'circle',
          fill: INK
        })
      );
    case 'callout':
      return spots.slice(2).map((at) =>
        styled({
          kind,
          id,
          color: INK,
          text: words,
          size: 0.032,
          bold: false,
          at,
          target: onPhoto(towards(middle, at, around))
        })
      );
    case 'magnifier':
      return corners.map((at) =>
        styled({ kind, id, color: INK, at, radius: 0.16, target: onPhoto(middle), zoom: 2.5 })
      );
    case 'arrow':
      return WAYS.map(({ x, y }) => {
        const at = (share: number) => ({
          x: middle.x + (x * product.width * share) / 2,
          y: middle.y + (y * product.height * share) / 2
        });
        return styled({ kind, id, color: INK, from: onPhoto(at(1.05)), to: onPhoto(at(0.55)), width: 0.008 });
      });
    case 'dimension':
      return dimensionLines(around).map(([from, to]) =>
        styled({
          kind,
          id,
          color: INK,
          from: onPhoto(from),
          to: onPhoto(to),
          value: 0,
          unit: 'cm',
          size: 0.03
        })
      );
  }
}

/** From the middle of the product part of the way to a place in the frame, px of the frame. */
const towards = (middle: Point, at: Point, { frame, product }: Surroundings): Point => ({
  x: middle.x + Math.sign(Math.round((at.x - 0.5) * 4)) * product.width * 0.2,
  y: middle.y + ((at.y * frame.height - middle.y) / frame.height) * product.height * 0.4
});

/** Under the product, at its left, over it, at its right; then further in. */
function dimensionLines({ frame, product, seen }: Surroundings): readonly (readonly [Point, Point])[] {
  const gap = DIMENSION_GAP * Math.min(frame.width, frame.height);
  const [left, top] = [product.x, product.y];
  const [right, bottom] = [left + product.width, top + product.height];
  const within = (value: number, start: number, length: number) =>
    Math.min(start + length - gap / 4, Math.max(start + gap / 4, value));
  const upright = (value: number) => within(value, seen.y, seen.height);
  const level = (value: number) => within(value, seen.x, seen.width);
  return [1, -1, -2, -3].flatMap((row) => {
    const [under, over] = [upright(bottom + row * gap), upright(top - row * gap)];
    const [before, after] = [level(left - row * gap), level(right + row * gap)];
    return [
      [
        { x: left, y: under },
        { x: right, y: under }
      ],
      [
        { x: before, y: bottom },
        { x: before, y: top }
      ],
      [
        { x: left, y: over },
        { x: right, y: over }
      ],
      [
        { x: after, y: bottom },
        { x: after, y: top }
      ]
    ] as const;
  });
}

/** How the last note of a kind looks, lengths as shares of the frame again. */
function styleOf(kind: NoteKind, others: readonly PlacedNote[], { frame }: NoteSpace): Partial<Note> {
  const last = others.findLast((note) => note.kind === kind);
  if (!last) return {};
  const short = Math.min(frame.width, frame.height);
  const { color } = last;
  switch (last.kind) {
    case 'text':
      return { color, size: last.size / short, bold: last.bold, plate: last.plate };
    case 'badge':
      return { color, size: last.size / short, bold: last.bold, shape: last.shape, fill: last.fill };
    case 'callout':
      return { color, size: last.size / short, bold: last.bold };
    case 'arrow':
      return { color, width: last.width / short };
    case 'dimension':
      return { color, size: last.size / short, unit: last.unit };
    case 'magnifier':
      return { color, radius: last.radius / short, zoom: last.zoom };
  }
}
