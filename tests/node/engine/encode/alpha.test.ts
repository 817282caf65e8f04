import { describe, expect, it } from 'vitest';
import { countAlpha } from '../../../../src/lib/engine/encode/alpha.ts';

describe('counting alpha', () => {
  it('clear is exactly 0 and solid exactly 255: what is between is neither', () => {
    const alpha = Uint8Array.from([0, 0, 0, 1, 128, 254, 255, 255]);
    expect(countAlpha({ alpha, width: 4, height: 2 })).toEqual({ clear: 3, solid: 2, pixels: 8 });
  });
});
