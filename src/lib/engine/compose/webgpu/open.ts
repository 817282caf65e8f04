import type { Size } from '../../../domain/pixels.ts';
import type { CpuReason } from '../api.ts';
import type { FastBackend } from '../painter.ts';
import { WebgpuBackend } from './backend.ts';
import { Readback, stagingBytes } from './readback.ts';

const ERRORS: readonly GPUErrorFilter[] = ['validation', 'out-of-memory', 'internal'];

/** WebGPU, for as long as nothing goes wrong. */
export class GuardedWebgpu implements FastBackend<GPUTexture> {
  readonly backend: WebgpuBackend;
  #hasFailed = false;

  constructor(
    private readonly device: GPUDevice,
    private readonly readback: Readback
  ) {
    this.backend = new WebgpuBackend(device, readback);
    void device.lost.then(() => (this.#hasFailed = true));
    device.addEventListener('uncapturederror', () => (this.#hasFailed = true));
  }

  get hasFailed(): boolean {
    return this.#hasFailed;
  }

  fits({ width, height }: Size): boolean {
    const { maxTextureDimension2D, maxBufferSize } = this.device.limits;
    const isTexture = Math.max(width, height) <= maxTextureDimension2D;
    return isTexture && stagingBytes(width, height) <= maxBufferSize;
  }

  async guarded<R>(work: () => Promise<R>): Promise<R> {
    for (const filter of ERRORS) this.device.pushErrorScope(filter);
    try {
      return await work();
    } finally {
      await this.#check();
    }
  }

  close(): void {
    this.readback.close();
    this.device.destroy();
  }

  /** @throws where anything went wrong since the error scopes were opened */
  async #check(): Promise<void> {
    const errors = await Promise.all(ERRORS.map(() => this.device.popErrorScope()));
    const error = errors.find((found) => found !== null);
    if (error) throw this.#failed(error.message);
    await this.readback.prove();
    if (this.#hasFailed) throw this.#failed('The device was lost');
  }

  #failed(message: string): Error {
    this.#hasFailed = true;
    return new Error(message);
  }
}

/** A device as large as its adapter allows; null where the adapter has none to give. */
async function deviceOf(adapter: GPUAdapter): Promise<GPUDevice | null> {
  const { maxTextureDimension2D, maxBufferSize } = adapter.limits;
  const requiredLimits = { maxTextureDimension2D, maxBufferSize };
  return adapter.requestDevice({ label: 'compose', requiredLimits }).catch(() => null);
}

/** Whether the device paints as it must; a stage is left out where it does not. */
async function prove(guard: GuardedWebgpu, gpu: GPU): Promise<boolean> {
  return guard.guarded(() => guard.backend.prove(gpu.getPreferredCanvasFormat())).catch(() => false);
}

/**
 * Asks for WebGPU and tests it.
 *
 * @param gpu undefined where the browser has none
 * @param takesSoftware also an adapter without hardware behind it, which is slower than the CPU's own painting: tests
 * @returns why there is none, where it cannot be had or trusted
 */
export async function openWebgpu(
  gpu: GPU | undefined,
  takesSoftware = false
): Promise<GuardedWebgpu | CpuReason> {
  if (!gpu) return 'no-webgpu';
  const adapter = await gpu.requestAdapter().catch(() => null);
  if (!adapter) return 'no-adapter';
  if (adapter.info.isFallbackAdapter && !takesSoftware) return 'software-adapter';
  const device = await deviceOf(adapter);
  if (!device) return 'no-device';
  const guard = new GuardedWebgpu(device, new Readback(device));
  if (await prove(guard, gpu)) return guard;
  guard.close();
  return 'self-test-failed';
}
