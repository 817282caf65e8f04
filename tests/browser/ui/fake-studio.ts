import type { Detection } from '../../../src/lib/engine/segment/api.ts';
import type { DownloadProgress, ModelStatus } from '../../../src/lib/pipeline/models.ts';
import { RecentMap } from '../../../src/lib/pipeline/pressed.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { RuleBook } from '../../../src/lib/pipeline/rules.ts';
import { MemoryStore } from '../../../src/lib/storage/memory-store.ts';

/** A model as it is listed. */
export const model = (id: string, cached: boolean, task = 'salient-segmentation'): ModelStatus => ({
  id,
  name: id,
  task,
  engine: 'isnet',
  removable: false,
  bytes: 100,
  sha256: '0'.repeat(64),
  licence: 'MIT',
  licenceEvidence: 'https://example.com/licence',
  provenance: 'somewhere',
  commercialUse: 'unconfirmed',
  storedBytes: cached ? 100 : 0,
  cached
});

export interface FakeStudio extends Studio {
  readonly downloaded: string[];
  /** What the segment worker was asked, call by call. */
  readonly asked: { readonly effort: string; readonly ask: unknown }[];
}

interface Fakes {
  /** What is recognised in every photo. */
  readonly detections?: readonly Detection[];
}

/** Workers that answer at once: every file is a photo of 8 × 6 px, every matte is a new one. */
export function fakeStudio(models: readonly ModelStatus[] = [], { detections = [] }: Fakes = {}): FakeStudio {
  const downloaded: string[] = [];
  const asked: FakeStudio['asked'] = [];
  let mattes = 0;
  const segment = {
    models: async () =>
      models.map((each) => (downloaded.includes(each.id) ? model(each.id, true, each.task) : each)),
    download: async (id: string, onProgress: (progress: DownloadProgress) => void) => {
      downloaded.push(id);
      onProgress({ done: 100, total: 100 });
    },
    stopDownload: async () => {},
    gpu: async () => ({ state: 'unfit', reason: 'no-adapter' }),
    detect: async () => detections,
    segment: async (
      _photo: unknown,
      { model: id, effort, ask }: { model: string; effort: string; ask: unknown },
      onStage: (stage: string) => void
    ) => {
      asked.push({ effort, ask });
      onStage('infer');
      const ms = { load: 0, prepare: 0, infer: 0, refine: 0 };
      return {
        matte: { alpha: new Uint8Array(1) },
        doubt: null,
        candidates: [],
        model: id,
        provider: 'wasm',
        confidence: 0.9,
        ms
      };
    }
  };
  const encode = {
    decode: async () => ({
      info: { type: 'image/jpeg', width: 8, height: 6 },
      bitmap: { close: () => {} }
    }),
    writeMatte: async () => new Blob([`matte ${mattes++}`])
  };
  const host = (api: object) => ({ call: async (work: (api: object) => Promise<unknown>) => work(api) });
  const workers = {
    segment: host(segment),
    imgly: host(segment),
    reader: host({ isReady: async () => false }),
    encode: host(encode),
    intake: host(encode),
    compose: host({})
  };
  const memory = {
    pressed: new RecentMap(9),
    cutouts: new RecentMap(9),
    detections: new RecentMap(9),
    alphas: new RecentMap(9),
    layers: new RecentMap(9),
    subjects: new RecentMap(9)
  };
  const store = new MemoryStore();
  return {
    store,
    rules: new RuleBook(store),
    downloaded,
    asked,
    ...workers,
    ...memory,
    close: () => {}
  } as unknown as FakeStudio;
}
