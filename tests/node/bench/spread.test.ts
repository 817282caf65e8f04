import { expect, test } from 'vitest';
import { spread } from '../../../bench/spread.ts';

test('median and 95th percentile are values that were measured, by nearest rank', () => {
  const times = Array.from({ length: 20 }, (_, i) => 20 - i);
  expect(spread(times)).toEqual({ median: 10, p95: 19, count: 20 });
  expect(spread([7])).toEqual({ median: 7, p95: 7, count: 1 });
  expect(spread([])).toEqual({ median: 0, p95: 0, count: 0 });
});
