import type { ReaderApi } from '../../../src/lib/engine/read/api.ts';
import { PackshotError } from '../../../src/lib/domain/errors.ts';
import type { ComposeApi } from '../../../src/lib/engine/compose/api.ts';
import { countAlpha } from '../../../src/lib/engine/encode/alpha.ts';
import type { EncodeApi } from '../../../src/lib/engine/encode/api.ts';
import type { CallOptions, RemoteApi, WorkerHost } from '../../../src/lib/engine/rpc.ts';
import type {
  Detection,
  FinderApi,
  GpuStatus,
  ModelStatus,
  SegmentOptions
} from '../../../src/lib/engine/segment/api.ts';
import { RecentMap } from '../../../src/lib/pipeline/pressed.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { RuleBook } from '../../../src/lib/pipeline/rules.ts';
import { MemoryStore } from '../../../src/lib/storage/memory-store.ts';

export const PHOTO_SIZE = { width: 40, height: 30 };
export const CUTOUT_PNG = 'png of the cutout';

const AREA = PHOTO_SIZE.width * PHOTO_SIZE.height;

/** α by pixel of files with this text; others are opaque. */
const ALPHAS: Readonly<Record<string, (p: number) => number>> = {
  'cut out': (p) => (p < AREA / 2 ? 0 : 255),
  invisible: () => 0,
  veil: () => 128,
  'round corners': (p) => (p < 4 ? 0 : 255)
};

/** What every photo shows. */
export const DETECTIONS: readonly Detection[] = [
  { name: 'cup', score: 0.9, box: { x: 4, y: 3, width: 20, height: 15 } },
  { name: 'vase', score: 0.5, box: { x: 30, y: 3, width: 8, height: 15 } },
  { name: 'cup', score: 0.4, box: { x: 1, y: 1, width: 2, height: 2 } }
];

/** Calls of the workers, in order, as `encode.decode`. */
export interface FakeStudio extends Studio {
  readonly worked: string[];
  /** Models on the device. */
  readonly cached: Set<string>;
  /** Decoded photos that are held at this moment, and the most there ever were. */
  readonly held: { now: number; most: number };
  /** What the models were asked, in order. */
  readonly asked: SegmentOptions[];
  /** What the segment worker says of the graphics processor. */
  gpu: GpuStatus;
  /** While set, an inference waits for it. */
  infer: Promise<void>;
}

/** Models by id, and what they are for. */
const TASKS = {
  'isnet-fp16': 'salient-segmentation',
  'imgly-isnet-fp16': 'salient-segmentation',
  finder: 'detection',
  reader: 'text-segmentation'
};

const MODEL: Omit<ModelStatus, 'id' | 'task' | 'cached' | 'storedBytes'> = {
  name: 'Fake',
  engine: 'isnet',
  removable: false,
  bytes: 100,
  sha256: '0'.repeat(64),
  licence: 'MIT',
  licenceEvidence: 'https://licence.example',
  provenance: 'made up',
  commercialUse: 'unconfirmed'
};

/** A host whose worker is `api`, in this thread; like the real one it rejects at once when aborted. */
function host<Api>(api: Partial<Api>): WorkerHost<Api> {
  const call = <R>(run: (api: RemoteApi<Api>) => Promise<R>, { signal }: CallOptions = {}): Promise<R> =>
    new Promise((resolve, reject) => {
      const abort = () => reject(new PackshotError('aborted', 'Cancelled'));
      if (signal?.aborted) return abort();
      signal?.addEventListener('abort', abort);
      run(api as RemoteApi<Api>).then(resolve, reject);
    });
  return { call, end: () => {} };
}

/** The real store and pipeline on workers that only pretend: a file whose text starts with `broken` does not decode. */
export function makeFakeStudio(): FakeStudio {
  const worked: string[] = [];
  const cached = new Set<string>();
  const held = { now: 0, most: 0 };
  const asked: SegmentOptions[] = [];
  const note = (what: string) => void worked.push(what);

  const encode: Partial<EncodeApi> = {
    decode: async (file) => {
      note('encode.decode');
      if ((await file.text()).startsWith('broken'))
        throw new PackshotError('decode-failed', 'broken', { bytes: file.size });
      held.most = Math.max(held.most, ++held.now);
      // As a real bitmap it may be closed twice: by its worker, and by who handed it over.
      let isOpen = true;
      const close = () => {
        if (isOpen) held.now--;
        isOpen = false;
      };
      const bitmap = { ...PHOTO_SIZE, close } as unknown as ImageBitmap;
      const info = {
        ...PHOTO_SIZE,
        format: 'jpeg',
        type: file.type,
        orientation: 1,
        bytes: file.size,
        blockPx: 16
      };
      await new Promise((soon) => setTimeout(soon, 1));
      return { info, bitmap };
    },
    writeMatte: async ({ alpha }) => new Blob([alpha], { type: 'image/png' }),
    readAlpha: async (file) => {
      note('encode.readAlpha');
      const alpha = ALPHAS[await file.text()];
      if (!alpha) return null;
      const values = Uint8Array.from({ length: AREA }, (_, p) => alpha(p));
      const matte = new Blob([values], { type: 'image/png' });
      return { ...countAlpha({ ...PHOTO_SIZE, alpha: values }), matte };
    },
    readMatte: async (png) => {
      if ((await png.text()).includes('damaged')) throw new PackshotError('decode-failed', 'broken IDAT');
      return { ...PHOTO_SIZE, alpha: new Uint8Array(AREA) };
    },
    writePng: async () => new Blob([CUTOUT_PNG], { type: 'image/png' })
  };

  const segment: Partial<FinderApi> = {
    models: async () =>
      Object.entries(TASKS).map(([id, task]) => {
        const isCached = cached.has(id);
        return { ...MODEL, id, task, cached: isCached, storedBytes: isCached ? MODEL.bytes : 0 };
      }),
    download: async (model, onProgress) => {
      note(`download ${model}`);
      for (const done of [50, 100]) onProgress({ done, total: 100 });
      cached.add(model);
    },
    stopDownload: async () => note('stopDownload'),
    gpu: async () => studio.gpu,
    remove: async (model) => void cached.delete(model),
    warm: async ({ model, effort }) => note(`warm ${model} ${effort}`),
    segment: async (bitmap, options, onStage) => {
      const { model, effort } = options;
      note(`segment ${model} ${effort}`);
      asked.push(options);
      bitmap.close();
      onStage('infer');
      await studio.infer;
      const strength = options.ask?.pick === 'letter' ? 200 : effort === 'fast' ? 180 : 255;
      const alpha = new Uint8Array(AREA).fill(strength);
      const ms = { load: 1, prepare: 1, infer: 1, refine: 1 };
      const candidates = ['squash', 'letter'].map((id) => ({
        id,
        score: 0.4,
        thumb: { ...PHOTO_SIZE, alpha }
      }));
      const about = { confidence: 0.4, model, provider: 'wasm', candidates, ms } as const;
      return { matte: { ...PHOTO_SIZE, alpha }, doubt: null, ...about };
    },
    detect: async (bitmap) => {
      note('detect');
      bitmap.close();
      return [...DETECTIONS];
    }
  };

  const layers = new Set<string>();
  const info = { ...PHOTO_SIZE, box: null, hull: [], mass: null, edgePixels: 0 };
  const compose: Partial<ComposeApi> = {
    layer: async (key) => (layers.has(key) ? info : null),
    putLayer: async (key, source) => {
      note('compose.putLayer');
      source.close();
      layers.add(key);
      return info;
    },
    correct: async (from, key) => {
      if (!layers.has(from)) return null;
      note('compose.correct');
      layers.add(key);
      return info;
    },
    matte: async () => ({ ...PHOTO_SIZE, alpha: new Uint8Array(AREA).fill(7) }),
    cutout: async () => ({ ...PHOTO_SIZE, data: new Uint8ClampedArray(4 * AREA) })
  };

  const store = new MemoryStore();
  const studio: FakeStudio = {
    store,
    rules: new RuleBook(store),
    segment: host(segment),
    imgly: host(segment),
    reader: host<ReaderApi>({ isReady: async () => false }),
    encode: host(encode),
    intake: host(encode),
    compose: host(compose),
    pressed: new RecentMap(1),
    cutouts: new RecentMap(9),
    detections: new RecentMap(9),
    alphas: new RecentMap(9),
    metadata: new RecentMap(9),
    layers: new RecentMap(9),
    subjects: new RecentMap(9),
    close: () => {},
    worked,
    asked,
    cached,
    held,
    gpu: { state: 'unfit', reason: 'no-adapter' },
    infer: Promise.resolve()
  };
  return studio;
}
