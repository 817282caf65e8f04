import type { Channel, Role } from '../channels/channel.ts';
import type { Photo, VariantKey } from '../document/document.ts';
import { isUncropped, type CropEdit } from '../document/edits/crop.ts';
import { isCorrected, type CutoutEdit } from '../document/edits/cutout.ts';
import { editsFor, variantKey } from '../document/resolve.ts';
import { PackshotError } from '../errors.ts';
import { frozen } from '../frozen.ts';
import type { Rect, Size } from '../pixels.ts';
import { cropMatrix, croppedBox, keptRect, turnedSize } from './crop.ts';
import { placeSubject, type FrameTarget, type Placement } from './geometry.ts';
import { cornersOf, inOrder, scaling, translation, type Matrix3 } from './matrix.ts';
import { keyed, type LayerPass, type Pass, type PlacePass } from './pass.ts';
import { picturePasses, type Placed } from './picture.ts';
import { sharedSide, type Peer } from './scale.ts';
import { placeScene } from './scene.ts';
import { massIn, productBox, type Subject } from './subject.ts';
import { frameTarget, type TargetOptions } from './target.ts';

export type { Subject };

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
  /** Whether anybody knows where the product is: a photo with its surroundings needs no cutout. */
  readonly isProductKnown: boolean;
  /** The crop cuts through the product (through its convex hull, that is). */
  readonly isCut: boolean;
}

export interface RenderOptions extends TargetOptions {
  readonly locale?: string | undefined;
  /** The file cannot be transparent: what is, stands on the channel's background. */
  readonly isOpaque?: boolean | undefined;
  /** Photos that are shown at one scale with this one. */
  readonly peers?: readonly Peer[] | undefined;
}

/** A photo's layer in one variant; known before its box is, so that a compositor can be asked for it. @throws `no-cutout` */
export function layerPass(photo: Photo, channel: Channel, role: Role, locale?: string): LayerPass {
  const { backdrop, cutout } = editsFor(photo, variantKey(channel.id, role.id, locale));
  return backdrop.kind === 'scene' && !cutout.found ? wholeOf(photo) : layerOf(photo, cutout);
}

/** Whether a variant can be made: what keeps its surroundings needs no cutout. */
export function isRenderable(photo: Photo, key: VariantKey): boolean {
  const { backdrop, cutout } = editsFor(photo, key);
  return cutout.found !== null || backdrop.kind === 'scene';
}

/** The whole photo, surroundings and all. */
const wholeOf = ({ source }: Photo): LayerPass =>
  keyed<LayerPass>({ kind: 'layer', source, matte: null, correction: null });

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
  const isScene = edits.backdrop.kind === 'scene';
  const target = frameTarget(channel, role, edits.frame, options);
  const where = placed(edits.crop, subject, target, isScene, options.peers);
  const { frame, matrix, clip } = where;
  const place = keyed<PlacePass>({ kind: 'place', layer: layer.key, frame, matrix, clip });
  const isTransparent = edits.backdrop.kind === 'transparent' && !options.isOpaque;
  const whole = isScene && layer.matte ? wholeOf(photo) : null;
  const photoPass = whole && keyed<PlacePass>({ kind: 'place', layer: whole.key, frame, matrix, clip });
  const layers = [layer, ...(whole ? [whole] : [])];
  const isProductKnown = layer.matte !== null;
  const placedAll = photoPass ? { place, photo: photoPass } : { place, photo: isScene ? place : null };
  const passes: Pass[] = [
    ...layers,
    place,
    ...(photoPass ? [photoPass] : []),
    ...picturePasses(edits, role, placedAll, where, isTransparent)
  ];
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
    isProductKnown,
    isCut: cuts(edits.crop, subject)
  });
}

function placed(
  crop: CropEdit,
  subject: Subject,
  target: FrameTarget,
  isScene: boolean,
  peers: readonly Peer[] = []
): Placed {
  const product = productBox(crop, subject);
  const kept = keptRect(crop, subject);
  const known = kept ?? { x: 0, y: 0, ...turnedSize(crop, subject) };
  const box = product ?? (isScene ? known : wholeBox(crop, subject));
  const mass = massIn(crop, subject);
  const placement = isScene
    ? placeScene(known, product, target, mass)
    : placeSubject(box, target, mass, product ? sharedSide(product, target, mass, peers) : 0);
  const { scale, offsetX, offsetY, frame } = placement;
  const toFrame = inOrder(scaling(scale), translation(offsetX, offsetY));
  const matrix = isUncropped(crop) ? toFrame : inOrder(cropMatrix(crop, subject), toFrame);
  const inFrame = ({ x, y, width, height }: Rect): Rect => ({
    x: x * scale + offsetX,
    y: y * scale + offsetY,
    width: width * scale,
    height: height * scale
  });
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

/** All that is kept, in the cropped plane. */
function wholeBox(crop: CropEdit, { width, height }: Subject): Rect {
  const whole = { x: 0, y: 0, width, height };
  return isUncropped(crop) ? whole : (croppedBox(cornersOf(whole), crop, { width, height }) ?? whole);
}
