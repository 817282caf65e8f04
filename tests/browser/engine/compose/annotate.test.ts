import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Pixels } from '../../../../src/lib/domain/pixels.ts';
import type { PlacedNote } from '../../../../src/lib/domain/render/notes.ts';
import { keyed, type AnnotatePass, type Pass } from '../../../../src/lib/domain/render/pass.ts';
import { composeHost } from '../../../../src/lib/engine/compose/client.ts';

const compose = composeHost();
afterAll(() => compose.end());

const SIDE = 400;
const FRAME = { width: SIDE, height: SIDE };
const WHITE = [255, 255, 255] as const;
const INK = [20, 30, 40] as const;

/** A photo of stripes, 1 px each, of which the middle is the product. */
beforeAll(async () => {
  const image = new ImageData(SIDE, SIDE);
  const alpha = new Uint8Array(SIDE * SIDE);
  for (let p = 0; p < alpha.length; p++) {
    const [x, y] = [p % SIDE, Math.floor(p / SIDE)];
    const isStripe = x % 2 === 0;
    image.data.set(isStripe ? [200, 40, 40, 255] : [40, 40, 200, 255], p * 4);
    alpha[p] = x >= 150 && x < 250 && y >= 150 && y < 250 ? 255 : 0;
  }
  const source = await createImageBitmap(image);
  await compose.call((api) => api.putLayer('striped', source, { alpha, ...FRAME }));
});

interface Shown {
  readonly isClear?: boolean;
  readonly language?: string | null;
  readonly insets?: readonly Pass[];
}

async function shown(notes: readonly PlacedNote[], { isClear, language = null, insets = [] }: Shown = {}) {
  const identity = [1, 0, 0, 0, 1, 0, 0, 0, 1] as const;
  const place: Pass = {
    kind: 'place',
    key: 'placed',
    layer: 'striped',
    frame: FRAME,
    matrix: identity,
    clip: null
  };
  const backdrop: Pass = {
    kind: 'backdrop',
    key: 'white',
    frame: FRAME,
    backdrop: { kind: 'color', color: WHITE },
    product: null
  };
  const picture: Pass = {
    kind: 'compose',
    key: isClear ? 'clear' : 'whole',
    frame: FRAME,
    product: 'placed',
    shade: null,
    backdrop: isClear ? null : 'white',
    reflection: null
  };
  const last = keyed<AnnotatePass>({
    kind: 'annotate',
    picture: picture.key,
    frame: FRAME,
    notes,
    language,
    insets: insets.length > 0 ? { m: insets.at(-1)!.key } : {}
  });
  const passes = [place, backdrop, picture, ...insets, last];
  const { pixels } = await compose.call((api) => api.render({ passes, key: last.key }));
  return pixels;
}

const text = (words: string, part: object = {}): PlacedNote => ({
  kind: 'text',
  id: 't',
  text: words,
  size: 40,
  bold: false,
  color: INK,
  plate: null,
  at: { x: 200, y: 60 },
  ...part
});

/** Box of what is not white above the product. */
function inkBox({ data, width }: Pixels, rows = 140) {
  const [xs, ys]: [number[], number[]] = [[], []];
  for (let p = 0; p < width * rows; p++) {
    if (data[p * 4]! + data[p * 4 + 1]! + data[p * 4 + 2]! > 720) continue;
    xs.push(p % width);
    ys.push(Math.floor(p / width));
  }
  const [left, top] = [Math.min(...xs), Math.min(...ys)];
  return { left, top, right: Math.max(...xs), bottom: Math.max(...ys), count: xs.length };
}

test('what no note touches keeps its bytes, transparent or not', async () => {
  for (const isClear of [false, true]) {
    const [bare, noted] = [await shown([], { isClear }), await shown([text('Ệ')], { isClear })];
    let changed = 0;
    for (let at = 140 * SIDE * 4; at < bare.data.length; at++)
      if (bare.data[at] !== noted.data[at]) changed++;
    expect(changed).toBe(0);
    expect(noted.data).not.toEqual(bare.data);
  }
});

describe('words', () => {
  test('are centred on their point', async () => {
    const { left, right, top, bottom } = inkBox(await shown([text('HIH')]));
    expect(Math.abs((left + right) / 2 - 199.5)).toBeLessThan(1.5);
    expect(Math.abs((top + bottom) / 2 - 59.5)).toBeLessThan(1.5);
  });

  test('each Vietnamese letter comes from the bundled font, as wide as without its marks', async () => {
    // Six of them: another font's would be some 10 px wider or narrower.
    const widthOf = async (letter: string) => {
      const { left, right } = inkBox(await shown([text(`I${letter.repeat(6)}I`)]));
      return right - left;
    };
    for (const [marked, plain] of ['ệe', 'ằa', 'ắa', 'ổô', 'ữư', 'ởơ', 'ỹy', 'đđ', 'ỤU', 'ỆE'].map((pair) => [
      ...pair
    ])) {
      expect(Math.abs((await widthOf(marked!)) - (await widthOf(plain!))), marked).toBeLessThanOrEqual(4);
    }
  });

  test('are drawn with the bundled font, not with the device’s', async () => {
    const { left, right } = inkBox(await shown([text('nhiệt ẩm kế')]));
    const canvas = new OffscreenCanvas(SIDE, 100).getContext('2d')!;
    canvas.font = `${40 / 1.3}px sans-serif`;
    expect(Math.abs(canvas.measureText('nhiệt ẩm kế').width - (right - left))).toBeGreaterThan(4);
  });

  test('bold ones have more ink', async () => {
    const [plain, bold] = [await shown([text('HOH')]), await shown([text('HOH', { bold: true })])];
    expect(inkBox(bold).count).toBeGreaterThan(inkBox(plain).count * 1.2);
  });

  test('wrap, and stay in the frame', async () => {
    const words = 'giữ ấm suốt mười hai tiếng, rửa sạch dễ dàng';
    const box = inkBox(await shown([text(words, { size: 30, at: { x: 390, y: 10 } })]));
    expect(box.left).toBeGreaterThan(0);
    expect(box.right).toBeLessThan(SIDE - 1);
    expect(box.bottom - box.top).toBeGreaterThan(35);
  });

  test('a plate lies behind them', async () => {
    const plated = await shown([text('I', { plate: [255, 0, 0] })]);
    expect(Array.from(plated.data.subarray((60 * SIDE + 190) * 4, (60 * SIDE + 190) * 4 + 4))).toEqual([
      255, 0, 0, 255
    ]);
  });
});

test('a long word on a badge becomes smaller until it fits', async () => {
  const badge: PlacedNote = {
    kind: 'badge',
    id: 'b',
    text: 'Unbreakable',
    size: 70,
    bold: true,
    color: WHITE,
    fill: INK,
    shape: 'pill',
    at: { x: 200, y: 70 }
  };
  const { left, right } = inkBox(await shown([badge]));
  expect(right - left).toBeLessThanOrEqual(0.6 * SIDE + 1);
  expect(left).toBeGreaterThan(0);
});

test('a dimension has its line between its points, and its value beside it', async () => {
  const dimension: PlacedNote = {
    kind: 'dimension',
    id: 'd',
    from: { x: 100, y: 100 },
    to: { x: 300, y: 100 },
    value: 12.5,
    unit: 'cm',
    size: 30,
    color: INK
  };
  const pixels = await shown([dimension], { language: 'vi' });
  const dark = (x: number, y: number) => pixels.data[(y * SIDE + x) * 4]! < 200;
  expect([dark(110, 100) || dark(110, 99), dark(90, 100), dark(310, 100)]).toEqual([true, false, false]);
  const { top } = inkBox(pixels);
  expect(top).toBeLessThan(90);
});

test('a magnifier shows the product crisp, at its zoom, over the enlarged picture', async () => {
  const radius = 60;
  const target = { x: 245, y: 200 };
  const zoom = 4;
  const inset = { width: 2 * radius, height: 2 * radius };
  const closer = [zoom, 0, radius - zoom * target.x, 0, zoom, radius - zoom * target.y, 0, 0, 1] as const;
  const insets: Pass[] = [
    { kind: 'place', key: 'near', layer: 'striped', frame: inset, matrix: closer, clip: null },
    {
      kind: 'compose',
      key: 'inset',
      frame: inset,
      product: 'near',
      shade: null,
      backdrop: null,
      reflection: null
    }
  ];
  const note: PlacedNote = {
    kind: 'magnifier',
    id: 'm',
    at: { x: 100, y: 320 },
    radius,
    target,
    zoom,
    color: INK
  };
  const { data } = await shown([note], { insets });
  const at = (x: number, y: number) => Array.from(data.subarray((y * SIDE + x) * 4, (y * SIDE + x) * 4 + 3));
  // The product ends 5 px right of the target: 20 px right of the middle here.
  const reds = Array.from({ length: 48 }, (_, i) => at(70 + i, 320)[0]!);
  expect(Math.max(...reds)).toBeGreaterThan(185);
  expect(Math.min(...reds)).toBeLessThan(60);
  expect(at(135, 320)).toEqual([255, 255, 255]);
  expect(at(40, 320)[0]).toBeLessThan(60);
});
