import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as ort from 'onnxruntime-web/wasm';
import { Runtime, type Session } from '../src/lib/engine/segment/runtime.ts';
import type { Weights } from '../src/lib/engine/segment/weights.ts';
import { modelAssets } from '../tools/models/assets.ts';

/** What finds words, and what finds faces. */
export interface Networks {
  readonly texts: Session;
  readonly faces: Session;
}

/** The real networks on one thread. */
export async function openNetworks(): Promise<Networks> {
  const root = process.cwd();
  const wasm = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');
  const runtime = new Runtime({} as Weights, new URL('https://bench.example/'), 2 ** 30, async () => {
    ort.env.wasm.numThreads = 1;
    ort.env.wasm.wasmBinary = new Uint8Array(readFileSync(wasm)).buffer;
    return ort;
  });
  const { made, copies } = await modelAssets(root);
  const { models } = JSON.parse(String(made.get('models/models.json'))) as {
    models: { engine: string; weights: { chunks: { sha256: string }[] } }[];
  };
  const open = (engine: string) => {
    const pieces = models
      .find((model) => model.engine === engine)!
      .weights.chunks.map(({ sha256 }) => {
        const path = `models/${sha256}`;
        const copy = copies.get(path);
        return copy ? readFileSync(copy.from).subarray(copy.start, copy.end) : (made.get(path) as Uint8Array);
      });
    return runtime.session(engine, async () => new Uint8Array(Buffer.concat(pieces)), { memoryBytes: 1 });
  };
  return { texts: await open('text'), faces: await open('face') };
}
