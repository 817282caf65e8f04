import type { Photo } from '../domain/document/document.ts';
import type { AdjustEdit } from '../domain/document/edits/adjust.ts';
import { layerOf } from '../domain/render/plan.ts';
import { ensureLayer } from './layers.ts';
import type { Studio } from './studio.ts';

/** Light and colour that suit a photo's product, by its own pixels. @throws `no-cutout`, as `ensureLayer` */
export async function autoAdjust(
  studio: Studio,
  photo: Photo,
  signal?: AbortSignal | undefined
): Promise<AdjustEdit> {
  const layer = layerOf(photo);
  await ensureLayer(studio, photo, layer, signal);
  return studio.compose.call((api) => api.autoAdjust(layer.key), { signal });
}
