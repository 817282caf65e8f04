import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Matte, Pixels } from '../../../../src/lib/domain/pixels.ts';
import type { PressOptions } from '../../../../src/lib/engine/encode/api.ts';
import { composeHost } from '../../../../src/lib/engine/compose/client.ts';
import { encodeHost } from '../../../../src/lib/engine/encode/client.ts';

const encode = encodeHost();
const compose = composeHost();
afterAll(() => {
  encode.end();
  compose.end();
});

const SIDE = 400;
const OPTIONS = { quality: 92, maxBytes: null, nearWhiteMin: 250 };

/** A dark, saturated, hard-edged disc with noise in it, on white; a soft matte of one pixel around it. */
function harsh(): { pixels: Pixels; matte: Matte } {
  const data = new Uint8ClampedArray(SIDE * SIDE * 4).fill(255);
  const alpha = new Uint8Array(SIDE * SIDE);
  for (let p = 0; p < alpha.length; p++) {
    const reach = 150 - Math.hypot((p % SIDE) - 200, Math.floor(p / SIDE) - 200);
    const cover = Math.max(0, Math.min(1, reach + 0.5));
    alpha[p] = Math.round(cover * 255);
    const colour = [(p * 7919) % 90, 0, (p * 104_729) % 60];
    for (let c = 0; c < 3; c++) data[p * 4 + c] = 255 + (colour[c]! - 255) * (alpha[p]! / 255);
  }
  return { pixels: { data, width: SIDE, height: SIDE }, matte: { alpha, width: SIDE, height: SIDE } };
}

let subject: ReturnType<typeof harsh>;
beforeAll(() => (subject = harsh()));
const press = (options: Partial<PressOptions>) =>
  encode.call((api) => api.pressJpeg(subject.pixels, subject.matte, { ...OPTIONS, ...options }));

const darkestBackground = ({ data }: Pixels, matte: Matte) =>
  matte.alpha.reduce(
    (least, alpha, p) => (alpha ? least : Math.min(least, data[p * 4]!, data[p * 4 + 1]!, data[p * 4 + 2]!)),
    255
  );

describe('the ladder', () => {
  test('keeps white: exact far from the product, at least 250 beside it', async () => {
    const pressed = await press({});
    const { background } = await compose.call((api) => api.measure(pressed.decoded, subject.matte));
    expect(background).toMatchObject({ farNotWhite: 0, ringWhite: 1 });
    expect(background.farPixels).toBeGreaterThan(1000);
    expect(background.nearMin).toBeGreaterThanOrEqual(250);
  });

  test('climbs only as far as it must', async () => {
    const gentle = await press({ quality: 80, nearWhiteMin: 0 });
    expect(gentle).toMatchObject({ quality: 80, tries: 1 });
    expect(darkestBackground(gentle.decoded, subject.matte)).toBeLessThan(250);
    const strict = await press({ quality: 80 });
    expect(strict.quality).toBeGreaterThan(80);
    expect(strict.tries).toBeGreaterThan(1);
    expect(darkestBackground(strict.decoded, subject.matte)).toBeGreaterThanOrEqual(250);
  });

  test('ends at 100 where no quality is enough', async () => {
    expect((await press({ nearWhiteMin: 255 })).quality).toBe(100);
  });

  test('goes down for bytes while white is kept', async () => {
    const free = await press({ quality: 100, nearWhiteMin: 240 });
    const tight = await press({ quality: 100, nearWhiteMin: 240, maxBytes: free.blob.size - 1 });
    expect(tight.blob.size).toBeLessThan(free.blob.size);
    expect(tight.quality).toBeLessThan(100);
    expect(darkestBackground(tight.decoded, subject.matte)).toBeGreaterThanOrEqual(240);
  });

  test('gives up rather than white when the bytes do not suffice', async () => {
    const data = { reason: 'too-large', maxBytes: 5000 };
    await expect(press({ maxBytes: 5000 })).rejects.toMatchObject({ code: 'encode-failed', data });
  });
});

test('the file is a 4:4:4 JPEG of 300 dpi that decodes to what was returned', async () => {
  const { blob, decoded } = await press({});
  expect(blob.type).toBe('image/jpeg');
  const { info, pixels } = await encode.call((api) => api.decodePixels(blob));
  expect(info).toMatchObject({ format: 'jpeg', width: SIDE, height: SIDE, blockPx: 8 });
  expect(pixels.data).toEqual(decoded.data);
  const view = new DataView(await blob.arrayBuffer());
  expect([view.getUint8(13), view.getUint16(14), view.getUint16(16)]).toEqual([1, 300, 300]);
});

test('a background that is not white is left to its colour', async () => {
  const data = new Uint8ClampedArray(64 * 64 * 4).fill(200);
  for (let p = 3; p < data.length; p += 4) data[p] = 255;
  const grey = { data, width: 64, height: 64 };
  const matte = { alpha: new Uint8Array(64 * 64), width: 64, height: 64 };
  expect((await encode.call((api) => api.pressJpeg(grey, matte, OPTIONS))).tries).toBe(1);
});

test('a matte of another size is refused', async () => {
  const matte = { alpha: new Uint8Array(25), width: 5, height: 5 };
  const call = encode.call((api) => api.pressJpeg(subject.pixels, matte, OPTIONS));
  await expect(call).rejects.toMatchObject({ code: 'bad-request' });
});
