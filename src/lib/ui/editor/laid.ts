import type { Rect, Size } from '../../domain/pixels.ts';
import type { Placement } from '../../domain/render/geometry.ts';
import type { Matrix3 } from '../../domain/render/matrix.ts';
import type { RenderPlan } from '../../domain/render/plan.ts';

/** A finished picture and where the photo lies in it; px of the file. A `RenderedFile` is one. */
export interface Laid extends Size {
  readonly placement: Placement;
  /** From upright source px. */
  readonly matrix: Matrix3;
  /** Outside of this nothing of the photo is kept, px of the file; null = the frame is the limit. */
  readonly clip: Rect | null;
}

export const laidBy = ({ frame, placement, matrix, place }: RenderPlan): Laid => ({
  ...frame,
  placement,
  matrix,
  clip: place.clip
});

/**
 * A homography as CSS takes it, for an element whose origin is its top left corner.
 * @param scale CSS px per px that the matrix leads to
 */
export function cssMatrix([a, b, c, d, e, f, g, h, i]: Matrix3, scale: number): string {
  const cells = [
    a * scale,
    d * scale,
    0,
    g,
    b * scale,
    e * scale,
    0,
    h,
    0,
    0,
    1,
    0,
    c * scale,
    f * scale,
    0,
    i
  ];
  return `matrix3d(${cells.join(',')})`;
}
