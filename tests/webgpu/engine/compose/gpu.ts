import { expect } from 'vitest';
import { openWebgpu, type GuardedWebgpu } from '../../../../src/lib/engine/compose/webgpu/open.ts';

/** WebGPU on this machine's software adapter. */
export async function openSoftware(): Promise<GuardedWebgpu> {
  const opened = await openWebgpu(navigator.gpu, true);
  expect(opened, 'WebGPU could not be opened').toBeTypeOf('object');
  return opened as GuardedWebgpu;
}

/** An object with some of its members replaced; the others are called on the object itself. */
export const changed = <T extends object>(object: T, members: Partial<Record<keyof T, unknown>>): T =>
  new Proxy(object, {
    get(target, name) {
      if (name in members) return members[name as keyof T];
      const value: unknown = Reflect.get(target, name);
      return typeof value === 'function' ? (value.bind(target) as unknown) : value;
    }
  });

/** This machine's GPU, handing out devices that `change` has touched. */
export const devicesOf = (change: (device: GPUDevice) => GPUDevice): GPU =>
  changed(navigator.gpu, {
    requestAdapter: async () => {
      const adapter = await navigator.gpu.requestAdapter();
      return changed(adapter!, {
        requestDevice: async (how?: GPUDeviceDescriptor) => change(await adapter!.requestDevice(how))
      });
    }
  });
