import { describe, expect, it } from 'vitest';
import { byteGoals } from '../../../../src/lib/domain/channels/byte-goals.ts';
import { findChannel } from '../../../../src/lib/domain/channels/index.ts';

describe('byteGoals', () => {
  it('a limit on an official page binds; what others say is only wished for', () => {
    expect(byteGoals(findChannel('shopify'), 'jpeg')).toEqual({
      required: 20_000_000,
      recommended: 3_000_000
    });
    expect(byteGoals(findChannel('amazon'), 'jpeg')).toEqual({ required: null, recommended: 10_000_000 });
    expect(byteGoals(findChannel('etsy'), 'jpeg')).toEqual({ required: null, recommended: 1_000_000 });
  });

  it('a format has its own limit where the channel states one', () => {
    const { required, recommended } = byteGoals(findChannel('about-you'), 'png');
    expect(Math.max(required ?? 0, recommended ?? 0)).toBe(4_000_000);
  });

  it('a banner of a fixed size has less', () => {
    const small = byteGoals(findChannel('display-ads'), 'jpeg', { width: 300, height: 250 });
    const large = byteGoals(findChannel('display-ads'), 'jpeg', { width: 1200, height: 628 });
    const least = ({ required, recommended }: typeof small) => required ?? recommended;
    expect(least(small)).toBe(150_000);
    expect(least(large)).toBeGreaterThan(150_000);
  });

  it('nothing is asked where nothing is stated', () => {
    expect(byteGoals(findChannel('faire'), 'jpeg')).toEqual({ required: null, recommended: null });
  });
});
