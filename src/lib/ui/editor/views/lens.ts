import type { Point, Rect } from '../../../domain/pixels.ts';
import { inverse, moved, type Matrix3 } from '../../../domain/render/matrix.ts';

/** A picture that is seen through the lens. */
export interface LensLayer {
  readonly image: CanvasImageSource;
  /** From px of the image to px of what the stage shows. */
  readonly matrix: Matrix3;
  /** The part of what the stage shows in which it is seen; null = everywhere. */
  readonly within: Rect | null;
  readonly blend: GlobalCompositeOperation;
  readonly opacity: number;
}

export interface LensView {
  /** What is in the middle, px of what the stage shows. */
  readonly at: Point;
  /** Device px per px of what the stage shows. */
  readonly zoom: number;
}

/** `matrix` near the place that it leads to `at`: a perspective is as good as straight within a lens. */
export function tangentAt(matrix: Matrix3, at: Point): DOMMatrixInit {
  const source = moved(inverse(matrix), at);
  const right = moved(matrix, { x: source.x + 1, y: source.y });
  const below = moved(matrix, { x: source.x, y: source.y + 1 });
  const [a, b, c, d] = [right.x - at.x, right.y - at.y, below.x - at.x, below.y - at.y];
  return { a, b, c, d, e: at.x - a * source.x - c * source.y, f: at.y - b * source.x - d * source.y };
}

/** Paints what lies under the lens. */
export function paintLens(
  context: CanvasRenderingContext2D,
  layers: readonly LensLayer[],
  { at, zoom }: LensView
): void {
  const { width, height } = context.canvas;
  context.resetTransform();
  context.globalAlpha = 1;
  context.globalCompositeOperation = 'source-over';
  context.clearRect(0, 0, width, height);
  for (const { image, matrix, within, blend, opacity } of layers) {
    context.save();
    context.setTransform(zoom, 0, 0, zoom, width / 2 - at.x * zoom, height / 2 - at.y * zoom);
    if (within) {
      context.beginPath();
      context.rect(within.x, within.y, within.width, within.height);
      context.clip();
    }
    const { a = 1, b = 0, c = 0, d = 1, e = 0, f = 0 } = tangentAt(matrix, at);
    context.transform(a, b, c, d, e, f);
    context.imageSmoothingEnabled = zoom < 2;
    context.globalAlpha = opacity;
    context.globalCompositeOperation = blend;
    context.drawImage(image, 0, 0);
    context.restore();
  }
}
