import { FLAG_BELOW, type CutoutEdit } from '../domain/document/edits/cutout.ts';
import type { BlobRef } from '../domain/document/blob.ts';
import type { Photo } from '../domain/document/document.ts';
import { PackshotError } from '../domain/errors.ts';
import { layerKey } from '../domain/render/plan.ts';
import type { LayerInfo } from '../engine/compose/api.ts';
import { callback, handOver } from '../engine/rpc.ts';
import type { InferenceSide, SegmentStage } from '../engine/segment/api.ts';
import { DEFAULT_MODEL, engineOf } from './models.ts';
import type { Studio } from './studio.ts';

export type CutoutStage = 'decode' | SegmentStage | 'store';

export interface CutoutOptions {
  readonly model?: string | undefined;
  /** 512 for a preview, 1024 for the result. */
  readonly side?: InferenceSide | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onStage?: ((stage: CutoutStage) => void) | undefined;
}

export interface CutoutResult {
  /** What goes into the document (`setCutout`). */
  readonly edit: CutoutEdit;
  readonly confidence: number;
  readonly flagged: boolean;
  readonly model: string;
  /** Mattes compared to find this one. */
  readonly candidates: number;
  readonly ms: Record<'decode' | 'prepare' | 'infer' | 'refine' | 'total', number>;
}

/** A 1024² inference takes 15 s on two slow cores, ten times that on one busy core of a phone. */
const CUTOUT_MS = 300_000;

/**
 * Finds the product and keeps its matte. The model must be on the device or will be fetched: calling this is the
 * consent. The document is not changed: that is for whoever asked.
 * @throws `model-unavailable`, `worker-died`, `timeout`, `aborted`, `quota-exceeded`
 */
export async function cutoutPhoto(
  studio: Studio,
  photo: Photo,
  { model = DEFAULT_MODEL, side = 1024, signal, onStage }: CutoutOptions = {}
): Promise<CutoutResult> {
  const started = performance.now();
  onStage?.('decode');
  const bitmap = await decodeSource(studio, photo, signal);
  const decoded = performance.now();
  const found = await engineOf(studio, model).call(
    (api) =>
      api.segment(
        handOver(bitmap, [bitmap]),
        { model, side },
        callback((stage: SegmentStage) => onStage?.(stage))
      ),
    { signal, deadlineMs: CUTOUT_MS, endOnAbort: true }
  );
  onStage?.('store');
  const png = await studio.encode.call(
    (api) => api.writeMatte(handOver(found.matte, [found.matte.alpha.buffer])),
    { signal }
  );
  const matte = await studio.store.putBlob(png);
  const { load, prepare, infer, refine } = found.ms;
  return {
    edit: { matte, model: found.model, confidence: found.confidence },
    confidence: found.confidence,
    flagged: found.confidence < FLAG_BELOW,
    model: found.model,
    candidates: 1,
    ms: {
      decode: decoded - started,
      prepare: load + prepare,
      infer,
      refine,
      total: performance.now() - started
    }
  };
}

/** The photo's pixels, upright. The caller closes the bitmap (or hands it over). */
export async function decodeSource(
  studio: Studio,
  photo: Photo,
  signal?: AbortSignal | undefined
): Promise<ImageBitmap> {
  const source = await studio.store.getBlob(photo.source);
  const { bitmap } = await studio.encode.call((api) => api.decode(source), {
    signal,
    discard: (late) => late.bitmap.close()
  });
  return bitmap;
}

/** The photo's matte as it is kept: an 8-bit grey PNG at upright source size. @throws `no-cutout` */
export async function matteOf(studio: Studio, photo: Photo): Promise<Blob> {
  return studio.store.getBlob(requireMatte(photo));
}

/** @throws `no-cutout` */
export function requireMatte(photo: Photo): BlobRef {
  const { matte } = photo.edits.cutout;
  if (!matte)
    throw new PackshotError('no-cutout', `Photo ${photo.id} has not been cut out`, { photo: photo.id });
  return matte;
}

/** Makes sure that the compositor holds the photo with this matte, under `layerKey(photo.source, matte)`. */
export async function ensureLayer(
  studio: Studio,
  photo: Photo,
  matte: BlobRef,
  signal?: AbortSignal | undefined
): Promise<LayerInfo> {
  const key = layerKey(photo.source, matte);
  const held = await studio.compose.call((api) => api.layer(key), { signal });
  if (held) return held;
  const png = await studio.store.getBlob(matte);
  const alpha = await studio.encode.call((api) => api.readMatte(png), { signal });
  const bitmap = await decodeSource(studio, photo, signal);
  return studio.compose.call(
    (api) => api.putLayer(key, handOver(bitmap, [bitmap]), handOver(alpha, [alpha.alpha.buffer])),
    { signal }
  );
}

/** The cutout at source size: RGBA PNG, straight alpha, the old background's colour taken out. @throws `no-cutout` */
export async function cutoutOf(studio: Studio, photo: Photo): Promise<Blob> {
  const matte = requireMatte(photo);
  await ensureLayer(studio, photo, matte);
  const pixels = await studio.compose.call((api) => api.cutout(layerKey(photo.source, matte)));
  return studio.encode.call((api) => api.writePng(handOver(pixels, [pixels.data.buffer])));
}
