import type { ShadowEdit } from '../../../domain/document/edits/shadow.ts';
import type { Point, Rect, Size } from '../../../domain/pixels.ts';
import { smoothstep } from './adjust.ts';

/*
 * A shade is the light that is left, 0–1: contact × drop × original, then `1 − (1 − light) × frameFade` where it must not
 * reach the frame. Blurs are Gaussians; beyond the frame there is nothing that throws a shadow.
 *   drop      1 − strength × D, D = the placed α, moved by `dropOffset`, blurred by `dropSigma`
 *   contact   1 − strength × `contactDarkness(core, wide)`, each an occluder S blurred by its `ContactBlur`;
 *             S(x, y) = weight(x) × occluderAt(line(x) − y) above the line, 0 below it, and at the line its share of the
 *             pixel: what darkens is the floor under the product, so S is as long as the floor is deep, not as the product is high
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
/** Gaps between the floor and the product above it from which on nothing of a part is left, in reaches. */
const LIFTED = 0.4;
const HOVERING = 1.6;

/** How much the product darkens the floor in each column, 0–1. */
export interface ContactWeights {
  readonly core: Float32Array<ArrayBuffer>;
  readonly wide: Float32Array<ArrayBuffer>;
}

/**
 * Weights along the line that the product stands on: less where the product hangs over it, or the floor is far back.
 * What touches throws a dark seam; what is lifted soon only the wide dimness; what is higher nothing.
 * @param line `standLine` of the contour
 */
export function contactWeights(
  contour: Float32Array,
  line: Float32Array,
  shades: Shades,
  product: Rect
): ContactWeights {
  const lowest = line.reduce((most, y) => Math.max(most, y), -1);
  const side = longSide(product);
  const reach = reachOf(shades, product);
  const weights = (highest: number) =>
    Float32Array.from(contour, (y, x) => {
      if (y < 0) return 0;
      const touches = 1 - smoothstep(0, Math.max(LEAST_GAP, highest * reach), line[x]! - y);
      return touches * (1 - smoothstep(NEAR, FAR, (lowest - line[x]!) / side));
    });
  return { core: weights(LIFTED), wide: weights(HOVERING) };
}

/** Standard deviations, px. The floor is seen from a little above, so that circles on it are flat ellipses. */
export interface ContactBlur {
  readonly x: number;
  readonly y: number;
}

/** A gap that is only the contour's steps, px. */
const LEAST_GAP = 2;

/** How far contact is seen around the product, px. */
const reachOf = ({ contact: { spread } }: Shades, product: Rect): number => spread * longSide(product);

const SQUASH = 0.4;
const contactBlur = (x: number): ContactBlur => ({ x, y: SQUASH * x });

/** The dark seam right under the product, and the wide dimness around it. */
export function contactBlurs(
  shades: Shades,
  product: Rect
): { readonly core: ContactBlur; readonly wide: ContactBlur } {
  const { softness } = shades.contact;
  const reach = reachOf(shades, product);
  return {
    core: contactBlur(reach * (0.14 + 0.2 * softness)),
    wide: contactBlur(reach * (0.45 + 0.8 * softness))
  };
}

/** How far back on the floor an occluder reaches, in its blur's standard deviations. */
const DEPTH = 2.5;

/** px. */
export const contactDepth = (blur: ContactBlur): number => Math.max(2, DEPTH * blur.y);

/** How much of an occluder there is at `d` px up from its line, 0–1: less and less, so that it ends nowhere. */
export const occluderAt = (d: number, depth: number): number => 1 - smoothstep(0, 1, d / depth);

const CORE = 0.55;
const WIDE = 0.45;
/** 1 ÷ what a long occluder's blur is at its line (∫ occluderAt × Gaussian): the seam is fully dark there. */
const AT_LINE = 2.8;

/** Light that is missing at full strength. */
export const contactDarkness = (core: number, wide: number): number =>
  CORE * Math.min(1, AT_LINE * core) + WIDE * Math.min(1, AT_LINE * wide);

/** Shares of the frame's shorter side: up to the first all light is left, from the second on a shade is whole. */
const FREE = 0.02;
const WHOLE = 0.06;

/** How much of a shade (or reflection) is left at a pixel whose centre is `x` px from one side of a frame `length` px long; multiply both axes'. */
export function frameFade(x: number, length: number, frame: Size): number {
  const short = Math.min(frame.width, frame.height);
  return smoothstep(FREE, WHOLE, x / short) * smoothstep(FREE, WHOLE, (length - x) / short);
}
