import { IDENTITY_ASK } from '../../domain/document/edits/cutout.ts';
import { PackshotError } from '../../domain/errors.ts';
import type { Pixels } from '../../domain/pixels.ts';
import { readBitmap } from '../pixels.ts';
import { handOver } from '../rpc.ts';
import type { FinderApi, Provider, SegmentOptions, Segmentation, SegmentStage } from './api.ts';
import { Answers } from './candidates/answers.ts';
import type { Placement } from './candidates/placements.ts';
import { stepsOf } from './candidates/plan.ts';
import { DETECTION_MODEL, detector } from './detect/centernet.ts';
import { modelCalled, type IsnetModel, type Model } from './models.ts';
import { oneAtATime } from './queue.ts';
import { Runtime } from './runtime.ts';
import { IsnetSession } from './session.ts';
import { Shelf } from './shelf.ts';
import { alone, compare, finish, type Findings, type Network, type Question } from './solve.ts';
import { sampleView } from './tensor.ts';
import { UserModels } from './user-models.ts';
import { Gpu, type GpuOptions } from './webgpu/gpu.ts';
import { Weights, type Surroundings } from './weights.ts';

const STAGES: readonly SegmentStage[] = ['load', 'prepare', 'infer', 'refine'];

/** What was computed for one photo, and how long each stage took. Passes of the network come one after the other; each stage is told once, in order. */
class Watch {
  readonly ms: Record<SegmentStage, number> = { load: 0, prepare: 0, infer: 0, refine: 0 };
  private stage: SegmentStage | null = null;
  private since = 0;
  private told = -1;
  private readonly providers = new Set<Provider>();

  constructor(private readonly onStage: (stage: SegmentStage) => void) {}

  /** Notes who computed a pass. */
  computedOn(provider: Provider): void {
    this.providers.add(provider);
  }

  /** As `Segmentation.provider`. */
  get provider(): Provider | null {
    if (this.providers.has('wasm')) return 'wasm';
    return this.providers.has('webgpu') ? 'webgpu' : null;
  }

  /** Ends the stage that ran, and begins another, or none. */
  enter(stage: SegmentStage | null): void {
    const now = performance.now();
    if (this.stage) this.ms[this.stage] += now - this.since;
    [this.stage, this.since] = [stage, now];
    if (!stage || STAGES.indexOf(stage) <= this.told) return;
    this.told = STAGES.indexOf(stage);
    this.onStage(stage);
  }
}

/** Turns the rows of a `side` × `side` plane around, in place. */
function unmirror(alpha: Float32Array, side: number): void {
  for (let at = 0; at < alpha.length; at += side) alpha.subarray(at, at + side).reverse();
}

/** FinderApi on ISNet, CenterNet and the models that a person added; see there for what its functions do. */
export function isnetApi(around: Surroundings, gpuOptions: GpuOptions = {}): FinderApi {
  const weights = new Weights(around);
  const runtime = new Runtime(weights, around.root);
  const gpu = new Gpu(weights, around.root, runtime, gpuOptions);
  const shelf = new Shelf(weights, () => gpu.fits());
  const session = new IsnetSession(weights, around.root, runtime, gpu);
  const answers = new Answers();
  /** Sessions are switched between jobs. */
  const queue = oneAtATime();
  const added = new UserModels(weights, runtime, around, queue);
  const detect = detector(runtime, weights);

  const brought = async (id: string): Promise<Model> => {
    const model = modelCalled(await weights.manifest(), id);
    // What is missing for the graphics processor alone nobody was asked about.
    if (!(await shelf.isCached(id))) await shelf.download(id, () => {});
    return model;
  };

  /** ISNet about one photo. Answers about a photo with a name are kept for the next ask. */
  const networkOf = (model: IsnetModel, photo: Pixels, name: string | undefined, watch: Watch): Network => {
    const key = name === undefined ? null : `${model.id} ${name}`;
    const infer = async (placement: Placement): Promise<Float32Array> => {
      const { side, flip } = placement;
      watch.enter('prepare');
      const input = sampleView(photo, placement, side, model.input);
      watch.enter('load');
      await session.open(model, side);
      watch.enter('infer');
      const { alpha, provider } = await session.run(model, input, side);
      watch.computedOn(provider);
      if (flip) unmirror(alpha, side);
      if (key !== null) answers.keep(key, placement, alpha);
      watch.enter('prepare');
      return alpha;
    };
    return {
      look: async (placement) => (key === null ? null : answers.find(key, placement)) ?? infer(placement),
      isKnown: (placement) => key !== null && answers.has(key, placement)
    };
  };

  const find = async (
    model: Model,
    question: Question,
    name: string | undefined,
    watch: Watch
  ): Promise<Findings> => {
    const { photo, ask } = question;
    if (model.engine === 'isnet') return compare(question, networkOf(model, photo, name, watch));
    if (model.engine !== 'onnx')
      throw new PackshotError('model-unavailable', `${model.id} cuts nothing out here`, { model: model.id });
    watch.enter('infer');
    watch.computedOn('wasm');
    return alone(photo, model.id, await added.coarse(model, photo, ask, name));
  };

  const cutOut = async (
    bitmap: ImageBitmap,
    { model: id, effort, ask = IDENTITY_ASK, photo: name }: SegmentOptions,
    onStage: (stage: SegmentStage) => void
  ): Promise<Segmentation> => {
    const watch = new Watch(onStage);
    watch.enter('load');
    const model = await brought(id);
    watch.enter('prepare');
    const question = { photo: readBitmap(bitmap), ask, effort };
    const findings = await find(model, question, name, watch);
    watch.enter('refine');
    const finished = finish(question, findings);
    watch.enter(null);
    const planes = [finished.matte, finished.doubt, ...finished.candidates.map(({ thumb }) => thumb)];
    const moved = planes.flatMap((plane) => (plane ? [plane.alpha.buffer] : []));
    return handOver({ ...finished, model: id, provider: watch.provider, ms: watch.ms }, moved);
  };

  const warm = async ({ model: id, effort }: SegmentOptions): Promise<void> => {
    const model = await brought(id);
    const [first] = stepsOf(effort, false);
    if (model.engine === 'isnet' && first) await session.open(model, first.side);
  };

  const remove = async (id: string): Promise<void> => {
    await session.close();
    answers.clear();
    if (!(await added.remove(id))) await shelf.remove(id);
  };

  return {
    models: () => shelf.models(),
    heapBytes: async () => runtime.heapBytes,
    gpu: async (known) => {
      if (known) gpu.remember(known);
      return gpu.status();
    },
    download: (model, onProgress, caller) => shelf.download(model, onProgress, caller),
    stopDownload: async (caller) => {
      added.stop(caller);
      await shelf.stopDownload(caller);
    },
    remove: (model) => queue(() => remove(model)),
    warm: (options) => queue(() => warm(options)),
    segment: (bitmap, options, onStage) =>
      queue(() => cutOut(bitmap, options, onStage)).finally(() => bitmap.close()),
    detect: (bitmap) =>
      queue(async () => {
        await shelf.download(DETECTION_MODEL, () => {});
        return detect(bitmap);
      }).finally(() => bitmap.close()),
    readModel: (from) => added.read(from),
    addModel: (description, files, onProgress, caller) => added.add(description, files, onProgress, caller)
  };
}
