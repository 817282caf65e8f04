import { describe, expect, test } from 'vitest';
import type { Matte, Pixels } from '../../../../../src/lib/domain/pixels.ts';
import { placeLayer } from '../../../../../src/lib/engine/compose/cpu/backend.ts';
import { makeLayer } from '../../../../../src/lib/engine/compose/layer.ts';
import { countChanged, measureFidelity } from '../../../../../src/lib/engine/compose/measure/fidelity.ts';
import { measureMade } from '../../../../../src/lib/engine/compose/measure/made.ts';
import { measure } from '../../../../../src/lib/engine/compose/measure/measure.ts';
import { inside, matteOf, noise, picture, type Rgba } from '../pictures.ts';

const SIDE = 240;
const HOLE = { x: 100, y: 90, width: 40, height: 50 };
const BOX = { x: 40, y: 40, width: 160, height: 160 };
const MATRIX = [1, 0, 0, 0, 1, 0, 0, 0, 1] as const;

/** A blue box with a hole, or a white label, on a green cloth. */
function photo(ground: (x: number, y: number) => Rgba, inner: (x: number, y: number) => Rgba): Pixels {
  return picture(SIDE, SIDE, (x, y) => {
    if (inside(HOLE, x, y)) return inner(x, y);
    return inside(BOX, x, y) ? [40, 60 + (x % 7), 150, 255] : ground(x, y);
  });
}

const grain = noise(5);
const cloth = (): Rgba => [80 + (grain() % 9), 150 + (grain() % 9), 70, 255];
const label = (): Rgba => [240, 240, 235, 255];
const whole = matteOf(SIDE, SIDE, (x, y) => (inside(BOX, x, y) ? 255 : 0));

function madeFrom(source: Pixels, matte: Matte) {
  const layer = makeLayer(source, matte);
  const frame = { width: SIDE, height: SIDE };
  const placed = placeLayer(layer, {
    kind: 'place',
    key: 'p',
    layer: 'l',
    frame,
    matrix: MATRIX,
    clip: null
  });
  const proof = { placed, adjusted: null, drawn: null };
  return { layer, placed, of: (more = {}) => ({ layer, matrix: MATRIX, proof: { ...proof, ...more } }) };
}

describe('holes of a file made here', () => {
  const holesIn = (source: Pixels, matte: Matte) => {
    const { placed, of } = madeFrom(source, matte);
    return measureMade(placed, measure(placed, matte, 8), of()).picture.holes;
  };

  test('are found where the photo’s own background shows through, in px of the file', () => {
    const { pixels, region } = holesIn(photo(cloth, cloth), whole);
    expect(pixels).toBeGreaterThan(0.8 * HOLE.width * HOLE.height);
    expect(pixels).toBeLessThan(1.1 * HOLE.width * HOLE.height);
    expect(Math.abs(region!.x - HOLE.x)).toBeLessThan(4);
    expect(Math.abs(region!.height - HOLE.height)).toBeLessThan(6);
  });

  test('are found where they are so large that the product seems to have the background’s colours', () => {
    const large = { x: 66, y: 66, width: 110, height: 108 };
    const holed = picture(SIDE, SIDE, (x, y) => {
      if (!inside(BOX, x, y) || inside(large, x, y)) return cloth();
      return [40, 60 + (x % 7), 150, 255];
    });
    const { pixels } = holesIn(holed, whole);
    expect(pixels).toBeGreaterThan(0.8 * large.width * large.height);
  });

  test('are none where they were cut, and where something else is seen in them', () => {
    const cut = matteOf(SIDE, SIDE, (x, y) => (inside(BOX, x, y) && !inside(HOLE, x, y) ? 255 : 0));
    expect(holesIn(photo(cloth, cloth), cut).pixels).toBe(0);
    expect(holesIn(photo(cloth, label), whole)).toEqual({ pixels: 0, region: null });
  });

  test('are none where a white product stands on white, lit from the side', () => {
    const shoe = picture(SIDE, SIDE, (x, y) => {
      const bulge = Math.round(10 * Math.max(0, 1 - Math.hypot(x - 120, y - 120) / 60));
      const white = inside(BOX, x, y) ? 230 + bulge : 240;
      return [white, white, white, 255];
    });
    expect(holesIn(shoe, whole)).toEqual({ pixels: 0, region: null });
  });
});

describe('colour truth', () => {
  const { layer, placed, of } = madeFrom(photo(cloth, label), whole);
  const shifted = (by: number): Pixels => ({
    ...placed,
    data: placed.data.map((value, at) => (at % 4 === 3 ? value : value + by))
  });

  test('is 0 for the photo’s own pixels, and none of them changed', () => {
    const { fidelity } = measureMade(placed, measure(placed, whole, 8), of());
    expect(fidelity).toEqual({ deltaE00Mean: 0, deltaE00P99: 0, changedPixels: 0 });
  });

  test('grows with the difference, and notes over the product do not count', () => {
    const near = measureFidelity(shifted(3), placed, null)!;
    const far = measureFidelity(shifted(30), placed, null)!;
    expect(near.deltaE00Mean).toBeGreaterThan(0.5);
    expect(far.deltaE00Mean).toBeGreaterThan(4 * near.deltaE00Mean);
    expect(far.deltaE00P99).toBeGreaterThanOrEqual(far.deltaE00Mean);
    const drawn = new Uint8Array(SIDE * SIDE).fill(1);
    expect(measureFidelity(shifted(30), placed, drawn)).toBeNull();
  });

  test('adjusting changes as many of the photo’s pixels as it changes of the frame’s', () => {
    expect(countChanged(placed, null, layer.solid)).toBe(0);
    expect(countChanged(placed, shifted(9), layer.solid)).toBe(BOX.width * BOX.height);
    const half = shifted(0);
    for (let p = 0; p < (SIDE * SIDE) / 2; p++) half.data[4 * p] = placed.data[4 * p]! ^ 1;
    const changed = countChanged(placed, half, layer.solid);
    expect(changed).toBe(BOX.width * (SIDE / 2 - BOX.y));
  });

  test('a cutout that changed the photo’s pixels says so', () => {
    expect(countChanged(placed, null, { pixels: 100, changed: 7 })).toBe(7);
  });
});

test('what notes drew is boxed mark by mark; nothing drawn is no box', () => {
  const { placed, of } = madeFrom(photo(cloth, label), whole);
  const seen = measure(placed, whole, 8);
  const drawn = new Uint8Array(SIDE * SIDE);
  for (const [x, y] of [
    [3, 4],
    [4, 4],
    [4, 5],
    [60, 70]
  ] as const)
    drawn[y * SIDE + x] = 1;
  expect(measureMade(placed, seen, of({ drawn })).text).toEqual([
    { x: 3, y: 4, width: 2, height: 2 },
    { x: 60, y: 70, width: 1, height: 1 }
  ]);
  expect(measureMade(placed, seen, of()).text).toEqual([]);
  expect(seen).toMatchObject({ text: null, fidelity: null });
});
