import { afterAll, expect, test } from 'vitest';
import type { Rgb } from '../../../../src/lib/domain/document/edits/backdrop.ts';
import { CENTRED, placeSubject, type Placement } from '../../../../src/lib/domain/render/geometry.ts';
import { boundsOf, inOrder, scaling, translation } from '../../../../src/lib/domain/render/matrix.ts';
import {
  keyed,
  type BackdropPass,
  type ComposePass,
  type PlacePass,
  type ScenePass
} from '../../../../src/lib/domain/render/pass.ts';
import type { PictureRequest } from '../../../../src/lib/engine/compose/api.ts';
import { NO_METADATA } from '../../../../src/lib/domain/document/metadata.ts';
import { composeHost } from '../../../../src/lib/engine/compose/client.ts';
import { encodeHost } from '../../../../src/lib/engine/encode/client.ts';

const encode = encodeHost();
const compose = composeHost();
afterAll(() => {
  encode.end();
  compose.end();
});

const PHOTO = { width: 900, height: 700 };
const BOX = { x: 150, y: 200, width: 600, height: 300 };

/** A dark product with a soft rim on a green table, and its true matte. */
function photo() {
  const alpha = new Uint8Array(PHOTO.width * PHOTO.height);
  const pixels = new ImageData(PHOTO.width, PHOTO.height);
  for (let p = 0; p < alpha.length; p++) {
    const x = p % PHOTO.width;
    const y = Math.floor(p / PHOTO.width);
    const inward = Math.min(x - BOX.x + 1, BOX.x + BOX.width - x, y - BOX.y + 1, BOX.y + BOX.height - y);
    const cover = Math.max(0, Math.min(1, (inward + 1) / 3));
    alpha[p] = Math.round(cover * 255);
    const own = [120, 30, 40 + (x % 3)];
    const table = [60, 160, 60];
    for (let c = 0; c < 3; c++) pixels.data[p * 4 + c] = own[c]! * cover + table[c]! * (1 - cover);
    pixels.data[p * 4 + 3] = 255;
  }
  return { pixels, matte: { alpha, ...PHOTO } };
}

const bitmapOf = (pixels: ImageData) => createImageBitmap(pixels);
const TARGET = { ...CENTRED, ratio: 1, longSide: 2000, requiredLongSide: 500, fill: 0.9 };
const WHITE = [255, 255, 255] as const;

/** Asks for a layer on one colour. */
function onColour(
  layer: string,
  { frame, scale, offsetX, offsetY }: Omit<Placement, 'enlarged'>,
  color: Rgb
): PictureRequest {
  const matrix = inOrder(scaling(scale), translation(offsetX, offsetY));
  const place = keyed<PlacePass>({ kind: 'place', layer, frame, matrix, clip: null });
  const backdrop = keyed<BackdropPass>({
    kind: 'backdrop',
    frame,
    backdrop: { kind: 'color', color },
    product: null
  });
  const compose = keyed<ComposePass>({
    kind: 'compose',
    frame,
    product: place.key,
    shade: null,
    backdrop: backdrop.key,
    reflection: null
  });
  return { passes: [place, backdrop, compose], key: compose.key };
}

test('layer → render → press → measure: a photo becomes a clean, filled, white packshot', async () => {
  const { pixels, matte } = photo();
  const source = await bitmapOf(pixels);
  const info = await compose.call((api) => api.putLayer('one', source, matte));
  expect(info).toMatchObject({ ...PHOTO, box: BOX, edgePixels: 0 });
  expect(boundsOf(info.hull)).toEqual(BOX);

  const placement = placeSubject(info.box!, TARGET);
  const request = onColour('one', placement, WHITE);
  const { pixels: frame, matte: placed } = await compose.call((api) => api.render(request));
  expect([frame.width, frame.height]).toEqual([666, 666]);

  const options = {
    quality: 'auto' as const,
    maxBytes: null,
    wantedBytes: null,
    keepWhite: true,
    nearWhiteMin: 250
  };
  const pressed = await encode.call((api) =>
    api.press(frame, placed, { ...options, format: 'jpeg', metadata: NO_METADATA })
  );
  const measured = await compose.call((api) => api.measure(pressed.decoded, placed, 8, null, request));
  expect(measured.background).toMatchObject({ ringWhite: 1, farNotWhite: 0, detachedSpecks: 0 });
  expect(measured.background.nearMin).toBeGreaterThanOrEqual(250);
  expect(measured.fill.longSide).toBeGreaterThan(0.89);
  expect(measured.crop.outputEdgePixels).toBe(0);
  expect(measured.text).toEqual([]);
  expect(measured.fidelity!.changedPixels).toBe(0);
  expect(measured.fidelity!.deltaE00Mean).toBeLessThan(0.6);
  expect(measured.fidelity!.deltaE00P99).toBeLessThan(2.5);

  const again = await compose.call((api) => api.floodMatte(pressed.decoded));
  const flooded = await compose.call((api) => api.measure(pressed.decoded, again!));
  expect(Math.abs(flooded.fill.longSide - measured.fill.longSide)).toBeLessThan(0.01);
  expect(flooded).toMatchObject({ fidelity: null, text: null });
});

test('at scale 1 the product’s own pixels are untouched, and its rim carries none of the table', async () => {
  const { pixels, matte } = photo();
  const source = await bitmapOf(pixels);
  await compose.call((api) => api.putLayer('two', source, matte));
  const request = onColour('two', { frame: PHOTO, scale: 1, offsetX: 0, offsetY: 0 }, WHITE);
  const { pixels: frame } = await compose.call((api) => api.render(request));
  matte.alpha.forEach((alpha, p) => {
    const [r, g, b] = frame.data.subarray(p * 4, p * 4 + 3);
    if (alpha === 255 && (r !== pixels.data[p * 4] || b !== pixels.data[p * 4 + 2]))
      throw new Error(`changed at ${p}`);
    // Red product over white: green never exceeds red, as it would with the table's green left in.
    if (alpha > 0 && alpha < 255 && g! > r! + 6) throw new Error(`green rim at ${p}: ${r} ${g} ${b}`);
  });
});

test('the cutout has the photo’s size, and nothing where α = 0', async () => {
  const { pixels, matte } = photo();
  const source = await bitmapOf(pixels);
  await compose.call((api) => api.putLayer('three', source, matte));
  const cutout = await compose.call((api) => api.cutout('three'));
  expect([cutout.width, cutout.height]).toEqual([PHOTO.width, PHOTO.height]);
  expect(Array.from(cutout.data.subarray(0, 4))).toEqual([0, 0, 0, 0]);
  expect(matte.alpha.every((alpha, p) => cutout.data[p * 4 + 3] === alpha)).toBe(true);
});

test('a layer that is not held is said to be so', async () => {
  expect(await compose.call((api) => api.layer('never'))).toBeNull();
  expect(await compose.call((api) => api.layer('one'))).toMatchObject(PHOTO);
  await expect(compose.call((api) => api.cutout('never'))).rejects.toMatchObject({
    code: 'not-found',
    data: { layer: 'never' }
  });
});

test('a matte of another size is refused', async () => {
  const source = await bitmapOf(new ImageData(4, 4));
  const matte = { alpha: new Uint8Array(9), width: 3, height: 3 };
  const call = compose.call((api) => api.putLayer('bad', source, matte));
  await expect(call).rejects.toMatchObject({ code: 'bad-request' });
});

test('a photo without a product has no box, and renders as background', async () => {
  const source = await bitmapOf(new ImageData(8, 8));
  const matte = { alpha: new Uint8Array(64), width: 8, height: 8 };
  const info = await compose.call((api) => api.putLayer('empty', source, matte));
  expect(info).toMatchObject({ box: null, edgePixels: 0 });
  const placement = { frame: { width: 10, height: 10 }, scale: 0.5, offsetX: 0, offsetY: 0 };
  const request = onColour('empty', placement, [1, 2, 3]);
  const { pixels } = await compose.call((api) => api.render(request));
  expect(Array.from(pixels.data.subarray(0, 4))).toEqual([1, 2, 3, 255]);
});

const STROKE = { kind: 'erase', points: [200, 350], radius: 20, hardness: 1, snap: false } as const;
const ERASED = { strokes: [STROKE], invert: false, smooth: 0, grow: 0, feather: 0 };

test('a correction is another layer of the photo that is held, and its matte can be had', async () => {
  const { pixels, matte } = photo();
  const source = await bitmapOf(pixels);
  const info = await compose.call((api) => api.putLayer('found', source, matte, null));
  const { mass, ...rest } = info;
  const corrected = await compose.call((api) => api.correct('found', 'erased', ERASED));
  expect(corrected).toMatchObject(rest);
  expect(corrected!.mass!.area).toBeLessThan(mass!.area);
  const erased = await compose.call((api) => api.matte('erased'));
  const at = (x: number, y: number) => erased.alpha[y * PHOTO.width + x];
  expect([at(200, 350), at(200, 372), at(300, 350)]).toEqual([0, 255, 255]);
  const cutout = await compose.call((api) => api.cutout('erased'));
  expect(
    Array.from(cutout.data.subarray((350 * PHOTO.width + 200) * 4, (350 * PHOTO.width + 200) * 4 + 4))
  ).toEqual([0, 0, 0, 0]);

  await compose.call((api) => api.correct('erased', 'back', null));
  const back = await compose.call((api) => api.matte('back'));
  expect(back.alpha.every((alpha, p) => alpha === matte.alpha[p])).toBe(true);
});

test('a layer of another photo cannot be corrected any more, a missing one has no matte', async () => {
  const { pixels, matte } = photo();
  const source = await bitmapOf(pixels);
  await compose.call((api) => api.putLayer('newer', source, matte, ERASED));
  expect(await compose.call((api) => api.correct('found', 'again', null))).toBeNull();
  expect(await compose.call((api) => api.correct('newer', 'again', null))).not.toBeNull();
  await expect(compose.call((api) => api.matte('never'))).rejects.toMatchObject({ code: 'not-found' });
});

test('a photo without a matte is extended to fill its frame: its own pixels stay, the rest is told', async () => {
  const size = { width: 120, height: 80 };
  const data = new ImageData(size.width, size.height);
  for (let p = 0; p < size.width * size.height; p++) data.data.set([180, 170, 160, 255], p * 4);
  const info = await compose.call(async (api) => api.putLayer('whole', await bitmapOf(data), null));
  expect(info).toMatchObject({ ...size, box: null, mass: null });
  const frame = { width: 200, height: 80 };
  const place = keyed<PlacePass>({
    kind: 'place',
    layer: 'whole',
    frame,
    matrix: [1, 0, 40, 0, 1, 0, 0, 0, 1],
    clip: null
  });
  const scene = keyed<ScenePass>({ kind: 'scene', frame, photo: place.key, product: null, method: 'auto' });
  const { pixels, extended } = await compose.call((api) =>
    api.render({ passes: [place, scene], key: scene.key })
  );
  expect(extended).toMatchObject({ method: 'continue', share: 0.4 });
  expect([...pixels.data.slice(0, 4)]).toEqual([180, 170, 160, 255]);
});
