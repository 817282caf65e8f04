import { describe, expect, it } from 'vitest';
import { headersFor, parseHeaderRules } from '../../../tools/server.mjs';
import { allowedOrigins, headersFile, sourceOffer } from '../../../tools/vite/shipping.ts';

const rules = parseHeaderRules(
  headersFile({
    origins: ['https://shop.example'],
    pages: ['/', '/embed', '/about'],
    workers: ['/_app/immutable/workers/segment.js', '/_app/immutable/workers/imgly.worker-B1.js']
  })
);
const header = (path: string, name: string) => headersFor(rules, path).get(name.toLowerCase());
const policy = (path: string) => header(path, 'Content-Security-Policy');

describe('_headers', () => {
  it.each(['/', '/embed', '/embed.js', '/_app/immutable/x.js', '/models/x', '/no/such/page'])(
    'isolates %s',
    (path) => {
      expect(header(path, 'Cross-Origin-Opener-Policy')).toBe('same-origin');
      expect(header(path, 'Cross-Origin-Embedder-Policy')).toBe('require-corp');
      expect(header(path, 'Cross-Origin-Resource-Policy')).toBe('cross-origin');
      expect(header(path, 'Document-Isolation-Policy')).toBe('isolate-and-require-corp');
    }
  );

  it('lets the listed origins frame /embed and nothing else', () => {
    expect(policy('/embed')).toBe("frame-ancestors 'self' https://shop.example");
    expect(policy('/embed.html')).toBe("frame-ancestors 'self' https://shop.example");
    for (const path of ['/', '/index.html', '/about']) expect(policy(path)).toBe("frame-ancestors 'self'");
    expect(header('/no/such/page', 'X-Frame-Options')).toBe('SAMEORIGIN');
  });

  it('gives a worker script a policy that lets nothing out, and blob: to the imgly worker alone', () => {
    expect(policy('/_app/immutable/workers/segment.js')).toBe(
      "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; font-src 'self'"
    );
    expect(policy('/_app/immutable/workers/imgly.worker-B1.js')).toContain('worker-src');
    expect(policy('/_app/immutable/workers/imgly.worker-B1.js')).toContain("connect-src 'self' blob:");
    expect(policy('/ort/ort-wasm-simd-threaded.mjs')).toBe(policy('/_app/immutable/workers/segment.js'));
  });

  it('lets any origin read the SDK and its types, and no other file', () => {
    for (const path of ['/embed.js', '/embed.d.ts'])
      expect(header(path, 'Access-Control-Allow-Origin')).toBe('*');
    for (const path of ['/', '/embed', '/models/x']) {
      expect(header(path, 'Access-Control-Allow-Origin')).toBeUndefined();
    }
  });

  it('sets no header twice for one path', () => {
    const paths = [
      '/',
      '/embed',
      '/embed.js',
      '/_app/immutable/workers/segment.js',
      '/ort/x.mjs',
      '/models/x'
    ];
    for (const path of paths) {
      const names = rules
        .filter(({ pattern }) => pattern.test(path))
        .flatMap(({ headers }) => headers.map(([name]) => name));
      expect(new Set(names).size, path).toBe(names.length);
    }
  });
});

describe('packshot.config.json', () => {
  it('lists origins, none by default', () => {
    expect(allowedOrigins('{}')).toEqual([]);
    expect(allowedOrigins('{ "allowedOrigins": ["https://a.example", "http://localhost:8080"] }')).toEqual([
      'https://a.example',
      'http://localhost:8080'
    ]);
    expect(allowedOrigins('{ "allowedOrigins": ["*"] }')).toEqual(['*']);
  });

  it.each(['"https://a.example/"', '"a.example"', '"https://a.example; script-src *"', '"null"', '7'])(
    'refuses %s, which is no origin',
    (entry) => {
      expect(() => allowedOrigins(`{ "allowedOrigins": [${entry}] }`)).toThrow('is not an origin');
    }
  );
});

it('the offer of source names the commit, the lockfile and the command', () => {
  const offer = sourceOffer('.') as Record<string, unknown>;
  expect(offer['lockfileSha256']).toMatch(/^[0-9a-f]{64}$/);
  expect(offer['build']).toBe('npm ci && npm run build');
  if (offer['commit'] !== null) expect(offer['commit']).toMatch(/^[0-9a-f]{40}$/);
});
