import { byteGoals } from '../domain/channels/byte-goals.ts';
import type { ExtendedMeasure } from '../domain/compliance/measurements.ts';
import type { Report } from '../domain/compliance/report.ts';
import { canonicalJson } from '../domain/document/canonical.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import type { FileFormat } from '../domain/document/edits/encode.ts';
import type { Placement } from '../domain/render/geometry.ts';
import type { Rect } from '../domain/pixels.ts';
import type { Matrix3 } from '../domain/render/matrix.ts';
import type { LayerInfo } from '../engine/compose/api.ts';
import { judge } from './judge.ts';
import { metadataOf } from './metadata.ts';
import { planPhoto, type RenderTarget } from './plan.ts';
import { pressPlan, type PressStage } from './press.ts';
import { isAlsoFor, type Pressed } from './pressed.ts';
import type { Studio } from './studio.ts';

export type { RenderTarget } from './plan.ts';

export interface RenderedFile {
  readonly name: string;
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
  /** Where the cropped photo lies in the frame. */
  readonly placement: Placement;
  /** From upright source px to px of the file. */
  readonly matrix: Matrix3;
  /** Outside of this nothing of the photo was kept, px of the file; null = nothing was cut off. */
  readonly clip: Rect | null;
  readonly layer: LayerInfo;
  /** How the photo's surroundings were extended; null where none were kept. */
  readonly extended: ExtendedMeasure | null;
  readonly report: Report;
  readonly format: FileFormat;
  /** The codec's quality, 1–100; 100 where nothing is lost (but JPEG). */
  readonly quality: number;
  /** Perceptual hash, for `duplicateSlots`. */
  readonly hash: string;
  readonly ms: Pressed['ms'];
}

export interface RenderOptions {
  readonly onStage?: ((stage: PressStage) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Makes one photo's file for one role: composited, pressed, decoded again, measured, judged and named. The same plan is
 * pressed once: another identifier only names and judges it again, and so does another channel that it is good for too.
 * @throws as `planPhoto`, and `encode-failed`, `not-found`, `worker-died`
 */
export async function renderPhoto(
  studio: Studio,
  project: Project,
  photo: Photo,
  target: RenderTarget,
  { signal, onStage }: RenderOptions = {}
): Promise<RenderedFile> {
  const started = performance.now();
  const planned = await planPhoto(studio, photo, target, { signal, project });
  const layerMs = performance.now() - started;
  const { plan, channel, format, quality, layer, keepWhite } = planned;
  const metadata = await metadataOf(studio, project, photo, signal);
  const goals = byteGoals(channel, format, plan.frame);
  const how = { format, quality, keepWhite, metadata };
  const key = `${plan.key}.${canonicalJson(how)}`;
  const known = studio.pressed.get(key);
  const pressed =
    known && isAlsoFor(known, goals)
      ? known
      : await pressPlan(studio, plan, { ...how, goals, layerMs, onStage, signal });
  studio.pressed.set(key, pressed);
  const { placement, matrix, frame, place } = plan;
  const { blob, ms, measured, read, extended, bytes, sha256 } = pressed;
  const facts = { type: blob.type, ...frame, bytes: blob.size, sha256 };
  const report = await judge(project, photo, planned, { measured, read, extended, bytes, file: facts });
  const { hash } = bytes;
  return {
    name: report.file.name,
    blob,
    ...frame,
    placement,
    matrix,
    clip: place.clip,
    layer,
    extended,
    report,
    format,
    quality: pressed.quality,
    hash,
    ms
  };
}
