import { findChannel, findRole } from '../domain/channels/index.ts';
import type { Channel, Role } from '../domain/channels/channel.ts';
import type { Report } from '../domain/compliance/report.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import { editsFor, variantKey } from '../domain/document/resolve.ts';
import { PackshotError } from '../domain/errors.ts';
import type { Placement } from '../domain/render/geometry.ts';
import type { Matrix3 } from '../domain/render/matrix.ts';
import { layerPass, planRender, type RenderPlan } from '../domain/render/plan.ts';
import type { LayerInfo } from '../engine/compose/api.ts';
import { judge } from './judge.ts';
import { ensureLayer } from './layers.ts';
import { pressPlan, type FileFormat } from './press.ts';
import type { Pressed } from './pressed.ts';
import type { Studio } from './studio.ts';

export interface RenderTarget {
  readonly channel: string;
  readonly role: string;
  readonly locale?: string | undefined;
  /** Width ÷ height; else as the edits, else as the channel asks. */
  readonly ratio?: number | undefined;
  /** Exactly this long side, px, even where it enlarges; else the channel's target, never enlarging to please it. */
  readonly longSide?: number | undefined;
  /** Else JPEG, or PNG where the picture is transparent and the channel takes that. */
  readonly format?: FileFormat | undefined;
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

/** A target with its rules, and the photo laid out for it. */
export interface Planned {
  readonly channel: Channel;
  readonly role: Role;
  readonly target: RenderTarget;
  readonly layer: LayerInfo;
  readonly plan: RenderPlan;
  readonly format: FileFormat;
}

/**
 * Lays a photo out for one role; its layer is held by the compositor then.
 * @param atMost longest side, px (a preview); never enlarges
 * @throws `no-cutout`, `rule-unknown`, `bad-request` (a format that the channel does not take), `aborted`
 */
export async function planPhoto(
  studio: Studio,
  photo: Photo,
  target: RenderTarget,
  { signal, atMost }: { signal?: AbortSignal | undefined; atMost?: number | undefined } = {}
): Promise<Planned> {
  const channel = findChannel(target.channel);
  const role = findRole(channel, target.role);
  const format = formatFor(photo, channel, role, target);
  const { locale, longSide, ratio } = target;
  const layer = await ensureLayer(studio, photo, layerPass(photo, channel, role, locale), signal);
  const isOpaque = format === 'jpeg' || asksForBackground(role);
  const plan = planRender(photo, channel, role, layer, { locale, longSide, ratio, atMost, isOpaque });
  return { channel, role, target, layer, plan, format };
}

/**
 * Makes one photo's file for one role: composited, pressed, decoded again, measured, judged and named. The same plan is
 * pressed once: another identifier only names and judges it again.
 * @throws as `planPhoto`, and `encode-failed`, `not-found`, `worker-died`
 */
export async function renderPhoto(
  studio: Studio,
  project: Project,
  photo: Photo,
  target: RenderTarget,
  { signal }: { signal?: AbortSignal | undefined } = {}
): Promise<RenderedFile> {
  const started = performance.now();
  const planned = await planPhoto(studio, photo, target, { signal });
  const layerMs = performance.now() - started;
  const { plan, channel, format, layer } = planned;
  const key = `${plan.key}.${format}`;
  const pressed =
    studio.pressed.get(key) ?? (await pressPlan(studio, plan, { format, channel, layerMs, signal }));
  studio.pressed.set(key, pressed);
  const { placement, matrix, frame } = plan;
  const { blob, ms, measured, sha256 } = pressed;
  const facts = { type: blob.type, ...frame, bytes: blob.size, sha256 };
  const report = await judge(project, photo, planned, { measured, file: facts });
  return { name: report.file.name, blob, ...frame, placement, matrix, layer, report, ms };
}

/** Such a role's picture is never transparent: what is, stands on the colour that it asks for. */
const asksForBackground = ({ background }: Role): boolean => background.value?.rule === 'solid';

/** @throws `bad-request` for a format that the channel does not take */
function formatFor(photo: Photo, channel: Channel, role: Role, { format, locale }: RenderTarget): FileFormat {
  const accepted = channel.formats.accepted.value ?? ['jpeg'];
  if (format) {
    if (accepted.includes(format)) return format;
    throw new PackshotError('bad-request', `${channel.id} does not take ${format}`, {
      path: 'format',
      format
    });
  }
  const { backdrop } = editsFor(photo, variantKey(channel.id, role.id, locale));
  const isClear = backdrop.kind === 'transparent' && !asksForBackground(role);
  return isClear && accepted.includes('png') ? 'png' : 'jpeg';
}
