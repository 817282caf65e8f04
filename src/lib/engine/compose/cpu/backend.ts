import type { Rgb } from '../../../domain/document/edits/backdrop.ts';
import type { Pixels, Size } from '../../../domain/pixels.ts';
import { PackshotError } from '../../../domain/errors.ts';
import type { PlacePass } from '../../../domain/render/pass.ts';
import type { Backend } from '../backend.ts';
import { fromReduced } from '../halves.ts';
import type { Layer } from '../layer.ts';
import { adjustPixels } from './adjust.ts';
import { compose } from './compose.ts';
import { place } from './place.ts';
import { quarterTurn } from './turn.ts';
import { largestScale } from './warp.ts';

/** A colour picture, or a shade: how much light is left, 0–1. */
export type CpuPicture = Pixels | (Size & { readonly light: Float32Array<ArrayBuffer> });

function colour(picture: CpuPicture): Pixels {
  if ('data' in picture) return picture;
  throw new PackshotError('bad-request', 'A shade is no colour picture');
}

function solid({ width, height }: Size, [r, g, b]: Rgb): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  data.set([r, g, b, 255]);
  new Uint32Array(data.buffer).fill(new Uint32Array(data.buffer, 0, 1)[0]!);
  return { data, width, height };
}

/** From the smallest copy of the layer that serves. */
function placeLayer(layer: Layer, pass: PlacePass): Pixels {
  const scale = largestScale(pass.matrix, layer.rect, pass.frame);
  const copy = layer.halves.for(scale, quarterTurn(pass.matrix, pass.frame) === null);
  return place(copy, { ...pass, matrix: fromReduced(copy, pass.matrix) });
}

/** The careful painter: arrays, in any browser. Its pictures are the reference. */
export const cpuBackend: Backend<CpuPicture> = {
  name: 'cpu',
  place: async (pass, layer) => placeLayer(layer, pass),
  adjust: async ({ adjust }, placed) => adjustPixels(colour(placed), adjust),
  shadow: async ({ frame }) => ({ ...frame, light: new Float32Array(frame.width * frame.height).fill(1) }),
  backdrop: async ({ frame, backdrop }) =>
    solid(frame, backdrop.kind === 'color' ? backdrop.color : [255, 255, 255]),
  compose: async (_pass, { product, backdrop }) => compose(colour(product), backdrop && colour(backdrop)),
  annotate: async (_pass, picture) => picture,
  read: async (picture) => colour(picture),
  readShade: async (shade) =>
    'light' in shade ? Uint8Array.from(shade.light, (light) => Math.round(255 * light)) : new Uint8Array(),
  show: async (picture) => {
    const { data, width, height } = colour(picture);
    return createImageBitmap(new ImageData(data, width, height, { colorSpace: 'srgb' }));
  },
  bytesOf: (picture) => ('data' in picture ? picture.data.byteLength : picture.light.byteLength),
  release: () => {}
};
