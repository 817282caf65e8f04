import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { awaitHost, loadAllowedOrigins, type Door, type Host } from '../../../src/lib/embed/handshake.ts';

const HOST = 'https://shop.example';
const APP = 'https://packshot.example';

/** A window with a parent, and a way to let anything arrive in it. */
function makeDoor() {
  const target = new EventTarget();
  const posted: unknown[][] = [];
  const parent = { postMessage: (...args: unknown[]) => void posted.push(args) };
  const door = {
    origin: APP,
    parent,
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target)
  } as unknown as Door;
  const arrive = (message: Partial<Record<'source' | 'origin' | 'data' | 'ports', unknown>> = {}) =>
    target.dispatchEvent(
      Object.assign(new Event('message'), {
        source: parent,
        origin: HOST,
        data: { packshot: 1, type: 'connect', options: {} },
        ports: [new MessageChannel().port1],
        ...message
      })
    );
  return { door, posted, arrive };
}

/** The host that was let in, or null where none was by now. */
const letIn = (host: Promise<Host>): Promise<Host | null> =>
  Promise.race([host, new Promise<null>((resolve) => setTimeout(resolve, 0, null))]);

let warn: ReturnType<typeof vi.spyOn>;
beforeEach(() => {
  warn = vi.spyOn(console, 'warn').mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

describe('guest: handshake', () => {
  it('says `ready` once, to anyone, with nothing in it but the version', () => {
    const { door, posted } = makeDoor();
    void awaitHost(door, []);
    expect(posted).toEqual([[{ packshot: 1, type: 'ready' }, '*']]);
  });

  it('lets in the parent from a listed origin, with its port and options', async () => {
    const { door, arrive } = makeDoor();
    const host = awaitHost(door, [HOST]);
    const { port1 } = new MessageChannel();
    arrive({ ports: [port1], data: { packshot: 1, type: 'connect', options: { ui: 'none' } } });
    expect(await letIn(host)).toMatchObject({
      origin: HOST,
      port: port1,
      version: 1,
      options: { ui: 'none' }
    });
    expect(warn).not.toHaveBeenCalled();
  });

  it('an empty list lets in the app’s own origin only', async () => {
    const { door, arrive } = makeDoor();
    const host = awaitHost(door, []);
    arrive();
    expect(await letIn(host)).toBeNull();
    arrive({ origin: APP });
    expect(await letIn(host)).toMatchObject({ origin: APP });
  });

  it('a written "*" lets in everybody', async () => {
    const { door, arrive } = makeDoor();
    const host = awaitHost(door, ['*']);
    arrive({ origin: 'null' });
    expect(await letIn(host)).toMatchObject({ origin: 'null' });
  });

  it.each([
    'https://shop.example.evil.test',
    'http://shop.example',
    'https://shop.example:8443',
    'https://sub.shop.example',
    'null'
  ])('origin %s is not https://shop.example: silence and one warning', async (origin) => {
    const { door, posted, arrive } = makeDoor();
    const host = awaitHost(door, [HOST]);
    for (let i = 0; i < 3; i++) arrive({ origin });
    expect(await letIn(host)).toBeNull();
    expect(posted).toHaveLength(1);
    expect(warn).toHaveBeenCalledOnce();
  });

  it.each([
    ['a window that is not the parent', { source: { postMessage() {} } }],
    ['nobody', { source: null }],
    ['the parent, without a port', { ports: [] }],
    ['the parent, with another type', { data: { packshot: 1, type: 'ready', options: {} } }],
    ['the parent, without options', { data: { packshot: 1, type: 'connect' } }],
    ['the parent, without a version', { data: { type: 'connect', options: {} } }],
    ['the parent, with version 0', { data: { packshot: 0, type: 'connect', options: {} } }],
    ['the parent, with a text', { data: '{"packshot":1,"type":"connect","options":{}}' }],
    ['the parent, with null', { data: null }]
  ])('a message from %s is not a connect', async (_, message) => {
    const { door, arrive } = makeDoor();
    const host = awaitHost(door, [HOST]);
    arrive(message);
    expect(await letIn(host)).toBeNull();
  });

  it('connects once: a second connect cannot take the place of the first', async () => {
    const { door, arrive } = makeDoor();
    const host = awaitHost(door, [HOST]);
    arrive();
    const first = await letIn(host);
    arrive();
    expect(await letIn(host)).toBe(first);
  });
});

describe('guest: packshot.config.json', () => {
  const url = new URL(`${APP}/packshot.config.json`);
  const load = (body: string) => loadAllowedOrigins(url, async () => new Response(body));

  it('lists the origins that may embed', async () => {
    await expect(load(`{"allowedOrigins":["${HOST}"]}`)).resolves.toEqual([HOST]);
    expect(warn).not.toHaveBeenCalled();
  });

  it.each(['', '<!doctype html>', '{}', '{"allowedOrigins":"*"}', '{"allowedOrigins":[1]}', '["*"]', 'null'])(
    'a broken file (%j) lets in nobody else and says so',
    async (body) => {
      await expect(load(body)).resolves.toEqual([]);
      expect(warn).toHaveBeenCalledOnce();
    }
  );

  it('a file that cannot be fetched lets in nobody else', async () => {
    await expect(loadAllowedOrigins(url, () => Promise.reject(new TypeError('offline')))).resolves.toEqual(
      []
    );
  });
});
