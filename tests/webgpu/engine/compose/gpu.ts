import { expect } from 'vitest';
import { openWebgpu, type GuardedWebgpu } from '../../../../src/lib/engine/compose/webgpu/open.ts';

/** WebGPU on this machine's software adapter. */
export async function openSoftware(): Promise<GuardedWebgpu> {
  const opened = await openWebgpu(navigator.gpu, true);
  expect(opened, 'WebGPU could not be opened').toBeTypeOf('object');
  return opened as GuardedWebgpu;
}
