import type { Channel, Role } from '../channels/channel.ts';
import type { BlobRef } from '../document/blob.ts';
import { canonicalJson } from '../document/canonical.ts';
import type { Photo } from '../document/document.ts';
import { isCorrected, type Correction, type CutoutEdit } from '../document/edits/cutout.ts';
import { editsFor, variantKey } from '../document/resolve.ts';
import { PackshotError } from '../errors.ts';
import { frozen } from '../frozen.ts';
import type { Rect, Size } from '../pixels.ts';
import { placeSubject, type Placement } from './geometry.ts';
import { frameTarget, type TargetOptions } from './target.ts';

/** What planning must know of a photo's pixels: its upright size, and the product's tight box in it (α ≥ 128). */
export interface Subject extends Size {
  /** Null = no product was found. */
  readonly box: Rect | null;
}

/** sRGB, 0–255. */
export type Rgb = readonly [number, number, number];

interface Keyed {
  /** Same key, same pixels. */
  readonly key: string;
}

/** The photo with its matte, foreground colours estimated. */
export interface LayerPass extends Keyed {
  readonly kind: 'layer';
  readonly source: BlobRef;
  readonly matte: BlobRef;
  /** What a person changed in the matte; null = nothing. */
  readonly correction: Correction | null;
}

/** What stands behind the product. */
export interface BackdropPass extends Keyed {
  readonly kind: 'backdrop';
  readonly color: Rgb;
}

/** Where the product stands in the frame. */
export interface FramePass extends Keyed {
  readonly kind: 'frame';
  readonly placement: Placement;
}

export type Pass = LayerPass | BackdropPass | FramePass;

/** How to make one picture: passes in order of work, each building on the one before. */
export interface RenderPlan {
  readonly passes: readonly [LayerPass, BackdropPass, FramePass];
  /** Of the whole picture: the last pass's key. */
  readonly key: string;
}

export interface RenderOptions extends TargetOptions {
  readonly locale?: string | undefined;
}

/** Where a channel does not ask for a background, the product stands on white. */
const WHITE: Rgb = [255, 255, 255];

/** A photo's layer in one variant; known before its box is, so that a compositor can be asked for it. @throws `no-cutout` */
export function layerPass(photo: Photo, channel: Channel, role: Role, locale?: string): LayerPass {
  return layerOf(photo, editsFor(photo, variantKey(channel.id, role.id, locale)).cutout);
}

/** A photo together with its corrected matte, whatever is done with them later. @throws `no-cutout` */
export function layerOf(photo: Photo, { found, correction }: CutoutEdit = photo.edits.cutout): LayerPass {
  if (!found) throw new PackshotError('no-cutout', `photo "${photo.id}" is not cut out`, { photo: photo.id });
  const { matte } = found;
  const change = isCorrected(correction) ? correction : null;
  const key = passKey('', 'layer', [photo.source.sha256, matte.sha256, change]);
  return { kind: 'layer', key, source: photo.source, matte, correction: change };
}

/**
 * Plans one photo for one role. Preview, thumbnail, check and export differ only in `options`. A photo without product
 * is placed whole; the report then says so.
 * @throws `no-cutout`
 */
export function planRender(
  photo: Photo,
  channel: Channel,
  role: Role,
  subject: Subject,
  options: RenderOptions = {}
): RenderPlan {
  const edits = editsFor(photo, variantKey(channel.id, role.id, options.locale));
  const layer = layerPass(photo, channel, role, options.locale);
  const color = backdropColor(role);
  const backdrop = { kind: 'backdrop', key: passKey(layer.key, 'backdrop', color), color } as const;
  const box = subject.box ?? { x: 0, y: 0, width: subject.width, height: subject.height };
  const placement = placeSubject(box, frameTarget(channel, role, edits.frame, options));
  const frame = { kind: 'frame', key: passKey(backdrop.key, 'frame', placement), placement } as const;
  return frozen({ passes: [layer, backdrop, frame] as const, key: frame.key });
}

function backdropColor({ background }: Role): Rgb {
  return (background.value?.rule === 'solid' && background.value.rgb) || WHITE;
}

/**
 * A pass's key says all that its pixels depend on: what came before, what is done, and with which parameters. Written
 * as FNV-1a, 64 bits, of their canonical JSON: short enough for a map, and among a million passes the chance that two
 * share a key is 3 in 10⁸. It names cached pixels on this device; nothing that is stored or trusted depends on it.
 */
function passKey(previous: string, kind: Pass['kind'], params: unknown): string {
  return `${kind}-${fnv1a64(canonicalJson([previous, kind, params]))}`;
}

/** 16 hex digits, over UTF-16 code units (draft-eastlake-fnv, constants of the 64-bit FNV-1a). */
function fnv1a64(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index++) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, '0');
}
