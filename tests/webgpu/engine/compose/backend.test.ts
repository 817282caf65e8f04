import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { IDENTITY_ADJUST, type AdjustEdit } from '../../../../src/lib/domain/document/edits/adjust.ts';
import type { BackdropEdit } from '../../../../src/lib/domain/document/edits/backdrop.ts';
import { IDENTITY_SHADOW, type ShadowEdit } from '../../../../src/lib/domain/document/edits/shadow.ts';
import type { Edits } from '../../../../src/lib/domain/document/edits.ts';
import type { PlacePass, ShadowPass } from '../../../../src/lib/domain/render/pass.ts';
import type { Composite } from '../../../../src/lib/engine/compose/api.ts';
import type { Backend } from '../../../../src/lib/engine/compose/backend.ts';
import { Compositor } from '../../../../src/lib/engine/compose/compositor.ts';
import { cpuBackend } from '../../../../src/lib/engine/compose/cpu/backend.ts';
import type { GuardedWebgpu } from '../../../../src/lib/engine/compose/webgpu/open.ts';
import { openSoftware } from './gpu.ts';
import { parityOf } from './parity.ts';
import { PICTURE, requestOf, RESOURCES } from './scene.ts';

/** ΔE2000 that nearly all pixels keep to, and that no pixel at the product's edge exceeds. */
const LIMIT = { p999: 2, edge: 6 };
const BYTES = 2 ** 28;

let guard: GuardedWebgpu;
beforeAll(async () => {
  guard = await openSoftware();
});
afterAll(() => guard.close());

const on = <P>(backend: Backend<P>) => new Compositor(backend, RESOURCES, BYTES);

/** Pictures without edits, by where they are. */
const plain = new Map<string, Promise<Composite>>();

function plainOf(where: Parameters<typeof requestOf>[1]): Promise<Composite> {
  const key = JSON.stringify(where);
  const known = plain.get(key) ?? on(cpuBackend).render(requestOf({}, where));
  plain.set(key, known);
  return known;
}

/** Asks both painters for a picture, and compares them. What is compared is another picture than without the edits. */
async function expectParity(
  edits: Partial<Edits>,
  where: Parameters<typeof requestOf>[1] = {}
): Promise<void> {
  const request = requestOf(edits, where);
  const gpu = on(guard.backend);
  const painted = await guard.guarded(() => gpu.render(request));
  gpu.close();
  const reference = await on(cpuBackend).render(request);
  const { pixels } = await plainOf(where);
  const parity = parityOf(painted.pixels, reference.pixels, reference.matte);
  const said = JSON.stringify(parity);
  expect(painted.matte).toEqual(reference.matte);
  expect(parityOf(pixels, reference.pixels, reference.matte).p99).toBeGreaterThan(1);
  expect(parity.p999, said).toBeLessThanOrEqual(LIMIT.p999);
  expect(parity.edgeMax, said).toBeLessThanOrEqual(LIMIT.edge);
  expect(parity.alphaMax, said).toBeLessThanOrEqual(1);
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
    { denoise: 1 },
    { exposure: 0.4, contrast: -0.4, saturation: 0.3, clarity: -0.5, sharpen: 0.5, denoise: 0.3 }
  ];
  test.each(cases.map((adjust) => [JSON.stringify(adjust), adjust] as const))('%s', async (_, adjust) => {
    await expectParity({ adjust: { ...IDENTITY_ADJUST, ...adjust } });
  });
});

describe('painted by WebGPU as by the CPU: shadow', () => {
  const { contact, drop, reflection } = IDENTITY_SHADOW;
  const cases: Readonly<Record<string, Partial<ShadowEdit>>> = {
    'a contact shadow': { contact: { ...contact, strength: 0.8 } },
    'a wide contact shadow': { contact: { strength: 1, spread: 0.3, softness: 1 } },
    'a drop shadow': { drop: { ...drop, strength: 0.7 } },
    'a sharp drop shadow, between pixels': { drop: { strength: 1, angle: -71, distance: 0.137, blur: 0 } },
    'a blurred drop shadow': { drop: { strength: 0.8, angle: 160, distance: 0.2, blur: 1 } },
    'the photo’s own shadow': { original: { strength: 0.9 } },
    'a mirror': { reflection: { strength: 0.8, length: 0.5, blur: 0 } },
    'a brushed floor': { reflection: { strength: 0.9, length: 1, blur: 1 } },
    'all of them': {
      contact: { ...contact, strength: 0.6 },
      drop: { ...drop, strength: 0.4 },
      original: { strength: 0.5 },
      reflection: { ...reflection, strength: 0.4 }
    }
  };
  test.each(Object.entries(cases))('%s', async (_, edit) => {
    await expectParity({ shadow: { ...IDENTITY_SHADOW, ...edit } });
  });

  describe.each([
    ['up to the frame', true, false],
    ['on nothing', false, true]
  ] as const)('%s', (_, reachesFrame, isTransparent) => {
    const far = ['a wide contact shadow', 'a blurred drop shadow', 'a brushed floor', 'all of them'];
    test.each(far)('%s', async (name) => {
      const shadow = { ...IDENTITY_SHADOW, ...cases[name], reachesFrame };
      await expectParity({ shadow }, { isTransparent });
    });
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
  const picture = { kind: 'picture', blob: PICTURE, focus: { x: 0.3, y: 0.6 } } as const;
  const studio = { kind: 'set', color: [214, 200, 190], horizon: 0.6, light, softness: 0.4 } as const;
  const cases: Readonly<Record<string, BackdropEdit>> = {
    color: { kind: 'color', color: [17, 133, 250] },
    'a linear gradient': { kind: 'gradient', shape: 'linear', angle: 130, stops },
    'a radial gradient': { kind: 'gradient', shape: 'radial', angle: 0, stops },
    'a gradient that ends before the frame': {
      kind: 'gradient',
      shape: 'linear',
      angle: -20,
      stops: [
        { at: 0.3, color: [250, 240, 230] },
        { at: 0.6, color: [60, 90, 120] }
      ]
    },
    'a picture that fills the frame': { ...picture, fit: 'cover', blur: 0 },
    'a picture that is blurred': { ...picture, fit: 'cover', blur: 0.7 },
    'a picture that fits': { ...picture, fit: 'contain', blur: 0.05 },
    'a picture that repeats': { ...picture, fit: 'tile', blur: 0 },
    'a sweep': { ...studio, set: 'sweep' },
    'a tabletop': { ...studio, set: 'tabletop' },
    'a podium': { ...studio, set: 'podium' }
  };
  test.each(Object.entries(cases))('%s', async (_, backdrop) => {
    await expectParity({ backdrop });
  });
});

test('painted by WebGPU as by the CPU: annotate', async () => {
  // Where workers have them.
  vi.stubGlobal('fonts', document.fonts);
  const words = { color: [20, 20, 30], text: 'Chất liệu', size: 0.08, bold: true } as const;
  const target = { x: 90, y: 70 };
  await expectParity({
    adjust: { ...IDENTITY_ADJUST, exposure: 0.5 },
    annotate: {
      language: 'vi',
      notes: [
        { kind: 'text', id: 'a', ...words, at: { x: 0.4, y: 0.1 }, plate: [255, 240, 200] },
        { kind: 'callout', id: 'b', ...words, at: { x: 0.7, y: 0.9 }, target },
        { kind: 'arrow', id: 'c', color: [200, 0, 0], from: { x: 10, y: 20 }, to: target, width: 0.02 },
        {
          kind: 'magnifier',
          id: 'd',
          color: [0, 90, 0],
          at: { x: 0.8, y: 0.3 },
          radius: 0.15,
          target,
          zoom: 2
        }
      ]
    }
  });
});

describe('painted by WebGPU as by the CPU: all at once', () => {
  const { contact, drop, reflection } = IDENTITY_SHADOW;
  const light = { azimuth: 60, elevation: 55 };
  const adjust = { ...IDENTITY_ADJUST, exposure: 0.3, contrast: 0.2, clarity: 0.4, sharpen: 0.4 };
  const shadow: ShadowEdit = {
    contact: { ...contact, strength: 0.7 },
    drop: { ...drop, strength: 0.3 },
    reflection: { ...reflection, strength: 0.3 },
    original: { strength: 0.4 },
    reachesFrame: false
  };
  const studio = { kind: 'set', color: [190, 205, 220], horizon: 0.55, light, softness: 0.7 } as const;

  test.each([
    ['sweep', 512],
    ['tabletop', 300],
    ['podium', 256]
  ] as const)('in a %s, %d px', async (set, side) => {
    await expectParity({ adjust, shadow, backdrop: { ...studio, set } }, { side });
  });

  test('on nothing', async () => {
    await expectParity({ adjust, shadow }, { isTransparent: true });
  });

  test('a shade is read as it is painted', async () => {
    const { passes } = requestOf({ shadow });
    const [place, pass] = ['place', 'shadow'].map((kind) => passes.find((one) => one.kind === kind)) as [
      PlacePass,
      ShadowPass
    ];
    const layer = RESOURCES.layer(place.layer);
    const shadeOf = async <P>(backend: Backend<P>) =>
      backend.readShade(await backend.shadow(pass, await backend.place(place, layer), layer));
    const painted = await guard.guarded(() => shadeOf(guard.backend));
    const reference = await shadeOf(cpuBackend);
    expect(Math.min(...reference)).toBeLessThan(150);
    expect(painted.every((byte, p) => Math.abs(byte - reference[p]!) <= 1)).toBe(true);
  });
});
