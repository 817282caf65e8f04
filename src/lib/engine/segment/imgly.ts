import type * as ImglyModule from '@imgly/background-removal';
import { isPrompted, type Ask } from '../../domain/document/edits/cutout.ts';
import { asPackshotError, PackshotError } from '../../domain/errors.ts';
import type { Matte, Pixels } from '../../domain/pixels.ts';
import { readBitmap } from '../pixels.ts';
import { handOver } from '../rpc.ts';
import type { SegmentApi, SegmentOptions, Segmentation, SegmentStage } from './api.ts';
import { confidenceOf } from './confidence.ts';
import { emptyMatte } from './matte/empty.ts';
import { modelOf } from './models.ts';
import { oneAtATime } from './queue.ts';
import { Shelf } from './shelf.ts';
import { squash } from './tensor.ts';
import type { Weights } from './weights.ts';

type Imgly = typeof ImglyModule;

/** Side of the picture the library shows the network; it knows no other. */
const SIDE = 1024;

/** The photo as the library reads it without decoding anything; untyped bytes it refuses. */
const rawBlob = ({ data, width, height }: Pixels): Blob =>
  new Blob([data], { type: `image/x-rgba8;width=${width};height=${height}` });

async function alphaOf(cutout: Blob, { width, height }: Pixels): Promise<Matte> {
  const rgba = new Uint8Array(await cutout.arrayBuffer());
  const alpha = new Uint8Array(width * height);
  for (let i = 0; i < alpha.length; i++) alpha[i] = rgba[4 * i + 3]!;
  return { alpha, width, height };
}

/** Our measure of trust, on the library's matte seen at the network's size. */
function confidenceIn({ alpha, width, height }: Matte): number {
  const data = new Uint8ClampedArray(alpha.length * 4);
  for (let i = 0; i < alpha.length; i++) {
    data[4 * i] = alpha[i]!;
    data[4 * i + 3] = 255;
  }
  const planes = squash({ data, width, height }, SIDE, { scale: 1 / 255, offset: 0 });
  return confidenceOf(planes.subarray(0, SIDE * SIDE), SIDE);
}

/** @throws `unsupported-prompt`: the library finds what is most salient, and cannot be told otherwise */
function refuseWishes(model: string, ask: Ask | undefined): void {
  if (!ask || (!isPrompted(ask.prompt) && ask.holes === 'auto')) return;
  throw new PackshotError('unsupported-prompt', `Model ${model} takes no prompts`, { model });
}

/**
 * SegmentApi on @imgly/background-removal 1.7 as it comes: its own preparation, its own matte, nothing refined; it is
 * what our own engine is measured against. It always works at 1024 px, once, whatever the effort, and takes no prompt. Its `infer` time holds its shrinking of the
 * photo and enlarging of the matte too, which cannot be told apart from outside; `refine` is its merging.
 *
 * What is kept away from its known faults: bytes always carry a type; one fixed configuration, because each other one
 * builds a session that is never released; a failed load is not asked for again under the same key, because it
 * remembers failures for ever; the progress callback returns nothing, because it refuses one that does.
 */
export function imglyApi(weights: Weights, root: URL): SegmentApi {
  const shelf = new Shelf(weights);
  let attempt = 0;
  let onStep: (step: string) => void = () => {};
  /** The library tells its steps to one listener, so that one photo is cut out at a time. */
  const queue = oneAtATime();

  const configuration = (): ImglyModule.Config & { attempt: number } => ({
    publicPath: new URL('models/', root).href,
    model: 'isnet_fp16',
    device: 'cpu',
    output: { format: 'image/x-rgba8', quality: 1 },
    progress: (step: string) => {
      onStep(step);
    },
    debug: false,
    rescale: true,
    proxyToWorker: false,
    fetchArgs: {},
    attempt
  });

  const open = async (model: string): Promise<Imgly> => {
    modelOf(await weights.manifest(), 'imgly', model);
    await shelf.download(model, () => {});
    try {
      const imgly = await import('@imgly/background-removal');
      await imgly.preload(configuration());
      return imgly;
    } catch (error) {
      attempt++;
      throw asPackshotError(error, 'model-unavailable');
    }
  };

  const cutOut = async (
    bitmap: ImageBitmap,
    { model, ask }: SegmentOptions,
    onStage: (stage: SegmentStage) => void
  ): Promise<Segmentation> => {
    refuseWishes(model, ask);
    const started = performance.now();
    onStage('load');
    const imgly = await open(model);
    const loaded = performance.now();
    onStage('prepare');
    const photo = readBitmap(bitmap);
    let [inferring, merging] = [loaded, loaded];
    onStep = (step) => {
      if (step === 'compute:inference') inferring = performance.now();
      if (step === 'compute:mask') merging = performance.now();
      if (step === 'compute:inference') onStage('infer');
      if (step === 'compute:mask') onStage('refine');
    };
    const found = await alphaOf(await imgly.removeBackground(rawBlob(photo), configuration()), photo);
    const ms = {
      load: loaded - started,
      prepare: inferring - loaded,
      infer: merging - inferring,
      refine: performance.now() - merging
    };
    const confidence = confidenceIn(found);
    const matte = confidence === 0 ? emptyMatte(found) : found;
    const about = { model, provider: 'wasm', candidates: [], ms } as const;
    return handOver({ matte, doubt: null, confidence, ...about }, [matte.alpha.buffer]);
  };

  return {
    models: () => shelf.models(),
    download: (model, onProgress, caller) => shelf.download(model, onProgress, caller),
    stopDownload: (caller) => shelf.stopDownload(caller),
    remove: (model) => shelf.remove(model),
    warm: async ({ model }) => void (await open(model)),
    segment: (bitmap, options, onStage) =>
      queue(() => cutOut(bitmap, options, onStage).finally(() => (onStep = () => {}))).finally(() =>
        bitmap.close()
      )
  };
}
