import { describe, expect, test } from 'vitest';
import { IDENTITY_SHADOW, type ShadowEdit } from '../../../../../src/lib/domain/document/edits/shadow.ts';
import type { Pixels } from '../../../../../src/lib/domain/pixels.ts';
import { IDENTITY_MATRIX } from '../../../../../src/lib/domain/render/matrix.ts';
import type { ShadowPass } from '../../../../../src/lib/domain/render/pass.ts';
import { shadeOf, type Shade } from '../../../../../src/lib/engine/compose/cpu/shadow.ts';
import { lowerContour, standLine } from '../../../../../src/lib/engine/compose/formulas/stand.ts';
import { makeLayer } from '../../../../../src/lib/engine/compose/layer.ts';
import { originalShade } from '../../../../../src/lib/engine/compose/original-shade.ts';
import { inside, matteOf, picture } from '../pictures.ts';

const SIDE = 300;
const BOX = { x: 100, y: 80, width: 100, height: 120 };
const product = picture(SIDE, SIDE, (x, y) => [90, 60, 40, inside(BOX, x, y) ? 255 : 0]);
const layer = makeLayer(
  picture(SIDE, SIDE, () => [200, 200, 200, 255]),
  matteOf(SIDE, SIDE, (x, y) => (inside(BOX, x, y) ? 255 : 0))
);

type Part = { [K in keyof ShadowEdit]?: Partial<ShadowEdit[K]> | boolean };

function pass(part: Part): ShadowPass {
  const of = <K extends 'contact' | 'drop' | 'original'>(name: K) => ({
    ...IDENTITY_SHADOW[name],
    ...(part[name] as object | undefined)
  });
  return {
    kind: 'shadow',
    key: 'shadow',
    layer: 'layer',
    place: 'place',
    frame: { width: SIDE, height: SIDE },
    matrix: IDENTITY_MATRIX,
    product: BOX,
    shadow: {
      contact: of('contact'),
      drop: of('drop'),
      original: of('original'),
      reachesFrame: part.reachesFrame === true
    }
  };
}

const shade = (part: Part, placed: Pixels = product): Shade => shadeOf(pass(part), placed, layer);
const at = ({ light, width }: Shade, x: number, y: number): number => light[y * width + x]!;

test('no strength leaves all light', () => {
  expect(shade({}).light.every((light) => light === 1)).toBe(true);
});

describe('drop', () => {
  test('a sharp one is the matte moved, as dark as its strength', () => {
    const sharp = shade({ drop: { strength: 0.6, angle: 90, distance: 0.25, blur: 0 } });
    expect(at(sharp, 215, 140)).toBeCloseTo(0.4, 5);
    expect([at(sharp, 240, 140), at(sharp, 110, 140)]).toEqual([1, 1]);
  });

  test('0° falls upwards, 180° downwards', () => {
    const up = shade({ drop: { strength: 1, angle: 0, distance: 0.2, blur: 0 } });
    const down = shade({ drop: { strength: 1, angle: 180, distance: 0.2, blur: 0 } });
    expect([at(up, 150, 70), at(up, 150, 195)]).toEqual([0, 1]);
    expect([at(down, 150, 85), at(down, 150, 210)]).toEqual([1, 0]);
  });

  test.each([0.3, 1])('a blur of %d has its half where the edge is, and a σ of a tenth of that', (blur) => {
    const soft = shade({ drop: { strength: 1, angle: 90, distance: 0, blur }, reachesFrame: true });
    const sigma = 12 * blur;
    const dark = (x: number) => 1 - at(soft, x, 140);
    expect((dark(199) + dark(200)) / 2).toBeCloseTo(0.5, 1);
    expect(dark(Math.round(200 + sigma - 0.5))).toBeCloseTo(0.16, 1);
  });
});

describe('contact', () => {
  const contact = { strength: 1, spread: 0.2, softness: 0.5 };

  test('it is darkest right under the product and ends around it', () => {
    const dark = shade({ contact });
    expect(at(dark, 150, 200)).toBeLessThan(0.25);
    const below = [200, 206, 212, 220, 240].map((y) => at(dark, 150, y));
    expect(below).toEqual([...below].sort((a, b) => a - b));
    expect(at(dark, 150, 260)).toBe(1);
    expect(at(dark, 150, 60)).toBe(1);
  });

  test('the floor lies flat: it reaches farther to the side than down', () => {
    const dark = shade({ contact });
    expect(at(dark, 214, 196)).toBeLessThan(at(dark, 150, 217) - 0.1);
  });

  test('what hangs high over the floor throws none', () => {
    const leg = { x: 100, y: 80, width: 20, height: 120 };
    const seat = { x: 100, y: 80, width: 100, height: 20 };
    const stool = picture(SIDE, SIDE, (x, y) => [
      0,
      0,
      0,
      inside(leg, x, y) || inside(seat, x, y) || inside({ ...leg, x: 180 }, x, y) ? 255 : 0
    ]);
    const dark = shade({ contact: { ...contact, spread: 0.1 } }, stool);
    expect(at(dark, 110, 200)).toBeLessThan(0.6);
    expect(at(dark, 150, 202)).toBeGreaterThan(0.9);
    expect(at(dark, 150, 103)).toBe(1);
  });

  test('it goes on under a soft edge: no bright rim', () => {
    const soft = picture(SIDE, SIDE, (x, y) => [
      90,
      60,
      40,
      y === 200 && x >= 100 && x < 200 ? 120 : inside(BOX, x, y) ? 255 : 0
    ]);
    const dark = shade({ contact }, soft);
    expect(at(dark, 150, 200)).toBeLessThanOrEqual(at(dark, 150, 202));
  });
});

test.each([{ contact: { strength: 1, spread: 1 } }, { drop: { strength: 1, distance: 1, blur: 1 } }])(
  'it leaves 2 %% of the frame free, unless it may reach it: %j',
  (part) => {
    const free = shade(part);
    for (let i = 0; i < SIDE; i++) {
      for (const edge of [0, 5]) {
        expect([at(free, i, edge), at(free, edge, i)]).toEqual([1, 1]);
        expect([at(free, i, SIDE - 1 - edge), at(free, SIDE - 1 - edge, i)]).toEqual([1, 1]);
      }
    }
    const reaching = shade({ ...part, reachesFrame: true });
    expect(at(reaching, 160, SIDE - 1)).toBeLessThan(1);
  }
);

describe('the line that a product stands on', () => {
  const lineOf = (paint: (x: number, y: number) => boolean) =>
    standLine(lowerContour(matteOf(100, 100, (x, y) => (paint(x, y) ? 255 : 0))));

  test('is its lower edge, and goes on level beside it', () => {
    const line = lineOf((x, y) => x >= 20 && x < 60 && y >= 30 && y < 70);
    expect([line[0], line[20], line[40], line[59], line[99]]).toEqual([70, 70, 70, 70, 70]);
  });

  test('bridges what is between two feet', () => {
    const line = lineOf((x, y) => y < 40 || ((x < 10 || x >= 90) && y < 80));
    expect(line[50]).toBeCloseTo(80, 5);
  });

  test('follows both edges of a turned box', () => {
    const line = lineOf((x, y) => y < 80 - 0.5 * Math.abs(x - 50));
    expect(line[50]! - line[10]!).toBeGreaterThan(19);
    expect(line[50]! - line[90]!).toBeGreaterThan(19);
  });

  test('does not climb a wall', () => {
    const line = lineOf((x, y) => y < 80 && (x < 50 || y < 20));
    expect([line[60], line[99]]).toEqual([80, 80]);
  });

  test('leaves a ball where that has left the floor, and follows a cup’s foot', () => {
    const ball = lineOf((x, y) => Math.hypot(x - 50, y - 40) < 40);
    expect(ball[50]! - ball[85]!).toBeLessThan(5);
    const cup = lineOf((x, y) => Math.abs(x - 50) < 40 && y < 60 + 8 * Math.sqrt(1 - ((x - 50) / 40) ** 2));
    expect(cup[50]! - cup[87]!).toBeGreaterThan(3);
  });

  test('a handle at the side is no foot, a foot farther back is one', () => {
    const body = (x: number, y: number) => x >= 20 && x < 60 && y < 80;
    const handle = lineOf((x, y) => body(x, y) || (x >= 75 && x < 80 && y < 55));
    expect(handle[78]).toBe(80);
    const foot = lineOf((x, y) => body(x, y) || (x >= 90 && x < 95 && y < 70));
    expect(foot[94]).toBe(70);
  });

  test('there is none without a product', () => {
    expect(lineOf(() => false).every((y) => y === -1)).toBe(true);
  });
});

describe('the photo’s own shadow', () => {
  const dark = { x: 200, y: 170, width: 60, height: 30 };
  /** A product on an unevenly lit table, its shadow at its side, something dark in a corner. */
  const photo = picture(SIDE, SIDE, (x, y) => {
    const table = 225 - 0.1 * x;
    const v = inside(dark, x, y) ? table * 0.7 : x < 30 && y < 30 ? 40 : table;
    return inside(BOX, x, y) ? [90, 60, 40, 255] : [v, v, v, 255];
  });
  const shot = makeLayer(
    photo,
    matteOf(SIDE, SIDE, (x, y) => (inside(BOX, x, y) ? 255 : 0))
  );
  const map = originalShade(shot);
  const light = (x: number, y: number) => map.data[y * map.width + x]!;

  test('is found where the table is darker, and nowhere else', () => {
    expect(light(215, 185)).toBeLessThan(0.6);
    expect(light(150, 240)).toBeGreaterThan(0.97);
    expect(light(60, 150)).toBeGreaterThan(0.97);
  });

  test('a dark thing elsewhere is none', () => {
    expect(light(22, 22)).toBeGreaterThan(0.99);
  });

  test('goes on under the product’s edge', () => {
    expect(light(199, 185)).toBeLessThan(0.75);
  });

  test('comes into the frame with its strength', () => {
    const half = shadeOf(pass({ original: { strength: 0.5 }, reachesFrame: true }), product, shot);
    expect(1 - at(half, 215, 185)).toBeCloseTo((1 - light(215, 185)) / 2, 2);
  });

  test('restless surroundings have none', () => {
    const restless = picture(SIDE, SIDE, (x, y) => {
      const v = Math.sin(x / 5) * Math.sin(y / 7) > 0 ? 220 : 70;
      return [v, v, v, 255];
    });
    const none = originalShade(
      makeLayer(
        restless,
        matteOf(SIDE, SIDE, (x, y) => (inside(BOX, x, y) ? 255 : 0))
      )
    );
    expect(none.data.every((value) => value > 0.99)).toBe(true);
  });
});
