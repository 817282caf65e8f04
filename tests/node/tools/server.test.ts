import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { headersFor, parseHeaderRules, parseRange, serveFolder } from '../../../tools/server.mjs';

const HEADERS = `# a comment
/*
  Cross-Origin-Opener-Policy: same-origin
  X-Content-Type-Options: nosniff
/embed
  Content-Security-Policy: frame-ancestors 'self'
/_app/immutable/*
  Cache-Control: public, max-age=31536000, immutable
`;

let root: string;
let server: Awaited<ReturnType<typeof serveFolder>>;

const get = (path: string, init?: RequestInit) => fetch(server.url + path, init);

/** Status of a path sent as it is; `fetch` would tidy it first. */
const rawStatus = (path: string): Promise<number | undefined> =>
  new Promise((resolve, reject) => {
    request({ port: server.port, host: 'localhost', path }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'packshot-server-'));
  mkdirSync(join(root, 'site/_app/immutable'), { recursive: true });
  mkdirSync(join(root, 'site/project'));
  const files = {
    'secret.txt': 'secret',
    'site/_headers': HEADERS,
    'site/index.html': '<h1>start</h1>',
    'site/embed.html': '<h1>embed</h1>',
    'site/project/index.html': '<h1>project</h1>',
    'site/404.html': '<h1>app</h1>',
    'site/_app/immutable/a.js': 'export {}',
    'site/digits.bin': '0123456789',
    'site/empty.bin': ''
  };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(root, name), text);
  server = await serveFolder({ root: join(root, 'site') });
});

afterAll(async () => {
  await server.close();
  rmSync(root, { recursive: true });
});

describe('a _headers file', () => {
  it('applies every rule that matches, joining what two of them set', () => {
    const rules = parseHeaderRules('/*\n  A: 1\n/x/*\n  A: 2\n  B: 3\n/x/:name/z\n  C: 4\n');
    expect(Object.fromEntries(headersFor(rules, '/x/y/z'))).toEqual({ a: '1, 2', b: '3', c: '4' });
    expect(Object.fromEntries(headersFor(rules, '/y'))).toEqual({ a: '1' });
  });

  it('takes a dot in a path for a dot', () => {
    expect(headersFor(parseHeaderRules('/embed.js\n  A: 1\n'), '/embedxjs').size).toBe(0);
  });

  it('is obeyed and not served', async () => {
    const response = await get('embed');
    expect(response.headers.get('content-security-policy')).toBe("frame-ancestors 'self'");
    expect(response.headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect((await get('_headers')).status).toBe(404);
  });
});

describe('a range', () => {
  it.each([
    ['bytes=0-3', { start: 0, end: 3 }],
    ['bytes=7-', { start: 7, end: 9 }],
    ['bytes=-4', { start: 6, end: 9 }],
    ['bytes=-40', { start: 0, end: 9 }],
    ['bytes=5-500', { start: 5, end: 9 }],
    ['bytes=10-', 'unsatisfiable'],
    ['bytes=-0', 'unsatisfiable'],
    ['bytes=5-2', null],
    ['bytes=0-1,3-4', null],
    ['lines=0-1', null],
    ['bytes=-', null],
    [undefined, null]
  ])('%s of ten bytes is %j', (header, expected) => {
    expect(parseRange(header, 10)).toEqual(expected);
  });

  it('is answered with 206 and exactly those bytes', async () => {
    const response = await get('digits.bin', { headers: { Range: 'bytes=2-4' } });
    expect([response.status, await response.text()]).toEqual([206, '234']);
    expect(response.headers.get('content-range')).toBe('bytes 2-4/10');
    expect(response.headers.get('content-length')).toBe('3');
  });

  it('beyond the end is answered with 416 and the size', async () => {
    const response = await get('digits.bin', { headers: { Range: 'bytes=10-' } });
    expect([response.status, response.headers.get('content-range')]).toEqual([416, 'bytes */10']);
  });

  it('of an older version is answered with the whole file', async () => {
    const response = await get('digits.bin', { headers: { Range: 'bytes=2-4', 'If-Range': '"older"' } });
    expect([response.status, await response.text()]).toEqual([200, '0123456789']);
  });
});

describe('a file', () => {
  it.each([
    ['', 200, '<h1>start</h1>'],
    ['embed', 200, '<h1>embed</h1>'],
    ['embed?x=1', 200, '<h1>embed</h1>'],
    ['project', 200, '<h1>project</h1>'],
    ['project/', 200, '<h1>project</h1>'],
    ['empty.bin', 200, ''],
    ['nowhere/deep', 404, '<h1>app</h1>']
  ])('/%s answers %i', async (path, status, text) => {
    const response = await get(path);
    expect([response.status, await response.text()]).toEqual([status, text]);
  });

  it('is not sent again while unchanged, and hashed names are kept for ever', async () => {
    const first = await get('_app/immutable/a.js');
    expect(first.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await get('')).headers.get('cache-control')).toBe('no-cache');
    const again = await get('_app/immutable/a.js', {
      headers: { 'If-None-Match': first.headers.get('etag') ?? '' }
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('that is missing is never kept for ever', async () => {
    expect((await get('_app/immutable/missing.js')).headers.get('cache-control')).toBe('no-cache');
  });

  it('answers HEAD with its size and no body, and nothing but GET and HEAD', async () => {
    const head = await get('digits.bin', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '10', '']);
    expect((await get('digits.bin', { method: 'POST', body: 'x' })).status).toBe(405);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/..%5csecret.txt',
    '/%00',
    '/%',
    '//secret.txt'
  ])('outside the folder is never reached (%s)', async (path) => {
    expect(await rawStatus(path)).toBe(404);
  });
});

it('without isolation only the isolation headers are left out', async () => {
  const bare = await serveFolder({ root: join(root, 'site'), isolation: false });
  const { headers } = await fetch(bare.url);
  await bare.close();
  expect([headers.get('cross-origin-opener-policy'), headers.get('x-content-type-options')]).toEqual([
    null,
    'nosniff'
  ]);
});

it('a folder without a built app is refused', async () => {
  await expect(serveFolder({ root })).rejects.toThrow('npm run build');
});
