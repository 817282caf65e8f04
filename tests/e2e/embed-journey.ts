import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { openHost, type HostWindow, type Served } from './embed-host.ts';

/** Size of the photo that travels, px. */
export const UPRIGHT = { width: 480, height: 640 };

/** A dark box on light grey, turned by EXIF as phones do. */
async function makePhoto(): Promise<string> {
  const box = { create: { width: 240, height: 160, channels: 3, background: '#204060' } } as const;
  const product = await sharp(box).png().toBuffer();
  const photo = sharp({
    create: { width: UPRIGHT.height, height: UPRIGHT.width, channels: 3, background: '#f4f4f4' }
  })
    .composite([{ input: product, left: 200, top: 160 }])
    .withMetadata({ orientation: 6 })
    .jpeg({ quality: 95 });
  return (await photo.toBuffer()).toString('base64');
}

/** Opens the host page and makes `window.packshot`. */
export async function embed(
  page: Page,
  host: Served,
  of: Served,
  options: object = { ui: 'none' }
): Promise<void> {
  await openHost(page, host, of);
  await page.evaluate(async (options) => {
    const self = window as unknown as HostWindow;
    self.packshot = await self.createPackshot(document.querySelector<HTMLElement>('#place')!, options);
  }, options);
}

/** Makes the journey of one photo and brings its files back. */
export const journey = async (page: Page) =>
  page.evaluate(
    async (photo) => {
      const { packshot } = window as unknown as HostWindow;
      const data = await (await fetch(`data:image/jpeg;base64,${photo}`)).blob();
      const base64 = async (blob: Blob) =>
        btoa(
          Array.from(new Uint8Array(await blob.arrayBuffer()), (byte) => String.fromCharCode(byte)).join('')
        );
      const stages = new Set<string>();
      const stop = packshot.on('progress', ({ task, stage }) => stages.add(`${task}/${stage}`));
      const added = await packshot.addPhoto({ name: 'B0C4TR311X front.jpg', data });
      const cutout = await packshot.cutout(added.id);
      const matte = await packshot.getMatte(added.id);
      const cut = await packshot.getCutout(added.id);
      const rendered = await packshot.render(added.id, { channel: 'amazon', role: 'main' });
      const { name } = rendered;
      const again = await packshot.inspect(rendered.blob, { channel: 'amazon', role: 'main', name });
      stop();
      return {
        capabilities: packshot.capabilities,
        added,
        cutout,
        stages: [...stages],
        matte: await base64(matte),
        cut: await base64(cut),
        file: await base64(rendered.blob),
        type: rendered.blob.type,
        rendered: { ...rendered, blob: null },
        again
      };
    },
    await makePhoto()
  );

/** The frame in which the app runs. */
export const frameOf = (page: Page, { origin }: Served) =>
  page.frames().find((frame) => frame.url().startsWith(origin))!;
export const isIsolated = (page: Page, of: Served) =>
  frameOf(page, of).evaluate(() => self.crossOriginIsolated);
