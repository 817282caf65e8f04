import type { Correction } from '../../domain/document/edits/cutout.ts';
import { PackshotError } from '../../domain/errors.ts';
import { checkFit, readBitmap } from '../pixels.ts';
import { handOver, serve } from '../rpc.ts';
import type { ComposeApi, LayerInfo, PictureRequest } from './api.ts';
import { autoAdjust } from './auto-adjust.ts';
import { floodMatte } from './flood.ts';
import { HeldPhoto } from './held.ts';
import { infoOf, LayerStore, makeLayer, wholeCutout, wholeLayer, wholeMatte, type Layer } from './layer.ts';
import { measureMade, type Source } from './measure/made.ts';
import { measure } from './measure/measure.ts';
import { Painter } from './painter.ts';
import { PictureStore } from './picture-store.ts';
import { openWebgpu } from './webgpu/open.ts';

const layers = new LayerStore();
const pictures = new PictureStore();
/** Painted passes that are kept: a dozen frames of 4 MP with what they were made of. */
const PAINTED_BYTES = 256 * 2 ** 20;
const painter = new Painter({ layer: held, picture: (sha256) => pictures.get(sha256) }, PAINTED_BYTES, () =>
  openWebgpu(navigator.gpu)
);
/** Long side of the picture that a proposal for adjusting is made from, px; the copy nearest to it is taken. */
const AUTO_SIDE = 256;
/** Of the latest `putLayer`. */
let latest: HeldPhoto | null = null;

function held(key: string): Layer {
  const layer = layers.get(key);
  if (!layer) throw new PackshotError('not-found', 'The layer is not held', { layer: key });
  return layer;
}

function keepLayer(from: HeldPhoto, key: string, correction: Correction | null, previous?: Layer): LayerInfo {
  const layer = makeLayer(from.photo, from.matteFor(key, correction), previous);
  layers.put(key, layer);
  return layer.info;
}

/** The photo that a picture was made from, and how it was placed; null where it is not held any more. */
function sourceOf({ passes }: PictureRequest): Omit<Source, 'proof'> | null {
  const place = passes.find((pass) => pass.kind === 'place');
  const layer = place && layers.get(place.layer);
  return layer ? { layer, matrix: place.matrix } : null;
}

serve({
  async putLayer(key, source, matte, correction = null) {
    if (!matte) {
      const layer = wholeLayer(readBitmap(source));
      layers.put(key, layer);
      return layer.info;
    }
    // The one before goes first: two photos at once may be too much.
    latest = null;
    const photo = readBitmap(source);
    checkFit(photo, matte);
    const holding = new HeldPhoto(photo, matte);
    const info = keepLayer(holding, key, correction);
    if (HeldPhoto.fits(photo)) latest = holding;
    return info;
  },
  async correct(from, key, correction) {
    return latest?.has(from) ? keepLayer(latest, key, correction, layers.get(from)) : null;
  },
  async matte(key) {
    const matte = wholeMatte(held(key));
    return handOver(matte, [matte.alpha.buffer]);
  },
  async subject(matte) {
    return infoOf(matte);
  },
  async layer(key) {
    return layers.get(key)?.info ?? null;
  },
  async trim(layerBytes, paintedBytes) {
    layers.trim(layerBytes);
    await painter.trim(paintedBytes);
  },
  async putPicture(sha256, picture) {
    pictures.put(sha256, readBitmap(picture));
  },
  async hasPicture(sha256) {
    return pictures.has(sha256);
  },
  async render(request) {
    const made = await painter.render(request);
    // What is kept for the next picture stays here: copies leave.
    const pixels = { ...made.pixels, data: made.pixels.data.slice() };
    return handOver({ ...made, pixels }, [pixels.data.buffer, made.matte.alpha.buffer]);
  },
  async show(request) {
    const bitmap = await painter.show(request);
    return handOver(bitmap, [bitmap]);
  },
  async extended(request) {
    return painter.extended(request);
  },
  async autoAdjust(key) {
    const { halves, info } = held(key);
    return autoAdjust(halves.for(AUTO_SIDE / Math.max(info.width, info.height)).pixels);
  },
  async backend() {
    return painter.info();
  },
  async cutout(key) {
    const pixels = wholeCutout(held(key));
    return handOver(pixels, [pixels.data.buffer]);
  },
  async measure(decoded, matte, nearPx = 8, covered = null, made = null) {
    const measured = measure(decoded, matte, nearPx, covered ?? matte, made !== null);
    const photo = made && sourceOf(made);
    if (!photo) return measured;
    return { ...measured, ...measureMade(decoded, measured, { ...photo, proof: await painter.proof(made) }) };
  },
  async floodMatte(decoded) {
    const matte = floodMatte(decoded);
    return matte && handOver(matte, [matte.alpha.buffer]);
  }
} satisfies ComposeApi);
