import { expect, test } from 'vitest';
import { compose } from '../../../../../src/lib/engine/compose/cpu/compose.ts';
import type { Pixels } from '../../../../../src/lib/domain/pixels.ts';
import { noise, picture, pixelAt } from '../pictures.ts';

const ground = (backdrop: Pixels | null) => ({ backdrop, shade: null, mirror: null });
const white = (side: number) => picture(side, side, () => [255, 255, 255, 255]);

test('where α is 0 the background keeps its bytes, where it is 255 the product does', () => {
  const random = noise(1);
  const product = picture(30, 30, (x) => (x < 15 ? [random(), random(), random(), 255] : [0, 0, 0, 0]));
  const behind = picture(30, 30, () => [random(), random(), random(), 255]);
  const before = behind.data.slice();
  const composed = compose(product, ground(behind));
  for (let p = 0; p < 900; p++) {
    const [x, y] = [p % 30, Math.floor(p / 30)];
    expect(pixelAt(composed, x, y)).toEqual(pixelAt(x < 15 ? product : behind, x, y));
  }
  expect(behind.data).toEqual(before);
});

test('half α mixes light, not bytes: black over white is 188', () => {
  const composed = compose(
    picture(4, 4, () => [0, 0, 0, 128]),
    ground(white(4))
  );
  expect(pixelAt(composed, 2, 2)).toEqual([187, 187, 187, 255]);
});

test('without a backdrop the product keeps its α and is not changed', () => {
  const random = noise(4);
  const product = picture(20, 20, (x) => (x < 10 ? [random(), random(), random(), 200] : [0, 0, 0, 0]));
  expect(compose(product, ground(null))).toEqual(product);
});
