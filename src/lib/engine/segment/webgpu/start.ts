import type * as OrtModule from 'onnxruntime-web/wasm';
import type { Ort } from '../ort.ts';
import type { Weights } from '../weights.ts';
import { GpuFault } from './fault.ts';

/**
 * Starts onnxruntime's build for WebGPU on `device`; its files must have been downloaded. It is not bundled: its
 * script is part of that download, so that nobody fetches it who has no use for it. Of its builds the one that waits
 * with JSPI is the smallest by 10 MB; the others rewrite WebAssembly's stack instead (asyncify).
 *
 * Its glue holds a `new Function`, which our workers' policy forbids. It belongs to Emscripten's `val`, which onnxruntime
 * calls for WebNN alone: no session on WebGPU comes there (tests/webgpu).
 * @throws `model-unavailable`
 */
export async function startGpuOrt(weights: Weights, root: URL, device: GPUDevice): Promise<Ort> {
  const { webgpu } = (await weights.manifest()).runtime;
  if (!webgpu) throw new GpuFault('start', 'This build ships no runtime for WebGPU');
  const { api, glue } = webgpu;
  // Read for their hash alone: the browser loads scripts by their address.
  await weights.readPiece(api);
  await weights.readPiece(glue);
  const wasm = await weights.read(webgpu.wasm);
  const ort = (await import(/* @vite-ignore */ new URL(api.path, root).href)) as typeof OrtModule;
  // What little the processor has to do there is no work for threads.
  ort.env.wasm.numThreads = 1;
  ort.env.wasm.wasmBinary = wasm.buffer;
  ort.env.wasm.wasmPaths = { mjs: new URL(glue.path, root).href };
  const create = (model: Uint8Array<ArrayBuffer>) =>
    ort.InferenceSession.create(model, { executionProviders: [{ name: 'webgpu', device }] });
  return { Tensor: ort.Tensor, InferenceSession: { create } as Ort['InferenceSession'] };
}
