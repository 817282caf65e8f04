import type { ShadowEdit } from '../../../domain/document/edits/shadow.ts';
import type { Point, Rect, Size } from '../../../domain/pixels.ts';
import { smoothstep } from './adjust.ts';

/*
 * A shade is the light that is left, 0–1: contact × drop × original, then `1 − (1 − light) × frameFade` where it must not
 * reach the frame. Blurs are Gaussians; beyond the frame there is nothing that throws a shadow.
 *   drop      1 − strength × D, D = the placed α, moved by `dropOffset`, blurred by `dropSigma`
 *   contact   1 − strength × `contactDarkness(core, wide)`, each the occluder S blurred by its `ContactBlur`;
 *             S(x, y) = weight(x) where line(x) − depth ≤ y < line(x), edges covering their share of a pixel
 *   original  1 − strength × (1 − m), m = the layer's own shade map, bilinear at the source point under the pixel's centre
 */

type Shades = Pick<ShadowEdit, 'contact' | 'drop' | 'original' | 'reachesFrame'>;

/** What lengths of a shadow are shares of, px. */
export const longSide = ({ width, height }: Size): number => Math.max(width, height);

/** How far the matte is moved, px. */
export function dropOffset({ drop: { angle, distance } }: Shades, product: Rect): Point {
  const radians = (angle * Math.PI) / 180;
  const length = distance * longSide(product);
  return { x: Math.sin(radians) * length, y: -Math.cos(radians) * length };
}

/** px. */
export const dropSigma = ({ drop: { blur } }: Shades, product: Rect): number =>
  (blur / 10) * longSide(product);

/** Heights over the lowest point from which on the floor is farther back, and too far to be darkened; shares of the product's long side. */
const NEAR = 0.06;
const FAR = 0.4;
/** Gaps between the floor and the product above it: it touches, and it surely hovers; shares as well. */
const TOUCHING = 0.005;
const HOVERING = 0.07;

/**
 * How much the product darkens the floor along the line that it stands on, 0–1 for each column: less where it hangs over
 * it, or is far back.
 * @param line `standLine` of the contour
 */
export function contactWeights(
  contour: Float32Array,
  line: Float32Array,
  product: Rect
): Float32Array<ArrayBuffer> {
  const lowest = line.reduce((most, y) => Math.max(most, y), -1);
  const side = longSide(product);
  return Float32Array.from(contour, (y, x) => {
    if (y < 0) return 0;
    const gap = 1 - smoothstep(TOUCHING, HOVERING, (line[x]! - y) / side);
    return gap * (1 - smoothstep(NEAR, FAR, (lowest - line[x]!) / side));
  });
}

/** Standard deviations, px. The floor is seen from a little above, so that circles on it are flat ellipses. */
export interface ContactBlur {
  readonly x: number;
  readonly y: number;
}

const SQUASH = 0.4;
const contactBlur = (x: number): ContactBlur => ({ x, y: SQUASH * x });

/** The dark seam right under the product, and the wide dimness around it. */
export function contactBlurs(
  { contact: { spread, softness } }: Shades,
  product: Rect
): { readonly core: ContactBlur; readonly wide: ContactBlur } {
  const reach = spread * longSide(product);
  return {
    core: contactBlur(reach * (0.14 + 0.2 * softness)),
    wide: contactBlur(reach * (0.45 + 0.8 * softness))
  };
}

/** How far up into the product its occluder S reaches, px: a blur sees no end of it from below. */
export const contactDepth = (wide: ContactBlur): number => Math.max(2, 2.5 * wide.y);

const CORE = 0.55;
const WIDE = 0.45;

/** Light that is missing at full strength. A blurred straight edge is ½ where it lies: doubled, the seam is fully dark there. */
export const contactDarkness = (core: number, wide: number): number =>
  CORE * Math.min(1, 2 * core) + WIDE * Math.min(1, 2 * wide);

/** Shares of the frame's shorter side: up to the first all light is left, from the second on a shade is whole. */
const FREE = 0.02;
const WHOLE = 0.06;

/** How much of a shade (or reflection) is left at a pixel whose centre is `x` px from one side of a frame `length` px long; multiply both axes'. */
export function frameFade(x: number, length: number, frame: Size): number {
  const short = Math.min(frame.width, frame.height);
  return smoothstep(FREE, WHOLE, x / short) * smoothstep(FREE, WHOLE, (length - x) / short);
}
