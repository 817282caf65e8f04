import * as Comlink from 'comlink';
import { PackshotError, type WireError } from '../domain/errors.ts';

/*
 * The one file that knows how a worker lives and dies. Comlink alone leaves calls open for ever when a worker dies
 * (GoogleChromeLabs/comlink#601) and loses calls made before `expose` (#665), so here a worker says when it is
 * ready, holds a Web Lock for as long as it lives, and every call has a signal and a deadline.
 */

interface ReadyMessage {
  packshotReady: true;
  /** Name of the lock held by the worker; null where Web Locks are refused (opaque origins). */
  lock: string | null;
}

const isReady = (data: unknown): data is ReadyMessage =>
  typeof data === 'object' && data !== null && 'packshotReady' in data;

// Comlink's own handler keeps an error's message and drops its code.
const throwing = Comlink.transferHandlers.get('throw') as Comlink.TransferHandler<
  { value: unknown },
  unknown
>;
Comlink.transferHandlers.set('throw', {
  canHandle: throwing.canHandle,
  serialize: (thrown) =>
    thrown.value instanceof PackshotError
      ? [{ packshot: thrown.value.toWire() }, []]
      : throwing.serialize(thrown),
  deserialize: (sent) => {
    if (typeof sent === 'object' && sent !== null && 'packshot' in sent) {
      throw PackshotError.fromWire(sent.packshot as WireError);
    }
    return throwing.deserialize(sent);
  }
} satisfies Comlink.TransferHandler<{ value: unknown }, unknown>);

/** Worker side: answers calls with `api`. Call once, last in the worker's file. */
export function serve(api: object): void {
  Comlink.expose(api);
  const lock = `packshot-worker-${crypto.randomUUID()}`;
  const ready = (held: string | null) =>
    globalThis.postMessage({ packshotReady: true, lock: held } satisfies ReadyMessage);
  const holding = globalThis.navigator.locks?.request(lock, () => {
    ready(lock);
    return new Promise<never>(() => {});
  });
  if (holding) holding.catch(() => ready(null));
  else ready(null);
}

/** Marks what moves to the other side with `value` instead of being copied. */
export const handOver = <T extends object>(value: T, moved: Transferable[]): T =>
  Comlink.transfer(value, moved);

/** Makes a function callable from the other side. */
export const callback = <F extends (...args: never[]) => unknown>(fn: F): F =>
  Comlink.proxy(fn) as unknown as F;

export type RemoteApi<Api> = Comlink.Remote<Api>;

export interface CallOptions<R = unknown> {
  readonly signal?: AbortSignal | undefined;
  /**
   * The work cannot be interrupted (an inference): an abort ends the worker, unless other calls are open, so that the
   * next call need not wait for a result that nobody wants.
   */
  readonly endOnAbort?: boolean;
  /** Frees a result that arrives after the call was aborted. */
  readonly discard?: (late: R) => void;
  /** After this the worker is taken for hung and ended. */
  readonly deadlineMs?: number;
}

export interface HostOptions {
  /** Shown in errors and in the browser's tools. */
  readonly name: string;
  /** Time a fresh worker has to report ready. */
  readonly readyMs?: number;
  /** A worker that had nothing to do for this long is ended; 0 = never. */
  readonly idleMs?: number;
}

/** A worker that starts on its first call, is ended when idle, and is started again when it has died. */
export interface WorkerHost<Api> {
  /**
   * Runs one call.
   * @throws `worker-died`, `timeout`, `aborted`, or what the worker threw
   */
  call<R>(run: (api: RemoteApi<Api>) => Promise<R>, options?: CallOptions<R>): Promise<R>;
  /** Ends the worker; open calls reject with `worker-died`. The next call starts a fresh one. */
  end(): void;
}

interface Life<Api> {
  readonly ready: Promise<RemoteApi<Api>>;
  /** Rejects when the worker dies; never resolves. */
  readonly death: Promise<never>;
  readonly die: (error: PackshotError) => void;
}

const READY_MS = 10_000;
const DEADLINE_MS = 120_000;

function start<Api>(spawn: () => Worker, options: HostOptions, onDeath: () => void): Life<Api> {
  const worker = spawn();
  const terminate = worker.terminate.bind(worker);
  const queue = new AbortController();
  let die!: (error: PackshotError) => void;
  let live!: (api: RemoteApi<Api>) => void;
  const ready = new Promise<RemoteApi<Api>>((resolve) => (live = resolve));
  let dead = false;
  const death = new Promise<never>((_, reject) => {
    die = (error) => {
      if (dead) return;
      dead = true;
      clearTimeout(slow);
      queue.abort();
      terminate();
      onDeath();
      reject(error);
    };
  });
  death.catch(() => {});
  const slow = setTimeout(
    () => die(new PackshotError('timeout', `${options.name} worker did not start`)),
    options.readyMs ?? READY_MS
  );
  const died = (why: string) => die(new PackshotError('worker-died', `${options.name} worker died: ${why}`));
  // Chromium lets a busy worker run on for 2 s after this; its calls need not wait for that.
  worker.terminate = () => died('it was terminated');
  worker.addEventListener('error', (event) => died(event.message || 'its script failed'));
  worker.addEventListener('messageerror', () => died('a message could not be read'));
  worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (!isReady(data)) return;
    clearTimeout(slow);
    // Granted only once the worker, and with it the lock's holder, is gone: even in the middle of a computation.
    if (data.lock !== null) {
      navigator.locks
        .request(data.lock, { signal: queue.signal }, () => died('it was killed'))
        .catch(() => {});
    }
    live(Comlink.wrap<Api>(worker));
  });
  return { ready, death, die };
}

/** Rejects with `aborted` once `signal` fires; `stop` removes the listener. */
function abortion(signal: AbortSignal | undefined): { rejection: Promise<never>; stop: () => void } {
  let stop = () => {};
  const rejection = new Promise<never>((_, reject) => {
    if (!signal) return;
    const abort = () => reject(new PackshotError('aborted', 'Cancelled'));
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    stop = () => signal.removeEventListener('abort', abort);
  });
  rejection.catch(() => {});
  return { rejection, stop };
}

/** Page side: hosts the worker that `spawn` makes. See `WorkerHost`. */
export function hostWorker<Api>(spawn: () => Worker, options: HostOptions): WorkerHost<Api> {
  let life: Life<Api> | null = null;
  let open = 0;
  let idle: ReturnType<typeof setTimeout> | undefined;

  const end = () => life?.die(new PackshotError('worker-died', `${options.name} worker was ended`));
  const rest = () => {
    if (options.idleMs && open === 0) idle = setTimeout(end, options.idleMs);
  };

  async function call<R>(run: (api: RemoteApi<Api>) => Promise<R>, how: CallOptions<R> = {}): Promise<R> {
    if (how.signal?.aborted) throw new PackshotError('aborted', 'Cancelled');
    clearTimeout(idle);
    life ??= start<Api>(spawn, options, () => (life = null));
    const current = life;
    open++;
    const abort = abortion(how.signal);
    const deadline = setTimeout(
      () => current.die(new PackshotError('timeout', `${options.name} worker took too long`)),
      how.deadlineMs ?? DEADLINE_MS
    );
    try {
      const work = current.ready.then((api) => run(api));
      work.then((late) => how.signal?.aborted && how.discard?.(late)).catch(() => {});
      return await Promise.race([work, current.death, abort.rejection]);
    } finally {
      if (how.endOnAbort && how.signal?.aborted && open === 1) end();
      clearTimeout(deadline);
      abort.stop();
      open--;
      rest();
    }
  }

  return { call, end };
}

/** Latest wins: while one call runs, only the newest waiting one is kept; those it replaces reject with `aborted`. */
export function latestWins<A extends unknown[], R>(
  run: (...args: A) => Promise<R>
): (...args: A) => Promise<R> {
  interface Waiting {
    args: A;
    resolve: (value: R | Promise<R>) => void;
    reject: (error: unknown) => void;
  }
  let running = false;
  let waiting: Waiting | null = null;

  const next = async () => {
    while (waiting) {
      const { args, resolve, reject } = waiting;
      waiting = null;
      await run(...args).then(resolve, reject);
    }
    running = false;
  };

  return (...args) =>
    new Promise<R>((resolve, reject) => {
      waiting?.reject(new PackshotError('aborted', 'Replaced by a newer request'));
      waiting = { args, resolve, reject };
      if (running) return;
      running = true;
      void next();
    });
}
