import type { Pixels } from '../../../domain/pixels.ts';
import { readBitmap } from '../../pixels.ts';
import { prepare, type InputSpec } from '../adapters/picture.ts';
import type { Detection } from '../api.ts';
import { modelOf } from '../models.ts';
import { floatsOf, type Runtime } from '../runtime.ts';
import type { Weights } from '../weights.ts';
import { decode } from './decode.ts';

/** Id of the detection model in `models.json`. */
export const DETECTION_MODEL = 'centernet-mobilenetv3';

/** Side of the network's input, px. */
const SIDE = 512;
/** Sides of its maps, in cells. */
const CELLS = 128;

/** R G B as 0–255. The aspect is kept: squashed photos score lower (a cat 0.29 instead of 0.67). */
const INPUT: InputSpec = {
  layout: 'NCHW',
  dtype: 'float32',
  size: [SIDE, SIDE],
  multipleOf: 1,
  maxSide: SIDE,
  resize: 'letterbox',
  scale: 1,
  mean: [0, 0, 0],
  std: [1, 1, 1],
  channelOrder: 'RGB'
};

/** Names of the converted graph's values. */
const IMAGES = 'tower_0/images';
const SCORES = 'tower_0/keypoints';
const REACHES = 'tower_0/wh';

/** What a session needs while it runs. */
const MEMORY_BYTES = 100 * 2 ** 20;

/**
 * Below this nothing is told. The network's scores are low where it is right (a plush koala 0.41, a computer mouse
 * 0.20); whoever asks for a word says that the thing is there. What is offered unasked needs `OFFER_FROM`.
 */
const LEAST = 0.12;

async function detect(runtime: Runtime, weights: Weights, photo: Pixels): Promise<Detection[]> {
  const model = modelOf(await weights.manifest(), 'centernet', DETECTION_MODEL);
  const key = `centernet ${model.weights.sha256}`;
  const session = await runtime.session(key, () => weights.read(model.weights), {
    memoryBytes: MEMORY_BYTES
  });
  const { feed } = prepare(photo, INPUT);
  const results = await session.run({ [IMAGES]: feed }, [SCORES, REACHES]);
  const maps = { side: CELLS, scores: floatsOf(results[SCORES]), reaches: floatsOf(results[REACHES]) };
  return decode(maps, photo, LEAST);
}

/**
 * Finds the things that can be named: CenterNet (Zhou et al. 2019, "Objects as Points") on MobileNetV3. What it gives
 * is `FinderApi.detect` for a model whose files have been downloaded.
 */
export const detector =
  (runtime: Runtime, weights: Weights) =>
  async (bitmap: ImageBitmap): Promise<Detection[]> =>
    detect(runtime, weights, readBitmap(bitmap));
