import { byteOfLinear, LINEAR_OF_BYTE } from '../../../domain/color/srgb.ts';
import type { Pixels, Rect } from '../../../domain/pixels.ts';
import type { PlacedNote } from '../../../domain/render/notes.ts';
import type { AnnotatePass } from '../../../domain/render/pass.ts';
import { tilesOf } from '../tiles.ts';
import { loadFonts } from './fonts.ts';
import { canvasOf, drawMagnifier, lensOf, type Lens } from './magnifier.ts';
import { drawArrow, drawBadge, drawCallout, drawDimension, drawText } from './notes.ts';
import type { Context } from './words.ts';

/** Side of the canvases that notes are drawn on, px: 4 MP, well under the 16.7 MP that iOS allows. */
const TILE = 2048;

/** A picture with notes over it. Pixels that no note touches keep their bytes. */
interface Annotating {
  readonly picture: Pixels;
  readonly pass: AnnotatePass;
  readonly lenses: ReadonlyMap<string, Lens>;
}

/**
 * Draws notes over a picture, of either painter: Canvas 2D on transparent tiles, laid over it in linear light.
 *
 * @param picture straight sRGB, of the pass's frame
 * @param insets what each magnifier shows of the product, by its note's id; as wide as the magnifier, transparent
 * @throws `not-found` where the bundled font cannot be loaded, `out-of-memory`
 */
export async function annotatePixels(
  picture: Pixels,
  pass: AnnotatePass,
  insets: ReadonlyMap<string, Pixels>
): Promise<Pixels> {
  if (pass.notes.some(({ kind }) => kind !== 'arrow' && kind !== 'magnifier')) await loadFonts();
  const annotating = { picture, pass, lenses: lensesOf(picture, pass, insets) };
  const annotated = { ...picture, data: picture.data.slice() };
  for (const tile of tilesOf(picture, TILE)) layOver(annotated, drawn(annotating, tile), tile);
  return annotated;
}

function lensesOf(
  picture: Pixels,
  { notes }: AnnotatePass,
  insets: ReadonlyMap<string, Pixels>
): ReadonlyMap<string, Lens> {
  const lenses = new Map<string, Lens>();
  for (const note of notes) {
    const inset = note.kind === 'magnifier' && insets.get(note.id);
    if (inset)
      lenses.set(note.id, lensOf(note as Extract<PlacedNote, { kind: 'magnifier' }>, picture, inset));
  }
  return lenses;
}

/** The notes within a tile, straight sRGB on nothing. */
function drawn(annotating: Annotating, { x, y, width, height }: Rect): Uint8ClampedArray {
  const [, context] = canvasOf(width, height);
  context.translate(-x, -y);
  for (const note of annotating.pass.notes) drawNote(context, note, annotating);
  return context.getImageData(0, 0, width, height, { colorSpace: 'srgb' }).data;
}

function drawNote(context: Context, note: PlacedNote, { picture, pass, lenses }: Annotating): void {
  switch (note.kind) {
    case 'text':
      return drawText(context, note, pass.frame);
    case 'arrow':
      return drawArrow(context, note);
    case 'dimension':
      return drawDimension(context, note, pass.frame, pass.language);
    case 'callout':
      return drawCallout(context, note, pass.frame);
    case 'badge':
      return drawBadge(context, note, pass.frame);
    case 'magnifier': {
      const lens = lenses.get(note.id);
      if (lens) drawMagnifier(context, note, lens, picture);
    }
  }
}

function layOver({ data, width }: Pixels, over: Uint8ClampedArray, tile: Rect): void {
  for (let y = 0, from = 0; y < tile.height; y++) {
    let at = ((tile.y + y) * width + tile.x) * 4;
    for (let x = 0; x < tile.width; x++, from += 4, at += 4) {
      if (over[from + 3] !== 0) blend(data, at, over, from);
    }
  }
}

/** One straight pixel over another, in linear light. */
function blend(under: Uint8ClampedArray, at: number, over: Uint8ClampedArray, from: number): void {
  const own = over[from + 3]! / 255;
  const below = (under[at + 3]! / 255) * (1 - own);
  const alpha = own + below;
  for (let c = 0; c < 3; c++) {
    const light = LINEAR_OF_BYTE[over[from + c]!]! * own + LINEAR_OF_BYTE[under[at + c]!]! * below;
    under[at + c] = byteOfLinear(light / alpha);
  }
  under[at + 3] = Math.round(255 * alpha);
}
