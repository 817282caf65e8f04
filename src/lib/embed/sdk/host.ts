import { openCalls } from './calls.ts';
import { PackshotError } from './errors.ts';
import { FrameLife, frameUrl, makeFrame } from './frame.ts';
import { askCapabilities, handleOf } from './handle.ts';
import { isReady, PROTOCOL, type Connect, type ConnectOptions } from './protocol.ts';
import type { Options, Packshot } from './types.ts';

export { PackshotError } from './errors.ts';

const HANDSHAKE_MS = 20_000;

/** Rejects with `aborted` or `timeout`; `stop` ends both. */
function limits(
  signal: AbortSignal | undefined,
  timeoutMs: number
): { exceeded: Promise<never>; stop(): void } {
  let stop = () => {};
  const exceeded = new Promise<never>((_, reject) => {
    const abort = () => reject(new PackshotError('aborted', 'Cancelled'));
    if (signal?.aborted) return abort();
    const late = () =>
      reject(
        new PackshotError('timeout', `No answer in ${timeoutMs} ms. Is this origin in packshot.config.json?`)
      );
    const timer = setTimeout(late, timeoutMs);
    signal?.addEventListener('abort', abort);
    stop = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', abort);
    };
  });
  return { exceeded, stop };
}

/** Answers the frame's first `ready` with `connect` and one end of a channel; resolves with the other end. */
function connect(
  frame: HTMLIFrameElement,
  origin: string,
  options: ConnectOptions,
  over: AbortSignal
): Promise<MessagePort> {
  return new Promise((resolve, reject) => {
    const answer = ({ source, origin: from, data }: MessageEvent<unknown>) => {
      if (source !== frame.contentWindow || from !== origin || !isReady(data)) return;
      window.removeEventListener('message', answer);
      if (data.packshot > PROTOCOL) {
        return reject(new PackshotError('version', 'The app is newer than this embed.js'));
      }
      const { port1, port2 } = new MessageChannel();
      const message: Connect = { packshot: PROTOCOL, type: 'connect', options };
      try {
        frame.contentWindow?.postMessage(message, origin, [port2]);
        resolve(port1);
      } catch (error) {
        reject(new PackshotError('bad-request', `options: ${String(error)}`));
      }
    };
    window.addEventListener('message', answer, { signal: over });
  });
}

async function open(life: FrameLife, port: Promise<MessagePort>): Promise<Packshot> {
  const { gone, destroy, listeners } = life;
  life.calls = openCalls(await port, {
    onNotice: ({ event, data }) => listeners.tell(event, data),
    onSilence: gone
  });
  return handleOf(life.calls, await askCapabilities(life.calls), listeners, destroy);
}

/**
 * Puts Packshot into `element` and resolves once it can be asked.
 * @throws `timeout` (not reachable, or this origin is not allowed there), `aborted`, `disconnected`, `version`,
 * `bad-request`, `rule-unknown`
 */
export async function createPackshot(element: HTMLElement, options: Options = {}): Promise<Packshot> {
  const { src, signal, timeoutMs = HANDSHAKE_MS, ...connectOptions } = options;
  const url = frameUrl(src);
  const frame = makeFrame(url, options.ui);
  const life = new FrameLife(frame);
  const limit = limits(signal, timeoutMs);
  const opening = open(life, connect(frame, url.origin, connectOptions, life.over));
  life.watch();
  try {
    element.append(frame);
    return await Promise.race([opening, life.ended, limit.exceeded]);
  } catch (error) {
    life.destroy();
    throw error;
  } finally {
    limit.stop();
  }
}
