import { inFilePx } from '../domain/compliance/in-file-px.ts';
import type { Report } from '../domain/compliance/report.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import type { RenderPlan } from '../domain/render/plan.ts';
import type { Peer } from '../domain/render/scale.ts';
import type { LayerInfo } from '../engine/compose/api.ts';
import type { SmallOptions } from '../engine/encode/api.ts';
import { ensurePictures, requestOf } from './compose.ts';
import { planPhoto, type RenderTarget } from './plan.ts';
import { judge } from './judge.ts';
import { matteOf } from './layers.ts';
import { readFile } from './reading.ts';
import { handOver } from '../engine/rpc.ts';
import type { Studio } from './studio.ts';

/**
 * The photo, upright, its long side at most `maxSide` px. The caller closes the bitmap. Scaled by the worker: a page
 * that scales 24 MP stands still meanwhile.
 */
export async function sourcePreview(studio: Studio, photo: Photo, maxSide: number): Promise<ImageBitmap> {
  return filePreview(studio, await studio.store.getBlob(photo.source), maxSide);
}

/** A picture file, its long side at most `maxSide` px; decoded and scaled by the worker. The caller closes the bitmap. */
export const filePreview = (studio: Studio, file: Blob, maxSide: number): Promise<ImageBitmap> =>
  studio.encode.call((api) => api.decodeWithin(file, maxSide));

/** A picture as a small file, written by the worker, which is handed the bitmap. @throws `out-of-memory`, `aborted` */
export const smallFile = (
  studio: Studio,
  bitmap: ImageBitmap,
  options: SmallOptions,
  signal?: AbortSignal | undefined
): Promise<Blob> =>
  studio.encode.call((api) => api.writeSmall(handOver(bitmap, [bitmap]), options), { signal });

/** The corrected matte as a grey picture at source size. The caller closes the bitmap. @throws `no-cutout` */
export async function mattePreview(studio: Studio, photo: Photo): Promise<ImageBitmap> {
  return createImageBitmap(await matteOf(studio, photo));
}

interface PreviewOptions {
  readonly maxSide: number;
  /** As for `planPhoto`. */
  readonly project?: Project | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A finished picture for the screen. */
export interface Preview {
  /** The caller closes it. */
  readonly bitmap: ImageBitmap;
  readonly plan: RenderPlan;
  /** What was known of the photo's pixels when it was planned. */
  readonly layer: LayerInfo;
  readonly peers: readonly Peer[];
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
  { maxSide, project, signal }: PreviewOptions
): Promise<Preview> {
  const { plan, layer, peers } = await planPhoto(studio, photo, target, { signal, atMost: maxSide, project });
  await ensurePictures(studio, plan, signal);
  const bitmap = await studio.compose.call((api) => api.show(requestOf(plan)), {
    signal,
    discard: (late) => late.close()
  });
  return { bitmap, plan, layer, peers };
}

/** Preview pixels and what the rules say of them. */
export interface CheckedPreview {
  /** A JPEG to look at (PNG where transparent), not the file. */
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
  /** Judged are the pixels before any encoder, with the size and the name that the file will have; 0 bytes, no hash. */
  readonly report: Report;
}

/** How far the edge of a preview's product may be soft, px. */
const NEAR_PX = 2;

/**
 * Paints one photo for a role, at most `maxSide` px long, and measures what was painted. Nothing is pressed or kept:
 * quick, and near to what the finished file's report will say, but no proof of it.
 * @throws as `previewPhoto`
 */
export async function checkedPreview(
  studio: Studio,
  project: Project,
  photo: Photo,
  target: RenderTarget,
  { maxSide, signal }: { maxSide: number; signal?: AbortSignal | undefined }
): Promise<CheckedPreview> {
  const planned = await planPhoto(studio, photo, target, { signal, atMost: maxSide, project });
  const whole = await planPhoto(studio, photo, target, { signal, project });
  await ensurePictures(studio, planned.plan, signal);
  const { pixels, matte, covered, extended } = await studio.compose.call(
    (api) => api.render(requestOf(planned.plan)),
    {
      signal
    }
  );
  const measured = await studio.compose.call(
    (api) => api.measure(pixels, matte, NEAR_PX, covered, requestOf(planned.plan)),
    {
      signal
    }
  );
  const blob = await studio.encode.call((api) => api.writePreview(handOver(pixels, [pixels.data.buffer])), {
    signal
  });
  const known = planned.plan.isProductKnown ? matte : null;
  const read = await readFile(studio, blob, planned.plan.frame, known, signal);
  const file = { type: `image/${planned.format}`, ...whole.plan.frame, bytes: 0, sha256: '' };
  const factor = whole.plan.frame.width / planned.plan.frame.width;
  const seen = {
    measured: inFilePx(measured, factor),
    read: inFilePx(read, factor),
    extended,
    bytes: null,
    file
  };
  const report = await judge(project, photo, whole, seen);
  return { blob, ...planned.plan.frame, report };
}
