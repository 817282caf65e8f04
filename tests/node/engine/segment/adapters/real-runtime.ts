import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as ort from 'onnxruntime-web/wasm';
import { filesFrom, Held } from '../../../../../src/lib/engine/segment/adapters/files.ts';
import type { ModelFiles } from '../../../../../src/lib/engine/segment/adapters/adapter.ts';
import { parseDescription } from '../../../../../src/lib/engine/segment/descriptions.ts';
import type { OnnxModel } from '../../../../../src/lib/engine/segment/models.ts';
import { Runtime } from '../../../../../src/lib/engine/segment/runtime.ts';
import type { Weights } from '../../../../../src/lib/engine/segment/weights.ts';
import type { SmallModel } from '../../../../fixtures/small-models.ts';

/* The real onnxruntime on WebAssembly, one thread, in Node. */

const wasm = createRequire(import.meta.url).resolve('onnxruntime-web/ort-wasm-simd-threaded.wasm');

export const runtime = new Runtime({} as Weights, new URL('https://shop.example/'), 0, async () => {
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = new Uint8Array(readFileSync(wasm)).buffer;
  return ort;
});

/** A small model as it is kept, with its hashes made up. */
export function keptModel({ description, files }: SmallModel, over: object = {}): OnnxModel {
  const parsed = parseDescription({ ...description, ...over });
  return {
    ...parsed,
    files: parsed.files.map(({ role }) => {
      const piece = { bytes: files[role]!.length, sha256: `${description.id} ${role}` };
      return { role, ...piece, chunks: [piece] };
    })
  };
}

/** Its files on the real runtime. `opened` lists the roles whose sessions were asked for. */
export function openFiles(small: SmallModel, model: OnnxModel): ModelFiles & { opened: string[] } {
  const opened: string[] = [];
  const files = filesFrom(model, runtime, new Held(), async ({ role }) => small.files[role]!);
  const session = (role: string) => {
    opened.push(role);
    return files.session(role);
  };
  return { ...files, session, opened };
}
