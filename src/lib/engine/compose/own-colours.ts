import type { Matte, Pixels, Rect } from '../../domain/pixels.ts';
import { decontaminate } from '../segment/matte/decontaminate.ts';
import { NOISE_ALPHA, type PlacedCutout } from './cutout.ts';
import { grown } from './strokes.ts';
import { overlap, tilesOf } from './tiles.ts';

const TILE = 256;
/** How far around a tile α decides its colours, px. */
const AROUND = 64;
/** Beyond this share of tiles that changed, estimating all at once is cheaper than tile by tile. */
const MOSTLY = 0.4;

const moved = (rect: Rect, x: number, y: number): Rect => ({ ...rect, x: rect.x + x, y: rect.y + y });

/** The photo's own colours within `rect`, with the matte as α. */
function estimated(photo: Pixels, matte: Matte, { x, y, width, height }: Rect): Pixels {
  const rgba = new Uint8ClampedArray(width * height * 4);
  const alpha = new Uint8Array(width * height);
  for (let row = 0; row < height; row++) {
    const from = (y + row) * photo.width + x;
    rgba.set(photo.data.subarray(from * 4, (from + width) * 4), row * width * 4);
    alpha.set(matte.alpha.subarray(from, from + width), row * width);
  }
  for (let p = 0; p < alpha.length; p++) if (alpha[p]! <= NOISE_ALPHA) alpha[p] = 0;
  const data = decontaminate(rgba, alpha, width, height);
  for (let p = 0; p < alpha.length; p++) {
    // Straight colours of a photo that is transparent itself have no background in them to be taken out.
    if (alpha[p]! > 0 && rgba[4 * p + 3]! < 255) data.set(rgba.subarray(4 * p, 4 * p + 3), 4 * p);
  }
  return { data, width, height };
}

/** Whether a cutout has the matte's α everywhere within `rect` of the photo. */
function hasAlpha({ rect: at, pixels }: PlacedCutout, matte: Matte, rect: Rect): boolean {
  for (let y = rect.y; y < rect.y + rect.height; y++) {
    const isRow = y >= at.y && y < at.y + at.height;
    for (let x = rect.x; x < rect.x + rect.width; x++) {
      const wanted = matte.alpha[y * matte.width + x]!;
      const isHeld = isRow && x >= at.x && x < at.x + at.width;
      const held = isHeld ? pixels.data[((y - at.y) * at.width + x - at.x) * 4 + 3]! : 0;
      if (held !== (wanted <= NOISE_ALPHA ? 0 : wanted)) return false;
    }
  }
  return true;
}

/** Copies what both cutouts have within `rect` of the photo. */
function copy(from: PlacedCutout, to: PlacedCutout, rect: Rect): void {
  const part = overlap(rect, from.rect);
  if (!part) return;
  for (let y = part.y; y < part.y + part.height; y++) {
    const start = ((y - from.rect.y) * from.rect.width + part.x - from.rect.x) * 4;
    const row = from.pixels.data.subarray(start, start + part.width * 4);
    to.pixels.data.set(row, ((y - to.rect.y) * to.rect.width + part.x - to.rect.x) * 4);
  }
}

/**
 * The photo's own colours within `rect`, with the matte as α.
 *
 * @param previous a cutout of the same photo: where its α is the same, its colours are taken instead of estimated
 */
export function ownColours(photo: Pixels, matte: Matte, rect: Rect, previous?: PlacedCutout): Pixels {
  if (!previous) return estimated(photo, matte, rect);
  const tiles = [...tilesOf(rect, TILE)].map((tile) => moved(tile, rect.x, rect.y));
  const around = (tile: Rect): Rect => overlap(grown(tile, AROUND), rect)!;
  const changed = tiles.filter((tile) => !hasAlpha(previous, matte, around(tile)));
  if (changed.length > tiles.length * MOSTLY) return estimated(photo, matte, rect);
  const data = new Uint8ClampedArray(rect.width * rect.height * 4);
  const cutout = { rect, pixels: { data, width: rect.width, height: rect.height } };
  copy(previous, cutout, rect);
  for (const tile of changed) {
    const part = around(tile);
    copy({ rect: part, pixels: estimated(photo, matte, part) }, cutout, tile);
  }
  return cutout.pixels;
}
