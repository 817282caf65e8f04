import type { GpuFailure } from '../api.ts';
import type { OpenGpu } from './adapter.ts';
import { faultOf, GpuFault, isFileFault } from './fault.ts';

/** Rejects after `ms`; `stop` keeps it from that. */
function lateness(ms: number): { late: Promise<never>; stop: () => void } {
  let stop = () => {};
  const late = new Promise<never>((_, reject) => {
    const timer = setTimeout(() => reject(new GpuFault('slow', `Nothing in ${ms} ms`)), ms);
    stop = () => clearTimeout(timer);
  });
  return { late, stop };
}

/**
 * What `job` gives, unless the device breaks or nothing comes in time. A job that is given up may hang for ever, so
 * nobody waits for it.
 * @param otherwise what an error means that is neither a loss nor a file's fault
 * @throws `GpuFault`, or a file's fault as it is
 */
export async function guarded<R>(
  { broken }: OpenGpu,
  job: Promise<R>,
  { patienceMs, otherwise }: { patienceMs: number; otherwise: GpuFailure }
): Promise<R> {
  const { late, stop } = lateness(patienceMs);
  job.catch(() => {});
  try {
    const result = await Promise.race([broken, late, job]);
    // A loss that is known by now is older than the result.
    return await Promise.race([broken, Promise.resolve(result)]);
  } catch (error) {
    // onnxruntime may complain of a lost device before the loss itself is told.
    await Promise.race([broken, new Promise((resolve) => setTimeout(resolve))]);
    throw isFileFault(error) ? error : faultOf(error, otherwise);
  } finally {
    stop();
  }
}
