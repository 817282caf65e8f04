import { describe, expect, it } from 'vitest';
import { Answers } from '../../../../../src/lib/engine/segment/candidates/answers.ts';
import { placement } from '../../../../../src/lib/engine/segment/candidates/placements.ts';

const frame = { x: 0, y: 0, width: 40, height: 30 };
const whole = placement('whole', 512, frame, frame, null)!;
const mirror = placement('mirror', 512, frame, frame, null)!;
const wide = placement('wide', 512, frame, frame, null)!;
const alpha = (value: number) => new Float32Array(512 * 512).fill(value);
const BYTES = 2 * 512 * 512;

describe('Answers', () => {
  it('gives back what was answered about the same placement of the same photo', () => {
    const answers = new Answers();
    answers.keep('a', whole, alpha(0.25));
    expect(answers.find('a', { ...whole })![7]).toBeCloseTo(0.25, 4);
    expect(answers.find('a', mirror)).toBeNull();
    expect(answers.find('b', whole)).toBeNull();
    expect(answers.has('a', whole)).toBe(true);
  });

  it('stays within its budget: the photo that was asked for longest ago goes first', () => {
    const answers = new Answers(2.5 * BYTES);
    answers.keep('a', whole, alpha(1));
    answers.keep('b', whole, alpha(1));
    answers.keep('c', whole, alpha(1));
    expect(answers.bytes).toBe(2 * BYTES);
    expect(answers.has('a', whole)).toBe(false);
    expect(answers.has('c', whole)).toBe(true);
  });

  it('of the only photo, the oldest answers go', () => {
    const answers = new Answers(2 * BYTES);
    for (const place of [whole, mirror, wide]) answers.keep('a', place, alpha(1));
    expect(answers.bytes).toBe(2 * BYTES);
    expect(answers.has('a', whole)).toBe(false);
    expect(answers.has('a', wide)).toBe(true);
  });

  it('keeps no answer that is larger than all of its budget', () => {
    const answers = new Answers(10);
    answers.keep('a', whole, alpha(1));
    expect(answers.bytes).toBe(0);
  });

  it('holds at most 32 MiB unless told otherwise', () => {
    const answers = new Answers();
    const answer = alpha(0);
    for (let i = 0; i < 66; i++) answers.keep(`photo ${i}`, whole, answer);
    expect(answers.bytes).toBeLessThanOrEqual(32 * 2 ** 20);
    expect(answers.bytes).toBeGreaterThan(30 * 2 ** 20);
  });
});
