import type { Channel, Role } from '../channels/channel.ts';
import type { Photo } from '../document/document.ts';
import { isUncropped, type CropEdit } from '../document/edits/crop.ts';
import { isCorrected, type CutoutEdit } from '../document/edits/cutout.ts';
import { editsFor, variantKey } from '../document/resolve.ts';
import { PackshotError } from '../errors.ts';
import { frozen } from '../frozen.ts';
import type { Point, Rect, Size } from '../pixels.ts';
import { cropMatrix, croppedBox, keptRect } from './crop.ts';
import { placeSubject, type Placement } from './geometry.ts';
import { cornersOf, inOrder, scaling, translation, type Matrix3 } from './matrix.ts';
import { keyed, type LayerPass, type Pass, type PlacePass } from './pass.ts';
import { picturePasses, type Placed } from './picture.ts';
import { frameTarget, type TargetOptions } from './target.ts';

/** What planning must know of a photo's pixels: its upright size, and where the product is in it (α ≥ 128). */
export interface Subject extends Size {
  /** Tight box, px; null = no product was found. */
  readonly box: Rect | null;
  /** Corners of the product's convex hull, source px, in order; empty = no product was found. */
  readonly hull: readonly Point[];
}

/** How to make one picture: passes in order of work, each naming by key what it works on. */
export interface RenderPlan {
  readonly layer: LayerPass;
  readonly place: PlacePass;
  readonly passes: readonly Pass[];
  /** Of the whole picture: the last pass's key. */
  readonly key: string;
  readonly frame: Size;
  /** From px of the cropped plane (of the photo itself, where it is not cropped) to frame px. */
  readonly placement: Placement;
  /** From upright source px to frame px. */
  readonly matrix: Matrix3;
  /** Box of the product (of the photo, where none was found), frame px. */
  readonly product: Rect;
  readonly isTransparent: boolean;
  /** The crop cuts through the product (through its convex hull, that is). */
  readonly isCut: boolean;
}

export interface RenderOptions extends TargetOptions {
  readonly locale?: string | undefined;
  /** The file cannot be transparent: what is, stands on the channel's background. */
  readonly isOpaque?: boolean | undefined;
}

/** A photo's layer in one variant; known before its box is, so that a compositor can be asked for it. @throws `no-cutout` */
export function layerPass(photo: Photo, channel: Channel, role: Role, locale?: string): LayerPass {
  return layerOf(photo, editsFor(photo, variantKey(channel.id, role.id, locale)).cutout);
}

/** A photo together with its corrected matte, whatever is done with them later. @throws `no-cutout` */
export function layerOf(photo: Photo, { found, correction }: CutoutEdit = photo.edits.cutout): LayerPass {
  if (!found) throw new PackshotError('no-cutout', `photo "${photo.id}" is not cut out`, { photo: photo.id });
  const change = isCorrected(correction) ? correction : null;
  return keyed<LayerPass>({ kind: 'layer', source: photo.source, matte: found.matte, correction: change });
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
  const where = placed(edits.crop, subject, (box) =>
    placeSubject(box, frameTarget(channel, role, edits.frame, options))
  );
  const { frame, matrix, clip } = where;
  const place = keyed<PlacePass>({ kind: 'place', layer: layer.key, frame, matrix, clip });
  const isTransparent = edits.backdrop.kind === 'transparent' && !options.isOpaque;
  const passes: Pass[] = [layer, place, ...picturePasses(edits, role, place, where, isTransparent)];
  return frozen({
    layer,
    place,
    passes,
    key: passes.at(-1)!.key,
    frame,
    placement: where.placement,
    matrix,
    product: where.product,
    isTransparent,
    isCut: cuts(edits.crop, subject)
  });
}

function placed(crop: CropEdit, subject: Subject, place: (box: Rect) => Placement): Placed {
  const box = planeBox(crop, subject);
  const placement = place(box);
  const { scale, offsetX, offsetY, frame } = placement;
  const toFrame = inOrder(scaling(scale), translation(offsetX, offsetY));
  const matrix = isUncropped(crop) ? toFrame : inOrder(cropMatrix(crop, subject), toFrame);
  const inFrame = ({ x, y, width, height }: Rect): Rect => ({
    x: x * scale + offsetX,
    y: y * scale + offsetY,
    width: width * scale,
    height: height * scale
  });
  const kept = keptRect(crop, subject);
  return { frame, placement, matrix, clip: kept && inFrame(kept), product: inFrame(box) };
}

/** Whether a part of the product is not kept. Half a px of rounding is none. */
function cuts(crop: CropEdit, subject: Subject): boolean {
  if (!crop.rect || subject.hull.length === 0) return false;
  const whole = croppedBox(subject.hull, { ...crop, rect: null }, subject);
  const kept = croppedBox(subject.hull, crop, subject);
  if (!whole || !kept) return true;
  return whole.width - kept.width > 0.5 || whole.height - kept.height > 0.5;
}

/** The product's box in the cropped plane; where there is none, all that is kept. */
function planeBox(crop: CropEdit, { width, height, box, hull }: Subject): Rect {
  const size = { width, height };
  const whole = { x: 0, y: 0, ...size };
  if (isUncropped(crop)) return box ?? whole;
  return croppedBox(hull, crop, size) ?? croppedBox(cornersOf(whole), crop, size) ?? whole;
}
