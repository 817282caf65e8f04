import type { Edits } from '../../../../src/lib/domain/document/edits.ts';
import { IDENTITY_EDITS } from '../../../../src/lib/domain/document/edits.ts';
import type { Role } from '../../../../src/lib/domain/channels/channel.ts';
import type { Matte, Pixels, Rect, Size } from '../../../../src/lib/domain/pixels.ts';
import { inOrder, scaling, translation } from '../../../../src/lib/domain/render/matrix.ts';
import { keyed, type LayerPass, type PlacePass } from '../../../../src/lib/domain/render/pass.ts';
import { picturePasses } from '../../../../src/lib/domain/render/picture.ts';
import type { PictureRequest } from '../../../../src/lib/engine/compose/api.ts';
import type { Resources } from '../../../../src/lib/engine/compose/compositor.ts';
import { makeLayer } from '../../../../src/lib/engine/compose/layer.ts';

/*
 * A product that asks much of a painter: a soft edge, a hole, shadows, lights, vivid colours, noise and fine stripes;
 * on a table that it throws a shadow on.
 */

const PHOTO: Size = { width: 240, height: 200 };
const MIDDLE = { x: 120, y: 96 };
const RADII = { x: 84, y: 72 };

/** How far inside the product a place is, px (about). */
function depth(x: number, y: number): number {
  const [u, v] = [(x - MIDDLE.x) / RADII.x, (y - MIDDLE.y) / RADII.y];
  const outer = (1 - Math.hypot(u, v)) * RADII.y;
  const hole = (Math.hypot(u - 0.35, v + 0.3) - 0.16) * RADII.y;
  return Math.min(outer, hole);
}

const clamped = (value: number): number => Math.min(1, Math.max(0, value));

/** Same pseudo-random numbers, −0.5–0.5, on every run. */
const grain = (x: number, y: number): number => {
  const value = Math.sin(x * 12.9898 + y * 78.233) * 43758.5453;
  return value - Math.floor(value) - 0.5;
};

function productColour(x: number, y: number): readonly [number, number, number] {
  const light = x / PHOTO.width;
  const noisy = 14 * grain(x, y);
  if (y < 60) return [250 * light + noisy, 30 + noisy, 40 + 60 * light + noisy];
  if (y < 100) return [255 * light + noisy, 255 * light + noisy, 255 * light + noisy];
  if (y < 130) return x % 6 < 3 ? [20, 60, 200] : [240, 220, 60];
  return [30 * light + noisy, 90 * light + noisy, 250 * light * light + noisy];
}

function photograph(): { pixels: Pixels; matte: Matte } {
  const { width, height } = PHOTO;
  const data = new Uint8ClampedArray(width * height * 4);
  const alpha = new Uint8Array(width * height);
  for (let p = 0; p < alpha.length; p++) {
    const [x, y] = [p % width, Math.floor(p / width)];
    const cover = clamped(depth(x, y) / 3 + 0.5);
    const shade = 1 - 0.6 * Math.exp(-(((x - 120) / 70) ** 2) - ((y - 168) / 12) ** 2);
    const own = productColour(x, y);
    alpha[p] = Math.round(255 * cover);
    for (let c = 0; c < 3; c++) data[4 * p + c] = own[c]! * cover + 190 * shade * (1 - cover);
    data[4 * p + 3] = 255;
  }
  return { pixels: { data, width, height }, matte: { alpha, width, height } };
}

/** A picture for backdrops: bands of colour and a fine grid. */
function backdropPicture(): Pixels {
  const [width, height] = [150, 90];
  const data = new Uint8ClampedArray(width * height * 4);
  for (let p = 0; p < width * height; p++) {
    const [x, y] = [p % width, Math.floor(p / width)];
    const isLine = x % 10 === 0 || y % 10 === 0;
    data.set(isLine ? [20, 20, 20, 255] : [x + 60, 2 * y + 40, 200 - x, 255], 4 * p);
  }
  return { data, width, height };
}

export const PICTURE = { sha256: 'b'.repeat(64), type: 'image/png', bytes: 1 };

const { pixels, matte } = photograph();
const layer = makeLayer(pixels, matte);
const picture = backdropPicture();

export const RESOURCES: Resources = { layer: () => layer, picture: () => picture };

const LAYER = keyed<LayerPass>({
  kind: 'layer',
  source: { sha256: 'a'.repeat(64), type: 'image/png', bytes: 1 },
  matte: { sha256: 'c'.repeat(64), type: 'image/png', bytes: 1 },
  correction: null
});

const WHITE_ROLE = { background: { value: { rule: 'solid', rgb: [255, 255, 255] } } } as unknown as Role;

export interface Scene {
  readonly edits: Edits;
  readonly isTransparent?: boolean;
  /** Of the square frame, px. */
  readonly side?: number;
}

/** The photo's picture with some edits, the product in the middle of a square. */
export function requestOf(edits: Partial<Edits>, { isTransparent = false, side = 256 } = {}): PictureRequest {
  const scale = side / 256;
  const frame = { width: side, height: side };
  const placement = { frame, scale, offsetX: 8 * scale, offsetY: 20 * scale, enlarged: 1 };
  const matrix = inOrder(scaling(scale), translation(placement.offsetX, placement.offsetY));
  const place = keyed<PlacePass>({ kind: 'place', layer: LAYER.key, frame, matrix, clip: null });
  const box = layer.info.box!;
  const product: Rect = {
    x: box.x * scale + placement.offsetX,
    y: box.y * scale + placement.offsetY,
    width: box.width * scale,
    height: box.height * scale
  };
  const where = { frame, placement, matrix, clip: null, product };
  const passes = [
    LAYER,
    place,
    ...picturePasses(
      { ...IDENTITY_EDITS, ...edits },
      WHITE_ROLE,
      { place, photo: null },
      where,
      isTransparent
    )
  ];
  return { passes, key: passes.at(-1)!.key };
}
