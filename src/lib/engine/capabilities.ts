/** What this browser, in this window, grants. Nothing may require any of it. */
export interface Capabilities {
  /** Shared memory, and with it threads. `SharedArrayBuffer` existing elsewhere proves nothing. */
  readonly isolated: boolean;
  /** Threads that an inference uses; 1 where not isolated. */
  readonly threads: number;
}

/** As ONNX Runtime Web's own default: never more than four. */
const MAX_THREADS = 4;

/** Works in pages and workers. */
export function capabilities(): Capabilities {
  const isolated = globalThis.crossOriginIsolated === true;
  return { isolated, threads: isolated ? Math.min(MAX_THREADS, navigator.hardwareConcurrency) : 1 };
}
