import type { Rect, Size } from '../../../domain/pixels.ts';
import { inOrder, moved, scaling, type Matrix3 } from '../../../domain/render/matrix.ts';

type Context = OffscreenCanvasRenderingContext2D;

/** A perspective is drawn in this many cells a side, in each of which it is as good as straight. */
const CELLS = 16;
/** Cells reach into each other by this, px of the matte, so that no seam shows. */
const SEAM_PX = 0.75;

/** A finished picture and where the photo lies in it. */
export interface Framed extends Size {
  /** From upright source px to px of the picture. */
  readonly matrix: Matrix3;
  /** Outside of this nothing of the photo is kept, px of the picture; null = the picture is the limit. */
  readonly clip: Rect | null;
}

/** A canvas for reading pixels, in sRGB. */
export function readingCanvas({ width, height }: Size): Context {
  const canvas = new OffscreenCanvas(width, height);
  const made = canvas.getContext('2d', { colorSpace: 'srgb', willReadFrequently: true });
  if (!made) throw new Error('no 2D canvas');
  return made;
}

/**
 * The matte as it lies in a finished picture: grey, nothing where the photo is not.
 * @param size of the photo, px: the matte may be shown smaller
 */
export function framedMatte(matte: ImageBitmap | null, size: Size, framed: Framed): Context {
  const context = readingCanvas(framed);
  if (!matte) return context;
  const { clip } = framed;
  if (clip) {
    context.beginPath();
    context.rect(clip.x, clip.y, clip.width, clip.height);
    context.clip();
  }
  const matrix = inOrder(scaling(size.width / matte.width, size.height / matte.height), framed.matrix);
  if (matrix[6] === 0 && matrix[7] === 0) drawPart(context, matte, matrix, { x: 0, y: 0, ...sizeOf(matte) });
  else for (const cell of cellsOf(matte)) drawPart(context, matte, matrix, cell);
  return context;
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height });

function cellsOf({ width, height }: Size): Rect[] {
  const [wide, high] = [width / CELLS, height / CELLS];
  return Array.from({ length: CELLS * CELLS }, (_, index) => ({
    x: (index % CELLS) * wide,
    y: Math.floor(index / CELLS) * high,
    width: wide,
    height: high
  }));
}

/** Draws a part of the matte by the affine map that three of its corners fix. */
function drawPart(context: Context, matte: ImageBitmap, matrix: Matrix3, part: Rect): void {
  const { x, y, width, height } = part;
  const start = moved(matrix, { x, y });
  const right = moved(matrix, { x: x + width, y });
  const below = moved(matrix, { x, y: y + height });
  context.setTransform(
    (right.x - start.x) / width,
    (right.y - start.y) / width,
    (below.x - start.x) / height,
    (below.y - start.y) / height,
    start.x,
    start.y
  );
  const more = Math.min(SEAM_PX, matte.width - x - width, matte.height - y - height);
  const [wide, high] = [width + Math.max(0, more), height + Math.max(0, more)];
  context.drawImage(matte, x, y, wide, high, 0, 0, wide, high);
  context.resetTransform();
}
