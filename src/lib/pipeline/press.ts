import type { ByteGoals } from '../domain/channels/byte-goals.ts';
import type { FileFormat, Quality } from '../domain/document/edits/encode.ts';
import type { FileMetadata } from '../domain/document/metadata.ts';
import type { RenderPlan } from '../domain/render/plan.ts';
import type { Composite } from '../engine/compose/api.ts';
import type { PressedFile } from '../engine/encode/api.ts';
import { handOver } from '../engine/rpc.ts';
import { sha256 } from '../storage/blobs.ts';
import { ensurePictures, requestOf } from './compose.ts';
import { examineFile } from './examine.ts';
import { readFile } from './reading.ts';
import type { Pressed } from './pressed.ts';
import type { Studio } from './studio.ts';

/** How dark a codec may leave white beside the product (quality.md, "Output truth"). */
const NEAR_WHITE_MIN = 250;

/** What a file goes through, in this order. */
export type PressStage = 'compose' | 'encode' | 'check';

interface PressOptions {
  readonly format: FileFormat;
  readonly quality: Quality;
  readonly goals: ByteGoals;
  /** The background is white, or has to be. */
  readonly keepWhite: boolean;
  readonly metadata: FileMetadata;
  readonly layerMs: number;
  readonly onStage?: ((stage: PressStage) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Paints a plan, presses it to a file, decodes that again and measures it.
 * @throws `encode-failed`, `not-found`, `aborted`, `worker-died`
 */
export async function pressPlan(studio: Studio, plan: RenderPlan, options: PressOptions): Promise<Pressed> {
  const { signal, format, goals, layerMs, onStage } = options;
  onStage?.('compose');
  const started = performance.now();
  await ensurePictures(studio, plan, signal);
  const made = await studio.compose.call((api) => api.render(requestOf(plan)), { signal });
  const composed = performance.now();
  onStage?.('encode');
  const { matte, covered, extended } = made;
  const { blob, decoded: told, nearPx, quality, tried } = await encoded(studio, made, options);
  const pressedAt = performance.now();
  onStage?.('check');
  const { bytes, pixels: decoded } = await examineFile(studio, blob, told, signal);
  const measured = await studio.compose.call(
    (api) => api.measure(handOver(decoded, [decoded.data.buffer]), matte, nearPx, covered, requestOf(plan)),
    { signal }
  );
  const read = await readFile(studio, blob, plan.frame, plan.isProductKnown ? matte : null, signal);
  const hash = await sha256(blob);
  const ms = {
    layer: layerMs,
    compose: composed - started,
    encode: pressedAt - composed,
    check: performance.now() - pressedAt
  };
  return { blob, format, goals, sha256: hash, measured, read, extended, bytes, quality, tried, ms };
}

/** The matte is copied to the encoder, not handed over: measuring needs it too. */
function encoded(
  studio: Studio,
  { pixels, matte, covered }: Composite,
  { format, quality, goals, keepWhite, metadata, signal }: PressOptions
): Promise<PressedFile> {
  const options = {
    format,
    quality,
    maxBytes: goals.required,
    wantedBytes: goals.recommended,
    keepWhite,
    nearWhiteMin: NEAR_WHITE_MIN,
    metadata
  };
  return studio.encode.call(
    (api) => api.press(handOver(pixels, [pixels.data.buffer]), covered ?? matte, options),
    { signal }
  );
}
