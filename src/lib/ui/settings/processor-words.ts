import type { GpuFailure, GpuRefusal, GpuStatus } from '../../pipeline/device.ts';
import { m } from '../../paraglide/messages.js';
import { bytes } from '../shared/numbers.ts';

const REFUSALS: Record<GpuRefusal, () => string> = {
  'not-shipped': m.gpu_not_shipped,
  'no-webgpu': m.gpu_no_webgpu,
  'no-adapter': m.gpu_no_adapter,
  software: m.gpu_software,
  'no-f16': m.gpu_no_f16,
  limits: m.gpu_limits,
  'no-jspi': m.gpu_no_jspi,
  'little-memory': m.gpu_little_memory,
  'unknown-memory': m.gpu_unknown_memory
};

const FAILURES: Record<GpuFailure, () => string> = {
  start: m.gpu_failed_start,
  'self-test': m.gpu_failed_self_test,
  'wrong-answer': m.gpu_failed_wrong_answer,
  lost: m.gpu_failed_lost,
  error: m.gpu_failed_error,
  slow: m.gpu_failed_slow,
  'worker-died': m.gpu_failed_worker_died
};

export interface ProcessorWords {
  /** What computes cutouts. */
  readonly what: string;
  /** Why it is not the graphics processor, and until when; empty where it is. */
  readonly why: string;
}

/** Bytes that a person would have to fetch before the graphics processor can be used; 0 where that is no matter. */
export const missingBytes = (status: GpuStatus): number =>
  'bytes' in status ? status.bytes - status.storedBytes : 0;

export function processorWords(status: GpuStatus): ProcessorWords {
  const missing = missingBytes(status);
  if (missing > 0) return { what: m.processor_gpu_unfetched({ size: bytes(missing) }), why: '' };
  switch (status.state) {
    case 'ready':
      return { what: m.processor_gpu(), why: '' };
    case 'untested':
      return { what: m.processor_gpu_next(), why: '' };
    case 'unfit':
      return { what: m.processor_wasm(), why: REFUSALS[status.reason]() };
    case 'failed':
      return { what: m.processor_wasm(), why: `${FAILURES[status.reason]()} ${m.processor_again()}` };
  }
}
