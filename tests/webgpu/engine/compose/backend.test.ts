import { afterAll, beforeAll, expect, test } from 'vitest';
import { Compositor } from '../../../../src/lib/engine/compose/compositor.ts';
import { cpuBackend } from '../../../../src/lib/engine/compose/cpu/backend.ts';
import type { GuardedWebgpu } from '../../../../src/lib/engine/compose/webgpu/open.ts';
import { openSoftware } from './gpu.ts';
import { parityOf } from './parity.ts';
import { requestOf, RESOURCES } from './scene.ts';

let guard: GuardedWebgpu;
beforeAll(async () => {
  guard = await openSoftware();
});
afterAll(() => guard.close());

test('the plain picture', async () => {
  const request = requestOf({});
  const gpu = new Compositor(guard.backend, RESOURCES, 2 ** 28);
  const cpu = new Compositor(cpuBackend, RESOURCES, 2 ** 28);
  const a = await guard.guarded(() => gpu.render(request));
  const b = await cpu.render(request);
  const parity = parityOf(a.pixels, b.pixels, b.matte);
  console.log(JSON.stringify(parity));
  expect(parity.p999).toBeLessThanOrEqual(2);
});
