import { afterAll, expect, test } from 'vitest';
import { composeHost } from '../../../../src/lib/engine/compose/client.ts';

const compose = composeHost();
afterAll(() => compose.end());

test('where the browser offers no GPU the CPU paints, and the reason is told', async () => {
  const { name, reason } = await compose.call((api) => api.backend());
  expect(name).toBe('cpu');
  expect(['no-webgpu', 'no-adapter', 'software-adapter']).toContain(reason);
});
