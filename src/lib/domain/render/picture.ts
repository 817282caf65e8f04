import type { Role } from '../channels/channel.ts';
import type { Edits } from '../document/edits.ts';
import { isUnadjusted, type AdjustEdit } from '../document/edits/adjust.ts';
import type { Rgb } from '../document/edits/backdrop.ts';
import { isShaded, type ShadowEdit } from '../document/edits/shadow.ts';
import type { Rect, Size } from '../pixels.ts';
import type { Placement } from './geometry.ts';
import { inOrder, scaling, translation, type Matrix3 } from './matrix.ts';
import { isSeen, placeNotes, type PlacedNote } from './notes.ts';
import {
  keyed,
  type AdjustPass,
  type AnnotatePass,
  type BackdropPass,
  type ComposePass,
  type Pass,
  type PlacePass,
  type ScenePass,
  type ShadowPass
} from './pass.ts';

/** Where a channel does not ask for a background, the product stands on white. */
const WHITE: Rgb = [255, 255, 255];

/** Where the product stands. */
export interface Placed {
  readonly frame: Size;
  readonly placement: Placement;
  readonly matrix: Matrix3;
  readonly clip: Rect | null;
  readonly product: Rect;
}

/** The product in its place, and for a scene the whole photo; the same where nobody knows where the product is. */
export interface InPlace {
  readonly place: PlacePass;
  readonly photo: PlacePass | null;
}

/** Everything after the product has its place. */
export function picturePasses(
  edits: Edits,
  role: Role,
  { place, photo }: InPlace,
  { frame, matrix, product }: Placed,
  isTransparent: boolean
): Pass[] {
  const { adjust, shadow } = edits;
  const adjusted = adjustPass(adjust, place);
  if (photo && edits.backdrop.kind === 'scene') {
    const isWhole = photo === place;
    const behind = keyed<ScenePass>({
      kind: 'scene',
      frame,
      photo: isWhole ? (adjusted ?? place).key : photo.key,
      product: isWhole ? null : place.key,
      method: edits.backdrop.method
    });
    return scenePasses(edits, { place, adjusted, behind }, { matrix, product });
  }
  const shade = shadowPass(shadow, place, product);
  const backdrop = isTransparent ? null : backdropPass(edits, role, frame, product);
  const isReflected = shadow.reflection.strength > 0;
  const compose = keyed<ComposePass>({
    kind: 'compose',
    frame,
    product: (adjusted ?? place).key,
    shade: shade && shade.key,
    backdrop: backdrop && backdrop.key,
    reflection: isReflected ? reflectionOf(shadow, product) : null
  });
  const annotated = annotatePasses(edits, place, matrix, compose);
  return [adjusted, shade, backdrop, compose, ...annotated].filter((pass) => pass !== null);
}

/**
 * A photo in its own surroundings is finished with them, so that it stays as it was. Only where the product is to look
 * otherwise, or throws something, it is laid over them.
 */
function scenePasses(
  edits: Edits,
  { place, adjusted, behind }: { place: PlacePass; adjusted: AdjustPass | null; behind: ScenePass },
  { matrix, product }: Pick<Placed, 'matrix' | 'product'>
): Pass[] {
  const isKnown = behind.product !== null;
  // The photo's own shadow lies there already.
  const thrown = { ...edits.shadow, original: { strength: 0 } };
  const shade = isKnown ? shadowPass(thrown, place, product) : null;
  const isReflected = isKnown && edits.shadow.reflection.strength > 0;
  const first = [adjusted, shade, behind].filter((pass) => pass !== null);
  if (!shade && !isReflected && !(isKnown && adjusted)) {
    return [...first, ...annotatePasses(edits, place, matrix, behind)];
  }
  const compose = keyed<ComposePass>({
    kind: 'compose',
    frame: behind.frame,
    product: (adjusted ?? place).key,
    shade: shade && shade.key,
    backdrop: behind.key,
    reflection: isReflected ? reflectionOf(edits.shadow, product) : null
  });
  return [...first, compose, ...annotatePasses(edits, place, matrix, compose)];
}

const reflectionOf = (
  { reflection, reachesFrame }: ShadowEdit,
  product: Rect
): ComposePass['reflection'] => ({
  ...reflection,
  product,
  reachesFrame
});

/** Null where nothing is changed. */
const adjustPass = (adjust: AdjustEdit, place: PlacePass): AdjustPass | null =>
  isUnadjusted(adjust) ? null : keyed<AdjustPass>({ kind: 'adjust', place: place.key, adjust });

/** Null where nothing is darkened. */
function shadowPass(shadow: ShadowEdit, place: PlacePass, product: Rect): ShadowPass | null {
  if (!isShaded(shadow)) return null;
  const { key, layer, frame, matrix } = place;
  const { contact, drop, original, reachesFrame } = shadow;
  return keyed<ShadowPass>({
    kind: 'shadow',
    layer,
    place: key,
    frame,
    matrix,
    product,
    shadow: { contact, drop, original, reachesFrame }
  });
}

/** Notes, and before them what magnifiers show. */
function annotatePasses(
  { annotate, adjust }: Edits,
  place: PlacePass,
  matrix: Matrix3,
  { key: picture, frame }: ComposePass | ScenePass
): Pass[] {
  const notes = placeNotes(annotate, matrix, frame).filter(isSeen);
  if (notes.length === 0) return [];
  const magnifiers = notes.filter((note) => note.kind === 'magnifier');
  const shown = magnifiers.map((note) => insetPasses(note, adjust, place));
  const insets = Object.fromEntries(magnifiers.map(({ id }, i) => [id, shown[i]!.at(-1)!.key]));
  const { language } = annotate;
  const pass = keyed<AnnotatePass>({ kind: 'annotate', picture, frame, notes, language, insets });
  return [...shown.flat(), pass];
}

/** The product around a magnifier's target, placed anew at its size there: sharp wherever the photo is. */
function insetPasses(
  { target, radius, zoom }: Extract<PlacedNote, { kind: 'magnifier' }>,
  adjust: AdjustEdit,
  { layer, matrix, clip }: PlacePass
): Pass[] {
  const side = Math.max(2, Math.round(2 * radius));
  const frame = { width: side, height: side };
  const closer = inOrder(translation(-target.x, -target.y), scaling(zoom), translation(side / 2, side / 2));
  const kept = clip && {
    x: (clip.x - target.x) * zoom + side / 2,
    y: (clip.y - target.y) * zoom + side / 2,
    width: clip.width * zoom,
    height: clip.height * zoom
  };
  const place = keyed<PlacePass>({
    kind: 'place',
    layer,
    frame,
    matrix: inOrder(matrix, closer),
    clip: kept
  });
  const adjusted = adjustPass(adjust, place);
  const compose = keyed<ComposePass>({
    kind: 'compose',
    frame,
    product: (adjusted ?? place).key,
    shade: null,
    backdrop: null,
    reflection: null
  });
  return [place, ...(adjusted ? [adjusted] : []), compose];
}

/** What is transparent in the edits stands on the channel's background here. */
function backdropPass({ backdrop }: Edits, role: Role, frame: Size, product: Rect): BackdropPass {
  const isNone = backdrop.kind === 'channel' || backdrop.kind === 'transparent' || backdrop.kind === 'scene';
  const shown = isNone ? { kind: 'color' as const, color: channelColor(role) } : backdrop;
  return keyed<BackdropPass>({
    kind: 'backdrop',
    frame,
    backdrop: shown,
    product: shown.kind === 'set' ? product : null
  });
}

function channelColor({ background }: Role): Rgb {
  return (background.value?.rule === 'solid' && background.value.rgb) || WHITE;
}
