export interface AutosaveTimes {
  /** From the last change to its save. */
  readonly idleMs: number;
  /** While changes never pause: from the first unsaved one to a save. */
  readonly longestMs: number;
  /** To the save of what is remembered elsewhere too, unless another change brings one. */
  readonly leisureMs: number;
  /** After a save that failed; doubled each time, up to `slowestMs`. */
  readonly retryMs: number;
  readonly slowestMs: number;
}

/** A change is on disk within 2 s (architecture: autosave), during a long drag every 5 s. */
export const AUTOSAVE_TIMES: AutosaveTimes = {
  idleMs: 600,
  longestMs: 5_000,
  leisureMs: 10_000,
  retryMs: 2_000,
  slowestMs: 60_000
};

/** When an open project is saved: soon after a change, and again and again where that failed. Saves nothing itself. */
export class Autosave {
  readonly #save: () => void;
  readonly #times: AutosaveTimes;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** `performance.now()` of the oldest change that no save has been called for. */
  #oldest: number | null = null;
  #failures = 0;

  constructor(save: () => void, times: AutosaveTimes = AUTOSAVE_TIMES) {
    this.#save = save;
    this.#times = times;
  }

  /** Something changed. While saves fail, the next try comes in its own time. */
  changed(): void {
    if (this.#failures > 0) return;
    const now = performance.now();
    this.#oldest ??= now;
    const { idleMs, longestMs } = this.#times;
    this.#in(Math.max(0, Math.min(idleMs, this.#oldest + longestMs - now)));
  }

  /** Something changed that a batch's jobs remember too: writing a thousand photos down for each would be all there is. */
  changedElsewhere(): void {
    if (this.#failures === 0 && this.#timer === undefined) this.#in(this.#times.leisureMs);
  }

  /** A save has ended well. */
  saved(): void {
    this.#failures = 0;
  }

  /** A save has failed in a way that may pass. */
  failed(): void {
    const { retryMs, slowestMs } = this.#times;
    this.#in(Math.min(slowestMs, retryMs * 2 ** this.#failures));
    this.#failures += 1;
  }

  /** Somebody may have made room: where a save has failed, the next try is now. */
  retry(): void {
    if (this.#failures > 0) this.#in(0);
  }

  /** Whoever holds this saves now: nothing is waited for any more. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#oldest = null;
  }

  #in(ms: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.stop();
      this.#save();
    }, ms);
  }
}
