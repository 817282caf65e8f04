import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IDENTITY_ADJUST, type AdjustEdit } from '../../../../src/lib/domain/document/edits/adjust.ts';
import type { BackdropEdit } from '../../../../src/lib/domain/document/edits/backdrop.ts';
import type { Edits } from '../../../../src/lib/domain/document/edits.ts';
import { Compositor } from '../../../../src/lib/engine/compose/compositor.ts';
import { cpuBackend } from '../../../../src/lib/engine/compose/cpu/backend.ts';
import type { GuardedWebgpu } from '../../../../src/lib/engine/compose/webgpu/open.ts';
import { openSoftware } from './gpu.ts';
import { parityOf, type Parity } from './parity.ts';
import { requestOf, RESOURCES } from './scene.ts';

/** ΔE2000 that nearly all pixels keep to, and that no pixel at the product's edge exceeds. */
const LIMIT = { p999: 2, edge: 6 };
const BYTES = 2 ** 28;

let guard: GuardedWebgpu;
beforeAll(async () => {
  guard = await openSoftware();
});
afterAll(() => guard.close());

/** A picture of both painters, compared. */
async function compared(edits: Partial<Edits>, where: Parameters<typeof requestOf>[1] = {}): Promise<Parity> {
  const request = requestOf(edits, where);
  const gpu = new Compositor(guard.backend, RESOURCES, BYTES);
  const cpu = new Compositor(cpuBackend, RESOURCES, BYTES);
  const painted = await guard.guarded(() => gpu.render(request));
  const reference = await cpu.render(request);
  gpu.close();
  expect(painted.matte).toEqual(reference.matte);
  const parity = parityOf(painted.pixels, reference.pixels, reference.matte);
  console.log(JSON.stringify(edits).slice(0, 60), JSON.stringify(parity));
  return parity;
}

function expectParity(parity: Parity): void {
  expect(parity.p999).toBeLessThanOrEqual(LIMIT.p999);
  expect(parity.edgeMax).toBeLessThanOrEqual(LIMIT.edge);
  expect(parity.alphaMax).toBeLessThanOrEqual(1);
}

describe('painted by WebGPU as by the CPU: adjust', () => {
  const cases: readonly Partial<AdjustEdit>[] = [
    { exposure: 1.2 },
    { exposure: -2 },
    { temperature: 0.6, tint: -0.4 },
    { contrast: 0.7 },
    { highlights: -0.8, shadows: 0.7 },
    { highlights: 0.8, shadows: -0.7 },
    { saturation: 0.9 },
    { saturation: -1 },
    { clarity: 0.8 },
    { sharpen: 1 },
    { denoise: 0.7 },
    { exposure: 0.4, contrast: -0.4, saturation: 0.3, clarity: -0.5, sharpen: 0.5, denoise: 0.3 }
  ];
  test.each(cases.map((adjust) => [JSON.stringify(adjust), adjust] as const))('%s', async (_, adjust) => {
    expectParity(await compared({ adjust: { ...IDENTITY_ADJUST, ...adjust } }));
  });
});

describe('painted by WebGPU as by the CPU: backdrop', () => {
  const stops = [
    { at: 0, color: [250, 250, 255] },
    { at: 0.4, color: [90, 140, 200] },
    { at: 0.4, color: [200, 60, 60] },
    { at: 1, color: [10, 20, 30] }
  ] as const;
  const light = { azimuth: -50, elevation: 40 };
  const studio = { kind: 'set', color: [214, 200, 190], horizon: 0.6, light, softness: 0.4 } as const;
  const cases: Readonly<Record<string, BackdropEdit>> = {
    color: { kind: 'color', color: [17, 133, 250] },
    'a linear gradient': { kind: 'gradient', shape: 'linear', angle: 130, stops },
    'a radial gradient': { kind: 'gradient', shape: 'radial', angle: 0, stops },
    'a sweep': { ...studio, set: 'sweep' },
    'a tabletop': { ...studio, set: 'tabletop' },
    'a podium': { ...studio, set: 'podium' }
  };
  test.each(Object.entries(cases))('%s', async (_, backdrop) => {
    expectParity(await compared({ backdrop }));
  });
});
