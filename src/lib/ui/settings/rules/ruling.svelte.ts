import { createSubscriber } from 'svelte/reactivity';
import type { Channel } from '../../../domain/channels/channel.ts';
import {
  removeOverride,
  removePack,
  resetLayer,
  type Override
} from '../../../domain/channels/rules/layer.ts';
import { asPackshotError, type PackshotError } from '../../../domain/errors.ts';
import { readRulesFile, rulesFile, setRule } from '../../../pipeline/rules-file.ts';
import type { RuleBook } from '../../../pipeline/rules.ts';
import { saveFile } from '../../../pipeline/save.ts';
import { m } from '../../../paraglide/messages.js';
import { notices } from '../../shared/notices.svelte.ts';

/** The rules as settings show and change them. */
export class Ruling {
  readonly #book: RuleBook;
  readonly #follow: () => void;
  /** Why the last change was not made. */
  problem = $state.raw<PackshotError | null>(null);

  constructor(book: RuleBook) {
    this.#book = book;
    this.#follow = createSubscriber((update) => book.listen(update));
  }

  get channels(): readonly Channel[] {
    this.#follow();
    return this.#book.channels;
  }

  get layer(): RuleBook['layer'] {
    this.#follow();
    return this.#book.layer;
  }

  get misfits(): RuleBook['misfits'] {
    this.#follow();
    return this.#book.misfits;
  }

  /** Why the kept rules could not be read. */
  get unread(): PackshotError | null {
    this.#follow();
    return this.#book.problem;
  }

  /** The person's own rule at a place; undefined where there is none. */
  ownAt(channel: string, path: string): Override | undefined {
    return this.layer.overrides.find((own) => own.channel === channel && own.path === path);
  }

  ownOf(channel: string): readonly Override[] {
    return this.layer.overrides.filter((own) => own.channel === channel);
  }

  read(file: File): Promise<boolean> {
    return this.#try(async () => {
      const kind = await readRulesFile(this.#book, file);
      const title = kind === 'pack' ? m.rules_pack_read() : m.rules_layer_read();
      notices.say({ id: 'rules', tone: 'info', title });
    });
  }

  write(): void {
    const { blob, name } = rulesFile(this.#book);
    saveFile(blob, name);
  }

  removePack(id: string): Promise<boolean> {
    return this.#try(() => this.#book.change((before) => removePack(before, id)));
  }

  /** Also where what is kept cannot be read: it goes. */
  reset(): Promise<boolean> {
    return this.#try(() => this.#book.replace(resetLayer(this.#book.layer)));
  }

  /** Null where it went well; else why it is not set. */
  async set(rule: Omit<Override, 'date'>): Promise<PackshotError | null> {
    try {
      await setRule(this.#book, rule);
      return null;
    } catch (error) {
      return asPackshotError(error, 'no-storage');
    }
  }

  unset(at: Pick<Override, 'channel' | 'path'>): Promise<boolean> {
    return this.#try(() => this.#book.change((before) => removeOverride(before, at)));
  }

  /** Whether it went well; if not, `problem` says why and nothing is changed. */
  async #try(work: () => Promise<void>): Promise<boolean> {
    this.problem = null;
    try {
      await work();
      return true;
    } catch (error) {
      this.problem = asPackshotError(error, 'no-storage');
      return false;
    }
  }
}
