import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../../../src/lib/domain/document/canonical.ts';
import { frozen } from '../../../../src/lib/domain/frozen.ts';

describe('canonicalJson', () => {
  it('equal values give equal text, however their keys are ordered', () => {
    expect(canonicalJson({ b: [1, { d: null, c: 'x' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"x","d":null}]}'
    );
    expect(canonicalJson({ a: true, b: [1, { c: 'x', d: null }] })).toBe(
      '{"a":true,"b":[1,{"c":"x","d":null}]}'
    );
  });

  it('sorts as RFC 8785, 3.2.3', () => {
    const keys = { '\u20ac': 1, '\r': 2, '\ufb33': 3, '1': 4, '\ud83d\ude00': 5, '\u0080': 6, '\u00f6': 7 };
    expect(Object.values(JSON.parse(canonicalJson(keys)) as object)).toHaveLength(7);
    expect([...canonicalJson(keys).matchAll(/:(\d)/g)].map(([, value]) => value).join('')).toBe('2467153');
  });

  it('numbers are as ECMAScript writes them, and order in lists counts', () => {
    expect(canonicalJson([1.0, 1e21, -0, 0.1])).toBe('[1,1e+21,0,0.1]');
    expect(canonicalJson([1, 2])).not.toBe(canonicalJson([2, 1]));
  });

  it('absent and undefined are the same', () => {
    expect(canonicalJson({ a: undefined, b: 1 })).toBe(canonicalJson({ b: 1 }));
  });

  it.each([NaN, Infinity, undefined, () => 1, Symbol('x'), 1n])('%s is no JSON', (value) => {
    expect(() => canonicalJson({ value: [value] })).toThrow(TypeError);
  });
});

describe('frozen', () => {
  it('copies, freezes every level, drops undefined and keeps what it froze before', () => {
    const inner = { x: [1, { y: 2 }] };
    const outer = frozen({ inner, gone: undefined });
    expect(outer).toEqual({ inner });
    expect('gone' in outer).toBe(false);
    expect(Object.isFrozen(outer.inner.x[1])).toBe(true);
    expect(Object.isFrozen(inner)).toBe(false);
    expect(frozen(outer)).toBe(outer);
    expect(frozen({ ...outer }).inner).toBe(outer.inner);
  });

  it('an object that somebody else froze at its top only is frozen all the way', () => {
    expect(Object.isFrozen(frozen(Object.freeze({ deep: {} })).deep)).toBe(true);
  });
});
