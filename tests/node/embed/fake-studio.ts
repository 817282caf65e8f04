import { PackshotError } from '../../../src/lib/domain/errors.ts';
import type { ComposeApi } from '../../../src/lib/engine/compose/api.ts';
import type { EncodeApi } from '../../../src/lib/engine/encode/api.ts';
import type { CallOptions, RemoteApi, WorkerHost } from '../../../src/lib/engine/rpc.ts';
import type { ModelStatus, SegmentApi } from '../../../src/lib/engine/segment/api.ts';
import { RecentMap } from '../../../src/lib/pipeline/pressed.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { MemoryStore } from '../../../src/lib/storage/memory-store.ts';

export const PHOTO_SIZE = { width: 40, height: 30 };
export const CUTOUT_PNG = 'png of the cutout';

/** Calls of the workers, in order, as `encode.decode`. */
export interface FakeStudio extends Studio {
  readonly worked: string[];
  /** Models on the device. */
  readonly cached: Set<string>;
  /** Decoded photos that are held at this moment, and the most there ever were. */
  readonly held: { now: number; most: number };
  /** While set, an inference waits for it. */
  infer: Promise<void>;
}

const MODEL: Omit<ModelStatus, 'id' | 'cached' | 'storedBytes'> = {
  name: 'Fake',
  task: 'segment',
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
  const note = (what: string) => void worked.push(what);

  const encode: Partial<EncodeApi> = {
    decode: async (file) => {
      note('encode.decode');
      if ((await file.text()).startsWith('broken'))
        throw new PackshotError('decode-failed', 'broken', { bytes: file.size });
      held.most = Math.max(held.most, ++held.now);
      const bitmap = { ...PHOTO_SIZE, close: () => held.now-- } as unknown as ImageBitmap;
      const info = {
        ...PHOTO_SIZE,
        format: 'jpeg',
        type: 'image/jpeg',
        orientation: 1,
        bytes: file.size,
        blockPx: 16
      };
      await new Promise((soon) => setTimeout(soon, 1));
      return { info, bitmap };
    },
    writeMatte: async ({ alpha }) => new Blob([alpha], { type: 'image/png' }),
    readMatte: async () => ({ ...PHOTO_SIZE, alpha: new Uint8Array(1200) }),
    writePng: async () => new Blob([CUTOUT_PNG], { type: 'image/png' })
  };

  const segment: Partial<SegmentApi> = {
    models: async () =>
      ['isnet-fp16', 'imgly-isnet-fp16'].map((id) => {
        const isCached = cached.has(id);
        return { ...MODEL, id, cached: isCached, storedBytes: isCached ? MODEL.bytes : 0 };
      }),
    download: async (model, onProgress) => {
      note(`download ${model}`);
      for (const done of [50, 100]) onProgress({ done, total: 100 });
      cached.add(model);
    },
    stopDownload: async () => note('stopDownload'),
    warm: async ({ model, side }) => note(`warm ${model} ${side}`),
    segment: async (bitmap, { model, side }, onStage) => {
      note(`segment ${model} ${side}`);
      bitmap.close();
      onStage('infer');
      await studio.infer;
      const alpha = new Uint8Array(PHOTO_SIZE.width * PHOTO_SIZE.height).fill(255);
      const ms = { load: 1, prepare: 1, infer: 1, refine: 1 };
      return { matte: { ...PHOTO_SIZE, alpha }, confidence: 0.4, model, side, ms };
    }
  };

  const compose: Partial<ComposeApi> = {
    layer: async () => ({ ...PHOTO_SIZE, box: null, edgePixels: 0 }),
    cutout: async () => ({ ...PHOTO_SIZE, data: new Uint8ClampedArray(4800) })
  };

  const studio: FakeStudio = {
    store: new MemoryStore(),
    segment: host(segment),
    imgly: host(segment),
    encode: host(encode),
    intake: host(encode),
    compose: host(compose),
    pressed: new RecentMap(1),
    close: () => {},
    worked,
    cached,
    held,
    infer: Promise.resolve()
  };
  return studio;
}
