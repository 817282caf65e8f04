import type * as OrtModule from 'onnxruntime-web/wasm';
import { asPackshotError, PackshotError } from '../../domain/errors.ts';
import { capabilities } from '../capabilities.ts';
import type { InferenceSide } from './api.ts';
import { applyPatches, type IsnetModel } from './models.ts';
import type { Weights } from './weights.ts';

type Ort = typeof OrtModule;
type OrtSession = Awaited<ReturnType<Ort['InferenceSession']['create']>>;

/** What onnxruntime throws, as ours. It reports exhausted memory in many words and with no class of its own. */
function inferenceError(error: unknown): PackshotError {
  const message = error instanceof Error ? error.message : String(error);
  const isMemory = /bad_alloc|out of memory|memory access out of bounds|allocat/i.test(message);
  return isMemory ? new PackshotError('out-of-memory', message) : asPackshotError(error, 'model-unavailable');
}

/** Runs ISNet on onnxruntime-web. One session is resident at a time: it costs hundreds of MB. */
export class IsnetSession {
  private ort: Promise<Ort> | undefined;
  private resident: { readonly key: string; readonly session: OrtSession } | undefined;

  constructor(
    private readonly weights: Weights,
    private readonly root: URL
  ) {}

  /**
   * Makes the session for `model` at `side` the resident one. Its files must have been downloaded.
   * @throws `model-unavailable`, `out-of-memory`
   */
  async open(model: IsnetModel, side: InferenceSide): Promise<void> {
    const key = `${model.weights.sha256} ${side}`;
    if (this.resident?.key === key) return;
    await this.close();
    const ort = await this.runtime();
    // Verified first, patched after: the hash is that of the file, not of one of its sizes.
    const bytes = await this.weights.read(model.weights);
    applyPatches(bytes, model, side);
    try {
      const session = await ort.InferenceSession.create(bytes, { executionProviders: ['wasm'] });
      this.resident = { key, session };
    } catch (error) {
      throw inferenceError(error);
    }
  }

  /**
   * @param input NCHW float32, [1, 3, side, side]
   * @returns α in 0–1, `side` × `side`
   * @throws `out-of-memory`, `model-unavailable`
   */
  async run(model: IsnetModel, input: Float32Array, side: InferenceSide): Promise<Float32Array> {
    const ort = await this.runtime();
    if (!this.resident) throw new PackshotError('model-unavailable', 'No session is open');
    const tensor = new ort.Tensor('float32', input, [1, 3, side, side]);
    try {
      const results = await this.resident.session.run({ [model.input.name]: tensor }, [model.output]);
      const output = results[model.output]!;
      const alpha = Float32Array.from(output.data as Float32Array);
      output.dispose();
      return alpha;
    } catch (error) {
      throw inferenceError(error);
    }
  }

  /** Gives the resident session's memory back to onnxruntime. */
  async close(): Promise<void> {
    const { resident } = this;
    this.resident = undefined;
    await resident?.session.release();
  }

  /** Loaded on first use; tried again after a failure. */
  private runtime(): Promise<Ort> {
    this.ort ??= this.start().catch((error: unknown) => {
      this.ort = undefined;
      throw error;
    });
    return this.ort;
  }

  private async start(): Promise<Ort> {
    const { runtime } = await this.weights.manifest();
    // onnxruntime stays broken once its start has failed, so what it will load is checked before it is asked.
    await this.weights.checkGlue(runtime.glue);
    const wasm = await this.weights.read(runtime.wasm);
    const ort = await import('onnxruntime-web/wasm');
    ort.env.wasm.numThreads = capabilities().threads;
    ort.env.wasm.wasmBinary = wasm.buffer;
    ort.env.wasm.wasmPaths = { mjs: new URL(runtime.glue.path, this.root).href };
    return ort;
  }
}
