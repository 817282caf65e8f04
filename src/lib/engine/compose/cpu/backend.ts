import type { Pixels } from '../../../domain/pixels.ts';
import type { AdjustEdit } from '../../../domain/document/edits/adjust.ts';
import { PackshotError } from '../../../domain/errors.ts';
import type { ComposePass, PlacePass, ScenePass } from '../../../domain/render/pass.ts';
import type { Backend, Scene } from '../backend.ts';
import { fromReduced } from '../halves.ts';
import { Latest } from '../latest.ts';
import type { Layer } from '../layer.ts';
import { annotatePixels } from '../annotate/annotate.ts';
import { extendScene } from '../extend/extend.ts';
import { alphaOf } from '../../pixels.ts';
import { Adjuster, adjustPixels } from './adjust.ts';
import { backdropPixels } from './backdrop.ts';
import { compose } from './compose.ts';
import { place } from './place.ts';
import { mirrorOf, type BlurLevel, type Mirror } from './reflection.ts';
import { shadeOf, type Shade } from './shadow.ts';
import { quarterTurn } from './turn.ts';
import { largestScale } from './warp.ts';

/** A colour picture, or a shade. */
export type CpuPicture = Pixels | Shade;

function colour(picture: CpuPicture): Pixels {
  if ('data' in picture) return picture;
  throw new PackshotError('bad-request', 'A shade is no colour picture');
}

function shade(picture: CpuPicture): Shade {
  if ('light' in picture) return picture;
  throw new PackshotError('bad-request', 'A colour picture is no shade');
}

/** Pictures up to this size are adjusted again and again: previews. Of the latest it is kept what it is made of, 60 bytes a visible px at most. */
const MOST_KEPT = 1600 * 1600;
const adjuster = new Adjuster();
const mirrored = new Latest<readonly BlurLevel[]>();

const isPreview = ({ width, height }: Pixels): boolean => width * height <= MOST_KEPT;

const adjusted = (placed: Pixels, adjust: AdjustEdit): Pixels =>
  isPreview(placed) ? adjuster.adjust(placed, adjust) : adjustPixels(placed, adjust);

const mirror = (product: Pixels, reflection: NonNullable<ComposePass['reflection']>): Mirror =>
  mirrorOf(product, reflection, isPreview(product) ? mirrored : undefined);

/** From the smallest copy of the layer that serves. */
export function placeLayer(layer: Layer, pass: PlacePass): Pixels {
  const scale = largestScale(pass.matrix, layer.rect, pass.frame);
  const copy = layer.halves.for(scale, quarterTurn(pass.matrix, pass.frame) === null);
  return place(copy, { ...pass, matrix: fromReduced(copy, pass.matrix) });
}

/** @param product in its place; where it covers all of the frame nothing is known of it */
export function scenePixels({ method }: ScenePass, photo: Pixels, product: Pixels | null): Scene<Pixels> {
  const { pixels, extended } = extendScene(photo, product && alphaOf(product), method);
  return { picture: pixels, extended };
}

/** The careful painter: arrays, in any browser. Its pictures are the reference. */
export const cpuBackend: Backend<CpuPicture> = {
  name: 'cpu',
  place: async (pass, layer) => placeLayer(layer, pass),
  adjust: async ({ adjust }, placed) => adjusted(colour(placed), adjust),
  shadow: async (pass, placed, layer) => shadeOf(pass, colour(placed), layer),
  backdrop: async (pass, picture) => backdropPixels(pass, picture),
  scene: async (pass, photo, product) => scenePixels(pass, colour(photo), product && colour(product)),
  compose: async ({ reflection }, inputs) =>
    compose(colour(inputs.product), {
      backdrop: inputs.backdrop && colour(inputs.backdrop),
      shade: inputs.shade && shade(inputs.shade),
      mirror: reflection && mirror(colour(inputs.product), reflection)
    }),
  annotate: (pass, picture, insets) => {
    const pictures = new Map([...insets].map(([id, inset]) => [id, colour(inset)] as const));
    return annotatePixels(colour(picture), pass, pictures);
  },
  read: async (picture) => colour(picture),
  readShade: async (picture) => Uint8Array.from(shade(picture).light, (light) => Math.round(255 * light)),
  show: async (picture) => {
    const { data, width, height } = colour(picture);
    return createImageBitmap(new ImageData(data, width, height, { colorSpace: 'srgb' }));
  },
  bytesOf: (picture) => ('data' in picture ? picture.data.byteLength : picture.light.byteLength),
  release: () => {}
};
