import { describe, expect, test } from 'vitest';
import { linearFromSrgb, LINEAR_OF_BYTE } from '../../../../../src/lib/domain/color/srgb.ts';
import type { PictureBackdrop, SetBackdrop } from '../../../../../src/lib/domain/document/edits/backdrop.ts';
import type { BackdropPass, ComposePass } from '../../../../../src/lib/domain/render/pass.ts';
import type { Pixels } from '../../../../../src/lib/domain/pixels.ts';
import { backdropPixels } from '../../../../../src/lib/engine/compose/cpu/backdrop.ts';
import { compose } from '../../../../../src/lib/engine/compose/cpu/compose.ts';
import { mirrorOf } from '../../../../../src/lib/engine/compose/cpu/reflection.ts';
import { ditherThreshold, dithered } from '../../../../../src/lib/engine/compose/formulas/backdrop.ts';
import { inside, picture, pixelAt } from '../pictures.ts';

const FRAME = { width: 200, height: 160 };
const PRODUCT = { x: 60, y: 40, width: 80, height: 70 };

function backdrop(shown: BackdropPass['backdrop'], behind: Pixels | null = null, frame = FRAME): Pixels {
  return backdropPixels({ kind: 'backdrop', key: 'b', frame, backdrop: shown, product: PRODUCT }, behind);
}

const isOpaque = ({ data }: Pixels) => data.every((byte, at) => at % 4 < 3 || byte === 255);
const meanLight = ({ data, width }: Pixels, x: number, y: number, side = 12) => {
  let sum = 0;
  for (let p = 0; p < side * side; p++)
    sum += LINEAR_OF_BYTE[data[((y + Math.floor(p / side)) * width + x + (p % side)) * 4]!]!;
  return sum / side ** 2;
};

test('dithering keeps whole bytes and gives the mean of what lies between', () => {
  let sum = 0;
  for (let p = 0; p < 10_000; p++) {
    const threshold = ditherThreshold(p % 100, Math.floor(p / 100));
    expect(dithered(77 / 255, threshold)).toBe(77);
    sum += dithered(77.3 / 255, threshold);
  }
  expect(sum / 10_000).toBeCloseTo(77.3, 1);
});

test('a colour is that colour', () => {
  const { data } = backdrop({ kind: 'color', color: [1, 2, 3] });
  expect(data.every((byte, at) => byte === [1, 2, 3, 255][at % 4])).toBe(true);
});

describe('gradient', () => {
  const stops = [
    { at: 0, color: [0, 0, 0] as const },
    { at: 1, color: [255, 255, 255] as const }
  ];

  test('runs in linear light: halfway is half the light', () => {
    const ramp = backdrop({ kind: 'gradient', shape: 'linear', angle: 90, stops });
    expect(meanLight(ramp, 94, 70)).toBeCloseTo(0.5, 2);
    expect(meanLight(ramp, 188, 70)).toBeGreaterThan(0.95);
    expect(isOpaque(ramp)).toBe(true);
  });

  test('0° runs up, a radial one outwards', () => {
    const up = backdrop({ kind: 'gradient', shape: 'linear', angle: 0, stops });
    expect(meanLight(up, 90, 0)).toBeGreaterThan(meanLight(up, 90, 148) + 0.8);
    const round = backdrop({ kind: 'gradient', shape: 'radial', angle: 0, stops });
    expect(meanLight(round, 94, 74)).toBeLessThan(0.1);
    expect(meanLight(round, 0, 0)).toBeGreaterThan(0.9);
  });

  test('has no bands: neighbouring rows of a faint one differ by noise, their means by little', () => {
    const faint = [
      { at: 0, color: [200, 200, 200] as const },
      { at: 1, color: [204, 204, 204] as const }
    ];
    const ramp = backdrop({ kind: 'gradient', shape: 'linear', angle: 90, stops: faint }, null, {
      width: 400,
      height: 64
    });
    const means = Array.from({ length: 25 }, (_, i) => meanLight(ramp, i * 16, 0, 16));
    const steps = means.slice(1).map((mean, i) => mean - means[i]!);
    const even = (means.at(-1)! - means[0]!) / 24;
    for (const step of steps) expect(Math.abs(step - even)).toBeLessThan(even);
  });

  test('two stops in one place are a hard line', () => {
    const hard = [
      { at: 0.5, color: [10, 10, 10] as const },
      { at: 0.5, color: [240, 240, 240] as const }
    ];
    const two = backdrop({ kind: 'gradient', shape: 'linear', angle: 90, stops: hard });
    expect([pixelAt(two, 98, 80)[0], pixelAt(two, 101, 80)[0]]).toEqual([10, 240]);
  });
});

describe('picture', () => {
  const left = picture(100, 50, (x) => (x < 50 ? [250, 0, 0, 255] : [0, 0, 250, 255]));
  const shown = (part: Partial<PictureBackdrop>) =>
    backdrop(
      {
        kind: 'picture',
        blob: { sha256: 'a'.repeat(64), type: 'image/png', bytes: 1 },
        fit: 'cover',
        focus: { x: 0.5, y: 0.5 },
        blur: 0,
        ...part
      },
      left
    );

  test('covers the frame, and its focus stays in sight', () => {
    const covering = shown({ focus: { x: 0, y: 0.5 } });
    expect(isOpaque(covering)).toBe(true);
    expect([pixelAt(covering, 0, 0), pixelAt(covering, 150, 159)]).toEqual([
      [250, 0, 0, 255],
      [250, 0, 0, 255]
    ]);
    expect(pixelAt(shown({ focus: { x: 1, y: 0 } }), 50, 80)).toEqual([0, 0, 250, 255]);
  });

  test('fits into it, on white', () => {
    const fitting = shown({ fit: 'contain' });
    expect(pixelAt(fitting, 100, 10)).toEqual([255, 255, 255, 255]);
    expect(pixelAt(fitting, 20, 80)).toEqual([250, 0, 0, 255]);
  });

  test('repeats at half the size', () => {
    const tiles = shown({ fit: 'tile', focus: { x: 0, y: 0 } });
    expect([25, 75, 125, 175].map((x) => pixelAt(tiles, x, 100)[0])).toEqual([250, 0, 250, 0]);
    expect(isOpaque(tiles)).toBe(true);
  });

  test('a blur mixes light and does not darken the frame', () => {
    const soft = shown({ fit: 'cover', blur: 0.5 });
    expect(meanLight(soft, 0, 0)).toBeCloseTo(linearFromSrgb(250 / 255), 1);
    expect(meanLight(soft, 94, 80)).toBeCloseTo(linearFromSrgb(250 / 255) / 2, 1);
  });
});

describe('studio sets', () => {
  const set = (part: Partial<SetBackdrop>): Pixels =>
    backdrop({
      kind: 'set',
      set: 'sweep',
      color: [220, 210, 200],
      horizon: 0.6,
      light: { azimuth: 40, elevation: 45 },
      softness: 0.5,
      ...part
    });

  test.each(['sweep', 'tabletop', 'podium'] as const)('a %s is never brighter than its colour', (kind) => {
    const { data } = set({ set: kind });
    for (let at = 0; at < data.length; at++)
      if (data[at]! > [221, 211, 201, 255][at % 4]!) throw new Error(`${at}`);
  });

  test.each(['sweep', 'tabletop', 'podium'] as const)('a %s is lit from where the light stands', (kind) => {
    const [right, left] = [90, -90].map((azimuth) => set({ set: kind, light: { azimuth, elevation: 30 } }));
    expect(meanLight(right!, 180, 20)).toBeGreaterThan(meanLight(right!, 10, 20) + 0.05);
    expect(meanLight(left!, 10, 20)).toBeGreaterThan(meanLight(left!, 180, 20) + 0.05);
  });

  test('the sweep has no line, the table has an edge', () => {
    const jump = (pixels: Pixels) => {
      const column = Array.from({ length: 40 }, (_, i) => meanLight(pixels, 20, 74 + i, 6));
      return Math.max(...column.slice(4).map((light, i) => Math.abs(light - column[i]!)));
    };
    expect(jump(set({ set: 'sweep' }))).toBeLessThan(0.03);
    expect(jump(set({ set: 'tabletop' }))).toBeGreaterThan(0.1);
  });

  test('the podium stands under the product', () => {
    const podium = set({ set: 'podium' });
    const base = PRODUCT.y + PRODUCT.height;
    expect(meanLight(podium, 94, base - 4, 6)).toBeGreaterThan(meanLight(podium, 20, base - 4, 6) + 0.05);
  });
});

describe('composing', () => {
  const product = picture(200, 160, (x, y) => [150, 40, 30, inside(PRODUCT, x, y) ? 255 : 0]);
  const white = backdrop({ kind: 'color', color: [255, 255, 255] });
  const shade = { light: new Float32Array(200 * 160).fill(1), ...FRAME };
  shade.light.fill(0.25, 130 * 200, 140 * 200);

  test('shade takes light from the backdrop, not from the product', () => {
    const made = compose(product, { backdrop: white, shade, mirror: null });
    expect(meanLight(made, 20, 130, 10)).toBeCloseTo(0.25, 2);
    expect(pixelAt(made, 100, 80)).toEqual([150, 40, 30, 255]);
    expect(pixelAt(made, 100, 20)).toEqual([255, 255, 255, 255]);
  });

  test('on nothing it is black, α the light that is missing: over white in linear light the same', () => {
    const clear = compose(product, { backdrop: null, shade, mirror: null });
    const [r, g, b, a] = pixelAt(clear, 20, 135);
    expect([r, g, b]).toEqual([0, 0, 0]);
    expect(Math.abs(a! - 0.75 * 255)).toBeLessThanOrEqual(1);
    expect(pixelAt(clear, 20, 20)).toEqual([0, 0, 0, 0]);
  });

  const reflection: NonNullable<ComposePass['reflection']> = {
    strength: 0.8,
    length: 0.5,
    blur: 0,
    product: PRODUCT,
    reachesFrame: false
  };
  const mirrored = (part: Partial<typeof reflection>, backdropPixels: Pixels | null = white) =>
    compose(product, {
      backdrop: backdropPixels,
      shade: null,
      mirror: mirrorOf(product, { ...reflection, ...part })
    });
  const red = (pixels: Pixels, x: number, y: number) => pixelAt(pixels, x, y)[0]! - pixelAt(pixels, x, y)[1]!;

  test('a reflection begins at the base, fades, and ends at its length', () => {
    const made = mirrored({});
    const falling = [111, 116, 122, 130].map((y) => red(made, 100, y));
    expect(falling).toEqual([...falling].sort((a, b) => b - a));
    expect(falling[0]).toBeGreaterThan(35);
    expect(pixelAt(made, 100, 146)).toEqual([255, 255, 255, 255]);
    expect(pixelAt(made, 30, 115)).toEqual([255, 255, 255, 255]);
    expect(pixelAt(made, 100, 100)).toEqual([150, 40, 30, 255]);
  });

  test('what is higher up is mirrored farther down', () => {
    const striped = picture(200, 160, (x, y) => [
      y < 100 ? 20 : 250,
      128,
      128,
      inside(PRODUCT, x, y) ? 255 : 0
    ]);
    const made = compose(striped, {
      backdrop: white,
      shade: null,
      mirror: mirrorOf(striped, { ...reflection, strength: 1 })
    });
    expect(pixelAt(made, 100, 113)[0]).toBeGreaterThan(240);
    expect(pixelAt(made, 100, 125)[0]).toBeLessThan(225);
  });

  test('it blurs with the distance', () => {
    const made = mirrored({ blur: 1, length: 0.7 });
    /** Outside of the product's width, as a share of its middle. */
    const spill = (y: number) => red(made, 57, y) / red(made, 100, y);
    expect(spill(111)).toBeLessThan(0.05);
    expect(spill(130)).toBeGreaterThan(0.15);
  });

  test('without a backdrop it is translucent product', () => {
    const [r, , , a] = pixelAt(mirrored({}, null), 100, 113);
    expect(a).toBeGreaterThan(100);
    expect(a).toBeLessThan(205);
    expect(Math.abs(r! - 150)).toBeLessThanOrEqual(2);
  });

  test('a mirror shows nothing of nothing', () => {
    const nothing = picture(20, 20, () => [0, 0, 0, 0]);
    expect(mirrorOf(nothing, reflection)(5, 5, new Float64Array(4))).toBe(false);
  });
});
