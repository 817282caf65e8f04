import { deltaE00OfLab, labOfRgb } from '../../domain/color/ciede2000.ts';
import type { Size } from '../../domain/pixels.ts';
import { inOrder, scaling } from '../../domain/render/matrix.ts';
import type { RenderedFile } from '../../pipeline/export.ts';
import { framedMatte, readingCanvas, type Framed } from '../editor/views/framed-matte.ts';

/** Long side of the map, px: a colour is judged over an area, not by single pixels. */
const MAP_SIDE = 640;
/** CIEDE2000 that is drawn brightest. */
const WORST = 10;
const BAND_ROWS = 32;

/** Near-black, as the white view has it where nothing is wrong. */
const BASE = [22, 22, 22] as const;
const HOT = [255, 92, 43] as const;

/**
 * How far each colour of the product lies from the photo's, CIEDE2000: black where they are the same, vermilion from 10
 * on. The caller closes the bitmap.
 * @param source the photo, upright, at any size
 * @param size of the photo, px
 */
export async function deltaMap(
  { blob, clip, matrix, width, height }: Framed & Pick<RenderedFile, 'blob'>,
  source: ImageBitmap,
  matte: ImageBitmap | null,
  size: Size
): Promise<ImageBitmap> {
  const scale = Math.min(1, MAP_SIDE / Math.max(width, height));
  const frame = { width: Math.round(width * scale), height: Math.round(height * scale) };
  const scaledClip = clip && {
    x: clip.x * scale,
    y: clip.y * scale,
    width: clip.width * scale,
    height: clip.height * scale
  };
  const framed = { ...frame, matrix: inOrder(matrix, scaling(scale)), clip: scaledClip };
  const picture = readingCanvas(frame);
  const decoded = await createImageBitmap(blob);
  picture.imageSmoothingQuality = 'high';
  picture.drawImage(decoded, 0, 0, frame.width, frame.height);
  decoded.close();
  const photo = framedMatte(source, size, framed);
  const product = framedMatte(matte, size, framed);
  for (let top = 0; top < frame.height; top += BAND_ROWS) {
    const rows = Math.min(BAND_ROWS, frame.height - top);
    const [made, taken, alpha] = [picture, photo, product].map((context) =>
      context.getImageData(0, top, frame.width, rows, { colorSpace: 'srgb' })
    ) as [ImageData, ImageData, ImageData];
    paint(made.data, taken.data, alpha.data);
    picture.putImageData(made, 0, top);
    // A whole map in one go would block the page.
    await new Promise((resolve) => setTimeout(resolve));
  }
  return picture.canvas.transferToImageBitmap();
}

/** Only pixels that are all product: along the edge the backdrop shines through. */
function paint(made: Uint8ClampedArray, taken: Uint8ClampedArray, matte: Uint8ClampedArray): void {
  for (let at = 0; at < made.length; at += 4) {
    const isProduct = matte[at] === 255;
    const heat = isProduct ? Math.min(1, deltaAt(made, taken, at) / WORST) : 0;
    for (let channel = 0; channel < 3; channel++) {
      const base = BASE[channel] ?? 0;
      made[at + channel] = base + heat * ((HOT[channel] ?? 0) - base) + (isProduct ? 24 : 0);
    }
    made[at + 3] = 255;
  }
}

const labAt = (data: Uint8ClampedArray, at: number) =>
  labOfRgb(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0);

const deltaAt = (a: Uint8ClampedArray, b: Uint8ClampedArray, at: number): number =>
  deltaE00OfLab(labAt(a, at), labAt(b, at));
