import type { Rect } from '../../../domain/pixels.ts';
import { estimateForeground, type Layers } from './foreground.ts';
import { takeNear } from './near.ts';

/** Core of a tile, px, and how far around it the colours are looked at. Edges are few, so most tiles are skipped. */
const TILE = 64;
const MARGIN = 16;

interface Picture {
  readonly rgba: Uint8ClampedArray;
  readonly alpha: Uint8Array;
  readonly width: number;
  readonly height: number;
}

function* tiles(width: number, height: number): Generator<Rect> {
  for (let y = 0; y < height; y += TILE) {
    for (let x = 0; x < width; x += TILE) {
      yield { x, y, width: Math.min(TILE, width - x), height: Math.min(TILE, height - y) };
    }
  }
}

const isMixed = (alpha: number): boolean => alpha > 0 && alpha < 255;

function hasMixed({ alpha, width }: Picture, rect: Rect): boolean {
  for (let y = rect.y; y < rect.y + rect.height; y++) {
    for (let i = y * width + rect.x; i < y * width + rect.x + rect.width; i++)
      if (isMixed(alpha[i]!)) return true;
  }
  return false;
}

function cutOut({ rgba, alpha, width }: Picture, rect: Rect): Layers {
  const colour = new Float32Array(rect.width * rect.height * 3);
  const unit = new Float32Array(rect.width * rect.height);
  for (let y = 0, to = 0; y < rect.height; y++) {
    for (let x = 0, from = (rect.y + y) * width + rect.x; x < rect.width; x++, from++, to++) {
      unit[to] = alpha[from]! / 255;
      for (let c = 0; c < 3; c++) colour[3 * to + c] = rgba[4 * from + c]! / 255;
    }
  }
  return { width: rect.width, height: rect.height, colour, alpha: unit };
}

function cleanTile(picture: Picture, core: Rect, out: Uint8ClampedArray): void {
  const { alpha, width, height } = picture;
  const [x0, y0] = [Math.max(0, core.x - MARGIN), Math.max(0, core.y - MARGIN)];
  const rect = {
    x: x0,
    y: y0,
    width: Math.min(width, core.x + core.width + MARGIN) - x0,
    height: Math.min(height, core.y + core.height + MARGIN) - y0
  };
  const foreground = estimateForeground(cutOut(picture, rect));
  for (let y = core.y; y < core.y + core.height; y++) {
    for (let x = core.x; x < core.x + core.width; x++) {
      const i = y * width + x;
      if (!isMixed(alpha[i]!)) continue;
      const from = 3 * ((y - y0) * rect.width + x - x0);
      for (let c = 0; c < 3; c++) out[4 * i + c] = foreground[from + c]! * 255;
    }
  }
}

/**
 * A cutout without its old background's colour: where α is mixed, the colour is replaced by that of the foreground
 * alone: that of opaque pixels beside it along hard edges (`near.ts`), an estimate elsewhere (`foreground.ts`). Pixels with α = 255 keep their bytes; where α = 0 the colour is 0.
 *
 * @param rgba the photo, 8-bit sRGB; its own alpha is not looked at
 * @param alpha the matte, of the same size
 * @returns a new RGBA array: straight alpha, alpha = the matte
 */
export function decontaminate(
  rgba: Uint8ClampedArray,
  alpha: Uint8Array,
  width: number,
  height: number
): Uint8ClampedArray<ArrayBuffer> {
  const out = new Uint8ClampedArray(rgba.length);
  for (let i = 0; i < alpha.length; i++) {
    if (alpha[i] === 0) continue;
    for (let c = 4 * i; c < 4 * i + 3; c++) out[c] = rgba[c]!;
    out[4 * i + 3] = alpha[i]!;
  }
  const picture = { rgba, alpha, width, height };
  for (const tile of tiles(width, height)) {
    if (!hasMixed(picture, tile)) continue;
    if (!takeNear(rgba, alpha, width, tile, out)) cleanTile(picture, tile, out);
  }
  return out;
}
