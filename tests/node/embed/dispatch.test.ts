import { afterEach, describe, expect, it, vi } from 'vitest';
import { PackshotError } from '../../../src/lib/domain/errors.ts';
import { dispatch, MAX_OPEN, refuseAll, type Method } from '../../../src/lib/embed/dispatch.ts';

interface Answer {
  id: number;
  result?: unknown;
  error?: { code: string; message: string; data?: unknown };
}

const ports: MessagePort[] = [];
afterEach(() => ports.splice(0).forEach((port) => port.close()));

/** The frame's side against a host that posts whatever it likes. */
function open(methods: Record<string, Method>) {
  const { port1, port2 } = new MessageChannel();
  ports.push(port1, port2);
  const answers: Answer[] = [];
  port1.onmessage = ({ data }: MessageEvent<Answer>) => answers.push(data);
  dispatch(port2, new Map(Object.entries(methods)));
  const settled = (count: number) =>
    vi.waitFor(() => {
      if (answers.length < count) throw new Error(`${answers.length} of ${count} answers`);
      return answers;
    });
  return { host: port1, answers, settled };
}

const codes = (answers: Answer[]) => answers.map(({ error }) => error?.code);
const echo: Method = async (params) => params;
const never: Method = () => new Promise(() => {});

describe('guest: requests on a port', () => {
  it('an answer carries the id and the result', async () => {
    const { host, settled } = open({ echo });
    host.postMessage({ id: 7, method: 'echo', params: { a: 1 } });
    await expect(settled(1)).resolves.toEqual([{ id: 7, result: { a: 1 } }]);
  });

  it.each(['nothing', '__proto__', 'constructor', 'toString', 'hasOwnProperty', ''])(
    'method "%s" is `unknown-method`',
    async (method) => {
      const { host, settled } = open({ echo });
      host.postMessage({ id: 1, method, params: {} });
      expect(codes(await settled(1))).toEqual(['unknown-method']);
    }
  );

  it.each([
    ['no method', { id: 1 }],
    ['no params', { id: 1, method: 'echo' }],
    ['params that are no object', { id: 1, method: 'echo', params: 'x' }],
    ['params that are a list', { id: 1, method: 'echo', params: [] }],
    ['params that are a map', { id: 1, method: 'echo', params: new Map() }],
    ['a method that is no text', { id: 1, method: {}, params: {} }],
    ['a method name of a megabyte', { id: 1, method: 'x'.repeat(2 ** 20), params: {} }],
    ['a key too many', { id: 1, method: 'echo', params: {}, origin: 'https://else.example' }]
  ])('a request with %s is `bad-request`', async (_, message) => {
    const { host, settled } = open({ echo });
    host.postMessage(message);
    expect(codes(await settled(1))).toEqual(['bad-request']);
  });

  it('what has no usable id is dropped without an answer', async () => {
    const { host, answers, settled } = open({ echo });
    const recursive: Record<string, unknown> = { method: 'echo', params: {} };
    recursive['self'] = recursive;
    const hostile = [
      null,
      undefined,
      0,
      'text',
      [],
      {},
      { id: 'x' },
      { id: NaN },
      { id: 1.5 },
      { cancel: {} },
      recursive
    ];
    for (const message of hostile) host.postMessage(message);
    host.postMessage({ id: 2, method: 'echo', params: {} });
    await settled(1);
    expect(answers).toEqual([{ id: 2, result: {} }]);
  });

  it('a request under an id that is still open is `bad-request`, and the first goes on', async () => {
    let finish: (result: unknown) => void = () => {};
    const { host, settled } = open({ slow: () => new Promise((resolve) => (finish = resolve)) });
    host.postMessage({ id: 1, method: 'slow', params: {} });
    host.postMessage({ id: 1, method: 'slow', params: {} });
    expect(codes(await settled(1))).toEqual(['bad-request']);
    finish('done');
    expect((await settled(2))[1]).toEqual({ id: 1, result: 'done' });
  });

  it('a cancel aborts its request only, and one for an unknown id does nothing', async () => {
    const aborts: number[] = [];
    const { host, settled } = open({
      wait: (params, signal) =>
        new Promise((_, reject) =>
          signal.addEventListener('abort', () => {
            aborts.push((params as { n: number }).n);
            reject(new DOMException('stop', 'AbortError'));
          })
        )
    });
    for (const n of [1, 2]) host.postMessage({ id: n, method: 'wait', params: { n } });
    host.postMessage({ cancel: 99 });
    host.postMessage({ cancel: 2 });
    expect((await settled(1))[0]).toMatchObject({ id: 2, error: { code: 'aborted' } });
    expect(aborts).toEqual([2]);
  });

  it(`the ${MAX_OPEN + 1}th open request is \`busy\`; after one is done there is room again`, async () => {
    const finish: (() => void)[] = [];
    const { host, answers, settled } = open({
      wait: () => new Promise<void>((resolve) => finish.push(resolve)),
      echo
    });
    for (let id = 0; id <= MAX_OPEN; id++) host.postMessage({ id, method: 'wait', params: {} });
    expect(await settled(1)).toMatchObject([{ id: MAX_OPEN, error: { code: 'busy' } }]);
    finish[0]?.();
    await settled(2);
    host.postMessage({ id: 100, method: 'echo', params: {} });
    await settled(3);
    expect(answers[2]).toEqual({ id: 100, result: {} });
  });

  it('a flood of 10,000 requests is answered one by one and opens no more than its limit', async () => {
    let calls = 0;
    const { host, settled } = open({ wait: () => (calls++, never({}, AbortSignal.abort())) });
    for (let id = 0; id < 10_000; id++) host.postMessage({ id, method: 'wait', params: {} });
    const answers = await settled(10_000 - MAX_OPEN);
    expect(new Set(codes(answers))).toEqual(new Set(['busy']));
    expect(calls).toBe(MAX_OPEN);
  }, 20_000);

  it('what a method throws is answered with a code of the contract', async () => {
    const { host, settled } = open({
      ours: () => Promise.reject(new PackshotError('no-cutout', 'none', { photo: 'a' })),
      foreign: () => Promise.reject(new TypeError('a bug')),
      unsendable: async () => () => {}
    });
    host.postMessage({ id: 1, method: 'ours', params: {} });
    host.postMessage({ id: 2, method: 'foreign', params: {} });
    host.postMessage({ id: 3, method: 'unsendable', params: {} });
    const answers = await settled(3);
    expect(answers[0]?.error).toEqual({ code: 'no-cutout', message: 'none', data: { photo: 'a' } });
    expect(codes(answers.slice(1))).toEqual(['worker-died', 'worker-died']);
  });

  it('a host that cannot be served hears the reason on every call', async () => {
    const { port1, port2 } = new MessageChannel();
    ports.push(port1, port2);
    refuseAll(port2, new PackshotError('version', 'too new'));
    const answers: Answer[] = [];
    port1.onmessage = ({ data }: MessageEvent<Answer>) => answers.push(data);
    for (const id of [1, 2]) port1.postMessage({ id, method: 'capabilities', params: {} });
    await vi.waitFor(() => expect(codes(answers)).toEqual(['version', 'version']));
  });
});
