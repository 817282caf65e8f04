import { PackshotError } from './errors.ts';
import { isNotice, isReply, type Cancel, type Notice, type Reply, type Request } from './protocol.ts';

/** A frame that answers nothing for `PULSE_MS` × `MISSED_PULSES` while a call is open has died without a word. */
const PULSE_MS = 2_000;
const MISSED_PULSES = 4;

interface OpenCall {
  resolve(value: unknown): void;
  reject(error: PackshotError): void;
}

/** Requests and answers by id over one port. */
export interface Calls {
  /** @throws what the frame answered, `aborted` by `signal`, `bad-request` where `params` cannot be cloned, or the error of `end` */
  call(method: string, params: object, signal?: AbortSignal, transfer?: Transferable[]): Promise<unknown>;
  /** Rejects every open and every later call with `error`. */
  end(error: PackshotError): void;
}

export interface CallsOptions {
  onNotice(notice: Notice): void;
  /** The other side is gone: its port closed, or it stays silent. */
  onSilence(): void;
  pulseMs?: number;
}

/** Starts talking on `port`. */
export function openCalls(port: MessagePort, options: CallsOptions): Calls {
  const open = new Map<number, OpenCall>();
  let ended: PackshotError | undefined;
  let lastId = 0;
  let missed = 0;

  const send = (message: Request | Cancel, transfer: Transferable[] = []) =>
    port.postMessage(message, transfer);

  const pulse = () => {
    if (open.size === 0) missed = 0;
    else if (missed++ < MISSED_PULSES) send({ id: ++lastId, method: 'ping', params: {} });
    else options.onSilence();
  };
  const timer = setInterval(pulse, options.pulseMs ?? PULSE_MS);

  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    missed = 0;
    if (isReply(data)) settle(open, data);
    else if (isNotice(data)) options.onNotice(data);
  };
  // Chromium 122+ tells when the other side's document is gone; of a crashed process it tells nothing.
  port.addEventListener('close', () => options.onSilence());

  const begin = (id: number, signal: AbortSignal | undefined) =>
    new Promise((resolve, reject) => {
      const stop = () => signal?.removeEventListener('abort', abort);
      const abort = () => {
        send({ cancel: id });
        open.get(id)?.reject(new PackshotError('aborted', 'Cancelled'));
        open.delete(id);
      };
      open.set(id, {
        resolve: (value) => (stop(), resolve(value)),
        reject: (error) => (stop(), reject(error))
      });
      signal?.addEventListener('abort', abort);
    });

  return {
    call: async (method, params, signal, transfer) => {
      if (ended) throw new PackshotError(ended.code, ended.message);
      if (signal?.aborted) throw new PackshotError('aborted', 'Cancelled');
      const id = ++lastId;
      try {
        send({ id, method, params }, transfer);
      } catch (error) {
        throw new PackshotError('bad-request', `${method}: ${String(error)}`);
      }
      return begin(id, signal);
    },
    end: (error) => {
      ended = error;
      clearInterval(timer);
      for (const call of open.values()) call.reject(new PackshotError(error.code, error.message));
      open.clear();
      port.close();
    }
  };
}

function settle(open: Map<number, OpenCall>, reply: Reply): void {
  const call = open.get(reply.id);
  open.delete(reply.id);
  if (!call) return;
  if ('error' in reply)
    call.reject(new PackshotError(reply.error.code, reply.error.message, reply.error.data));
  else call.resolve(reply.result);
}
