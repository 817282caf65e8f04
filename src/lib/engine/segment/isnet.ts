import { readBitmap } from '../pixels.ts';
import { handOver } from '../rpc.ts';
import type { SegmentApi, SegmentOptions, Segmentation, SegmentStage } from './api.ts';
import { confidenceOf } from './confidence.ts';
import { emptyMatte } from './matte/empty.ts';
import { refineMatte } from './matte/refine.ts';
import { modelOf, type IsnetModel } from './models.ts';
import { oneAtATime } from './queue.ts';
import { IsnetSession } from './session.ts';
import { Shelf } from './shelf.ts';
import { squash } from './tensor.ts';
import { Weights, type Surroundings } from './weights.ts';

/** Measures what passes between its calls, in ms. */
function stopwatch(): () => number {
  let last = performance.now();
  return () => {
    const before = last;
    last = performance.now();
    return last - before;
  };
}

/** SegmentApi on ISNet; see `SegmentApi` for what its functions do. */
export function isnetApi(around: Surroundings): SegmentApi {
  const weights = new Weights(around);
  const shelf = new Shelf(weights);
  const session = new IsnetSession(weights, around.root);
  /** Sessions are switched between jobs. */
  const queue = oneAtATime();

  const open = async ({ model: id, side }: SegmentOptions): Promise<IsnetModel> => {
    const model = modelOf(await weights.manifest(), 'isnet', id);
    await shelf.download(id, () => {});
    await session.open(model, side);
    return model;
  };

  const cutOut = async (
    bitmap: ImageBitmap,
    options: SegmentOptions,
    onStage: (stage: SegmentStage) => void
  ): Promise<Segmentation> => {
    const lap = stopwatch();
    onStage('load');
    const model = await open(options);
    const load = lap();
    onStage('prepare');
    const photo = readBitmap(bitmap);
    const input = squash(photo, options.side, model.input);
    const prepare = lap();
    onStage('infer');
    const found = await session.run(model, input, options.side);
    const infer = lap();
    onStage('refine');
    const confidence = confidenceOf(found, options.side);
    const matte = confidence === 0 ? emptyMatte(photo) : refineMatte(photo, found, options.side);
    const ms = { load, prepare, infer, refine: lap() };
    return handOver({ matte, confidence, model: model.id, side: options.side, ms }, [matte.alpha.buffer]);
  };

  return {
    models: () => shelf.models(),
    download: (model, onProgress, caller) => shelf.download(model, onProgress, caller),
    stopDownload: (caller) => shelf.stopDownload(caller),
    remove: (model) => queue(() => session.close().then(() => shelf.remove(model))),
    warm: (options) => queue(async () => void (await open(options))),
    segment: (bitmap, options, onStage) =>
      queue(() => cutOut(bitmap, options, onStage)).finally(() => bitmap.close())
  };
}
