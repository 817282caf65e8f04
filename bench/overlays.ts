import sharp from 'sharp';
import type { Pixels } from '../src/lib/domain/pixels.ts';

/** Something laid over a packshot: an SVG's content, in thousandths of the frame's width. */
export interface Overlay {
  readonly name: string;
  readonly svg: string;
}

export const words = (x: number, y: number, size: number, say: string, more = ''): string =>
  `<text x="${x}" y="${y}" font-size="${size}" font-family="sans-serif" ${more}>${say}</text>`;

const LOGO =
  '<circle cx="70" cy="70" r="50" fill="#c22"/>' +
  words(70, 82, 34, 'ACME', 'fill="#fff" text-anchor="middle" font-weight="bold"');

export const OVERLAYS: readonly Overlay[] = [
  { name: 'words, 1.5 % high, grey', svg: words(20, 985, 15, 'www.shop.example', 'fill="#888"') },
  { name: 'words, 2 % high', svg: words(20, 980, 20, 'Free delivery in May', 'fill="#333"') },
  { name: 'words, 4 % high, red', svg: words(30, 50, 40, 'NEW 2026', 'fill="#d00"') },
  { name: 'words, 8 % high, blue', svg: words(30, 90, 80, 'SALE 50%', 'fill="#05c"') },
  { name: 'words, 3 % high, pale yellow', svg: words(640, 975, 30, 'limited offer', 'fill="#e8d84a"') },
  {
    name: 'words up the side',
    svg: words(0, 0, 30, 'Best Seller', 'transform="translate(40 600) rotate(-90)"')
  },
  {
    name: 'words turned by 30°',
    svg: words(0, 0, 34, 'TOP QUALITY', 'transform="translate(20 40) rotate(30)"')
  },
  { name: 'logo in a corner', svg: LOGO },
  ...[20, 30, 45].flatMap((opacity): Overlay[] => [
    {
      name: `watermark across, ${opacity} %`,
      svg: words(
        500,
        500,
        110,
        'WATERMARK',
        `text-anchor="middle" fill="#777" opacity="${opacity / 100}" transform="rotate(-35 500 500)"`
      )
    },
    {
      name: `watermarks tiled, ${opacity} %`,
      svg: [100, 350, 600, 850]
        .flatMap((y) =>
          [40, 380, 720].map((x) => words(x, y, 36, 'shop.example', `fill="#777" opacity="${opacity / 100}"`))
        )
        .join('')
    }
  ])
];

export async function laidOver({ data, width, height }: Pixels, svg: string): Promise<Pixels> {
  const drawing = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1000 ${(1000 * height) / width}" width="${width}" height="${height}">${svg}</svg>`;
  const out = await sharp(data, { raw: { width, height, channels: 4 } })
    .composite([{ input: Buffer.from(drawing) }])
    .raw()
    .toBuffer();
  return { data: new Uint8ClampedArray(out), width, height };
}
