import type { Channel, Role } from '../domain/channels/channel.ts';
import { requireTaken, takenFormats } from '../domain/channels/formats.ts';
import { findRole } from '../domain/channels/index.ts';
import { takesAlpha } from '../domain/channels/limits.ts';
import type { ExtensionOf } from '../domain/batch/planned.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import type { Edits } from '../domain/document/edits.ts';
import type { FileFormat, Quality } from '../domain/document/edits/encode.ts';
import { editsFor, variantKey } from '../domain/document/resolve.ts';
import { layerPass, planRender, type RenderPlan } from '../domain/render/plan.ts';
import type { Peer } from '../domain/render/scale.ts';
import type { LayerInfo } from '../engine/compose/api.ts';
import { ensureLayer } from './layers.ts';
import { peersOf } from './peers.ts';
import type { RenderTarget } from './render-target.ts';
import { EXTENSIONS } from './pressed.ts';
import type { Studio } from './studio.ts';

export type { RenderTarget } from './render-target.ts';

/** How the name of a photo's file in a role ends, without the full stop. */
export const extensionOf: ExtensionOf = (photo, channel, role, locale) =>
  EXTENSIONS[formatOf(editsFor(photo, variantKey(channel.id, role.id, locale)), channel, role)];

/** One that the channel does not take too: the file's name is planned before anything refuses it. */
const formatOf = (edits: Edits, channel: Channel, role: Role): FileFormat =>
  edits.encode.format ?? usualFormat(edits, channel, role);

/** A target with its rules, and the photo laid out for it. */
export interface Planned {
  readonly channel: Channel;
  readonly role: Role;
  readonly target: RenderTarget;
  readonly layer: LayerInfo;
  /** What it is shown at one scale with. */
  readonly peers: readonly Peer[];
  readonly plan: RenderPlan;
  readonly format: FileFormat;
  readonly quality: Quality;
  /** The background is white, or has to be. */
  readonly keepWhite: boolean;
}

interface PlanOptions {
  readonly signal?: AbortSignal | undefined;
  readonly atMost?: number | undefined;
  readonly project?: Project | undefined;
}

/**
 * Lays a photo out for one role; its layer is held by the compositor then.
 * @param atMost longest side, px (a preview); never enlarges
 * @param project where the photo is shown at one scale with others of it; alone without
 * @throws `no-cutout`, `rule-unknown`, `bad-request` (a format that the channel does not take), `aborted`
 */
export async function planPhoto(
  studio: Studio,
  photo: Photo,
  target: RenderTarget,
  { signal, atMost, project }: PlanOptions = {}
): Promise<Planned> {
  const channel = studio.rules.channel(target.channel);
  const role = findRole(channel, target.role);
  const { locale, longSide, ratio } = target;
  const edits = editsFor(photo, variantKey(channel.id, role.id, locale));
  const { format, quality } = encodingFor(edits, channel, role, target);
  const layer = await ensureLayer(studio, photo, layerPass(photo, channel, role, locale), signal);
  const isOpaque = !HOLDS_ALPHA.includes(format) || asksForBackground(role);
  const peers = project ? await peersOf(studio, project, photo, target, signal) : [];
  const plan = planRender(photo, channel, role, layer, { locale, longSide, ratio, atMost, isOpaque, peers });
  await ensureLayers(studio, photo, plan, signal);
  const keepWhite = keepsWhite(role, plan);
  return { channel, role, target, layer, peers, plan, format, quality, keepWhite };
}

/** A scene needs the whole photo besides its product. */
async function ensureLayers(
  studio: Studio,
  photo: Photo,
  { passes, layer }: RenderPlan,
  signal: AbortSignal | undefined
): Promise<void> {
  for (const pass of passes) {
    if (pass.kind === 'layer' && pass.key !== layer.key) await ensureLayer(studio, photo, pass, signal);
  }
}

/** Such a role's picture is never transparent: what is, stands on the colour that it asks for. */
const asksForBackground = ({ background }: Role): boolean => background.value?.rule === 'solid';

/** Not AVIF: Chromium reads the alpha that our encoder writes as of limited range (26 becomes 12). */
const HOLDS_ALPHA: readonly FileFormat[] = ['png', 'webp'];

/** What a photo's file is in a role, where nobody named a format. */
function usualFormat({ backdrop }: Edits, channel: Channel, role: Role): FileFormat {
  const taken = takenFormats(channel);
  const isClear = backdrop.kind === 'transparent' && !asksForBackground(role) && takesAlpha(channel);
  const clear = isClear ? HOLDS_ALPHA.find((format) => taken.includes(format)) : undefined;
  return clear ?? taken[0] ?? 'jpeg';
}

/** How a photo's file is written in a role. @throws `bad-request` for a format that the channel does not take */
function encodingFor(
  edits: Edits,
  channel: Channel,
  role: Role,
  { format, quality }: RenderTarget
): Pick<Planned, 'format' | 'quality'> {
  const { encode } = edits;
  if (format) requireTaken(channel, format, 'format');
  else if (encode.format) requireTaken(channel, encode.format, 'encode.format');
  return {
    format: format ?? encode.format ?? usualFormat(edits, channel, role),
    quality: quality ?? encode.quality
  };
}

const WHITE = '255,255,255';

/** Whether the role asks for white, or the backdrop is. */
function keepsWhite({ background }: Role, { passes }: RenderPlan): boolean {
  const asked = background.value;
  if (asked?.rule === 'solid') return String(asked.rgb ?? WHITE) === WHITE;
  return passes.some(
    (pass) =>
      pass.kind === 'backdrop' && pass.backdrop.kind === 'color' && String(pass.backdrop.color) === WHITE
  );
}
