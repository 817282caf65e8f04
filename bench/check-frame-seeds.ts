import type { RuleId } from '../src/lib/domain/compliance/report.ts';
import type { Pixels } from '../src/lib/domain/pixels.ts';
import { HEADS } from './check-heads.ts';
import { copy, painted } from './check-paint.ts';
import { reframed } from './check-frames.ts';
import { centred, shotOf, type Packshot } from './check-pictures.ts';
import { main, type Seed, type Seeded } from './check-seeds.ts';
import { laidOver, words } from './overlays.ts';

const STORY = { channel: 'instagram-story', role: 'story' };

const framed = (
  rule: RuleId,
  name: string,
  channel: string,
  frame: (clean: Packshot) => Parameters<typeof reframed>[1] | null,
  more: Partial<Seed> = {}
): Seed => ({
  rule,
  name,
  place: main(channel),
  make: async (clean) => {
    const wanted = frame(clean);
    return wanted && { shot: await reframed(clean, wanted) };
  },
  ...more
});

const told = (rule: RuleId, name: string, seeded: Seeded): Seed => ({
  rule,
  name,
  only: 'own',
  make: () => seeded
});

const side = ({ pixels }: Packshot): number => Math.max(pixels.width, pixels.height);
const square = (px: number) => ({ fill: 0.9, width: px, height: px });

/** In a frame with other colours than its photo has, which the file was made from. */
const recoloured = (name: string, change: (rgb: readonly number[]) => readonly number[]): Seed => ({
  rule: 'color-truth',
  name,
  only: 'own',
  make: (clean) => {
    const made = recolour(clean, change);
    return meanChange(made, clean) < SEEN ? null : { pixels: made };
  }
});

/** Mean change of the product's channels, of 255, from which anybody would see it; greys do not change. */
const SEEN = 8;

function recolour(
  { pixels, matte }: Packshot,
  change: (rgb: readonly number[]) => readonly number[]
): Pixels {
  const made = copy(pixels);
  for (let p = 0; p < matte.alpha.length; p++) {
    if (matte.alpha[p]! > 0) made.data.set(change([...made.data.subarray(4 * p, 4 * p + 3)]), 4 * p);
  }
  return made;
}

function meanChange(made: Pixels, { pixels, matte }: Packshot): number {
  let [sum, count] = [0, 0];
  for (let p = 0; p < matte.alpha.length; p++) {
    if (matte.alpha[p] !== 255) continue;
    for (let c = 0; c < 3; c++) sum += Math.abs(made.data[4 * p + c]! - pixels.data[4 * p + c]!);
    count += 3;
  }
  return count === 0 ? 0 : sum / count;
}

const linear = (value: number) =>
  value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4;
const encoded = (share: number) =>
  255 * (share <= 0.0031308 ? 12.92 * share : 1.055 * Math.max(0, share) ** (1 / 2.4) - 0.055);

/** sRGB's colours in Display P3's numbers (CSS Color 4, both with white D65). */
const TO_P3: readonly (readonly number[])[] = [
  [0.8224619687, 0.1775380313, 0],
  [0.0331941989, 0.9668058011, 0],
  [0.0170826307, 0.0723974407, 0.9105199286]
];
const inP3 = (rgb: readonly number[]): number[] => {
  const light = rgb.map(linear);
  return TO_P3.map((row) => encoded(row.reduce((sum, part, c) => sum + part * light[c]!, 0)));
};

/** A ball of a colour that no product has, in a corner where there is room. */
async function withBall(clean: Packshot): Promise<Seeded> {
  const { width, height } = clean.pixels;
  const small = await shotOf(
    clean.layer,
    (({ scale, offsetX, offsetY, ...rest }) => ({
      ...rest,
      scale,
      offsetX: offsetX - width * 0.17,
      offsetY
    }))(centred(clean.layer, { width, height }, 0.6 * clean.matrix[0]))
  );
  const r = width * 0.12;
  const [x0, y0] = [width * 0.84, height * 0.5];
  const covered = (x: number, y: number) => Math.min(1, Math.max(0, r - Math.hypot(x - x0, y - y0) + 0.5));
  const pixels = painted(small, (x, y) => {
    const share = covered(x, y);
    return share === 0 ? null : [255 - 75 * share, 255 - 235 * share, 255 - 55 * share];
  });
  const alpha = small.matte.alpha.map((a, p) =>
    Math.max(a, Math.round(255 * covered(p % width, Math.floor(p / width))))
  );
  return { shot: small, pixels, matte: { alpha, width, height } };
}

/** Letters in three rows of ten cells, as notes draw them. */
function drawnRows({ pixels }: Packshot): Seeded {
  const { width, height } = pixels;
  const drawn = new Uint8Array(width * height);
  for (const row of [0, 1, 9]) {
    for (let cell = 0; cell < 10; cell++) {
      const [x, y] = [Math.floor(((cell + 0.5) * width) / 10), Math.floor(((row + 0.5) * height) / 10)];
      for (let dy = 0; dy < 9; dy++) drawn.fill(1, (y + dy) * width + x, (y + dy) * width + x + 7);
    }
  }
  return { pixels, known: { drawn } };
}

const overlay = (name: string, svg: string, more: Partial<Seed> = {}): Seed => ({
  rule: 'text',
  name,
  isRead: true,
  make: async ({ pixels }) => ({ pixels: await laidOver(pixels, svg) }),
  ...more
});

/** Where words stand at the foot of a frame of any shape, in thousandths of its width. */
const footOf = ({ width, height }: Pixels): number => (960 * height) / width;

const tiled = [100, 350, 600, 850]
  .flatMap((y) => [40, 380, 720].map((x) => words(x, y, 36, 'shop.example', 'fill="#777" opacity="0.3"')))
  .join('');
const lines = [110, 210, 310, 910]
  .map((y) => words(20, y, 90, 'FREE DELIVERY NEW 2026', 'fill="#c00" textLength="960"'))
  .join('');

/** Defects of how a picture is framed, of what lies over it, and of how it was made. */
export const FRAME_SEEDS: readonly Seed[] = [
  framed('fill', '75 % of 85 %', 'amazon', () => ({ fill: 0.75 })),
  framed('fill', '80 % of 85 %', 'walmart', () => ({ fill: 0.8 })),
  framed('fill', '60 % of 75 %', 'google-merchant', () => ({ fill: 0.6 })),
  framed('fill', '97 % of 90 %', 'google-merchant', () => ({ fill: 0.97 })),
  framed('fill', '95 % of 80 %', 'etsy', () => ({ fill: 0.95 })),
  framed('cropped', 'cut on two sides', 'amazon', () => ({ fill: 1.1 })),
  framed('cropped', 'on the edge', 'amazon', () => ({ fill: 1 })),
  told('cropped', 'cut by the crop', { known: { isCutByCrop: true } }),
  { rule: 'several-items', name: 'another thing', make: withBall },
  framed('safe-zone', 'under the app’s buttons', 'instagram-story', () => ({ fill: 1 / 1.02 }), {
    place: STORY
  }),
  {
    rule: 'safe-zone',
    name: 'words under the app’s buttons',
    place: STORY,
    isRead: true,
    only: 'foreign',
    make: async ({ pixels }) => ({
      pixels: await laidOver(pixels, words(150, footOf(pixels), 60, 'NEW 2026', 'fill="#d00"'))
    })
  },
  {
    rule: 'text-grid',
    name: '30 cells of notes',
    place: main('rakuten-ichiba'),
    only: 'own',
    make: drawnRows
  },
  overlay('four lines over the frame', lines, {
    rule: 'text-grid',
    place: main('rakuten-ichiba'),
    only: 'foreign'
  }),
  framed('dimensions', '480 px of 500', 'amazon', (clean) => (side(clean) > 480 ? square(480) : null)),
  framed('dimensions', '900 px of 1000 for the zoom', 'amazon', (c) => (side(c) > 900 ? square(900) : null)),
  framed('dimensions', '4100 px of 4000', 'tiktok-shop', () => square(4100), { isOnce: true }),
  framed('aspect', '4:5 of 1:1', 'walmart', (c) => ({ fill: 0.9, width: Math.round(side(c) * 0.8) })),
  framed('aspect', '3:2 of 1.91:1', 'display-ads', () => ({ fill: 0.9, width: 1200, height: 800 }), {
    place: { channel: 'display-ads', role: 'landscape' }
  }),
  framed(
    'enlarged',
    '1.5 times',
    'amazon',
    ({ layer: { info } }) => square(Math.round((1.5 * Math.max(info.box!.width, info.box!.height)) / 0.9)),
    { only: 'own' }
  ),
  recoloured('warmer', ([r, g, b]) => [r! * 1.15, g!, b! * 0.82]),
  recoloured('half the colour', (rgb) => {
    const grey = 0.2126 * rgb[0]! + 0.7152 * rgb[1]! + 0.0722 * rgb[2]!;
    return rgb.map((value) => (value + grey) / 2);
  }),
  recoloured('P3 numbers read as sRGB', inP3),
  told('overlay', 'a note', { known: { overlay: { marks: 1, insets: 0 } } }),
  told('overlay', 'an inset', { known: { overlay: { marks: 0, insets: 1 } } }),
  told('swatch', 'a pink swatch', { known: { swatch: '#ff30c0' } }),
  told('extended', 'mirrored', { known: { extended: { method: 'mirror', share: 0.2, confidence: 0.9 } } }),
  told('extended', 'unsure', { known: { extended: { method: 'synthesize', share: 0.2, confidence: 0.4 } } }),
  told('cutout-confidence', 'unsure', { known: { confidence: 0.3 } }),
  ...HEADS.map(({ name, svg }) => overlay(name, svg, { rule: 'face' })),
  overlay('words, 1.5 % high, grey', words(20, 985, 15, 'www.shop.example', 'fill="#888"')),
  overlay('words, 4 % high, red', words(30, 50, 40, 'NEW 2026', 'fill="#d00"')),
  overlay('words up the side', words(0, 0, 30, 'Best Seller', 'transform="translate(40 600) rotate(-90)"')),
  overlay('watermarks tiled, 30 %', tiled),
  overlay(
    'watermark across, 30 %',
    words(
      500,
      500,
      110,
      'WATERMARK',
      'text-anchor="middle" fill="#777" opacity="0.3" transform="rotate(-35 500 500)"'
    )
  )
];
