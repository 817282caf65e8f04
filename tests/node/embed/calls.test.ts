import { afterEach, describe, expect, it, vi } from 'vitest';
import { openCalls, type Calls } from '../../../src/lib/embed/sdk/calls.ts';
import { PackshotError } from '../../../src/lib/embed/sdk/errors.ts';
import type { Cancel, Request } from '../../../src/lib/embed/sdk/protocol.ts';

type Sent = Request & Cancel;
interface Fake {
  readonly calls: Calls;
  readonly sent: Sent[];
  /** The frame's end. */
  readonly port: MessagePort;
  readonly notices: unknown[];
  readonly onSilence: ReturnType<typeof vi.fn>;
}

const fakes: Fake[] = [];

/** The host's side against a frame that does what `answer` says. */
function open(answer: (port: MessagePort, sent: Sent) => void, pulseMs?: number): Fake {
  const { port1, port2 } = new MessageChannel();
  const sent: Sent[] = [];
  const notices: unknown[] = [];
  const onSilence = vi.fn();
  port2.onmessage = ({ data }: MessageEvent<Sent>) => {
    sent.push(data);
    answer(port2, data);
  };
  const calls = openCalls(port1, {
    onNotice: (notice) => notices.push(notice),
    onSilence,
    ...(pulseMs !== undefined && { pulseMs })
  });
  const fake = { calls, sent, port: port2, notices, onSilence };
  fakes.push(fake);
  return fake;
}

const silent = () => {};
const disconnected = new PackshotError('disconnected', 'The frame is gone');

afterEach(() => {
  for (const { calls } of fakes.splice(0)) calls.end(disconnected);
});

describe('host: calls over a port', () => {
  it('answers find their own call, in whatever order they come', async () => {
    const held: Sent[] = [];
    const { calls } = open((port, request) => {
      held.push(request);
      if (held.length < 3) return;
      for (const { id, method } of held.reverse()) port.postMessage({ id, result: method.toUpperCase() });
    });
    await expect(Promise.all(['a', 'b', 'c'].map((method) => calls.call(method, {})))).resolves.toEqual([
      'A',
      'B',
      'C'
    ]);
  });

  it('an error keeps its code, message and data, and is a PackshotError', async () => {
    const error = { code: 'file-too-large', message: 'too large', data: { bytes: 5 } };
    const { calls } = open((port, { id }) => port.postMessage({ id, error }));
    const thrown: unknown = await calls.call('addPhoto', {}).catch((reason: unknown) => reason);
    expect(thrown).toBeInstanceOf(PackshotError);
    expect(thrown).toMatchObject(error);
  });

  it('an abort rejects at once with `aborted` and tells the frame which request it was', async () => {
    const { calls, sent } = open(silent);
    const controller = new AbortController();
    const call = calls.call('cutout', {}, controller.signal);
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'aborted' });
    await vi.waitFor(() => expect(sent.at(-1)).toEqual({ cancel: sent[0]?.id }));
  });

  it('a signal that was aborted before sends nothing', async () => {
    const { calls, sent } = open((port, { id }) => port.postMessage({ id, result: 1 }));
    await expect(calls.call('cutout', {}, AbortSignal.abort())).rejects.toMatchObject({ code: 'aborted' });
    await calls.call('next', {});
    expect(sent.map(({ method }) => method)).toEqual(['next']);
  });

  it('what cannot be cloned is `bad-request`', async () => {
    const { calls } = open(silent);
    await expect(calls.call('addPhoto', { data: () => {} })).rejects.toMatchObject({ code: 'bad-request' });
  });

  it('the end rejects every open and every later call with its reason', async () => {
    const { calls } = open(silent);
    const open3 = [1, 2, 3].map(() => calls.call('render', {}));
    calls.end(new PackshotError('destroyed', 'gone'));
    for (const call of open3) await expect(call).rejects.toMatchObject({ code: 'destroyed' });
    await expect(calls.call('render', {})).rejects.toMatchObject({ code: 'destroyed' });
  });

  it('garbage from the frame settles nothing and harms nothing', async () => {
    const { calls, notices } = open((port, { id }) => {
      for (const garbage of [
        null,
        7,
        'x',
        [],
        {},
        { id },
        { id: 'x', result: 1 },
        { id, error: null },
        { id, error: {} }
      ]) {
        port.postMessage(garbage);
      }
      port.postMessage({ event: 5, data: {} });
      port.postMessage({ event: 'progress', data: null });
      port.postMessage({ id: id + 99, result: 'stray' });
      port.postMessage({ id, result: 'true answer' });
    });
    await expect(calls.call('render', {})).resolves.toBe('true answer');
    expect(notices).toEqual([]);
  });

  it('a second answer to the same request is ignored', async () => {
    const { calls } = open((port, { id }) => {
      port.postMessage({ id, result: 'first' });
      port.postMessage({ id, error: { code: 'busy', message: 'second' } });
    });
    await expect(calls.call('render', {})).resolves.toBe('first');
  });

  it('a frame whose port closes is told as silence', async () => {
    const { calls, port, onSilence } = open(silent);
    calls.call('render', {}).catch(() => {});
    port.close();
    await vi.waitFor(() => expect(onSilence).toHaveBeenCalled());
  });

  it('a frame that answers nothing while a call is open is told as silence; one that answers pings is not', async () => {
    const dead = open(silent, 5);
    const slow = open(
      (port, { id, method }) => method === 'ping' && port.postMessage({ id, result: undefined }),
      5
    );
    const idle = open(silent, 5);
    for (const { calls } of [dead, slow]) calls.call('cutout', {}).catch(() => {});
    await vi.waitFor(() => expect(dead.onSilence).toHaveBeenCalled());
    await vi.waitFor(() => expect(slow.sent.length).toBeGreaterThan(12));
    expect(slow.onSilence).not.toHaveBeenCalled();
    expect(idle.onSilence).not.toHaveBeenCalled();
    expect(idle.sent).toEqual([]);
  });
});
