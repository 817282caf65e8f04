import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../../bench/options.ts';

describe('parseOptions', () => {
  it('takes names, and values with or without =', () => {
    expect(parseOptions(['duck', '--set', '../shared/photos', '--effort=best', '--box', 'mug'])).toEqual({
      set: '../shared/photos',
      names: ['duck', 'mug'],
      effort: 'best',
      box: true,
      megapixels: null,
      limit: null,
      stock: true,
      rules: [],
      resume: false
    });
  });

  it('has the plain run as its default', () => {
    const plain = {
      set: null,
      names: [],
      effort: 'auto',
      box: false,
      megapixels: null,
      limit: null,
      stock: true
    };
    expect(parseOptions([])).toEqual({ ...plain, rules: [], resume: false });
    expect(parseOptions(['--no-stock', '--resume', '--megapixels=12'])).toEqual({
      ...plain,
      megapixels: 12,
      limit: null,
      stock: false,
      rules: [],
      resume: true
    });
  });

  it.each([['--efort=fast'], ['--effort=fastest'], ['--megapixels=much'], ['--limit=0']])(
    'refuses %s',
    (arg) => {
      expect(() => parseOptions([arg])).toThrow();
    }
  );
});
