import type { BlobRef } from '../domain/document/blob.ts';
import type { Photo } from '../domain/document/document.ts';
import type { Matte } from '../domain/pixels.ts';
import type { LayerPass } from '../domain/render/pass.ts';
import { layerOf } from '../domain/render/plan.ts';
import type { LayerInfo } from '../engine/compose/api.ts';
import { handOver } from '../engine/rpc.ts';
import { withSource } from './source.ts';
import type { Studio } from './studio.ts';

/** Layers that differ in nothing but what a person corrected. */
const layerFamily = ({ source, matte }: LayerPass): string => `${source.sha256}/${matte?.sha256 ?? ''}`;

/**
 * Makes sure that the compositor holds the photo with its corrected matte, under the layer's key. Where only the
 * correction has changed, nothing is decoded again.
 * @throws `decode-failed`, `not-found` (pixels that are gone), `worker-died`, `aborted`
 */
export async function ensureLayer(
  studio: Studio,
  photo: Photo,
  layer: LayerPass,
  signal?: AbortSignal | undefined
): Promise<LayerInfo> {
  const { key } = layer;
  const held = await studio.compose.call((api) => api.layer(key), { signal });
  const info =
    held ?? (await recorrected(studio, layer, signal)) ?? (await putLayer(studio, photo, layer, signal));
  studio.layers.set(layerFamily(layer), key);
  return info;
}

/** From a layer that is held with another correction; null where none is. */
async function recorrected(
  studio: Studio,
  layer: LayerPass,
  signal: AbortSignal | undefined
): Promise<LayerInfo | null> {
  const from = studio.layers.get(layerFamily(layer));
  if (from === undefined) return null;
  return studio.compose.call((api) => api.correct(from, layer.key, layer.correction), { signal });
}

async function putLayer(
  studio: Studio,
  photo: Photo,
  { key, matte, correction }: LayerPass,
  signal: AbortSignal | undefined
): Promise<LayerInfo> {
  const alpha = matte && (await readMatte(studio, matte, signal));
  return withSource(studio, photo, signal, (bitmap) =>
    studio.compose.call(
      (api) =>
        api.putLayer(
          key,
          handOver(bitmap, [bitmap]),
          alpha && handOver(alpha, [alpha.alpha.buffer]),
          correction
        ),
      { signal }
    )
  );
}

async function readMatte(studio: Studio, ref: BlobRef, signal: AbortSignal | undefined): Promise<Matte> {
  const png = await studio.store.getBlob(ref);
  return studio.encode.call((api) => api.readMatte(png), { signal });
}

/** The photo's matte, corrected: an 8-bit grey PNG at upright source size. @throws `no-cutout` */
export async function matteOf(studio: Studio, photo: Photo, signal?: AbortSignal | undefined): Promise<Blob> {
  const layer = layerOf(photo);
  if (!layer.correction && layer.matte) return studio.store.getBlob(layer.matte);
  await ensureLayer(studio, photo, layer, signal);
  const matte = await studio.compose.call((api) => api.matte(layer.key), { signal });
  return studio.encode.call((api) => api.writeMatte(handOver(matte, [matte.alpha.buffer])), { signal });
}

/** The cutout at source size: RGBA PNG, straight alpha, the old background's colour taken out. @throws `no-cutout` */
export async function cutoutOf(
  studio: Studio,
  photo: Photo,
  signal?: AbortSignal | undefined
): Promise<Blob> {
  const layer = layerOf(photo);
  await ensureLayer(studio, photo, layer, signal);
  const pixels = await studio.compose.call((api) => api.cutout(layer.key), { signal });
  return studio.encode.call((api) => api.writePng(handOver(pixels, [pixels.data.buffer])), { signal });
}
