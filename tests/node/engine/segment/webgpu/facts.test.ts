import { describe, expect, it } from 'vitest';
import { refusalOf, type GpuFacts } from '../../../../../src/lib/engine/segment/webgpu/facts.ts';

const MB = 2 ** 20;

/** A laptop of today. */
const ADAPTER = { isSoftware: false, hasF16: true, maxBufferBytes: 2048 * MB, maxBindingBytes: 2047 * MB };
const LAPTOP: GpuFacts = { hasWebGpu: true, adapter: ADAPTER, canSuspend: true, deviceMemory: 16 };

const adapter = (over: Partial<typeof ADAPTER>): Partial<GpuFacts> => ({ adapter: { ...ADAPTER, ...over } });

describe('the graphics processor', () => {
  it.each<[string, Partial<GpuFacts>]>([
    ['on a laptop of today', {}],
    ['with the least that WebGPU promises', adapter({ maxBufferBytes: 256 * MB, maxBindingBytes: 128 * MB })],
    ['with 8 GB', { deviceMemory: 8 }]
  ])('may be tried %s', (_, over) => {
    expect(refusalOf({ ...LAPTOP, ...over })).toBeNull();
  });

  it.each<[string, Partial<GpuFacts>]>([
    ['no-webgpu', { hasWebGpu: false, adapter: null }],
    ['no-adapter', { adapter: null }],
    ['software', adapter({ isSoftware: true })],
    ['no-f16', adapter({ hasF16: false })],
    ['limits', adapter({ maxBindingBytes: 127 * MB })],
    ['limits', adapter({ maxBufferBytes: 255 * MB })],
    ['no-jspi', { canSuspend: false }],
    ['little-memory', { deviceMemory: 4 }],
    ['unknown-memory', { deviceMemory: undefined }]
  ])('is refused for %s: %o', (reason, over) => {
    expect(refusalOf({ ...LAPTOP, ...over })).toBe(reason);
  });

  it('is refused for what is least of a matter to fix first', () => {
    const worst = adapter({ isSoftware: true, hasF16: false, maxBindingBytes: 0 });
    expect(refusalOf({ ...LAPTOP, ...worst, canSuspend: false, deviceMemory: 1 })).toBe('software');
  });
});
