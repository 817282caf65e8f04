import sharp from 'sharp';
import type { Matte, Pixels, Size } from '../src/lib/domain/pixels.ts';
import type { Placement } from '../src/lib/domain/render/geometry.ts';
import type { Matrix3 } from '../src/lib/domain/render/matrix.ts';
import { cpuBackend } from '../src/lib/engine/compose/cpu/backend.ts';
import { compose } from '../src/lib/engine/compose/cpu/compose.ts';
import { makeLayer, type Layer } from '../src/lib/engine/compose/layer.ts';
import type { BenchPhoto } from './photos.ts';
import { plane, rgba } from './pictures.ts';

/** A packshot as Packshot makes it: the true matte's cutout on white. */
export interface Packshot {
  readonly pixels: Pixels;
  readonly matte: Matte;
  /** The placed cutout, straight. */
  readonly placed: Pixels;
  readonly layer: Layer;
  readonly matrix: Matrix3;
}

/**
 * A photo cut out by its truth; null where none is known.
 * @param change another matte instead; null = there is none to be made of it
 */
export async function layerOfPhoto(
  { file, truth }: BenchPhoto,
  change: (matte: Matte) => Matte | null = (matte) => matte
): Promise<Layer | null> {
  if (!truth) return null;
  const { alpha, width, height } = await plane(truth);
  const data = (await rgba(file)) as Uint8ClampedArray<ArrayBuffer>;
  if (data.length !== width * height * 4) return null;
  const matte = change({ alpha: Uint8Array.from(alpha), width, height });
  if (!matte) return null;
  const layer = makeLayer({ data, width, height }, matte);
  return layer.info.box ? layer : null;
}

/** Share of the frame that the product takes. */
const FILL = 0.88;

/** The largest frame up to `side` in which nothing is enlarged. */
export const frameSide = ({ info }: Layer, side: number): number => {
  const { width, height } = info.box!;
  return Math.min(side, Math.floor(Math.max(width, height) / FILL));
};

/** The cutout in the middle of a square frame. */
export const packshot = (layer: Layer, side: number): Promise<Packshot> => {
  const { width, height } = layer.info.box!;
  return shotOf(
    layer,
    centred(layer, { width: side, height: side }, (FILL * side) / Math.max(width, height))
  );
};

/** A placement that has the product's box in the middle of a frame. */
export function centred({ info }: Layer, frame: Size, scale: number): Placement {
  const { x, y, width, height } = info.box!;
  const offsetX = frame.width / 2 - (x + width / 2) * scale;
  const offsetY = frame.height / 2 - (y + height / 2) * scale;
  return { frame, scale, offsetX, offsetY, enlarged: scale };
}

/** The cutout on white where a placement puts it. */
export async function shotOf(layer: Layer, { frame, scale, offsetX, offsetY }: Placement): Promise<Packshot> {
  const matrix = [scale, 0, offsetX, 0, scale, offsetY, 0, 0, 1] as const;
  const pass = { kind: 'place', key: 'place', layer: 'layer', frame, clip: null, matrix } as const;
  const placed = await cpuBackend.place(pass, layer);
  const product = await cpuBackend.read(placed);
  const alpha = new Uint8Array(frame.width * frame.height).map((_, p) => product.data[4 * p + 3]!);
  const pixels = onWhite(product);
  return { pixels, matte: { alpha, ...frame }, placed: product, layer, matrix };
}

/** Over white, mixed by the compositor's own formula. */
export function onWhite(product: Pixels): Pixels {
  const { width, height } = product;
  const backdrop = { width, height, data: new Uint8ClampedArray(product.data.length).fill(255) };
  return compose(product, { backdrop, shade: null, mirror: null });
}

/** Encoded and decoded again, both by libvips. White stays white, as in Packshot's own files. */
export async function pressed(pixels: Pixels, quality: number | null): Promise<Pixels> {
  const { width, height } = pixels;
  const raw = sharp(pixels.data, { raw: { width, height, channels: 4 } }).removeAlpha();
  const file = await (
    quality === null ? raw.png({ compressionLevel: 1 }) : raw.jpeg({ quality, chromaSubsampling: '4:4:4' })
  ).toBuffer();
  const data = (await rgba(file)) as Uint8ClampedArray<ArrayBuffer>;
  const [before, after] = [new Uint32Array(pixels.data.buffer), new Uint32Array(data.buffer)];
  for (let p = 0; p < after.length; p++) if (before[p] === WHITE) after[p] = WHITE;
  return { data, width, height };
}

const WHITE = 0xffffffff;
