import { PackshotError } from '../../../domain/errors.ts';
import type { GpuFailure } from '../api.ts';

/** The graphics processor failed at something. Never leaves this folder: WebAssembly does the work instead. */
export class GpuFault extends Error {
  constructor(
    readonly reason: GpuFailure,
    message: string
  ) {
    super(message);
  }
}

/** What was thrown, as a fault; `otherwise` where it does not say which. */
export const faultOf = (error: unknown, otherwise: GpuFailure): GpuFault =>
  error instanceof GpuFault
    ? error
    : new GpuFault(otherwise, error instanceof Error ? error.message : String(error));

/** A file was missing or damaged (`unavailable` in fetching.ts): no fault of the processor's. */
export const isFileFault = (error: unknown): boolean =>
  error instanceof PackshotError && error.data?.['reason'] !== undefined;
