import type { Channel } from '../domain/channels/channel.ts';
import { byteLimit } from '../domain/channels/limits.ts';
import type { RenderPlan } from '../domain/render/plan.ts';
import type { Composite } from '../engine/compose/api.ts';
import { handOver } from '../engine/rpc.ts';
import { sha256 } from '../storage/blobs.ts';
import { ensurePictures, requestOf } from './compose.ts';
import { examineFile } from './examine.ts';
import type { FileFormat, Pressed } from './pressed.ts';
import type { Studio } from './studio.ts';

/** First JPEG quality tried, and how dark JPEG may leave white beside the product (quality.md, "Output truth"). */
const PRESS = { quality: 92, nearWhiteMin: 250 } as const;
/** Reach of a JPEG's blocks in 4:4:4, and of a format without loss, px. */
const BLOCK_PX = 8;

interface PressOptions {
  readonly format: FileFormat;
  readonly channel: Channel;
  readonly layerMs: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Paints a plan, presses it to a file, decodes that again and measures it.
 * @throws `encode-failed`, `not-found`, `aborted`, `worker-died`
 */
export async function pressPlan(studio: Studio, plan: RenderPlan, options: PressOptions): Promise<Pressed> {
  const { signal, format, layerMs } = options;
  const started = performance.now();
  await ensurePictures(studio, plan, signal);
  const made = await studio.compose.call((api) => api.render(requestOf(plan)), { signal });
  const composed = performance.now();
  const { matte, covered, extended } = made;
  const { blob, decoded: read } = await encoded(studio, made, options);
  const pressedAt = performance.now();
  const { bytes, pixels: decoded } = await examineFile(studio, blob, read, signal);
  const measured = await studio.compose.call(
    (api) => api.measure(handOver(decoded, [decoded.data.buffer]), matte, BLOCK_PX, covered, requestOf(plan)),
    { signal }
  );
  const hash = await sha256(blob);
  const ms = {
    layer: layerMs,
    compose: composed - started,
    encode: pressedAt - composed,
    check: performance.now() - pressedAt
  };
  return { blob, format, sha256: hash, measured, extended, bytes, ms };
}

/** The matte is copied to the encoder, not handed over: measuring needs it too. */
async function encoded(
  studio: Studio,
  { pixels, matte, covered }: Composite,
  { format, channel, signal }: PressOptions
) {
  if (format === 'png') {
    const blob = await studio.encode.call((api) => api.writePng(handOver(pixels, [pixels.data.buffer])), {
      signal
    });
    const { pixels: decoded } = await studio.encode.call((api) => api.decodePixels(blob), { signal });
    return { blob, decoded };
  }
  const { width, height } = pixels;
  const maxBytes = byteLimit(channel, format, { width, height })?.value ?? null;
  const options = { ...PRESS, maxBytes };
  return studio.encode.call(
    (api) => api.pressJpeg(handOver(pixels, [pixels.data.buffer]), covered ?? matte, options),
    { signal }
  );
}
