/** What happens to a claim, told to whoever works on the project. */
export interface ClaimEvents {
  /** Another tab wants the project: end what is under way and save. False: it could not be saved, so it stays here. */
  onasked(): Promise<boolean>;
  /** From now on another tab writes. */
  onlost(): void;
  /** From now on this one does. What is on disk may be newer than what is shown. */
  ongained(): void;
  /** The writer has saved. */
  onsaved(): void;
}

/** `unsaved`: the other tab holds work that it cannot save, and keeps the project. */
export type TakeOver = 'taken' | 'unsaved';

type Message = { readonly say: 'give' | 'given' | 'unsaved' | 'saved' };

/** Time in which a tab that goes on to another page lets go of its own project. */
const MOMENT_MS = 250;
/** What a tab that does not answer (frozen, hung) is waited for. */
const ANSWER_MS = 1_000;

const SILENT: ClaimEvents = {
  onasked: async () => true,
  onlost: () => {},
  ongained: () => {},
  onsaved: () => {}
};

/**
 * The right to write a project, held by one tab of this browser at a time (Web Locks). Who does not hold it waits for it
 * and can take it over. Without Web Locks everybody holds it, and saves are told apart by their revision alone.
 */
export class Claim {
  readonly #name: string;
  readonly #channel: BroadcastChannel | null;
  readonly #end = new AbortController();
  #events = SILENT;
  #isWriter = false;
  /** The project came to this tab before anybody listened. */
  #isNews = false;
  /** The lock is ours, though we may have promised it away. */
  #release: (() => void) | null = null;
  #queue: AbortController | null = null;
  #answered: ((answer: Message['say'] | null) => void) | null = null;

  private constructor(name: string) {
    this.#name = name;
    this.#channel = hasLocks() ? new BroadcastChannel(name) : null;
    if (this.#channel)
      this.#channel.onmessage = ({ data }: MessageEvent<Message>) => void this.#hear(data.say);
  }

  /** Asks for the project; resolves once it is known whether this tab is its writer. */
  static async of(projectId: string): Promise<Claim> {
    const claim = new Claim(`packshot-project:${projectId}`);
    if (!hasLocks()) {
      claim.#isWriter = true;
      return claim;
    }
    const moment = new Promise<void>((passed) => setTimeout(passed, MOMENT_MS));
    await Promise.race([claim.#wait(), moment]);
    claim.#isNews = false;
    return claim;
  }

  get isWriter(): boolean {
    return this.#isWriter;
  }

  /** Nobody else can write meanwhile; false where this browser has no Web Locks. */
  get isLocked(): boolean {
    return this.#release !== null;
  }

  /** From now on `events` are told. One project, one listener. */
  listen(events: ClaimEvents): void {
    this.#events = events;
    if (this.#isNews) events.ongained();
  }

  /** Tells the tabs that only look. */
  saved(): void {
    this.#say('saved');
  }

  /**
   * Makes this tab the writer. The other one saves first; one that is silent for a second loses the project.
   * @param force also where the other tab holds work that it cannot save
   */
  async takeOver(force = false): Promise<TakeOver> {
    if (this.#isWriter) return 'taken';
    const answer = await this.#ask();
    if (this.#isWriter) return 'taken';
    if (answer === 'unsaved' && !force) return 'unsaved';
    this.#queue?.abort();
    await this.#hold({ steal: true });
    return 'taken';
  }

  /** Lets go of the project, for good. */
  end(): void {
    this.#end.abort();
    this.#queue?.abort();
    this.#isWriter = false;
    this.#release?.();
    this.#channel?.close();
  }

  #say(say: Message['say']): void {
    if (!this.#end.signal.aborted) this.#channel?.postMessage({ say } satisfies Message);
  }

  async #hear(say: Message['say']): Promise<void> {
    if (say === 'saved') return this.#isWriter ? undefined : this.#events.onsaved();
    if (say !== 'give') return this.#answered?.(say);
    if (!this.#release) return;
    const isSaved = !this.#isWriter || (await this.#events.onasked());
    if (isSaved) this.#lose();
    this.#say(isSaved ? 'given' : 'unsaved');
  }

  #ask(): Promise<Message['say'] | null> {
    return new Promise((resolve) => {
      const silence = setTimeout(() => resolve(null), ANSWER_MS);
      this.#answered = (answer) => {
        clearTimeout(silence);
        resolve(answer);
      };
      this.#say('give');
    });
  }

  /** Waits in the browser's queue until the project is free; resolves once this tab has it. */
  async #wait(): Promise<void> {
    this.#queue = new AbortController();
    await this.#hold({ signal: this.#queue.signal });
  }

  /** Resolves once the lock is held, or is not to be had. */
  #hold(options: LockOptions): Promise<void> {
    return new Promise((settled) => {
      const held = () => {
        if (this.#end.signal.aborted) return undefined;
        const until = new Promise<void>((release) => (this.#release = release));
        this.#isWriter = this.#isNews = true;
        this.#events.ongained();
        settled();
        return until;
      };
      // Rejects where the wait was given up, or the lock was stolen from this tab.
      navigator.locks.request(this.#name, options, held).catch(() => {
        settled();
        if (!this.#release || options.signal?.aborted) return;
        this.#release = null;
        this.#lose();
        if (!this.#end.signal.aborted) void this.#wait();
      });
    });
  }

  #lose(): void {
    if (!this.#isWriter) return;
    this.#isWriter = false;
    this.#events.onlost();
  }
}

const hasLocks = (): boolean => 'locks' in navigator && typeof BroadcastChannel === 'function';
