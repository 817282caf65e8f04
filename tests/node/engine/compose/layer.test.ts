import { expect, test } from 'vitest';
import { cornersOf } from '../../../../src/lib/domain/render/matrix.ts';
import { LayerStore, makeLayer, wholeCutout } from '../../../../src/lib/engine/compose/layer.ts';
import { inside, matteOf, noise, picture, pixelAt } from './pictures.ts';

const BOX = { x: 100, y: 90, width: 40, height: 30 };
const photo = picture(300, 250, noiseColour());
function noiseColour() {
  const random = noise(9);
  return () => [random(), random(), random(), 255] as const;
}

test('a layer knows its product’s box and hull, at α of 128 or more', () => {
  const soft = { x: 95, y: 85, width: 50, height: 40 };
  const matte = matteOf(300, 250, (x, y) => (inside(BOX, x, y) ? 128 : inside(soft, x, y) ? 127 : 0));
  expect(makeLayer(photo, matte).info).toEqual({
    width: 300,
    height: 250,
    box: BOX,
    hull: expect.arrayContaining([...cornersOf(BOX)]) as unknown,
    mass: { area: BOX.width * BOX.height, centroid: { x: BOX.x + BOX.width / 2, y: BOX.y + BOX.height / 2 } },
    edgePixels: 0
  });
});

test('product pixels on the photo’s border are counted, corners once', () => {
  const matte = matteOf(300, 250, (x, y) => (x < 10 && y < 20 ? 255 : 0));
  expect(makeLayer(photo, matte).info.edgePixels).toBe(10 + 20 - 1);
});

test('the whole cutout has the photo’s bytes where α = 255 and nothing where α ≤ 2', () => {
  const matte = matteOf(300, 250, (x, y) => (inside(BOX, x, y) ? 255 : x === 5 ? 2 : 0));
  const cutout = wholeCutout(makeLayer(photo, matte));
  for (let p = 0; p < 300 * 250; p++) {
    const [x, y] = [p % 300, Math.floor(p / 300)];
    expect(pixelAt(cutout, x, y)).toEqual(inside(BOX, x, y) ? pixelAt(photo, x, y) : [0, 0, 0, 0]);
  }
});

test('what is clear in the photo itself stays clear, whatever the matte says', () => {
  const cut = picture(300, 250, () => [10, 20, 30, 255]);
  for (let p = 0; p < 300 * 250; p++) if (!inside(BOX, p % 300, Math.floor(p / 300))) cut.data[p * 4 + 3] = 0;
  const everything = matteOf(300, 250, () => 255);
  expect(makeLayer(cut, everything).info.box).toEqual(BOX);
  expect(everything.alpha[0]).toBe(255);
});

test('a matte of another size is refused', () => {
  const refused = () =>
    makeLayer(
      photo,
      matteOf(250, 300, () => 0)
    );
  expect(refused).toThrow(expect.objectContaining({ code: 'bad-request' }));
});

test('the least recently used layers go when the bytes are spent; the newest stays', () => {
  const layer = makeLayer(
    photo,
    matteOf(300, 250, (x, y) => (inside(BOX, x, y) ? 255 : 0))
  );
  const each = layer.pixels.data.byteLength + layer.around.data.byteLength;
  const store = new LayerStore(each * 2.5);
  store.put('a', layer);
  store.put('b', layer);
  store.get('a');
  store.put('c', layer);
  expect([store.get('a'), store.get('b'), store.get('c')]).toEqual([layer, undefined, layer]);
  expect(store.bytes).toBe(each * 2);
  store.trim(each);
  expect([store.get('a'), store.get('c')]).toEqual([undefined, layer]);
  store.trim(0);
  expect(store.get('c')).toBe(layer);
  const small = new LayerStore(10);
  small.put('large', layer);
  expect(small.get('large')).toBe(layer);
});

test('a layer made from one before it differs only where the matte does', () => {
  const wide = picture(1400, 300, (x, y) => [x & 255, y & 255, 90, 255]);
  const soft = (x: number, y: number) => (y > 50 && y < 250 ? (x % 50 === 0 ? 128 : 255) : 0);
  const before = makeLayer(wide, matteOf(1400, 300, soft));
  const changed = matteOf(1400, 300, (x, y) => (x > 1300 && y < 150 ? 0 : soft(x, y)));
  const [after, anew] = [makeLayer(wide, changed, before), makeLayer(wide, changed)].map(wholeCutout);
  const [old] = [wholeCutout(before)];
  for (let p = 0; p < 1400 * 300; p++) {
    const [x, y] = [p % 1400, Math.floor(p / 1400)];
    if (after!.data[p * 4 + 3] !== anew!.data[p * 4 + 3]) throw new Error(`α at ${x} ${y}`);
    if (x < 900 && after!.data[p * 4] !== old!.data[p * 4]) throw new Error(`colour at ${x} ${y}`);
  }
});
