import { asPackshotError, PackshotError } from '../../domain/errors.ts';
import { heapBytes, startOrt, watchingMemory, type Ort, type OrtSession } from './ort.ts';
import { oneAtATime } from './queue.ts';
import type { Weights } from './weights.ts';

const MB = 2 ** 20;

/** What a session is taken to need where its model does not say. */
const UNKNOWN_SESSION_BYTES = 920 * MB;

/** Values of a tensor, row by row; `float16` as the bits of its numbers. */
type TensorInput = Float32Array | Int32Array | BigInt64Array | Uint8Array | Uint16Array;

export type TensorData =
  | Float32Array<ArrayBuffer>
  | Int32Array<ArrayBuffer>
  | BigInt64Array<ArrayBuffer>
  | Uint8Array<ArrayBuffer>
  | Uint16Array<ArrayBuffer>;

export interface Feed {
  readonly type: 'float32' | 'float16' | 'int32' | 'int64' | 'uint8' | 'bool';
  readonly data: TensorInput;
  readonly dims: readonly number[];
}

/** A copy, which the caller owns. */
export interface Output {
  readonly data: TensorData;
  readonly dims: readonly number[];
}

export interface SessionOptions {
  /** What the session needs while it runs, for the memory budget. */
  readonly memoryBytes?: number;
  /**
   * The graph runs as it is written, with its numbers as they are stored: less memory, and made sooner. Worth it where
   * onnxruntime's rewriting gains no time.
   */
  readonly asWritten?: boolean;
}

/** A model that is ready to run. Ask for it again before each photo: it may have made room for another. */
export interface Session {
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  /**
   * @param feeds by input name
   * @param outputs names of those that are wanted; the others are not copied
   * @throws `out-of-memory`, `model-unavailable` (also where the session has been closed)
   */
  run<Name extends string>(
    feeds: Readonly<Record<string, Feed>>,
    outputs: readonly Name[]
  ): Promise<Record<Name, Output>>;
}

interface Resident {
  readonly handle: Session;
  readonly ort: OrtSession;
  readonly memoryBytes: number;
}

/** The numbers of a float32 output. @throws `model-unavailable` where the model gives another type */
export function floatsOf({ data }: Output): Float32Array<ArrayBuffer> {
  if (data instanceof Float32Array) return data;
  throw new PackshotError('model-unavailable', 'The model’s output is not float32');
}

/** What onnxruntime throws, as ours. It reports exhausted memory in many words and with no class of its own. */
export function inferenceError(error: unknown): PackshotError {
  const message = error instanceof Error ? error.message : String(error);
  const isMemory = /bad_alloc|out of memory|memory access out of bounds|allocat/i.test(message);
  return isMemory ? new PackshotError('out-of-memory', message) : asPackshotError(error, 'model-unavailable');
}

/** Not in TypeScript's list: Chromium alone tells it, in GB. */
interface Device {
  readonly deviceMemory?: number;
}

/**
 * Bytes that sessions may need together: a quarter of the device's memory. Where that is 4 GB or less, or the browser
 * does not say, 0: one session at a time, whatever it needs.
 */
export function memoryBudget({ deviceMemory = 0 }: Device = globalThis.navigator as Device): number {
  return deviceMemory > 4 ? (deviceMemory / 4) * 1024 * MB : 0;
}

/**
 * The one place that starts onnxruntime-web and makes sessions. Those used last stay resident, as many as `budget`
 * allows. Opening, running and closing happen one after the other: no session is closed while it runs.
 */
export class Runtime {
  private starting: Promise<Ort> | undefined;
  /** By key; the one used last is last. */
  private readonly residents = new Map<string, Resident>();
  private readonly queue = oneAtATime();

  /** @param start loads onnxruntime; tests bring their own */
  constructor(
    weights: Weights,
    root: URL,
    private readonly budget = memoryBudget(),
    private readonly start: () => Promise<Ort> = () => startOrt(weights, root)
  ) {}

  /** Size of onnxruntime's memory, which never shrinks; 0 before the first session. */
  get heapBytes(): number {
    return heapBytes();
  }

  /**
   * The resident session called `key`, made from `bytes` where there is none. The runtime's own files must have been
   * downloaded.
   * @param bytes an ONNX model; asked for only when it is needed
   * @throws `model-unavailable`, `out-of-memory`, or what `bytes` throws
   */
  session(
    key: string,
    bytes: () => Promise<Uint8Array<ArrayBuffer>>,
    options: SessionOptions = {}
  ): Promise<Session> {
    return this.queue(async () => {
      const resident = this.residents.get(key) ?? (await this.open(key, bytes, options));
      this.residents.delete(key);
      this.residents.set(key, resident);
      return resident.handle;
    });
  }

  /** Gives the memory of `key`, or of all sessions, back to onnxruntime. */
  close(key?: string): Promise<void> {
    return this.queue(async () => {
      for (const open of key === undefined ? [...this.residents.keys()] : [key]) await this.release(open);
    });
  }

  private async open(
    key: string,
    bytes: () => Promise<Uint8Array<ArrayBuffer>>,
    { memoryBytes = UNKNOWN_SESSION_BYTES, asWritten = false }: SessionOptions
  ): Promise<Resident> {
    const ort = await this.runtime();
    await this.makeRoom(memoryBytes);
    const model = await bytes();
    const session = await this.create(ort, model, asWritten ? 'disabled' : 'all');
    return { handle: this.handleOf(key, ort, session), ort: session, memoryBytes };
  }

  private async create(
    ort: Ort,
    model: Uint8Array<ArrayBuffer>,
    graphOptimizationLevel: 'disabled' | 'all'
  ): Promise<OrtSession> {
    const options = { executionProviders: ['wasm'], graphOptimizationLevel };
    const create = () => ort.InferenceSession.create(model, options);
    try {
      return await watchingMemory(create);
    } catch (error) {
      throw inferenceError(error);
    }
  }

  /** Those that were not used for longest go first. */
  private async makeRoom(needed: number): Promise<void> {
    for (const key of [...this.residents.keys()]) {
      const used = [...this.residents.values()].reduce((sum, { memoryBytes }) => sum + memoryBytes, 0);
      if (used + needed <= this.budget) return;
      await this.release(key);
    }
  }

  private async release(key: string): Promise<void> {
    const resident = this.residents.get(key);
    this.residents.delete(key);
    await resident?.ort.release();
  }

  private handleOf(key: string, ort: Ort, session: OrtSession): Session {
    return {
      inputs: session.inputNames,
      outputs: session.outputNames,
      run: (feeds, outputs) =>
        this.queue(async () => {
          if (this.residents.get(key)?.ort !== session) {
            throw new PackshotError('model-unavailable', `The session ${key} has been closed`);
          }
          return runSession(ort, session, feeds, outputs);
        })
    };
  }

  /** Loaded on first use; tried again after a failure. */
  private runtime(): Promise<Ort> {
    this.starting ??= this.start().catch((error: unknown) => {
      this.starting = undefined;
      throw error;
    });
    return this.starting;
  }
}

async function runSession<Name extends string>(
  ort: Ort,
  session: OrtSession,
  feeds: Readonly<Record<string, Feed>>,
  names: readonly Name[]
): Promise<Record<Name, Output>> {
  const tensors = Object.entries(feeds).map(
    // The constructor's overloads pair each type with its array; `Feed` leaves that to onnxruntime to check.
    ([name, { type, data, dims }]) =>
      [name, new ort.Tensor(type as 'float32', data as Float32Array, dims)] as const
  );
  try {
    const results = await session.run(Object.fromEntries(tensors), [...names]);
    const copied = names.map((name) => {
      const { data, dims } = results[name]!;
      return [name, { data: (data as TensorData).slice(), dims: [...dims] }] as const;
    });
    for (const name of names) results[name]!.dispose();
    return Object.fromEntries(copied) as Record<Name, Output>;
  } catch (error) {
    throw inferenceError(error);
  }
}
