import type { GpuRefusal } from '../api.ts';

const MB = 2 ** 20;

/** What is known of the graphics processor before anything is fetched for it. */
export interface GpuFacts {
  /** The browser has WebGPU. */
  readonly hasWebGpu: boolean;
  /** Null where there is none that it may use. */
  readonly adapter: AdapterFacts | null;
  /** WebAssembly can wait for promises (JSPI): onnxruntime's build for WebGPU does. */
  readonly canSuspend: boolean;
  /** GB; Chromium alone tells it. */
  readonly deviceMemory: number | undefined;
}

export interface AdapterFacts {
  /** The processor pretends to be a graphics processor. */
  readonly isSoftware: boolean;
  /** Shaders can compute with 16-bit numbers. */
  readonly hasF16: boolean;
  readonly maxBufferBytes: number;
  /** Of a buffer that a shader reads or writes. */
  readonly maxBindingBytes: number;
}

/**
 * ISNet's largest tensor at 1024 px is 128 × 512 × 512 numbers of 16 bits, 64 MB. These are twice and four times that,
 * and what WebGPU promises of every adapter that is not in compatibility mode.
 */
const NEEDED = { maxBindingBytes: 128 * MB, maxBufferBytes: 256 * MB };

/** GB. Nobody tells how much memory a graphics processor has; one that shares the machine's must leave some of it. */
const MIN_DEVICE_MEMORY = 8;

/**
 * Why the graphics processor is not to be used, or null where it may be tried.
 *
 * Adapters without 16-bit shaders are refused because ISNet's graph computes in them: its weights are 16-bit, its 91
 * casts keep what lies between at 16 bits, and onnxruntime makes no session of it there. (Its largest number on 41
 * photos is 126; 16 bits hold 65,504.) Software adapters compute rightly and are some seventy times slower than
 * WebAssembly.
 */
export function refusalOf({ hasWebGpu, adapter, canSuspend, deviceMemory }: GpuFacts): GpuRefusal | null {
  if (!hasWebGpu) return 'no-webgpu';
  if (!adapter) return 'no-adapter';
  if (adapter.isSoftware) return 'software';
  if (!adapter.hasF16) return 'no-f16';
  const isLarge =
    adapter.maxBindingBytes >= NEEDED.maxBindingBytes && adapter.maxBufferBytes >= NEEDED.maxBufferBytes;
  if (!isLarge) return 'limits';
  if (!canSuspend) return 'no-jspi';
  if (deviceMemory === undefined) return 'unknown-memory';
  return deviceMemory < MIN_DEVICE_MEMORY ? 'little-memory' : null;
}
