import { describe, expect, it } from 'vitest';
import {
  defaultOf,
  PUBLISHED,
  SAVING_FIELDS,
  savingsOf
} from '../../../../src/lib/domain/catalog/savings.ts';

describe('savings', () => {
  const inputs = { pictures: 200, studioPrice: 25, servicePrice: 0.5, minutes: 6, hourlyRate: 30 };

  it('are what the same pictures cost each way', () => {
    expect(savingsOf(inputs)).toEqual({ studio: 5000, service: 100, byHand: 600, byHandMs: 72_000_000 });
  });

  it('are not made up where an input is not said', () => {
    expect(savingsOf({ ...inputs, hourlyRate: null, studioPrice: null })).toEqual({
      ...{ studio: null, service: 100, byHand: null, byHandMs: 72_000_000 }
    });
  });

  it('begin with figures of one picture that a page states, in its currency, and with nothing else', () => {
    const begun = SAVING_FIELDS.filter((field) => defaultOf(field, 'USD') !== null);
    expect(begun).toEqual(['servicePrice']);
    expect(defaultOf('servicePrice', 'VND')).toBe(null);
    for (const figure of Object.values(PUBLISHED)) {
      expect(figure.source.url).toMatch(/^https:/);
      expect(figure.source.checked).toMatch(/^\d{4}-\d\d-\d\d$/);
    }
  });
});
