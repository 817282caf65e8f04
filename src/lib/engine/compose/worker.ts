import { PackshotError } from '../../domain/errors.ts';
import { readBitmap } from '../pixels.ts';
import { handOver, serve } from '../rpc.ts';
import type { ComposeApi } from './api.ts';
import { composite } from './composite.ts';
import { floodMatte } from './flood.ts';
import { LayerStore, makeLayer, wholeCutout, type Layer } from './layer.ts';
import { measure } from './measure.ts';

const layers = new LayerStore();

function held(key: string): Layer {
  const layer = layers.get(key);
  if (!layer) throw new PackshotError('not-found', 'The layer is not held', { layer: key });
  return layer;
}

serve({
  async putLayer(key, source, matte) {
    const layer = makeLayer(readBitmap(source), matte);
    layers.put(key, layer);
    return layer.info;
  },
  async layer(key) {
    return layers.get(key)?.info ?? null;
  },
  async render({ layer, placement, background }) {
    const made = composite(held(layer), placement, background);
    return handOver(made, [made.pixels.data.buffer, made.matte.alpha.buffer]);
  },
  async cutout(key) {
    const pixels = wholeCutout(held(key));
    return handOver(pixels, [pixels.data.buffer]);
  },
  async measure(decoded, matte, nearPx = 8) {
    return measure(decoded, matte, nearPx);
  },
  async floodMatte(decoded) {
    const matte = floodMatte(decoded);
    return matte && handOver(matte, [matte.alpha.buffer]);
  }
} satisfies ComposeApi);
