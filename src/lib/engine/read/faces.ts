import type { Rect, Size } from '../../domain/pixels.ts';
import type { FoundFace } from './api.ts';
import { overlap } from '../segment/detect/decode.ts';

/** What BlazeFace gives on one of its grids, NCHW. */
export interface FaceGrid {
  /** Cells along each side. */
  readonly side: number;
  /** Guesses in each cell. */
  readonly guesses: number;
  /** Logits, [guesses, side, side]. */
  readonly scores: Float32Array;
  /** Of each guess centre from the cell's, width and height, then six points of the face: [guesses × 16, side, side], network px. */
  readonly boxes: Float32Array;
}

/** Side of the network's input, px. */
export const FACE_SIDE = 256;
/** Numbers of each guess. */
const NUMBERS = 16;
/** Score below which nothing is told. */
const LEAST_SCORE = 0.6;
/** Boxes that overlap more than this (intersection ÷ union) are one face. */
const SAME_FACE = 0.3;

const sigmoid = (logit: number): number => 1 / (1 + Math.exp(-logit));

function guessesOf({ side, guesses, scores, boxes }: FaceGrid): { score: number; box: Rect }[] {
  const cells = side * side;
  const found: { score: number; box: Rect }[] = [];
  for (let at = 0; at < guesses * cells; at++) {
    const score = sigmoid(scores[at]!);
    if (score < LEAST_SCORE) continue;
    const [guess, cell] = [Math.floor(at / cells), at % cells];
    const value = (number: number) => boxes[(guess * NUMBERS + number) * cells + cell]!;
    const middle = (index: number) => ((index + 0.5) * FACE_SIDE) / side;
    const [width, height] = [value(2), value(3)];
    const x = middle(cell % side) + value(0) - width / 2;
    const y = middle(Math.floor(cell / side)) + value(1) - height / 2;
    found.push({ score, box: { x, y, width, height } });
  }
  return found;
}

/** In px of the picture, cut at its frame. */
function inPicture(box: Rect, picture: Size): Rect {
  const scale = Math.max(picture.width, picture.height) / FACE_SIDE;
  const inside = (value: number, limit: number) => Math.min(Math.max(Math.round(value * scale), 0), limit);
  const [x, y] = [inside(box.x, picture.width), inside(box.y, picture.height)];
  const right = inside(box.x + box.width, picture.width);
  const bottom = inside(box.y + box.height, picture.height);
  return { x, y, width: right - x, height: bottom - y };
}

/** The surest first, and of those that overlap that one alone. */
function distinct(faces: readonly FoundFace[]): FoundFace[] {
  const kept: FoundFace[] = [];
  for (const face of faces.toSorted((a, b) => b.score - a.score)) {
    if (!kept.some((other) => overlap(other.box, face.box) > SAME_FACE)) kept.push(face);
  }
  return kept;
}

/**
 * Faces in BlazeFace's answer (Bazarevsky et al. 2019, "BlazeFace"), the most certain first.
 * @param picture size of what lay, its aspect kept, in the top left of the network's square; boxes are in its px
 */
export function facesIn(grids: readonly FaceGrid[], picture: Size): FoundFace[] {
  const guesses = grids.flatMap(guessesOf);
  const faces = guesses.map(({ box, score }) => ({ box: inPicture(box, picture), score }));
  return distinct(faces.filter(({ box }) => box.width > 0 && box.height > 0));
}

/** Side of a part as a share of the picture's: two of them share a fifth of it, twice a small face. */
const PART = 0.6;
/** Share of the picture's long side from which a face is large enough to be seen in the whole of it. */
const SMALL = 0.1;

/**
 * Four parts of a picture, px, that are looked at one by one: the head of a person who fills the frame is a fifteenth of
 * it, and too small for the network in the whole (slicing: Akyon et al. 2022, "Slicing Aided Hyper Inference").
 */
export function partsOf({ width, height }: Size): Rect[] {
  const [w, h] = [Math.ceil(PART * width), Math.ceil(PART * height)];
  return [0, height - h].flatMap((y) => [0, width - w].map((x) => ({ x, y, width: w, height: h })));
}

/**
 * Faces of a picture and of its parts, in px of the picture. What is large counts only where the whole shows it: close to,
 * much looks like a face.
 */
export function joined(
  whole: readonly FoundFace[],
  parts: readonly { readonly part: Rect; readonly faces: readonly FoundFace[] }[],
  { width, height }: Size
): FoundFace[] {
  const most = SMALL * Math.max(width, height);
  const small = parts.flatMap(({ part, faces }) =>
    faces
      .filter(({ box }) => Math.max(box.width, box.height) < most)
      .map(({ box, score }) => ({ box: { ...box, x: box.x + part.x, y: box.y + part.y }, score }))
  );
  return distinct([...whole, ...small]);
}
