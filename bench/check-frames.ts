import { findChannel, findRole } from '../src/lib/domain/channels/index.ts';
import { IDENTITY_FRAME } from '../src/lib/domain/document/edits/frame.ts';
import { placeSubject, type Placement } from '../src/lib/domain/render/geometry.ts';
import { frameTarget } from '../src/lib/domain/render/target.ts';
import type { Layer } from '../src/lib/engine/compose/layer.ts';
import { centred, shotOf, type Packshot } from './check-pictures.ts';
import type { Place } from './check-judge.ts';

/** Long side of frames at most, px: larger ones cost time and show nothing else. */
export const MOST_PX = 2000;

/** Where the app puts a product in a role's frame. */
export function placementIn({ info }: Layer, { channel: id, role }: Place): Placement {
  const channel = findChannel(id);
  const target = frameTarget(channel, findRole(channel, role), IDENTITY_FRAME, { atMost: MOST_PX });
  return placeSubject(info.box!, target, info.mass);
}

/** Whether a photo is too small for what the role asks for or advises. */
export function isSmallFor(layer: Layer, { channel: id, role: roleId }: Place): boolean {
  const channel = findChannel(id);
  const role = findRole(channel, roleId);
  const target = frameTarget(channel, role, IDENTITY_FRAME);
  const { frame } = placeSubject(layer.info.box!, target, layer.info.mass);
  return Math.max(frame.width, frame.height) < target.longSide;
}

/** The product in a frame of another size, or that much of it. */
export async function reframed(
  { layer, pixels }: Packshot,
  { fill, width = pixels.width, height = pixels.height }: { fill: number; width?: number; height?: number }
): Promise<Packshot> {
  const { box } = layer.info;
  const scale = fill * Math.min(width / box!.width, height / box!.height);
  return shotOf(layer, centred(layer, { width, height }, scale));
}
