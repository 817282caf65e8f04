import * as v from 'valibot';
import { asPackshotError, PackshotError } from '../domain/errors.ts';
import type { Events } from './sdk/types.ts';
import type { Cancel, Notice, Reply, Request } from './sdk/protocol.ts';

/** Requests that may be open at once; more are answered `busy`. */
export const MAX_OPEN = 32;

/** Answers one request. `params` is whatever the host sent. */
export type Method = (params: unknown, signal: AbortSignal) => Promise<unknown>;

const id = v.pipe(v.number(), v.safeInteger());
const cancel = v.strictObject({ cancel: id }) satisfies v.GenericSchema<unknown, Cancel>;
const request = v.strictObject({
  id,
  method: v.pipe(v.string(), v.maxLength(64)),
  params: v.custom<object>((value) => Object.prototype.toString.call(value) === '[object Object]')
}) satisfies v.GenericSchema<unknown, Request>;
const addressed = v.object({ id });

/** Tells the host. */
export type Emit = <E extends keyof Events>(event: E, data: Events[E]) => void;

/** Sends events through `port`. */
export const emitterOf =
  (port: MessagePort): Emit =>
  (event, data) =>
    port.postMessage({ event, data } satisfies Notice);

/**
 * Answers the requests that come in on `port` with `methods`, looked up by exact name. What is not a request of the
 * protocol is answered `bad-request` where it has an id, and otherwise dropped.
 */
export function dispatch(port: MessagePort, methods: ReadonlyMap<string, Method>): void {
  const open = new Map<number, AbortController>();
  const post = (message: Reply) => port.postMessage(message);
  const refuse = (id: number, error: PackshotError) => post({ id, error: error.toWire() });

  const answer = async ({ id, method, params }: Request) => {
    const run = methods.get(method);
    if (!run) return refuse(id, new PackshotError('unknown-method', `no method "${method}"`));
    if (open.has(id)) return refuse(id, new PackshotError('bad-request', `request ${id} is still open`));
    if (open.size >= MAX_OPEN) return refuse(id, new PackshotError('busy', `${MAX_OPEN} requests are open`));
    const controller = new AbortController();
    open.set(id, controller);
    try {
      post({ id, result: await run(params, controller.signal) });
    } catch (error) {
      refuse(id, asPackshotError(error, 'worker-died'));
    } finally {
      open.delete(id);
    }
  };

  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (v.is(request, data)) void answer(data);
    else if (v.is(cancel, data)) open.get(data.cancel)?.abort();
    else if (v.is(addressed, data))
      refuse(data.id, new PackshotError('bad-request', 'not a request of this protocol'));
  };
}

/** Answers every request on `port` with `error`: for a host that was let in but cannot be served. */
export function refuseAll(port: MessagePort, error: PackshotError): void {
  port.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (v.is(addressed, data)) port.postMessage({ id: data.id, error: error.toWire() } satisfies Reply);
  };
}
