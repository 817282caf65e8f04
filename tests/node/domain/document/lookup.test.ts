import { describe, expect, test } from 'vitest';
import { byId, lookUp } from '../../../../src/lib/domain/document/lookup.ts';

const items = ['a', 'b', 'c'].map((id) => ({ id }));

describe('looking up by id', () => {
  test('finds the same item however often it is asked, and nothing where there is none', () => {
    const frozen = Object.freeze([...items]);
    for (let times = 0; times < 10; times++) {
      expect(lookUp(frozen, 'b')).toBe(items[1]);
      expect(lookUp(frozen, 'd')).toBeUndefined();
    }
    expect(byId(frozen).get('c')).toBe(items[2]);
  });

  test('a list that is asked again and again is looked through a few times only', () => {
    let looks = 0;
    const counted = Object.freeze(
      Array.from({ length: 100 }, (_, at) => ({
        get id() {
          looks += 1;
          return `item ${at}`;
        }
      }))
    );
    for (let times = 0; times < 1000; times++) lookUp(counted, 'item 99');
    expect(looks).toBeLessThan(1000);
  });

  test('a list that may still change is looked through each time', () => {
    const growing = [...items];
    for (let times = 0; times < 10; times++) lookUp(growing, 'd');
    growing.push({ id: 'd' });
    expect(lookUp(growing, 'd')).toBe(growing[3]);
    expect(byId(growing).get('d')).toBe(growing[3]);
  });
});
