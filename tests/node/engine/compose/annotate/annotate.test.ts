import { describe, expect, test } from 'vitest';
import {
  arrowShape,
  boxInFrame,
  circleAround,
  nearestOn,
  ticks,
  valueBox
} from '../../../../../src/lib/engine/compose/annotate/geometry.ts';
import { lengthWords } from '../../../../../src/lib/domain/render/lengths.ts';
import { balanced, wrap } from '../../../../../src/lib/engine/compose/annotate/wrap.ts';

/** Every letter is 10 px wide. */
const measure = (text: string) => 10 * [...text].length;
const FRAME = { width: 1000, height: 800 };

describe('wrapping', () => {
  test('breaks between words, and where the text has line ends', () => {
    expect(wrap('one two three\nfour', 80, measure)).toEqual(['one two', 'three', 'four']);
    expect(wrap('a\n\nb', 80, measure)).toEqual(['a', '', 'b']);
    expect(wrap('', 80, measure)).toEqual(['']);
  });

  test('breaks a word only where it is too long for a line', () => {
    expect(wrap('to antidisestablish', 60, measure)).toEqual(['to', 'antidi', 'sestab', 'lish']);
  });

  test('never parts a letter from its marks', () => {
    const marked = 'e\u0323\u0302'.repeat(4);
    expect(wrap(marked, 60, measure).join('')).toBe(marked);
    for (const line of wrap(marked, 60, measure)) expect(line.startsWith('e')).toBe(true);
  });

  test('no line is wider than it may be', () => {
    for (const line of balanced('giữ ấm suốt mười hai tiếng và rửa sạch dễ dàng', 150, measure))
      expect(measure(line)).toBeLessThanOrEqual(150);
  });

  test('balanced lines are as many, and even', () => {
    const text = 'aaaa bbbb cccc dddd eeee ff';
    expect(wrap(text, 240, measure)).toEqual(['aaaa bbbb cccc dddd eeee', 'ff']);
    expect(balanced(text, 240, measure)).toEqual(['aaaa bbbb cccc', 'dddd eeee ff']);
  });
});

describe('lengths', () => {
  test.each([
    ['en', 12.5, 'cm', '12.5 cm'],
    ['vi', 12.5, 'cm', '12,5 cm'],
    ['de', 1234.5, 'mm', '1.234,5 mm'],
    ['en', 3, 'ft', '3 ft'],
    [null, 7.256, 'in', '7.26 in'],
    ['xx-nonsense', 2, 'm', '2 m']
  ] as const)('%s writes %d %s as “%s”', (language, value, unit, written) => {
    expect(lengthWords(value, unit, language).replaceAll('\u00a0', ' ')).toBe(written);
  });
});

describe('places', () => {
  test('a box that would leave the frame is moved into it', () => {
    const box = boxInFrame({ x: 990, y: 10 }, { width: 200, height: 60 }, FRAME);
    expect(box.x + box.width).toBeLessThan(1000);
    expect(box.y).toBeGreaterThan(0);
    expect(boxInFrame({ x: 500, y: 400 }, { width: 200, height: 60 }, FRAME)).toEqual({
      x: 400,
      y: 370,
      width: 200,
      height: 60
    });
  });

  test('a box too large for the frame lies in its middle', () => {
    expect(boxInFrame({ x: 0, y: 0 }, { width: 1200, height: 60 }, FRAME).x).toBe(-100);
  });

  test('an arrow’s head has its tip at the end, and a short one is not all head', () => {
    const { head, neck } = arrowShape({ x: 0, y: 0 }, { x: 100, y: 0 }, 10);
    expect(head[0]).toEqual({ x: 100, y: 0 });
    expect(neck.x).toBeGreaterThan(55);
    const short = arrowShape({ x: 0, y: 0 }, { x: 10, y: 0 }, 10);
    expect(Math.min(...short.head.map(({ x }) => x))).toBeGreaterThan(0);
  });

  test('ticks stand at right angles on both ends', () => {
    const [first, second] = ticks({ x: 10, y: 10 }, { x: 10, y: 90 }, 20);
    expect(first!.map(({ x }) => x).sort((a, b) => a - b)).toEqual([0, 20]);
    expect(second!.every(({ y }) => y === 90)).toBe(true);
  });

  test('a value stands beside its line, on the side away from the product', () => {
    const left = valueBox({ x: 200, y: 100 }, { x: 200, y: 700 }, { width: 80, height: 30 }, 10, FRAME);
    expect(left.x + left.width).toBeCloseTo(190);
    const below = valueBox({ x: 200, y: 700 }, { x: 800, y: 700 }, { width: 80, height: 30 }, 10, FRAME);
    expect(below.y).toBeCloseTo(710);
  });

  test('where there is no room it stands on the other side', () => {
    const box = valueBox({ x: 30, y: 100 }, { x: 30, y: 700 }, { width: 80, height: 30 }, 10, FRAME);
    expect(box.x).toBeCloseTo(40);
  });

  test('a leader begins at the words’ nearest point', () => {
    expect(nearestOn({ x: 10, y: 10, width: 50, height: 20 }, { x: 100, y: 15 })).toEqual({ x: 60, y: 15 });
  });

  test('a circle holds its lines', () => {
    expect(circleAround([100], 20)).toBeGreaterThan(100);
    expect(circleAround([60, 60], 20)).toBeLessThan(circleAround([120], 20));
  });
});
