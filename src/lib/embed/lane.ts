/** Runs jobs one after the other, so that thirty-two requests do not hold thirty-two decoded photos. */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();

  /** `job`'s result. A job whose signal was aborted while it waited never starts and rejects with `AbortError`. */
  run<R>(job: () => Promise<R>, signal: AbortSignal): Promise<R> {
    const turn = this.#last.then(() => {
      signal.throwIfAborted();
      return job();
    });
    this.#last = turn.catch(() => {});
    return turn;
  }
}
