import { untrack } from 'svelte';
import type { BatchState } from '../../pipeline/batch.ts';
import { m } from '../../paraglide/messages.js';
import { number } from '../shared/numbers.ts';

/** Photos that are done, need a person, or failed. */
interface Counts {
  readonly done: number;
  readonly review: number;
  readonly failed: number;
}

const canAsk = (): boolean => typeof Notification !== 'undefined';

/** `ask`: may be asked for. `on`: allowed. `off`: refused, or the browser has none. */
type NoticeState = 'ask' | 'on' | 'off';

/** A word from the system when a batch is over, where the person has allowed that by pressing its button. */
export class EndNotice {
  state = $state<NoticeState>(stateNow());

  /** To be called in the press itself. */
  async ask(): Promise<void> {
    if (!canAsk()) return;
    await Notification.requestPermission().catch(() => {});
    this.state = stateNow();
  }

  /** Tells of each end of a batch. To be called while a component is set up. */
  follow(phase: () => BatchState, counts: () => Counts): void {
    let wasRunning = false;
    $effect(() => {
      const isOver = wasRunning && phase() === 'idle';
      wasRunning = phase() === 'running';
      if (isOver) untrack(() => this.#tellEnd(counts()));
    });
  }

  #tellEnd({ done, review, failed }: Counts): void {
    const shown = { done: number(done), review: number(review), failed: number(failed) };
    this.#tell(m.batch_over(), m.batch_over_text(shown));
  }

  /** Tells it, unless the person is looking anyway. */
  #tell(title: string, body: string): void {
    if (this.state !== 'on' || document.visibilityState === 'visible') return;
    try {
      new Notification(title, { body, tag: 'packshot-batch' });
    } catch {
      // Android has them from service workers alone; the page's title says it too.
    }
  }
}

function stateNow(): NoticeState {
  if (!canAsk() || Notification.permission === 'denied') return 'off';
  return Notification.permission === 'granted' ? 'on' : 'ask';
}
