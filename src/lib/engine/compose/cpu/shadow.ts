import type { Matte, Pixels, Size } from '../../../domain/pixels.ts';
import { inverse } from '../../../domain/render/matrix.ts';
import type { ShadowPass } from '../../../domain/render/pass.ts';
import {
  contactBlurs,
  contactDarkness,
  contactDepth,
  contactWeights,
  dropOffset,
  dropSigma,
  frameFade,
  occluderAt,
  type ContactBlur
} from '../formulas/shadow.ts';
import { lowerContour, standLine } from '../formulas/stand.ts';
import type { Layer } from '../layer.ts';
import { originalShade, type ShadeMap } from '../original-shade.ts';
import { blurReach, blurred, planeOf, type Plane } from './gaussian.ts';

/** How much light is left, 0–1, row by row. */
export interface Shade extends Size {
  readonly light: Float32Array<ArrayBuffer>;
}

export function alphaPlane({ data, width, height }: Pixels): Matte {
  const alpha = new Uint8Array(width * height);
  for (let p = 0; p < alpha.length; p++) alpha[p] = data[p * 4 + 3]!;
  return { alpha, width, height };
}

/** α 0–1, moved by parts of a pixel in straight lines. */
function moved({ alpha, width, height }: Matte, offset: { readonly x: number; readonly y: number }): Plane {
  const plane = planeOf(width, height);
  const [left, top] = [Math.floor(offset.x), Math.floor(offset.y)];
  const [right, down] = [offset.x - left, offset.y - top];
  for (let y = 0; y < height; y++) {
    const row = (y - top) * width;
    const [isHere, isAbove] = [y - top >= 0 && y - top < height, y - top > 0 && y - top <= height];
    for (let x = Math.max(0, left); x < Math.min(width, width + left + 1); x++) {
      const at = row + x - left;
      const [own, before] = [x - left < width, x - left > 0];
      const here = isHere ? (own ? alpha[at]! * (1 - right) : 0) + (before ? alpha[at - 1]! * right : 0) : 0;
      const above = isAbove
        ? (own ? alpha[at - width]! * (1 - right) : 0) + (before ? alpha[at - width - 1]! * right : 0)
        : 0;
      plane.data[y * width + x] = (here * (1 - down) + above * down) / 255;
    }
  }
  return plane;
}

function darkenByDrop({ light }: Shade, matte: Matte, { shadow, product }: ShadowPass): void {
  const { strength } = shadow.drop;
  const { data } = blurred(moved(matte, dropOffset(shadow, product)), dropSigma(shadow, product));
  for (let p = 0; p < light.length; p++) light[p]! *= 1 - strength * data[p]!;
}

/** A part of a shade's rows, and the floor in it that a product darkens. */
interface Floor {
  /** Its first row in the frame. */
  readonly top: number;
  readonly plane: Plane;
}

/** The floor that the product darkens, from its line back, with as many rows around it as a blur of it is seen in. See `formulas/shadow.ts`. */
function floorUnder(
  { width, height }: Size,
  line: Float32Array,
  weights: Float32Array,
  blur: ContactBlur
): Floor {
  const depth = contactDepth(blur);
  const { reach, cell } = blurReach(blur.y);
  const ends = line.filter((_, x) => weights[x]! > 0);
  const lowest = ends.reduce((most, y) => Math.max(most, y), 0);
  const highest = ends.reduce((least, y) => Math.min(least, y), lowest);
  // Cells are counted from the frame's top.
  const top = cell * Math.max(0, Math.floor((highest - depth - reach) / cell));
  const plane = planeOf(width, Math.max(1, Math.min(height, Math.ceil(lowest + reach)) - top));
  for (let x = 0; x < width; x++) {
    const [weight, end] = [weights[x]!, line[x]! - top];
    if (weight === 0) continue;
    for (let y = Math.max(0, Math.floor(end - depth)); y < Math.min(plane.height, end); y++) {
      plane.data[y * width + x] = weight * Math.min(1, end - y) * occluderAt(end - y - 0.5, depth);
    }
  }
  return { top, plane };
}

function darkenByContact(
  { light, width, height }: Shade,
  matte: Matte,
  { shadow, product }: ShadowPass
): void {
  const contour = lowerContour(matte);
  const line = standLine(contour);
  const weights = contactWeights(contour, line, shadow, product);
  const { core, wide } = contactBlurs(shadow, product);
  const thrown = (blur: ContactBlur, part: Float32Array) => {
    const { top, plane } = floorUnder({ width, height }, line, part, blur);
    return { first: top * width, data: blurred(plane, blur.x, blur.y).data };
  };
  const [seam, around] = [thrown(core, weights.core), thrown(wide, weights.wide)];
  const { strength } = shadow.contact;
  for (let at = 0, p = around.first; at < around.data.length; at++, p++) {
    const [near, far] = [seam.data[p - seam.first] ?? 0, around.data[at]!];
    if (far !== 0) light[p]! *= 1 - strength * contactDarkness(near, far);
  }
}

/** Between the middles of four pixels; beyond the map all light is left. */
function lightAt({ data, width, height }: ShadeMap, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= width || y >= height) return 1;
  const [column, row] = [Math.max(0, x - 0.5), Math.max(0, y - 0.5)];
  const [left, top] = [Math.floor(column), Math.floor(row)];
  const [right, below] = [Math.min(width - 1, left + 1), Math.min(height - 1, top + 1)];
  const across = column - left;
  const upper = data[top * width + left]! * (1 - across) + data[top * width + right]! * across;
  const lower = data[below * width + left]! * (1 - across) + data[below * width + right]! * across;
  return upper + (row - top) * (lower - upper);
}

function darkenByOriginal(
  { light, width, height }: Shade,
  layer: Layer,
  { shadow, matrix }: ShadowPass
): void {
  const map = originalShade(layer);
  const [a, b, c, d, e, f, g, h, i] = inverse(matrix);
  const { strength } = shadow.original;
  const [perX, perY] = [map.width / layer.info.width, map.height / layer.info.height];
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      const [right, down] = [x + 0.5, y + 0.5];
      const depth = g * right + h * down + i;
      const [sourceX, sourceY] = [(a * right + b * down + c) / depth, (d * right + e * down + f) / depth];
      light[p]! *= 1 - strength * (1 - lightAt(map, sourceX * perX, sourceY * perY));
    }
  }
}

/** Brings all light back before the frame. */
function fadeBeforeFrame({ light, width, height }: Shade): void {
  const fades = (length: number) =>
    Float32Array.from({ length }, (_, at) => frameFade(at + 0.5, length, { width, height }));
  const [across, down] = [fades(width), fades(height)];
  for (let y = 0, p = 0; y < height; y++) {
    for (let x = 0; x < width; x++, p++) {
      if (light[p] !== 1) light[p] = 1 - (1 - light[p]!) * across[x]! * down[y]!;
    }
  }
}

/** Darkness less than half an 8-bit step of white is none: a backdrop that looks untouched is. */
const LEAST = 1 / 1024;

/** All that the product takes from the light on its backdrop. See `formulas/shadow.ts`. */
export function shadeOf(pass: ShadowPass, placed: Pixels, layer: Layer): Shade {
  const { width, height } = pass.frame;
  const shade: Shade = { light: new Float32Array(width * height).fill(1), width, height };
  const matte = alphaPlane(placed);
  const { contact, drop, original, reachesFrame } = pass.shadow;
  if (contact.strength > 0) darkenByContact(shade, matte, pass);
  if (drop.strength > 0) darkenByDrop(shade, matte, pass);
  if (original.strength > 0) darkenByOriginal(shade, layer, pass);
  if (!reachesFrame) fadeBeforeFrame(shade);
  const { light } = shade;
  for (let p = 0; p < light.length; p++) if (light[p]! > 1 - LEAST) light[p] = 1;
  return shade;
}
