import type { Matte, Rect } from '../../domain/pixels.ts';
import { grown } from './strokes.ts';
import { overlap, tilesOf } from './tiles.ts';

/** A tile of the matte with its surroundings, α in 0–1. */
export interface Window {
  readonly rect: Rect;
  readonly alpha: Float32Array;
}

const TILE = 256;

/** Whether all α within `rect` is 0, or all is 255. */
function isFlat({ alpha, width }: Matte, rect: Rect): boolean {
  const first = alpha[rect.y * width + rect.x]!;
  if (first !== 0 && first !== 255) return false;
  for (let y = rect.y; y < rect.y + rect.height; y++) {
    const end = y * width + rect.x + rect.width;
    for (let p = end - rect.width; p < end; p++) if (alpha[p] !== first) return false;
  }
  return true;
}

function windowOf({ alpha, width }: Matte, rect: Rect): Window {
  const unit = new Float32Array(rect.width * rect.height);
  for (let y = 0, i = 0; y < rect.height; y++) {
    let p = (rect.y + y) * width + rect.x;
    for (let x = 0; x < rect.width; x++) unit[i++] = alpha[p++]! / 255;
  }
  return { rect, alpha: unit };
}

/**
 * Changes a matte along its outline, tile by tile; tiles with nothing but product or background around stay.
 *
 * @param reach how far around a tile `change` looks, px
 * @param change the window's new α, 0–1
 */
export function alongOutline(matte: Matte, reach: number, change: (window: Window) => Float32Array): Matte {
  const { width, height } = matte;
  const alpha = matte.alpha.slice();
  for (const tile of tilesOf(matte, Math.max(TILE, 2 * reach))) {
    const rect = overlap(grown(tile, reach), { x: 0, y: 0, width, height })!;
    if (isFlat(matte, rect)) continue;
    const changed = change(windowOf(matte, rect));
    for (let y = tile.y; y < tile.y + tile.height; y++) {
      let i = (y - rect.y) * rect.width + tile.x - rect.x;
      const end = y * width + tile.x + tile.width;
      for (let p = end - tile.width; p < end; p++, i++) {
        alpha[p] = Math.round(255 * Math.max(0, Math.min(1, changed[i]!)));
      }
    }
  }
  return { alpha, width, height };
}
