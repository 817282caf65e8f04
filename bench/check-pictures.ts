import sharp from 'sharp';
import type { Matte, Pixels } from '../src/lib/domain/pixels.ts';
import { cpuBackend } from '../src/lib/engine/compose/cpu/backend.ts';
import { compose } from '../src/lib/engine/compose/cpu/compose.ts';
import { makeLayer, type Layer } from '../src/lib/engine/compose/layer.ts';
import type { BenchPhoto } from './photos.ts';
import { plane, rgba } from './pictures.ts';

/** A packshot as Packshot makes it: the true matte's cutout on white. */
export interface Packshot {
  readonly name: string;
  readonly pixels: Pixels;
  readonly matte: Matte;
  /** The placed cutout, straight. */
  readonly placed: Pixels;
}

/** Share of the frame that the product takes. */
const FILL = 0.88;

/** A photo cut out by its truth; null where no truth is known. */
export async function layerOfPhoto({ file, truth }: BenchPhoto): Promise<Layer | null> {
  if (!truth) return null;
  const { alpha, width, height } = await plane(truth);
  const data = (await rgba(file)) as Uint8ClampedArray<ArrayBuffer>;
  if (data.length !== width * height * 4) return null;
  const layer = makeLayer({ data, width, height }, { alpha: Uint8Array.from(alpha), width, height });
  return layer.info.box ? layer : null;
}

/** The largest frame up to `side` in which nothing is enlarged. */
export const frameSide = ({ info }: Layer, side: number): number => {
  const { width, height } = info.box!;
  return Math.min(side, Math.floor(Math.max(width, height) / FILL));
};

export async function packshot(
  name: string,
  layer: Layer,
  side: number,
  { scale = 1, dx = 0, dy = 0 } = {}
): Promise<Packshot> {
  const { x, y, width, height } = layer.info.box!;
  const size = (FILL * side * scale) / Math.max(width, height);
  const frame = { width: side, height: side };
  const offsetX = side * (0.5 + dx) - (x + width / 2) * size;
  const offsetY = side * (0.5 + dy) - (y + height / 2) * size;
  const placed = await cpuBackend.place(
    {
      kind: 'place',
      key: 'place',
      layer: 'layer',
      frame,
      clip: null,
      matrix: [size, 0, offsetX, 0, size, offsetY, 0, 0, 1]
    },
    layer
  );
  const product = await cpuBackend.read(placed);
  const alpha = new Uint8Array(side * side).map((_, p) => product.data[4 * p + 3]!);
  const pixels = onWhite(product);
  return { name, pixels, matte: { alpha, ...frame }, placed: product };
}

/** Over white, mixed by the compositor's own formula. */
export function onWhite(product: Pixels): Pixels {
  const { width, height } = product;
  const backdrop = { width, height, data: new Uint8ClampedArray(product.data.length).fill(255) };
  return compose(product, { backdrop, shade: null, mirror: null });
}

/** Encoded and decoded again, both by libvips. */
export async function pressed(pixels: Pixels, quality: number | null): Promise<Pixels> {
  const { width, height } = pixels;
  const raw = sharp(pixels.data, { raw: { width, height, channels: 4 } }).removeAlpha();
  const file = await (
    quality === null ? raw.png({ compressionLevel: 1 }) : raw.jpeg({ quality, chromaSubsampling: '4:4:4' })
  ).toBuffer();
  const data = (await rgba(file)) as Uint8ClampedArray<ArrayBuffer>;
  return { data, width, height };
}
