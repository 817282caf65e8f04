import type { Calls } from './calls.ts';
import { PackshotError } from './errors.ts';
import { Listeners } from './handle.ts';
import type { Options } from './types.ts';

const WATCH_MS = 250;
/** A hidden frame is laid out, so that browsers give its workers full speed, but not seen. */
const HIDDEN = 'position:absolute;width:1px;height:1px;border:0;opacity:0;pointer-events:none';
const SHOWN = 'display:block;width:100%;height:100%;border:0';

/** Address of the embed page; `src` is resolved against the host page. @throws `bad-request` */
export function frameUrl(src: string | undefined): URL {
  // Through a variable: Vite takes `new URL('…', import.meta.url)` for a file of the build.
  const here = import.meta.url;
  const url = src === undefined ? new URL('embed', here) : new URL(src, document.baseURI);
  if (url.protocol === 'https:' || url.protocol === 'http:') return url;
  throw new PackshotError('bad-request', `src: ${url.protocol} cannot be embedded`);
}

/** The sandboxed frame, not yet in the page. */
export function makeFrame(url: URL, ui: Options['ui']): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.title = 'Packshot';
  frame.setAttribute('sandbox', 'allow-scripts allow-same-origin allow-downloads');
  frame.allow = 'cross-origin-isolated';
  frame.style.cssText = ui === 'none' ? HIDDEN : SHOWN;
  if (ui === 'none') {
    frame.tabIndex = -1;
    frame.setAttribute('aria-hidden', 'true');
  }
  frame.src = url.href;
  return frame;
}

/** A frame's life: from its making until it is destroyed, or found gone from the page or showing another document. */
export class FrameLife {
  readonly listeners = new Listeners();
  /** Rejects with `destroyed` or `disconnected` when it is over. */
  readonly ended: Promise<never>;
  /** Set once the frame has answered. */
  calls: Calls | undefined;
  readonly #over = new AbortController();
  readonly #frame: HTMLIFrameElement;
  #fail!: (error: PackshotError) => void;

  constructor(frame: HTMLIFrameElement) {
    this.#frame = frame;
    this.ended = new Promise((_, reject) => (this.#fail = reject));
    this.ended.catch(() => {});
  }

  /** Aborted at the end. */
  get over(): AbortSignal {
    return this.#over.signal;
  }

  /** Starts to look whether the frame is still there. */
  watch(): void {
    let loads = 0;
    const onLoad = () => {
      if (++loads > 1) this.gone();
    };
    this.#frame.addEventListener('load', onLoad, { signal: this.over });
    // Polled: a MutationObserver does not see that a shadow host was removed.
    const timer = setInterval(() => this.#frame.isConnected || this.gone(), WATCH_MS);
    this.over.addEventListener('abort', () => clearInterval(timer));
  }

  readonly gone = (): void => {
    if (this.over.aborted) return;
    this.#end(new PackshotError('disconnected', 'The frame is gone'));
    this.listeners.tell('closed', {});
  };

  readonly destroy = (): void => {
    this.#end(new PackshotError('destroyed', 'This handle was destroyed'));
    this.#frame.remove();
  };

  #end(error: PackshotError): void {
    this.#over.abort();
    this.#fail(error);
    this.calls?.end(error);
  }
}
