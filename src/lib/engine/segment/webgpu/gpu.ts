import type { GpuFailure, GpuRefusal, GpuStatus } from '../api.ts';
import { gpuPiecesOf, sizeOf } from '../models.ts';
import { memoryBudget, Runtime } from '../runtime.ts';
import type { Weights } from '../weights.ts';
import { openGpu, readGpu, type OpenGpu } from './adapter.ts';
import { refusalOf, type GpuFacts } from './facts.ts';
import { faultOf, GpuFault, isFileFault } from './fault.ts';
import { guarded } from './guard.ts';
import { isSame, probe } from './self-test.ts';
import { startGpuOrt } from './start.ts';

/** After this a job is given up: WebAssembly would be done by then on a machine that has a graphics processor. */
const PATIENCE_MS = 60_000;

/** What a test brings in place of this browser. */
export interface GpuOptions {
  /** What is decided from. */
  readonly read?: () => Promise<GpuFacts>;
  readonly open?: () => Promise<OpenGpu>;
  readonly start?: typeof startGpuOrt;
  readonly patienceMs?: number;
}

interface Running {
  readonly gpu: OpenGpu;
  readonly runtime: Runtime;
}

type Failed = Extract<GpuStatus, { state: 'failed' }>;

/**
 * The graphics processor of this worker: tried where it fits and its files are here, trusted once it has computed the
 * probe as WebAssembly does. The first failure is the last: it is not tried again while the page lives.
 */
export class Gpu {
  private facts: Promise<GpuFacts> | undefined;
  private starting: Promise<Running | null> | undefined;
  private opened: OpenGpu | undefined;
  private failure: Failed | undefined;
  private isTested = false;

  /** @param wasm what the probe's answer is compared with */
  constructor(
    private readonly weights: Weights,
    private readonly root: URL,
    private readonly wasm: Runtime,
    private readonly options: GpuOptions = {}
  ) {}

  /** @throws `model-unavailable` where models.json cannot be read */
  async status(): Promise<GpuStatus> {
    if (this.failure) return this.failure;
    const manifest = await this.weights.manifest();
    if (!manifest.runtime.webgpu) return { state: 'unfit', reason: 'not-shipped' };
    const reason = await this.refusal();
    if (reason) return { state: 'unfit', reason };
    const pieces = gpuPiecesOf(manifest, { engine: 'isnet' });
    const storedBytes = await this.weights.stored(pieces);
    return { state: this.isTested ? 'ready' : 'untested', bytes: sizeOf(pieces), storedBytes };
  }

  /** Takes over what an earlier worker of this page found out. */
  remember(known: GpuStatus): void {
    if (known.state === 'failed') this.failure ??= known;
    if (known.state === 'ready') this.isTested = true;
  }

  /** Whether it would be used once its files are here. */
  async fits(): Promise<boolean> {
    return !this.failure && (await this.refusal()) === null;
  }

  /**
   * Runs `job` on the graphics processor. Null where that is not used, or failed: then WebAssembly has to do it.
   * @throws `model-unavailable` where a file of the model is missing or damaged
   */
  async attempt<R>(job: (runtime: Runtime) => Promise<R>): Promise<R | null> {
    const running = await this.running();
    if (!running) return null;
    try {
      return await guarded(running.gpu, job(running.runtime), this.terms('error'));
    } catch (error) {
      if (isFileFault(error)) throw error;
      this.fail(error);
      return null;
    }
  }

  /** Closes the session `key`, where it is open. One that was given up keeps what it holds until its worker ends. */
  async close(key: string): Promise<void> {
    if (this.starting) await this.attempt((runtime) => runtime.close(key));
  }

  /** Its answer was wrong: it is given up. */
  distrust(): void {
    this.fail(new GpuFault('wrong-answer', 'It answered otherwise than WebAssembly'));
  }

  private terms(otherwise: GpuFailure) {
    return { patienceMs: this.options.patienceMs ?? PATIENCE_MS, otherwise };
  }

  private read(): Promise<GpuFacts> {
    return (this.facts ??= (this.options.read ?? readGpu)());
  }

  private async refusal(): Promise<GpuRefusal | null> {
    return refusalOf(await this.read());
  }

  /** Started on first use, once its files are here; null where it cannot be used. */
  private async running(): Promise<Running | null> {
    if (this.failure) return null;
    if (this.starting) return this.starting;
    const status = await this.status();
    const isHere = 'storedBytes' in status && status.storedBytes === status.bytes;
    if (!isHere) return null;
    this.starting ??= this.start();
    return this.starting;
  }

  private async start(): Promise<Running | null> {
    const { open = openGpu, start = startGpuOrt } = this.options;
    try {
      const gpu = (this.opened = await open());
      const boot = () => start(this.weights, this.root, gpu.device);
      const runtime = new Runtime(this.weights, this.root, memoryBudget(await this.read()), boot);
      if (!this.isTested) await guarded(gpu, this.test(runtime), this.terms('start'));
      this.isTested = true;
      return { gpu, runtime };
    } catch (error) {
      this.starting = undefined;
      this.opened?.device.destroy();
      if (!isFileFault(error)) this.fail(error, 'start');
      return null;
    }
  }

  private async test(runtime: Runtime): Promise<void> {
    const { webgpu } = (await this.weights.manifest()).runtime;
    const bytes = () => this.weights.read(webgpu!.probe);
    const [found, sure] = [await probe(runtime, bytes), await probe(this.wasm, bytes)];
    if (!isSame(found, sure)) throw new GpuFault('self-test', 'It computes otherwise than WebAssembly');
  }

  private fail(error: unknown, otherwise: GpuFailure = 'error'): void {
    const { reason, message } = faultOf(error, otherwise);
    this.failure ??= { state: 'failed', reason, message };
    this.opened?.device.destroy();
  }
}
