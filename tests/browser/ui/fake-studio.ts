import type { DownloadProgress, ModelStatus } from '../../../src/lib/pipeline/models.ts';
import type { Studio } from '../../../src/lib/pipeline/studio.ts';
import { MemoryStore } from '../../../src/lib/storage/memory-store.ts';

/** A model as it is listed. */
export const model = (id: string, cached: boolean): ModelStatus => ({
  id,
  name: id,
  task: 'cutout',
  bytes: 100,
  sha256: '0'.repeat(64),
  licence: 'MIT',
  licenceEvidence: 'https://example.com/licence',
  provenance: 'somewhere',
  commercialUse: 'unconfirmed',
  storedBytes: cached ? 100 : 0,
  cached
});

/** Workers that answer at once: every file is a photo of 8 × 6 px, every matte is a new one. */
export function fakeStudio(models: readonly ModelStatus[] = []): Studio & { downloaded: string[] } {
  const downloaded: string[] = [];
  let mattes = 0;
  const segment = {
    models: async () => models,
    download: async (id: string, onProgress: (progress: DownloadProgress) => void) => {
      downloaded.push(id);
      onProgress({ done: 100, total: 100 });
    },
    stopDownload: async () => {},
    segment: async (_photo: unknown, { model: id }: { model: string }, onStage: (stage: string) => void) => {
      onStage('infer');
      const ms = { load: 0, prepare: 0, infer: 0, refine: 0 };
      return { matte: { alpha: new Uint8Array(1) }, model: id, confidence: 0.9, ms };
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
    encode: host(encode),
    intake: host(encode),
    compose: host({})
  };
  return { store: new MemoryStore(), downloaded, ...workers, close: () => {} } as unknown as Studio & {
    downloaded: string[];
  };
}
