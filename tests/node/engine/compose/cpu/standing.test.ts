import { describe, expect, test } from 'vitest';
import { LINEAR_OF_BYTE } from '../../../../../src/lib/domain/color/srgb.ts';
import { IDENTITY_SHADOW } from '../../../../../src/lib/domain/document/edits/shadow.ts';
import type { Pixels } from '../../../../../src/lib/domain/pixels.ts';
import { IDENTITY_MATRIX } from '../../../../../src/lib/domain/render/matrix.ts';
import { boxOf } from '../../../../../src/lib/engine/compose/bounds.ts';
import { compose } from '../../../../../src/lib/engine/compose/cpu/compose.ts';
import { mirrorOf } from '../../../../../src/lib/engine/compose/cpu/reflection.ts';
import { alphaPlane, shadeOf, type Shade } from '../../../../../src/lib/engine/compose/cpu/shadow.ts';
import { longSide } from '../../../../../src/lib/engine/compose/formulas/shadow.ts';
import { lowerContour, standLine } from '../../../../../src/lib/engine/compose/formulas/stand.ts';
import { makeLayer } from '../../../../../src/lib/engine/compose/layer.ts';
import { expectGolden } from '../../../../golden/golden.ts';
import { matteOf, picture } from '../pictures.ts';
import { COLOUR, productOf, PRODUCTS, SIDE } from '../products.ts';

const contact = { strength: 1, spread: 0.15, softness: 0.5 };
const reflection = { strength: 0.7, length: 0.4, blur: 0.2 };
const white = picture(SIDE, SIDE, () => [255, 255, 255, 255]);
/** Unused by a contact shadow. */
const layer = makeLayer(
  white,
  matteOf(SIDE, SIDE, () => 0)
);

const boxOfProduct = (placed: Pixels) => boxOf(alphaPlane(placed), 128)!;

function shadeUnder(placed: Pixels): Shade {
  const pass = {
    kind: 'shadow',
    key: 'shadow',
    layer: 'layer',
    place: 'place',
    frame: { width: SIDE, height: SIDE },
    matrix: IDENTITY_MATRIX,
    product: boxOfProduct(placed),
    shadow: { ...IDENTITY_SHADOW, contact, reachesFrame: true }
  } as const;
  return shadeOf(pass, placed, layer);
}

const mirrored = (placed: Pixels) =>
  mirrorOf(placed, { ...reflection, product: boxOfProduct(placed), reachesFrame: true });

const names = Object.keys(PRODUCTS);
const alphaAt = ({ data, width }: Pixels, x: number, y: number) => data[(y * width + x) * 4 + 3]!;
const darkAt = ({ light, width }: Shade, x: number, y: number) => 1 - light[y * width + x]!;
const columns = Array.from({ length: SIDE }, (_, x) => x);

/** Every pair of neighbours with no product in either. */
function* bareNeighbours(
  placed: Pixels
): Generator<readonly [x: number, y: number, right: number, down: number]> {
  for (let y = 0; y < SIDE - 1; y++) {
    for (let x = 0; x < SIDE - 1; x++) {
      if (alphaAt(placed, x, y) > 0) continue;
      if (alphaAt(placed, x + 1, y) === 0) yield [x, y, 1, 0];
      if (alphaAt(placed, x, y + 1) === 0) yield [x, y, 0, 1];
    }
  }
}

describe.each(names)('the contact shadow of a %s', (name) => {
  const placed = productOf(name);
  const shade = shadeUnder(placed);
  const contour = lowerContour(alphaPlane(placed));
  const line = standLine(contour);
  const reach = contact.spread * longSide(boxOfProduct(placed));

  test('has no hard edge beside the product', () => {
    let steepest = 0;
    for (const [x, y, right, down] of bareNeighbours(placed)) {
      if (y > line[x]! - 2) continue;
      const step = Math.abs(darkAt(shade, x, y) - darkAt(shade, x + right, y + down));
      steepest = Math.max(steepest, step * reach);
    }
    expect(steepest).toBeLessThan(2);
  });

  test('falls off from the product downwards', () => {
    let worst = 0;
    for (const x of columns.filter((column) => contour[column]! >= 0)) {
      for (let y = Math.ceil(line[x]!) + 1; y < SIDE; y++) {
        worst = Math.max(worst, darkAt(shade, x, y) - darkAt(shade, x, y - 1));
      }
    }
    expect(worst).toBeLessThan(1e-3);
  });

  test('is no darker the farther the product is above the floor', () => {
    for (const x of columns.slice(1)) {
      const lifted = line[x]! - contour[x]!;
      if (contour[x]! < 0 || lifted < 1.6 * reach + 2) continue;
      const under = darkAt(shade, x, Math.min(SIDE - 1, Math.round(line[x]!)));
      expect(under, `${x}`).toBeLessThan(0.5);
    }
  });
});

/** Linear luminance over white, down a column. */
function luminances({ data, width }: Pixels, x: number, from: number, count: number): number[] {
  return Array.from({ length: count }, (_, i) => LINEAR_OF_BYTE[data[((from + i) * width + x) * 4 + 1]!]!);
}

describe.each([
  ['contact shadow', (placed: Pixels) => ({ shade: shadeUnder(placed), mirror: null })],
  ['reflection', (placed: Pixels) => ({ shade: null, mirror: mirrored(placed) })]
] as const)('between a product and its %s', (_, thrown) => {
  test.each(names)('there is no light line: %s', (name) => {
    const placed = productOf(name);
    const contour = lowerContour(alphaPlane(placed));
    const line = standLine(contour);
    const picture = compose(placed, { backdrop: white, ...thrown(placed) });
    const own = LINEAR_OF_BYTE[COLOUR[1]]!;
    let lightest = 0;
    for (const x of columns) {
      const top = Math.floor(contour[x]!) - 4;
      // Where it touches, under the whole of it.
      if (contour[x]! < 0 || line[x]! - contour[x]! > 0.5 || alphaAt(placed, x, top) < 255) continue;
      const ray = luminances(picture, x, top, 12);
      ray.forEach((value, i) => {
        lightest = Math.max(lightest, value - Math.max(own, Math.min(...ray.slice(i))));
      });
    }
    expect(lightest).toBeLessThan(0.03);
  });
});

describe('the line that a product stands on', () => {
  const lineOf = (name: string) => standLine(lowerContour(alphaPlane(productOf(name))));

  test.each(['ball', 'bowl', 'shoe'])('has no corner that the %s has not', (name) => {
    const line = lineOf(name);
    const bends = columns.slice(1, -1).map((x) => Math.abs(line[x + 1]! - 2 * line[x]! + line[x - 1]!));
    expect(Math.max(...bends)).toBeLessThan(0.2);
  });

  test('does not climb a ball', () => {
    const line = lineOf('ball');
    expect(Math.max(...line) - Math.min(...line)).toBeLessThan(8);
  });

  test('is the same to both sides of what is', () => {
    for (const name of ['ball', 'can', 'bowl', 'bottle']) {
      const line = lineOf(name);
      for (const x of columns) expect(line[x]! - line[SIDE - 1 - x]!, `${name} ${x}`).toBeCloseTo(0, 0);
    }
  });

  test('lets a table’s back legs stand where they end', () => {
    const line = lineOf('table');
    expect([line[64], line[99], line[150], line[201], line[236]]).toEqual([235, 210, 235, 210, 235]);
  });
});

test.each(['ball', 'bottle', 'mug', 'shoe', 'table'])('a %s stands as it is kept', (name) => {
  const placed = productOf(name);
  const stands = compose(placed, {
    backdrop: white,
    shade: shadeUnder(placed),
    mirror: mirrored(placed)
  });
  expectGolden(`engine/compose/standing/${name}`, stands);
});
