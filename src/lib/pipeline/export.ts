import { findChannel, findRole } from '../domain/channels/index.ts';
import type { Channel, Role } from '../domain/channels/channel.ts';
import { fileNameFor } from '../domain/channels/naming.ts';
import { evaluate } from '../domain/compliance/evaluate.ts';
import type { Report } from '../domain/compliance/report.ts';
import { canonicalJson } from '../domain/document/canonical.ts';
import { productOf } from '../domain/document/change.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import { editsFor, variantKey } from '../domain/document/resolve.ts';
import type { Placement } from '../domain/render/geometry.ts';
import type { Matrix3 } from '../domain/render/matrix.ts';
import { layerPass, planRender, type RenderPlan } from '../domain/render/plan.ts';
import type { LayerInfo } from '../engine/compose/api.ts';
import { handOver } from '../engine/rpc.ts';
import { sha256 } from '../storage/blobs.ts';
import { APP_VERSION } from './device.ts';
import { ensureLayer } from './layers.ts';
import { ensurePictures, requestOf } from './compose.ts';
import type { Pressed } from './pressed.ts';
import type { Studio } from './studio.ts';

export interface RenderTarget {
  readonly channel: string;
  readonly role: string;
  readonly locale?: string | undefined;
  /** Exactly this long side, px, even where it enlarges; else the channel's target, never enlarging to please it. */
  readonly longSide?: number | undefined;
}

export interface RenderedFile {
  readonly name: string;
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
  /** Where the cropped photo lies in the frame. */
  readonly placement: Placement;
  /** From upright source px to px of the file. */
  readonly matrix: Matrix3;
  readonly layer: LayerInfo;
  readonly report: Report;
  readonly ms: Pressed['ms'];
}

/** First JPEG quality tried, and how dark JPEG may leave white beside the product (quality.md, "Output truth"). */
const PRESS = { quality: 92, nearWhiteMin: 250 } as const;
/** Reach of a JPEG's blocks in 4:4:4, px. */
const BLOCK_PX = 8;

/**
 * Makes one photo's file for one role: composited, pressed to JPEG, decoded again, measured, judged and named. The
 * same plan is pressed once: another identifier only names and judges it again.
 * @throws `no-cutout`, `rule-unknown`, `encode-failed`, `aborted`, `worker-died`
 */
export async function renderPhoto(
  studio: Studio,
  project: Project,
  photo: Photo,
  target: RenderTarget,
  { signal }: { signal?: AbortSignal | undefined } = {}
): Promise<RenderedFile> {
  const channel = findChannel(target.channel);
  const role = findRole(channel, target.role);
  const started = performance.now();
  const layer = await ensureLayer(studio, photo, layerPass(photo, channel, role, target.locale), signal);
  const layerMs = performance.now() - started;
  const plan = planRender(photo, channel, role, layer, {
    locale: target.locale,
    longSide: target.longSide,
    isOpaque: true
  });
  const pressed = studio.pressed.get(plan.key) ?? (await press(studio, plan, channel, layerMs, signal));
  studio.pressed.set(plan.key, pressed);
  const { placement, matrix } = plan;
  const report = await judge(project, photo, { channel, role, target, plan, layer, pressed });
  return {
    name: report.file.name,
    blob: pressed.blob,
    ...placement.frame,
    placement,
    matrix,
    layer,
    report,
    ms: pressed.ms
  };
}

async function press(
  studio: Studio,
  plan: RenderPlan,
  channel: Channel,
  layerMs: number,
  signal: AbortSignal | undefined
): Promise<Pressed> {
  const started = performance.now();
  await ensurePictures(studio, plan, signal);
  const { pixels, matte, covered } = await studio.compose.call((api) => api.render(requestOf(plan)), {
    signal
  });
  const composed = performance.now();
  const limit = channel.maxBytes['required']?.value;
  const options = { ...PRESS, maxBytes: typeof limit === 'number' ? limit : null };
  // The matte is copied, not handed over: the measuring below needs it too.
  const file = await studio.encode.call(
    (api) => api.pressJpeg(handOver(pixels, [pixels.data.buffer]), covered ?? matte, options),
    { signal }
  );
  const encoded = performance.now();
  const { decoded, blob } = file;
  const measured = await studio.compose.call(
    (api) => api.measure(handOver(decoded, [decoded.data.buffer]), matte, BLOCK_PX, covered),
    { signal }
  );
  const hash = await sha256(blob);
  const ms = {
    layer: layerMs,
    compose: composed - started,
    encode: encoded - composed,
    check: performance.now() - encoded
  };
  return { blob, sha256: hash, measured, ms };
}

interface Judged {
  readonly channel: Channel;
  readonly role: Role;
  readonly target: RenderTarget;
  readonly plan: RenderPlan;
  readonly layer: LayerInfo;
  readonly pressed: Pressed;
}

async function judge(project: Project, photo: Photo, made: Judged): Promise<Report> {
  const { channel, role, target, plan, layer, pressed } = made;
  const { placement } = plan;
  const edits = editsFor(photo, variantKey(channel.id, role.id, target.locale));
  const product = productOf(project, photo);
  const name = fileNameFor({
    channel,
    role,
    photoName: photo.name,
    identifier: product?.identifier,
    sku: product?.sku,
    slot: photo.slot,
    extension: 'jpg'
  });
  const { measured, blob } = pressed;
  return evaluate(
    {
      file: {
        name,
        type: blob.type,
        ...placement.frame,
        bytes: blob.size,
        colorSpace: 'sRGB',
        sha256: pressed.sha256
      },
      format: 'jpeg',
      matteOrigin: 'edits',
      ...measured,
      crop: { ...measured.crop, sourceEdgePixels: layer.edgePixels },
      enlarged: placement.enlarged,
      confidence: edits.cutout.found?.confidence ?? null
    },
    channel,
    role,
    {
      app: APP_VERSION,
      model: edits.cutout.found?.model,
      edits: await sha256(new Blob([canonicalJson(edits)])),
      sourceSha256: photo.source.sha256,
      enlarged: placement.enlarged
    }
  );
}
