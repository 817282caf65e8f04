import type * as OrtModule from 'onnxruntime-web/wasm';
import { capabilities } from '../capabilities.ts';
import type { Weights } from './weights.ts';

/** onnxruntime-web, of which only this much is used. */
export type Ort = Pick<typeof OrtModule, 'InferenceSession' | 'Tensor'>;
export type OrtSession = Awaited<ReturnType<Ort['InferenceSession']['create']>>;

/** Starts onnxruntime on WebAssembly. Its files must have been downloaded. @throws `model-unavailable` */
export async function startOrt(weights: Weights, root: URL): Promise<Ort> {
  const { runtime } = await weights.manifest();
  // onnxruntime stays broken once its start has failed, so what it will load is checked before it is asked.
  await weights.checkGlue(runtime.glue);
  const wasm = await weights.read(runtime.wasm);
  const ort = await import('onnxruntime-web/wasm');
  ort.env.wasm.numThreads = capabilities().threads;
  ort.env.wasm.wasmBinary = wasm.buffer;
  ort.env.wasm.wasmPaths = { mjs: new URL(runtime.glue.path, root).href };
  return ort;
}

/** Of this thread: one for each build of onnxruntime that was started, however often it is asked for. */
const memories = new Set<WebAssembly.Memory>();

/** Size of onnxruntime's memory. It grows to what the largest run needed and never shrinks; 0 before the first. */
export const heapBytes = (): number => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0);

/**
 * Runs `job`, and notes the memory that WebAssembly is given in it. onnxruntime asks for its own when it makes its
 * first session, and shows it to nobody.
 */
export async function watchingMemory<R>(job: () => Promise<R>): Promise<R> {
  const { Memory } = WebAssembly;
  WebAssembly.Memory = new Proxy(Memory, {
    construct(target, args: [WebAssembly.MemoryDescriptor]) {
      const memory = new target(...args);
      memories.add(memory);
      return memory;
    }
  });
  try {
    return await job();
  } finally {
    WebAssembly.Memory = Memory;
  }
}
