import { beforeEach, describe, expect, it } from 'vitest';
import { filesOf, piecesOf } from '../../../../src/lib/engine/segment/models.ts';
import { Shelf } from '../../../../src/lib/engine/segment/shelf.ts';
import { Weights, type Surroundings } from '../../../../src/lib/engine/segment/weights.ts';
import { stubAssets, type StubAssets } from '../../../fixtures/stub-model.ts';

const ROOT = new URL('https://shop.example/app/');
const MODEL = 'isnet-fp16';

/** Cache Storage with one cache, as a browser has it; `full` refuses to keep more. */
class FakeCaches {
  readonly entries = new Map<string, Uint8Array<ArrayBuffer>>();
  full = false;

  async open() {
    return {
      match: async (url: string) => {
        const bytes = this.entries.get(url);
        return bytes && new Response(bytes);
      },
      put: async (url: string, response: Response) => {
        if (this.full) throw new DOMException('full', 'QuotaExceededError');
        this.entries.set(url, new Uint8Array(await response.arrayBuffer()));
      },
      delete: async (url: string) => this.entries.delete(url),
      keys: async () => [...this.entries.keys()].map((url) => ({ url }))
    };
  }
}

let assets: StubAssets;
let store: FakeCaches;
let asked: string[];
/** What the network does with a path; undefined = answers. */
let trouble: (path: string, signal: AbortSignal | null | undefined) => Promise<Response> | undefined;

function around(over: Partial<Surroundings> = {}): Surroundings {
  const fetching: typeof fetch = async (input, init) => {
    const path = String(input).slice(ROOT.href.length);
    asked.push(path);
    init?.signal?.throwIfAborted();
    const body = assets.files.get(path);
    return trouble(path, init?.signal) ?? (body ? new Response(body) : new Response(null, { status: 404 }));
  };
  return { root: ROOT, fetch: fetching, caches: store as unknown as CacheStorage, ...over };
}

const pieceRequests = () => asked.filter((path) => path !== 'models/models.json');

async function piecesFrom(weights: Weights) {
  const manifest = await weights.manifest();
  return piecesOf(manifest, manifest.models[0]!);
}

beforeEach(async () => {
  assets = await stubAssets({ wasm: new Uint8Array(1000).fill(7), glue: new Uint8Array(10) });
  store = new FakeCaches();
  asked = [];
  trouble = () => undefined;
});

describe('what only the graphics processor needs', () => {
  const webgpu = () => {
    const file = new Uint8Array(300).fill(3);
    return { api: new Uint8Array(20).fill(1), glue: new Uint8Array(30).fill(2), wasm: file };
  };
  const SCRIPTS = ['ort/ort.jspi.min.mjs', 'ort/ort-wasm-simd-threaded.jspi.mjs'];

  beforeEach(async () => {
    const ort = { wasm: new Uint8Array(1000).fill(7), glue: new Uint8Array(10) };
    assets = await stubAssets({ ...ort, webgpu: webgpu() });
  });

  it('is neither counted nor fetched where that does not fit, nor for another engine', async () => {
    const shelf = new Shelf(new Weights(around()));
    const fitting = new Shelf(new Weights(around()), async () => true);
    const [isnet, imgly] = await shelf.models();
    expect(isnet!.bytes).toBe(imgly!.bytes);
    const [larger, same] = await fitting.models();
    expect(larger!.bytes).toBeGreaterThan(isnet!.bytes + 350);
    expect(same!.bytes).toBe(imgly!.bytes);
    await shelf.download(MODEL, () => {});
    await fitting.download('imgly-isnet-fp16', () => {});
    expect(asked.filter((path) => path.startsWith('ort/'))).toEqual([]);
  });

  it('comes last where it does, scripts under their own names; and goes with the model', async () => {
    const shelf = new Shelf(new Weights(around()), async () => true);
    await shelf.download(MODEL, () => {});
    const own = pieceRequests().findIndex((path) => path.startsWith('ort/'));
    expect(own).toBeGreaterThan(assets.weights.length);
    expect([...store.entries.keys()].filter((url) => url.includes('/ort/'))).toEqual(
      SCRIPTS.map((path) => `${ROOT.href}${path}`)
    );
    expect((await shelf.models())[0]).toMatchObject({ cached: true });
    await shelf.remove(MODEL);
    expect(store.entries.size).toBe(0);
  });

  it('may be missing: the model runs without it', async () => {
    await new Shelf(new Weights(around())).download(MODEL, () => {});
    const shelf = new Shelf(new Weights(around()), async () => true);
    const [isnet] = await shelf.models();
    expect(isnet!.cached).toBe(true);
    expect(isnet!.storedBytes).toBeLessThan(isnet!.bytes);
    expect(await shelf.isCached(MODEL)).toBe(true);
  });

  it('a script that was damaged on the device, or is another version’s, is fetched again', async () => {
    const weights = new Weights(around());
    await new Shelf(weights, async () => true).download(MODEL, () => {});
    const { api } = (await weights.manifest()).runtime.webgpu!;
    store.entries.set(`${ROOT.href}${api.path}`, new Uint8Array(20));
    expect(await weights.readPiece(api)).toEqual(webgpu().api);
    expect(store.entries.get(`${ROOT.href}${api.path}`)).toEqual(webgpu().api);
  });
});

describe('download', () => {
  it('reports every byte and ends at the total', async () => {
    const shelf = new Shelf(new Weights(around()));
    const seen: number[] = [];
    await shelf.download(MODEL, ({ done, total }) => seen.push(done / total));
    expect(seen[0]).toBe(0);
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect((await shelf.models())[0]).toMatchObject({ cached: true });
  });

  it('goes on where it stopped: pieces that were complete are not fetched again', async () => {
    const shelf = new Shelf(new Weights(around()));
    const last = assets.weights.at(-1)!;
    trouble = (path) => (path === last ? Promise.reject(new TypeError('offline')) : undefined);
    await expect(shelf.download(MODEL, () => {})).rejects.toMatchObject({
      code: 'model-unavailable',
      data: { reason: 'network' }
    });
    const [half] = await shelf.models();
    expect(half!.storedBytes).toBeGreaterThan(0);
    trouble = () => undefined;
    asked = [];
    await shelf.download(MODEL, () => {});
    expect(pieceRequests()).toEqual([last]);
  });

  it('stopping rejects with aborted, keeps what is complete, and a later call finishes', async () => {
    const shelf = new Shelf(new Weights(around()));
    const last = assets.weights.at(-1)!;
    let hanging!: () => void;
    const hangs = new Promise<void>((resolve) => (hanging = resolve));
    trouble = (path, signal) => {
      if (path !== last) return undefined;
      hanging();
      return new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    };
    const stopped = expect(shelf.download(MODEL, () => {}, 'me')).rejects.toMatchObject({
      code: 'aborted'
    });
    await hangs;
    await shelf.stopDownload('me');
    await stopped;
    trouble = () => undefined;
    asked = [];
    await shelf.download(MODEL, () => {});
    expect(pieceRequests()).toEqual([last]);
  });

  it('a connection that brings nothing is given up', async () => {
    const weights = new Weights(around({ stallMs: 20 }));
    const pieces = await piecesFrom(weights);
    trouble = (_path, signal) =>
      new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason)));
    await expect(weights.download(pieces, () => {}, new AbortController().signal)).rejects.toMatchObject({
      data: { reason: 'stalled' }
    });
  });

  it.each([
    ['damaged', new Uint8Array(512).fill(1)],
    ['too long', new Uint8Array(5000)],
    ['too short', new Uint8Array(1)]
  ])('a piece that comes %s is never kept', async (_how, body) => {
    const shelf = new Shelf(new Weights(around()));
    const [first] = assets.weights;
    trouble = (path) => (path === first ? Promise.resolve(new Response(body)) : undefined);
    await expect(shelf.download(MODEL, () => {})).rejects.toMatchObject({
      code: 'model-unavailable',
      data: { reason: 'corrupt' }
    });
    expect(store.entries.has(new URL(first!, ROOT).href)).toBe(false);
  });

  it('two at once fetch each piece once', async () => {
    const shelf = new Shelf(new Weights(around()));
    await Promise.all([shelf.download(MODEL, () => {}), shelf.download(MODEL, () => {})]);
    expect(new Set(pieceRequests()).size).toBe(pieceRequests().length);
  });

  it.each([
    ['there is no Cache Storage', () => ({ caches: undefined })],
    [
      'it is denied',
      () => ({ caches: { open: () => Promise.reject(new DOMException('', 'SecurityError')) } as never })
    ],
    ['the disk is full', () => ((store.full = true), {})]
  ])('pieces stay in memory where %s', async (_why, over) => {
    const weights = new Weights(around(over()));
    const shelf = new Shelf(weights);
    await shelf.download(MODEL, () => {});
    expect((await shelf.models())[0]).toMatchObject({ cached: true });
    const manifest = await weights.manifest();
    const [whole] = filesOf(manifest.models[0]!);
    await expect(weights.read(whole!)).resolves.toHaveLength(whole!.bytes);
  });
});

describe('reading', () => {
  it('puts the file together byte for byte', async () => {
    const weights = new Weights(around());
    await new Shelf(weights).download(MODEL, () => {});
    const bytes = await weights.read(filesOf((await weights.manifest()).models[0]!)[0]!);
    expect(Buffer.from(bytes)).toEqual(Buffer.concat(assets.weights.map((path) => assets.files.get(path)!)));
  });

  it('says so where nothing was downloaded', async () => {
    const weights = new Weights(around());
    const { models } = await weights.manifest();
    await expect(weights.read(filesOf(models[0]!)[0]!)).rejects.toMatchObject({
      data: { reason: 'missing' }
    });
  });

  it('a piece damaged on the device is fetched again once', async () => {
    const weights = new Weights(around());
    await new Shelf(weights).download(MODEL, () => {});
    const [first] = assets.weights;
    const url = new URL(first!, ROOT).href;
    store.entries.set(url, new Uint8Array(512));
    asked = [];
    await weights.read(filesOf((await weights.manifest()).models[0]!)[0]!);
    expect(pieceRequests()).toEqual([first]);
    expect(store.entries.get(url)).toEqual(assets.files.get(first!));
  });

  it('a piece damaged on the device and at its source is model-unavailable, after one try', async () => {
    const weights = new Weights(around());
    await new Shelf(weights).download(MODEL, () => {});
    const [first] = assets.weights;
    store.entries.set(new URL(first!, ROOT).href, new Uint8Array(512));
    asked = [];
    trouble = () => Promise.resolve(new Response(new Uint8Array(512)));
    await expect(weights.read(filesOf((await weights.manifest()).models[0]!)[0]!)).rejects.toMatchObject({
      code: 'model-unavailable',
      data: { reason: 'corrupt' }
    });
    expect(asked).toHaveLength(1);
  });
});

describe('registry', () => {
  it('is asked for again after a failure', async () => {
    const weights = new Weights(around());
    trouble = () => Promise.reject(new TypeError('offline'));
    await expect(weights.manifest()).rejects.toMatchObject({ code: 'model-unavailable' });
    trouble = () => undefined;
    await expect(weights.manifest()).resolves.toMatchObject({ schema: 1 });
  });

  it('one of another schema is refused', async () => {
    const weights = new Weights(around());
    trouble = () => Promise.resolve(Response.json({ schema: 2 }));
    await expect(weights.manifest()).rejects.toMatchObject({ code: 'model-unavailable' });
  });

  it('removing a model deletes its pieces', async () => {
    const shelf = new Shelf(new Weights(around()));
    await shelf.download(MODEL, () => {});
    await shelf.remove(MODEL);
    expect(store.entries.size).toBe(0);
    expect((await shelf.models())[0]).toMatchObject({ storedBytes: 0, cached: false });
  });
});
