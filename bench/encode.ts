import { chromium } from 'playwright';
import { createServer } from 'vite';
import { CHROMIUM_ARGS, findChromium } from '../tools/chromium.mjs';
import type { Pressed } from './encode-page.ts';
import { parseOptions } from './options.ts';
import { samplePhotos, setPhotos } from './photos.ts';

const SIZES: readonly (readonly [number, number])[] = [
  [1000, 1000],
  [2000, 2000],
  [3000, 4000]
];

const HEAD =
  'photo                  size       format   ms   ×plain     kB  tries  quality  far≠white  near≥  within';

function row(
  name: string,
  [width, height]: readonly [number, number],
  made: Pressed,
  isLimited: boolean
): string {
  return [
    name.slice(0, 22).padEnd(22),
    `${width}×${height}`.padEnd(10),
    (isLimited ? 'jpeg<80%' : made.format).padEnd(8),
    made.ms.toFixed(0).padStart(5),
    (made.ms / made.plainMs).toFixed(2).padStart(6),
    (made.bytes / 1000).toFixed(0).padStart(7),
    String(made.tries).padStart(5),
    String(made.quality).padStart(8),
    String(made.farNotWhite).padStart(9),
    String(made.nearMin).padStart(7),
    `${made.nearPx} px`.padStart(7)
  ].join(' ');
}

/** A page of its own, of the sources themselves: it asks the encoders directly. */
async function openPage() {
  const packages = ['jpeg', 'webp', 'avif', 'oxipng'].map((name) => `@jsquash/${name}`);
  const server = await createServer({
    configFile: false,
    logLevel: 'error',
    server: { port: 0, ws: false },
    optimizeDeps: { exclude: packages, include: ['utif2'], entries: ['bench/encode-page.ts'] }
  });
  await server.listen();
  const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_ARGS });
  const page = await browser.newPage();
  await page.goto(`${server.resolvedUrls!.local[0]}bench/encode.html`);
  await page.waitForFunction(() => 'benchEncode' in window);
  const close = async () => {
    await browser.close();
    await server.close();
  };
  return { page, close };
}

/**
 * `npm run bench -- encode [--set DIR] [photo names…]`: cutouts on white (the project's samples where no set is named)
 * in every format and three sizes: time beside mozjpeg once at the same quality, bytes, and how white stayed.
 */
export async function benchEncode(args: readonly string[]): Promise<void> {
  const photos = setPhotos(parseOptions(args), samplePhotos).filter(({ truth }) => truth !== null);
  const { page, close } = await openPage();
  const address = (file: string) =>
    `/@fs/${file.startsWith('/') ? file.slice(1) : `${process.cwd()}/${file}`.slice(1)}`;
  console.log(HEAD);
  try {
    for (const { name, file, truth } of photos) {
      for (const size of SIZES) {
        const asked = [address(file), address(truth!), ...size] as const;
        const rows = await page.evaluate((how) => window.benchEncode(...how), asked);
        rows.forEach((made, index) => console.log(row(name, size, made, index === rows.length - 1)));
      }
    }
  } finally {
    await close();
  }
}
