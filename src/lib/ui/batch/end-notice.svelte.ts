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

  /** Tells it, unless the person is looking anyway. */
  tell(title: string, body: string): void {
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
