import { findChannel, findRole } from '../domain/channels/index.ts';
import type { Photo } from '../domain/document/document.ts';
import { layerPass, planRender, type RenderPlan } from '../domain/render/plan.ts';
import type { LayerInfo } from '../engine/compose/api.ts';
import { ensurePictures, requestOf } from './compose.ts';
import type { RenderTarget } from './export.ts';
import { ensureLayer, matteOf } from './layers.ts';
import { decodeSource } from './source.ts';
import type { Studio } from './studio.ts';

/** The photo, upright, its long side at most `maxSide` px. The caller closes the bitmap. */
export async function sourcePreview(studio: Studio, photo: Photo, maxSide: number): Promise<ImageBitmap> {
  const bitmap = await decodeSource(studio, photo);
  const scale = maxSide / Math.max(bitmap.width, bitmap.height);
  if (scale >= 1) return bitmap;
  try {
    return await createImageBitmap(bitmap, {
      resizeWidth: Math.max(1, Math.round(bitmap.width * scale)),
      resizeHeight: Math.max(1, Math.round(bitmap.height * scale)),
      resizeQuality: 'medium'
    });
  } finally {
    bitmap.close();
  }
}

/** The corrected matte as a grey picture at source size. The caller closes the bitmap. @throws `no-cutout` */
export async function mattePreview(studio: Studio, photo: Photo): Promise<ImageBitmap> {
  return createImageBitmap(await matteOf(studio, photo));
}

/** A finished picture for the screen. */
export interface Preview {
  /** The caller closes it. */
  readonly bitmap: ImageBitmap;
  readonly plan: RenderPlan;
  /** What was known of the photo's pixels when it was planned. */
  readonly layer: LayerInfo;
}

/**
 * One photo as its file for a role will look, at most `maxSide` px long, from the same passes; nothing is pressed.
 * What was painted before is painted from: a slider's next value costs its own pass and those after it.
 * @throws `no-cutout`, `rule-unknown`, `decode-failed`, `not-found` (pixels that are gone), `worker-died`, `aborted`
 */
export async function previewPhoto(
  studio: Studio,
  photo: Photo,
  target: RenderTarget,
  { maxSide, signal }: { maxSide: number; signal?: AbortSignal | undefined }
): Promise<Preview> {
  const channel = findChannel(target.channel);
  const role = findRole(channel, target.role);
  const { locale, longSide } = target;
  const layer = await ensureLayer(studio, photo, layerPass(photo, channel, role, locale), signal);
  const plan = planRender(photo, channel, role, layer, { locale, longSide, atMost: maxSide });
  await ensurePictures(studio, plan, signal);
  const bitmap = await studio.compose.call((api) => api.show(requestOf(plan)), {
    signal,
    discard: (late) => late.close()
  });
  return { bitmap, plan, layer };
}
