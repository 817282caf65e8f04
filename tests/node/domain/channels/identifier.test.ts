import { describe, expect, it } from 'vitest';
import {
  findIdentifier,
  isIdentifier,
  parseIdentifier
} from '../../../../src/lib/domain/channels/identifier.ts';
import { seeded } from '../samples.ts';

describe('parseIdentifier', () => {
  // Published examples: ISBN manual, GS1 General Specifications, Wikipedia "International Article Number".
  it.each([
    ['B0C4TR311X', 'ASIN', 'B0C4TR311X'],
    [' b0c4tr311x ', 'ASIN', 'B0C4TR311X'],
    ['0-306-40615-2', 'ISBN', '0306406152'],
    ['080442957x', 'ISBN', '080442957X'],
    ['978-3-16-148410-0', 'ISBN', '9783161484100'],
    ['036000291452', 'UPC', '036000291452'],
    ['4006381333931', 'EAN', '4006381333931'],
    ['73513537', 'EAN', '73513537'],
    ['4901234567894', 'JAN', '4901234567894'],
    ['49123456', 'JAN', '49123456'],
    ['9790260000438', 'EAN', '9790260000438'],
    ['10012345678902', 'GTIN', '10012345678902']
  ])('%s is a valid %s', (text, kind, value) => {
    expect(parseIdentifier(text)).toEqual({ kind, value });
  });

  it.each([
    ['', { problem: 'absent' }],
    [' - ', { problem: 'absent' }],
    ['B0C4TR311', { problem: 'length', count: 9 }],
    ['B0C4TR311XX', { problem: 'length', count: 11 }],
    ['B0C4TR31!X', { problem: 'characters', found: '!' }],
    ['B0C4TRÄ11X', { problem: 'characters', found: 'Ä' }],
    ['A0C4TR311X', { problem: 'prefix' }],
    ['0306406153', { problem: 'check-digit' }],
    ['9783161484101', { problem: 'check-digit' }],
    ['036000291453', { problem: 'check-digit' }],
    ['4006381333932', { problem: 'check-digit' }],
    ['73513538', { problem: 'check-digit' }],
    ['10012345678903', { problem: 'check-digit' }],
    ['12345678901', { problem: 'unknown' }],
    ['RED-MUG', { problem: 'unknown' }]
  ])('%j is refused: %j', (text, problem) => {
    expect(parseIdentifier(text)).toEqual(problem);
  });

  it.each(['0306406152', '9783161484100', '036000291452', '73513537', '10012345678902'])(
    'any single mistyped digit of %s is caught',
    (right) => {
      for (let index = 0; index < right.length; index++) {
        for (let add = 1; add < 10; add++) {
          const digit = (Number(right[index]) + add) % 10;
          const wrong = right.slice(0, index) + digit + right.slice(index + 1);
          expect(isIdentifier(parseIdentifier(wrong)), wrong).toBe(false);
        }
      }
    }
  );

  it('exactly one of ten last digits is right', () => {
    const random = seeded(1);
    for (const length of [8, 12, 13, 14]) {
      const body = Array.from({ length: length - 1 }, () => Math.floor(random() * 10)).join('');
      const right = [...'0123456789'].filter((digit) => isIdentifier(parseIdentifier(body + digit)));
      expect(right, body).toHaveLength(1);
    }
  });
});

describe('findIdentifier', () => {
  it.each([
    ['B0C4TR311X_front.jpg', 'B0C4TR311X'],
    ['b0c4tr311x.MAIN.jpg', 'B0C4TR311X'],
    ['shoe (B0C4TR311X) 2.jpeg', 'B0C4TR311X'],
    ['4006381333931-B0C4TR311X.png', 'B0C4TR311X'],
    ['4006381333931 back.png', '4006381333931'],
    ['978-3-16-148410-0.jpg', '9783161484100'],
    ['cover 978 3 16 148410 0.jpg', '9783161484100'],
    ['080442957X.jpg', '080442957X']
  ])('%s contains %s', (name, value) => {
    expect(findIdentifier(name)?.value).toBe(value);
  });

  it.each([
    'mug.jpg',
    '',
    'IMG_4711.jpg',
    'DSC01234.JPG',
    'B0C4TR311.jpg',
    '4006381333932.jpg',
    // Both would pass the check digit by chance.
    'IMG_20240110_101112.jpg',
    '1700000000008.jpg'
  ])('%s contains none', (name) => {
    expect(findIdentifier(name)).toBeNull();
  });

  it('the dates and times above have a right check digit, so that the test above tests something', () => {
    expect(isIdentifier(parseIdentifier('20240110'))).toBe(true);
    expect(isIdentifier(parseIdentifier('1700000000008'))).toBe(true);
  });
});
