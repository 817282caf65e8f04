import { describe, expect, it } from 'vitest';
import type { FoundText } from '../../../../src/lib/engine/read/api.ts';
import { facesIn, joined, partsOf } from '../../../../src/lib/engine/read/faces.ts';
import { textsIn } from '../../../../src/lib/engine/read/regions.ts';

const SIZE = { width: 200, height: 100 };

/** A map with rectangles of one probability each, turned by `angle` about their centres. */
function map(
  ...boxes: { x: number; y: number; length: number; width: number; angle?: number; p?: number }[]
) {
  const cells = new Float32Array(SIZE.width * SIZE.height);
  for (const { x, y, length, width, angle = 0, p = 0.9 } of boxes) {
    for (let at = 0; at < cells.length; at++) {
      const [dx, dy] = [(at % SIZE.width) + 0.5 - x, Math.floor(at / SIZE.width) + 0.5 - y];
      const along = dx * Math.cos(angle) + dy * Math.sin(angle);
      const across = dy * Math.cos(angle) - dx * Math.sin(angle);
      if (Math.abs(along) <= length / 2 && Math.abs(across) <= width / 2) cells[at] = p;
    }
  }
  return cells;
}

const sides = ({ corners: [a, b, , d] }: FoundText) =>
  [Math.hypot(b.x - a.x, b.y - a.y), Math.hypot(d.x - a.x, d.y - a.y)] as const;

describe('words in a map', () => {
  it('an empty map has none, and neither has one of noise below the threshold', () => {
    expect(textsIn(map(), SIZE, SIZE)).toEqual([]);
    expect(textsIn(new Float32Array(20_000).fill(0.29), SIZE, SIZE)).toEqual([]);
  });

  it('a core grows by 1.5 × area ÷ circumference on each side', () => {
    const [found] = textsIn(map({ x: 100, y: 50, length: 80, width: 10 }), SIZE, SIZE);
    const by = (1.5 * 80 * 10) / (2 * (80 + 10));
    const [length, width] = sides(found!);
    expect(length).toBeCloseTo(80 + 2 * by, 4);
    expect(width).toBeCloseTo(10 + 2 * by, 4);
    expect(found!.score).toBeCloseTo(0.9, 5);
  });

  it.each([20, 45, -35])('a core turned by %i° lies in a rectangle turned so', (degrees) => {
    const angle = (degrees * Math.PI) / 180;
    const [found] = textsIn(map({ x: 100, y: 50, length: 70, width: 8, angle }), SIZE, SIZE);
    const [a, b] = found!.corners;
    const told = Math.atan2(b.y - a.y, b.x - a.x);
    expect(Math.abs(Math.sin(told - angle))).toBeLessThan(0.05);
    expect(sides(found!)[1]).toBeLessThan(25);
  });

  it('corners are in px of the picture, which need not have the map’s aspect', () => {
    const picture = { width: 2000, height: 500 };
    const core = map({ x: 100, y: 50, length: 40, width: 10 });
    const [a, , c] = textsIn(core, SIZE, picture)[0]!.corners;
    expect((a.x + c.x) / 2).toBeCloseTo(1000, 0);
    expect((a.y + c.y) / 2).toBeCloseTo(250, 0);
  });

  it('two words are two, the more certain first; specks and doubtful ones are none', () => {
    const found = textsIn(
      map(
        { x: 40, y: 20, length: 30, width: 8, p: 0.7 },
        { x: 140, y: 70, length: 30, width: 8, p: 0.95 },
        { x: 100, y: 90, length: 2, width: 2 },
        { x: 40, y: 80, length: 30, width: 8, p: 0.4 }
      ),
      SIZE,
      SIZE
    );
    expect(found.map(({ score }) => score.toFixed(2))).toEqual(['0.95', '0.70']);
  });
});

describe('faces', () => {
  /** One grid of 8 × 8 with six guesses, sure of `hits`. */
  function grid(...hits: { guess: number; x: number; y: number; width: number; logit: number }[]) {
    const scores = new Float32Array(6 * 64).fill(-9);
    const boxes = new Float32Array(96 * 64);
    for (const { guess, x, y, width, logit } of hits) {
      const cell = y * 8 + x;
      scores[guess * 64 + cell] = logit;
      boxes[(guess * 16 + 2) * 64 + cell] = width;
      boxes[(guess * 16 + 3) * 64 + cell] = width;
    }
    return { side: 8, guesses: 6, scores, boxes };
  }

  it('none where no guess is sure', () => {
    expect(
      facesIn([grid({ guess: 0, x: 1, y: 1, width: 60, logit: 0.2 })], { width: 256, height: 256 })
    ).toEqual([]);
  });

  it('a box around its cell’s middle, in px of the picture, cut at its frame', () => {
    const found = facesIn([grid({ guess: 2, x: 3, y: 1, width: 64, logit: 4 })], { width: 512, height: 300 });
    // The cell's middle is (112, 48) of 256; the picture is twice as long.
    expect(found).toEqual([
      { box: { x: 160, y: 32, width: 128, height: 128 }, score: expect.closeTo(0.982, 3) }
    ]);
    const [corner] = facesIn([grid({ guess: 0, x: 0, y: 0, width: 64, logit: 4 })], {
      width: 256,
      height: 256
    });
    expect(corner!.box).toEqual({ x: 0, y: 0, width: 48, height: 48 });
  });

  it('of parts are in px of the picture, and only small ones count there', () => {
    const size = { width: 1000, height: 500 };
    const parts = partsOf(size);
    expect(parts).toEqual([
      { x: 0, y: 0, width: 600, height: 300 },
      { x: 400, y: 0, width: 600, height: 300 },
      { x: 0, y: 200, width: 600, height: 300 },
      { x: 400, y: 200, width: 600, height: 300 }
    ]);
    const face = (x: number, y: number, side: number, score: number) => ({
      box: { x, y, width: side, height: side },
      score
    });
    const found = joined(
      [face(0, 0, 200, 0.8)],
      [
        { part: parts[0]!, faces: [face(500, 50, 40, 0.9), face(300, 60, 150, 0.95)] },
        { part: parts[1]!, faces: [face(102, 50, 40, 0.7)] },
        { part: parts[3]!, faces: [face(7, 9, 60, 0.65)] }
      ],
      size
    );
    expect(found).toEqual([face(500, 50, 40, 0.9), face(0, 0, 200, 0.8), face(407, 209, 60, 0.65)]);
  });

  it('guesses that overlap are one face, the surest of them', () => {
    const found = facesIn(
      [
        grid(
          { guess: 0, x: 3, y: 3, width: 90, logit: 2 },
          { guess: 1, x: 3, y: 3, width: 84, logit: 5 },
          { guess: 0, x: 6, y: 6, width: 20, logit: 3 }
        )
      ],
      { width: 256, height: 256 }
    );
    expect(found.map(({ box }) => box.width)).toEqual([84, 20]);
  });
});
