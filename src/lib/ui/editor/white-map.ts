import type { RenderedFile } from '../../pipeline/export.ts';
import type { Size } from '../../domain/pixels.ts';
import { framedMatte, readingCanvas, type Framed } from './views/framed-matte.ts';

/** Exactly 255,255,255. */
const WHITE = 0xffffffff;
/** Drawn as little-endian ABGR: near-black for white, vermilion for what is not, grey for the product. */
const CLEAN = 0xff161616;
const FOUND = 0xff2b5cff;
const PRODUCT = 0xff5a5a5a;
const BAND_ROWS = 128;

type Context = OffscreenCanvasRenderingContext2D;

/**
 * The white view of a finished file: every background pixel of the decoded picture that is not exactly 255,255,255
 * lights up, however little it differs. Pixels that the matte touches count as product. The caller closes the bitmap.
 * @param size of the photo, px
 */
export async function whiteMap(
  { blob, ...framed }: Framed & Pick<RenderedFile, 'blob'>,
  matte: ImageBitmap | null,
  size: Size
): Promise<ImageBitmap> {
  const { width, height } = framed;
  const picture = readingCanvas(framed);
  const decoded = await createImageBitmap(blob);
  picture.drawImage(decoded, 0, 0);
  decoded.close();
  const product = framedMatte(matte, size, framed);
  for (let top = 0; top < height; top += BAND_ROWS) {
    paintBand(picture, product, top, Math.min(BAND_ROWS, height - top), width);
    // Four million pixels in one go would block the page; a band takes a few ms.
    await new Promise((resolve) => setTimeout(resolve));
  }
  return picture.canvas.transferToImageBitmap();
}

function paintBand(picture: Context, product: Context, top: number, rows: number, width: number): void {
  const band = picture.getImageData(0, top, width, rows, { colorSpace: 'srgb' });
  const matte = product.getImageData(0, top, width, rows, { colorSpace: 'srgb' }).data;
  const pixels = new Uint32Array(band.data.buffer);
  for (let index = 0; index < pixels.length; index++) {
    const isProduct = (matte[index * 4] ?? 0) > 0;
    pixels[index] = isProduct ? PRODUCT : pixels[index] === WHITE ? CLEAN : FOUND;
  }
  picture.putImageData(band, 0, top);
}
