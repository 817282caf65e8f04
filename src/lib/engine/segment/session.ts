import type { InferenceSide, Provider } from './api.ts';
import { applyPatches, type IsnetModel } from './models.ts';
import { floatsOf, Runtime, type Session } from './runtime.ts';
import type { Gpu } from './webgpu/gpu.ts';
import { isPlausible, isSame } from './webgpu/self-test.ts';
import type { Weights } from './weights.ts';

/** WebAssembly memory a session needs while it runs, by side, its graph as it is written; measured. */
const SESSION_MB: Readonly<Record<InferenceSide, number>> = { 512: 340, 768: 490, 1024: 700 };

const keyOf = (model: IsnetModel, side: InferenceSide): string => `isnet ${model.weights.sha256} ${side}`;

/** An answer of the network. */
export interface Pass {
  /** In 0–1, side × side. */
  readonly alpha: Float32Array<ArrayBuffer>;
  readonly provider: Provider;
}

/**
 * ISNet, at the sides its weights can be patched to. One of them at a time: the next is made in less time than a second
 * one would be worth in memory (measured: 0.3 s against 300 MB). Computed on the graphics processor where there is one
 * that can be trusted; whatever goes wrong there, WebAssembly answers.
 */
export class IsnetSession {
  private readonly opened = new Set<string>();

  constructor(
    private readonly weights: Weights,
    root: URL,
    private readonly wasm = new Runtime(weights, root),
    private readonly gpu: Gpu | null = null
  ) {}

  /**
   * Makes the session for `model` at `side`, unless it is resident. Its files must have been downloaded.
   * @throws `model-unavailable`, `out-of-memory`
   */
  async open(model: IsnetModel, side: InferenceSide): Promise<void> {
    const open = (runtime: Runtime) => this.session(runtime, model, side);
    if (!(await this.gpu?.attempt(open))) await open(this.wasm);
  }

  /**
   * Opens the session where it is not, and runs it.
   * @param input NCHW float32, [1, 3, side, side]
   * @throws `out-of-memory`, `model-unavailable`
   */
  async run(model: IsnetModel, input: Float32Array, side: InferenceSide): Promise<Pass> {
    const infer = (runtime: Runtime) => this.infer(runtime, model, input, side);
    const fast = (await this.gpu?.attempt(infer)) ?? null;
    if (fast && isPlausible(fast)) return { alpha: fast, provider: 'webgpu' };
    const sure = await infer(this.wasm);
    if (fast && !isSame(fast, sure)) this.gpu?.distrust();
    return { alpha: sure, provider: 'wasm' };
  }

  /** Gives the memory of this network's sessions back to onnxruntime. */
  async close(): Promise<void> {
    for (const key of this.opened) {
      await this.wasm.close(key);
      await this.gpu?.close(key);
    }
    this.opened.clear();
  }

  private async infer(
    runtime: Runtime,
    model: IsnetModel,
    input: Float32Array,
    side: InferenceSide
  ): Promise<Float32Array<ArrayBuffer>> {
    const session = await this.session(runtime, model, side);
    const feed = { type: 'float32', data: input, dims: [1, 3, side, side] } as const;
    const results = await session.run({ [model.input.name]: feed }, [model.output]);
    return floatsOf(results[model.output]!);
  }

  private async session(runtime: Runtime, model: IsnetModel, side: InferenceSide): Promise<Session> {
    const key = keyOf(model, side);
    if (!this.opened.has(key)) await this.close();
    this.opened.add(key);
    const bytes = async () => {
      // Verified first, patched after: the hash is that of the file, not of one of its sizes.
      const weights = await this.weights.read(model.weights);
      applyPatches(weights, model, side);
      return weights;
    };
    const asWritten = runtime === this.wasm;
    return runtime.session(key, bytes, { memoryBytes: SESSION_MB[side] * 2 ** 20, asWritten });
  }
}
