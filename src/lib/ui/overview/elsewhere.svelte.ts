import type { Work } from '../../domain/batch/board.ts';
import type { Listable } from '../../domain/batch/listable.ts';
import type { Channel } from '../../domain/channels/channel.ts';
import type { Project } from '../../domain/document/document.ts';
import { listableIn } from '../../pipeline/overview.ts';

/** What is counted: a project's products in these channels. */
export interface Question {
  readonly project: Project;
  readonly channels: readonly Channel[];
  readonly work: Work;
}

/** Where else products could be listed, counted while somebody looks: a channel at a time, so that the page goes on. */
export class Elsewhere {
  /** In the order of the channels. What was counted before stays until it is counted again. */
  found = $state.raw<readonly Listable[]>([]);
  /** How many channels this count has behind it; null while none is under way. */
  done = $state<number | null>(null);
  #next: Question | null = null;
  #abort: AbortController | null = null;

  /** Counts. What is asked meanwhile is counted after it: a batch changes its jobs faster than all is counted. */
  async look(question: Question): Promise<void> {
    this.#next = question;
    if (this.#abort) return;
    const { signal } = (this.#abort = new AbortController());
    try {
      while (this.#next && !signal.aborted) await this.#count(this.#next, signal);
    } finally {
      if (!signal.aborted) this.stop();
    }
  }

  async #count({ project, channels, work }: Question, signal: AbortSignal): Promise<void> {
    this.#next = null;
    this.done = 0;
    const ids = channels.map(({ id }) => id);
    this.found = this.found.filter(({ channel }) => ids.includes(channel));
    for await (const each of listableIn(project, channels, work, signal)) {
      if (!signal.aborted) this.#keep(each, ids);
    }
  }

  #keep(each: Listable, ids: readonly string[]): void {
    const others = this.found.filter(({ channel }) => channel !== each.channel);
    const placeOf = ({ channel }: Listable) => ids.indexOf(channel);
    this.found = [...others, each].sort((a, b) => placeOf(a) - placeOf(b));
    this.done = (this.done ?? 0) + 1;
  }

  /** Nobody looks any more. */
  stop(): void {
    this.#abort?.abort();
    this.#abort = this.#next = null;
    this.done = null;
  }
}
