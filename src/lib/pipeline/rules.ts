import type { Channel } from '../domain/channels/channel.ts';
import { CHANNELS } from '../domain/channels/index.ts';
import { EMPTY_LAYER, parseLayer, type RuleLayer } from '../domain/channels/rules/layer.ts';
import { layered, type Layered } from '../domain/channels/rules/layered.ts';
import { PackshotError } from '../domain/errors.ts';
import type { Store } from '../storage/store.ts';

/** The day here, as an ISO date: rules change at midnight where the seller is. */
export function isoToday(now = new Date()): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

/**
 * The one place from which everything takes a channel: the built-in profiles under the person's packs and own rules,
 * as they are today.
 */
export class RuleBook {
  readonly #store: Store;
  readonly #today: () => string;
  #layer: RuleLayer = EMPTY_LAYER;
  #problem: PackshotError | null = null;
  #made: { readonly day: string; readonly rules: Layered } | null = null;
  readonly #listeners = new Set<() => void>();

  /** As built, until `reload`. */
  constructor(store: Store, today: () => string = isoToday) {
    this.#store = store;
    this.#today = today;
  }

  /** With what the store keeps. What cannot be read of that is left as it is, and `problem` says why. */
  static async open(store: Store): Promise<RuleBook> {
    const book = new RuleBook(store);
    await book.reload();
    return book;
  }

  get layer(): RuleLayer {
    return this.#layer;
  }

  /** Why the kept rules are not laid over the built-in ones; null where they are. */
  get problem(): PackshotError | null {
    return this.#problem;
  }

  get channels(): readonly Channel[] {
    return this.#rules.channels;
  }

  /** What of the layer does not fit the channels there are, and is left out. */
  get misfits(): Layered['misfits'] {
    return this.#rules.misfits;
  }

  /** @throws `rule-unknown` */
  channel(id: string): Channel {
    const channel = this.channels.find((candidate) => candidate.id === id);
    if (!channel) throw new PackshotError('rule-unknown', `no channel "${id}"`, { channel: id });
    return channel;
  }

  get #rules(): Layered {
    const day = this.#today();
    if (this.#made?.day !== day) this.#made = { day, rules: layered(CHANNELS, this.#layer, day) };
    return this.#made.rules;
  }

  /** Reads what the store keeps, for a page whose store somebody else wrote or emptied. */
  async reload(): Promise<void> {
    const json = await this.#store.loadRules();
    try {
      this.#problem = null;
      this.#become(json === null ? EMPTY_LAYER : parseLayer(json));
    } catch (error) {
      if (!(error instanceof PackshotError)) throw error;
      this.#problem = error;
      this.#become(EMPTY_LAYER);
    }
  }

  /**
   * Changes the layer as it lies in the store, which another tab may have changed, and keeps it.
   * @throws what `change` throws; `problem` where what is kept cannot be read; `quota-exceeded`. Nothing is changed then
   */
  async change(change: (before: RuleLayer) => RuleLayer): Promise<void> {
    await this.reload();
    if (this.#problem) throw this.#problem;
    await this.replace(change(this.#layer));
  }

  /** @throws `quota-exceeded`; nothing is changed then */
  async replace(layer: RuleLayer): Promise<void> {
    await this.#store.saveRules(layer);
    this.#problem = null;
    this.#become(layer);
  }

  /** Calls `listener` after each change. Returns the function that stops that. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  #become(layer: RuleLayer): void {
    this.#layer = layer;
    this.#made = null;
    for (const listener of this.#listeners) listener();
  }
}
