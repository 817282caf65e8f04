import { beforeEach, describe, expect, it } from 'vitest';
import { IDENTITY_ASK, NO_PROMPT } from '../../../../src/lib/domain/document/edits/cutout.ts';
import type { AddProgress } from '../../../../src/lib/engine/segment/api.ts';
import { hashOf } from '../../../../src/lib/engine/segment/fetching.ts';
import type { OnnxModel } from '../../../../src/lib/engine/segment/models.ts';
import { oneAtATime } from '../../../../src/lib/engine/segment/queue.ts';
import { Runtime } from '../../../../src/lib/engine/segment/runtime.ts';
import { Shelf } from '../../../../src/lib/engine/segment/shelf.ts';
import { UserModels } from '../../../../src/lib/engine/segment/user-models.ts';
import { Weights } from '../../../../src/lib/engine/segment/weights.ts';
import { clipModel, salientModel, samModel, type SmallModel } from '../../../fixtures/small-models.ts';

/* Models that a person adds, on the real runtime, in the real Cache Storage. */

const root = new URL('/', location.href);
const CACHE = 'packshot-models';

type Bytes = Uint8Array<ArrayBuffer>;
const read = async (path: string): Promise<Bytes> =>
  new Uint8Array(await (await fetch(new URL(path, root))).arrayBuffer());

/** What lies on the server besides the development server's own files, by path below the root. */
let served: Map<string, BodyInit>;
/** Where set, an ONNX file never comes, and this is told that it was asked for. */
let onStuck: (() => void) | null;

/** A build that ships a runtime and no model. */
async function shipped(): Promise<Map<string, BodyInit>> {
  const wasm = await read('node_modules/onnxruntime-web/dist/ort-wasm-simd-threaded.wasm');
  const glue = await read('ort/ort-wasm-simd-threaded.mjs');
  const piece = { bytes: wasm.length, sha256: await hashOf(wasm) };
  const path = 'ort/ort-wasm-simd-threaded.mjs';
  const runtime = {
    name: 'onnxruntime-web',
    version: 'test',
    glue: { path, bytes: glue.length, sha256: await hashOf(glue) },
    wasm: { ...piece, chunks: [piece] }
  };
  return new Map<string, BodyInit>([
    ['models/models.json', JSON.stringify({ schema: 1, runtime, models: [] })],
    [`models/${piece.sha256}`, wasm]
  ]);
}
const build = shipped();

const answer: typeof fetch = async (input, init) => {
  const url = new URL(input instanceof Request ? input.url : input);
  if (url.origin !== root.origin) throw new TypeError('Failed to fetch');
  const body = served.get(url.pathname.slice(1));
  if (body === undefined) return fetch(input, init);
  if (!onStuck || !url.pathname.endsWith('.onnx')) return new Response(body);
  const never = new Promise<Response>((_, reject) =>
    init?.signal?.addEventListener('abort', () => reject(init.signal!.reason))
  );
  onStuck();
  return never;
};

function open() {
  const around = { root, fetch: answer, caches };
  const weights = new Weights(around);
  const users = new UserModels(weights, new Runtime(weights, root, 0), around, oneAtATime());
  return { weights, users, shelf: new Shelf(weights) };
}

const blobsOf = ({ files }: SmallModel): Record<string, Blob> =>
  Object.fromEntries(Object.entries(files).map(([role, bytes]) => [role, new Blob([bytes])]));

const add = (small: SmallModel, over: object = {}, files = blobsOf(small), heard: AddProgress[] = []) =>
  open().users.add({ ...small.description, ...over }, files, (progress) => heard.push(progress), 'me');

/** Addresses in the cache, without the runtime's. */
async function kept(): Promise<string[]> {
  const runtime = [...(await build).keys()].map((path) => new URL(path, root).href);
  const keys = await (await caches.open(CACHE)).keys();
  return keys.map(({ url }) => url).filter((url) => !runtime.includes(url));
}

const photo = () => {
  const data = new Uint8ClampedArray(64 * 32 * 4).fill(255);
  for (let i = 0; i < 64 * 32; i++) if (i % 64 < 32) data.set([200, 10, 10], 4 * i);
  return { data, width: 64, height: 32 };
};

beforeEach(async () => {
  await caches.delete(CACHE);
  served = new Map(await build);
  onStuck = null;
});

describe('adding', () => {
  it.each([
    ['salient', salientModel(), {}, [8, 24]],
    ['promptable', samModel(), { include: [{ x: 16, y: 16 }] }, [14, 18]],
    ['text', clipModel(), { text: 'red' }, [8, 24]],
    ['text in three graphs', clipModel({ inThree: true }), { text: 'red' }, [8, 24]]
  ])(
    'a %s model from files: tried, kept, listed, and asked by another worker',
    async (_kind, small, prompt, xs) => {
      const heard: AddProgress[] = [];
      const added = await add(small, {}, blobsOf(small), heard);
      expect(added.model).toMatchObject({
        id: small.description.id,
        engine: 'onnx',
        removable: true,
        cached: true
      });
      expect(added.files.map(({ role }) => role)).toEqual(Object.keys(small.files));
      expect(added.files[0]!.sha256).toBe(await hashOf(Object.values(small.files)[0]!));
      expect([...new Set(heard.map(({ stage }) => stage))]).toEqual(['fetch', 'verify', 'test', 'keep']);

      const later = open();
      expect(await later.shelf.models()).toMatchObject([{ id: small.description.id, cached: true }]);
      const { models } = await later.weights.manifest();
      const ask = { ...IDENTITY_ASK, prompt: { ...NO_PROMPT, ...prompt } };
      const found = await later.users.coarse(models[0] as OnnxModel, photo(), ask);
      const at = (x: number) =>
        found.alpha[(found.height >> 1) * found.width + Math.floor((x * found.width) / 64)]!;
      if (small.description.task === 'salient-segmentation') expect(found.alpha).toHaveLength(96 * 48);
      else for (const x of xs) expect(at(x)).toBeGreaterThan(0.9);
      expect(at(60)).toBeLessThan(0.1);
    }
  );

  it('from an address: files lie beside the description, their hashes are compared', async () => {
    const small = salientModel();
    const sha256 = await hashOf(small.files['model']!);
    const file = { role: 'model', url: 'weights.onnx', sha256, bytes: small.files['model']!.length };
    served.set('own/salient.json', JSON.stringify({ ...small.description, files: [file] }));
    served.set('own/weights.onnx', small.files['model']!);
    const { users } = open();
    const description = await users.read('/own/salient.json');
    expect(description.files[0]!.url).toBe(new URL('own/weights.onnx', root).href);
    expect(await kept()).toEqual([]);
    expect((await users.add(description, {}, () => {}, 'me')).model.cached).toBe(true);
  });

  it('removing forgets the description and the files that no other model has', async () => {
    const small = salientModel();
    await add(small);
    await add(small, { id: 'twin' });
    const { users, shelf } = open();
    expect(await users.remove(small.description.id)).toBe(true);
    expect(await shelf.models()).toMatchObject([{ id: 'twin', cached: true }]);
    expect(await kept()).toHaveLength(2);
    await users.remove('twin');
    expect(await kept()).toEqual([new URL('models/user.json', root).href]);
    expect(await users.remove('isnet-fp16')).toBe(false);
  });

  it('a description of a newer version is kept, though this one cannot read it', async () => {
    const list = { schema: 1, models: [{ id: 'newer', engine: 'tomorrow' }, null], pending: [] };
    await (await caches.open(CACHE)).put(new URL('models/user.json', root), Response.json(list));
    await add(salientModel());
    const { shelf } = open();
    expect((await shelf.models()).map(({ id }) => id)).toEqual(['small-salient']);
    const now = await (await (await caches.open(CACHE)).match(new URL('models/user.json', root)))!.json();
    expect(now.models).toHaveLength(3);
  });

  it('what a crash left half written is swept by the next one', async () => {
    const cache = await caches.open(CACHE);
    const left = new URL(`models/${'a'.repeat(64)}`, root).href;
    await cache.put(left, new Response('half'));
    const list = { schema: 1, models: [], pending: ['a'.repeat(64)] };
    await cache.put(new URL('models/user.json', root), Response.json(list));
    await add(salientModel());
    expect(await kept()).not.toContain(left);
  });
});

describe('what cannot be added leaves nothing', () => {
  const small = salientModel();
  const model = new Blob([small.files['model']!]);

  it.each([
    ['no description', { ...small.description, licence: undefined }, {}, 'bad-request', { path: 'licence' }],
    [
      'a task without an engine',
      { ...small.description, task: 'inpaint' },
      {},
      'bad-request',
      { path: 'task' }
    ],
    ['an unknown task', { ...small.description, task: 'guess' }, {}, 'bad-request', { path: 'task' }],
    [
      'the wrong files',
      { ...small.description, files: [{ role: 'encoder' }] },
      {},
      'bad-request',
      { path: 'files' }
    ],
    ['a file that is missing', small.description, {}, 'bad-request', { path: 'files.0' }],
    [
      'another hash',
      { ...small.description, files: [{ role: 'model', sha256: '0'.repeat(64) }] },
      { model },
      'model-unavailable',
      { reason: 'corrupt', role: 'model' }
    ],
    ['no ONNX', small.description, { model: new Blob(['<html>']) }, 'model-unavailable', { reason: 'graph' }],
    [
      'other inputs',
      { ...small.description, names: { in: 'x', out: 'found' } },
      { model },
      'model-unavailable',
      { reason: 'shape' }
    ],
    [
      'an answer that is no α',
      salientModel({ raw: true }).description,
      blobsOf(salientModel({ raw: true })),
      'model-unavailable',
      { reason: 'range' }
    ],
    [
      'another self-test',
      { ...small.description, selfTest: { expectSha: '0'.repeat(64) } },
      { model },
      'model-unavailable',
      { reason: 'test' }
    ],
    [
      'more than 600 MB',
      { ...small.description, files: [{ role: 'model', url: '/big.onnx', bytes: 600_000_001 }] },
      {},
      'file-too-large',
      { maxBytes: 600_000_000 }
    ]
  ])('%s', async (_what, description, files, code, data) => {
    const { users } = open();
    const adding = users.add(description, files as Record<string, Blob>, () => {}, 'me');
    await expect(adding).rejects.toMatchObject({ code, data });
    expect(await kept()).toEqual([]);
  });

  it('a second model of the same name', async () => {
    await add(small);
    await expect(add(small)).rejects.toMatchObject({ code: 'bad-request', data: { path: 'id' } });
    expect(await kept()).toHaveLength(2);
  });

  it('cancelled half way', async () => {
    served.set('far.onnx', 'x');
    const { users } = open();
    onStuck = () => users.stop('me');
    const url = new URL('far.onnx', root).href;
    const adding = users.add({ ...small.description, files: [{ role: 'model', url }] }, {}, () => {}, 'me');
    await expect(adding).rejects.toMatchObject({ code: 'aborted' });
    expect(await kept()).toEqual([]);
  });

  it('cancelled while it is written', async () => {
    const { users, shelf } = open();
    const adding = users.add(
      small.description,
      { model },
      ({ stage }) => stage === 'keep' && users.stop('me'),
      'me'
    );
    await expect(adding).rejects.toMatchObject({ code: 'aborted' });
    expect(await shelf.models()).toEqual([]);
    expect(await kept()).toEqual([new URL('models/user.json', root).href]);
  });

  it('another place that the policy, or its own answer, forbids', async () => {
    const files = [{ role: 'model', url: 'https://models.example/far.onnx' }];
    await expect(add(small, { files }, {})).rejects.toMatchObject({
      code: 'model-unavailable',
      data: { reason: 'elsewhere' }
    });
  });

  it('where the browser keeps nothing', async () => {
    const around = { root, fetch: answer, caches: undefined };
    const weights = new Weights(around);
    const users = new UserModels(weights, new Runtime(weights, root, 0), around, oneAtATime());
    await expect(users.add(small.description, { model }, () => {}, 'me')).rejects.toMatchObject({
      code: 'no-storage'
    });
  });
});

describe('descriptions', () => {
  it.each([
    ['no JSON', 'hello', ''],
    [
      'an address of another kind',
      JSON.stringify({ ...salientModel().description, files: [{ role: 'model', url: 'blob:x' }] }),
      'files.0.url'
    ]
  ])('%s is refused', async (_what, text, path) => {
    await expect(open().users.read(new Blob([text]))).rejects.toMatchObject({
      code: 'bad-request',
      data: { path }
    });
  });

  it('one that is no description of a few kB is not read', async () => {
    const long = new Blob([new Uint8Array(300_000)]);
    await expect(open().users.read(long)).rejects.toMatchObject({ code: 'file-too-large' });
  });
});
