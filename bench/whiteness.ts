import sharp, { type Metadata } from 'sharp';
import type { Channel, Role } from '../src/lib/domain/channels/channel.ts';
import { IDENTITY_FRAME } from '../src/lib/domain/document/edits/frame.ts';
import type { Rect } from '../src/lib/domain/pixels.ts';
import { placeSubject, type Mass, type Placement } from '../src/lib/domain/render/geometry.ts';
import { frameTarget } from '../src/lib/domain/render/target.ts';
import { withinReach } from '../src/lib/engine/compose/reach.ts';
import type { Plane } from './cutout-metrics.ts';
import { productMap } from './product-map.ts';

/** A photo's matte and the box of what is solid in it. */
export interface Cutout {
  readonly matte: Plane;
  readonly box: Rect;
}

/** How white a file's background is, as a second decoder sees it. */
export interface Whiteness {
  /** Reach of the codec's blocks, px. */
  readonly nearPx: number;
  readonly farPixels: number;
  /** Of those, how many are not 255,255,255. */
  readonly farNotWhite: number;
  /** Darkest channel value beside the product. */
  readonly nearMin: number;
}

/** How far a codec spreads an edge, px. */
function reachOf({ format, chromaSubsampling }: Metadata): number {
  if (format === 'png' || format === 'tiff') return 0;
  if (format === 'heif' || (format as string) === 'avif') return 64;
  return format === 'webp' || chromaSubsampling === '4:2:0' ? 16 : 8;
}

function massOf({ alpha, width }: Plane): Mass {
  let [area, x, y] = [0, 0, 0];
  alpha.forEach((a, p) => {
    if (a < 128) return;
    area++;
    x += (p % width) + 0.5;
    y += Math.floor(p / width) + 0.5;
  });
  return { area, centroid: { x: x / area, y: y / area } };
}

const maps = new Map<string, Uint8Array<ArrayBuffer>>();

/** The same placement is mapped once: many channels ask for the same frame. */
function mapOf(matte: Plane, placement: Placement): Uint8Array<ArrayBuffer> {
  const key = JSON.stringify([matte.width, matte.height, placement]);
  const map = maps.get(key) ?? productMap(matte, placement);
  maps.clear();
  maps.set(key, map);
  return map;
}

/** Whether a role asks for white and nothing else. */
const asksWhite = ({ background: { value } }: Role): boolean =>
  value?.rule === 'solid' && (value.rgb ?? [255]).every((channel) => channel === 255);

/** Where the app places a cutout for a role. */
export const placementFor = (channel: Channel, role: Role, { matte, box }: Cutout): Placement =>
  placeSubject(box, frameTarget(channel, role, IDENTITY_FRAME), massOf(matte));

/**
 * The background of a file for a role that asks for white, decoded by libvips. Where the product is, geometry and matte
 * say. Null where another background is asked, or the file is not of the size that geometry says.
 */
export async function whitenessOf(
  file: Buffer,
  channel: Channel,
  role: Role,
  cutout: Cutout
): Promise<Whiteness | null> {
  if (!asksWhite(role)) return null;
  const placement = placementFor(channel, role, cutout);
  const picture = sharp(file).toColourspace('srgb');
  const nearPx = reachOf(await sharp(file).metadata());
  const { data, info } = await picture
    .flatten({ background: '#000' })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = placement.frame;
  if (info.width !== width || info.height !== height) return null;
  const product = mapOf(cutout.matte, placement);
  const near = nearPx > 0 ? withinReach({ alpha: product, width, height }, nearPx) : product;
  let [farPixels, farNotWhite, nearMin] = [0, 0, 255];
  for (let p = 0; p < near.length; p++) {
    if (product[p]) continue;
    const least = Math.min(data[3 * p]!, data[3 * p + 1]!, data[3 * p + 2]!);
    if (near[p]) nearMin = Math.min(nearMin, least);
    else {
      farPixels++;
      if (least < 255) farNotWhite++;
    }
  }
  return { nearPx, farPixels, farNotWhite, nearMin };
}
