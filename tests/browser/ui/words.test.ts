import { describe, expect, test } from 'vitest';
import { ERROR_CODES, PackshotError } from '../../../src/lib/domain/errors.ts';
import { m } from '../../../src/lib/paraglide/messages.js';
import { locales } from '../../../src/lib/paraglide/runtime.js';
import en from '../../../src/lib/ui/messages/en.json';
import vi from '../../../src/lib/ui/messages/vi.json';
import { errorWords } from '../../../src/lib/ui/shared/error-words.ts';
import { bytes, percentFloor, pixels } from '../../../src/lib/ui/shared/numbers.ts';

describe('messages', () => {
  test('every language has every message', () => {
    expect([...locales].sort()).toEqual(['en', 'vi']);
    expect(Object.keys(vi).sort()).toEqual(Object.keys(en).sort());
  });

  test('a translation names the same values as its original', () => {
    const places = (message: unknown) =>
      [...new Set(JSON.stringify(message).match(/\{\w+\}/g) ?? [])].sort().join(' ');
    const differing = Object.entries(en)
      .filter(([key]) => key !== '$schema')
      .filter(([key, message]) => places(message) !== places(vi[key as keyof typeof vi]))
      .map(([key]) => key);
    expect(differing).toEqual([]);
  });
});

describe('errors', () => {
  test.each(ERROR_CODES)(
    '%s says what happened and what to do, without its code and without excuses',
    (code) => {
      const { what, remedy } = errorWords(new PackshotError(code, 'for developers'));
      for (const words of [what, remedy]) {
        expect(words.length).toBeGreaterThan(10);
        expect(words).not.toMatch(/went wrong|oops|for developers|undefined/i);
      }
    }
  );

  test('a fact that the error carries is said', () => {
    const say = (
      ...[code, data]: [ConstructorParameters<typeof PackshotError>[0], Record<string, string | number>]
    ) => errorWords(new PackshotError(code, '', data)).what;
    expect(say('image-too-large', { width: 20_000, height: 20_000 })).toContain('20,000 × 20,000');
    expect(say('file-too-large', { bytes: 250e6, maxBytes: 200e6 })).toMatch(/250 MB.*200 MB/);
    expect(say('unsupported-format', { format: 'svg' })).toContain('SVG');
    expect(say('unsupported-format', { format: 'gif', reason: 'animated' })).toBe(
      m.error_unsupported_format_animated()
    );
    expect(say('decode-failed', { reason: 'empty' })).toContain('0 bytes');
  });
});

describe('numbers', () => {
  test('a share is 100 % only when it is all of it', () => {
    expect(percentFloor(0.999_996)).toBe('99.99%');
    expect(percentFloor(1)).toBe('100%');
  });

  test('bytes are decimal, as browsers count downloads', () => {
    expect([bytes(512), bytes(74_000), bytes(9_400_000), bytes(102e6)]).toEqual([
      '512 byte',
      '74 kB',
      '9.4 MB',
      '102 MB'
    ]);
  });

  test('pixel sizes of four digits are one word', () => {
    expect([pixels(2000), pixels(20_000)]).toEqual(['2000', '20,000']);
  });
});
