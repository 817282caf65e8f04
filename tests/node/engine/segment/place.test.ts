import { describe, expect, it } from 'vitest';
import { appRoot } from '../../../../src/lib/engine/segment/place.ts';

describe('appRoot', () => {
  it.each([
    ['https://a.example/_app/immutable/workers/worker-B1.js', './', 'https://a.example/'],
    ['https://a.example/shop/x/_app/immutable/workers/imgly.worker-B1.js', './', 'https://a.example/shop/x/'],
    ['http://localhost:5173/src/lib/engine/segment/worker.ts?worker_file', '/', 'http://localhost:5173/'],
    ['http://localhost:5173/sub/src/lib/engine/segment/worker.ts', '/sub/', 'http://localhost:5173/sub/']
  ])('%s → root', (script, base, root) => {
    expect(appRoot(script, base).href).toBe(root);
  });
});
