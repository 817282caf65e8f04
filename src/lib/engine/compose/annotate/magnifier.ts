import { PackshotError } from '../../../domain/errors.ts';
import type { Pixels, Rect } from '../../../domain/pixels.ts';
import type { PlacedNote } from '../../../domain/render/notes.ts';
import { boxInFrame, centreOf, courseOf, offsetBy } from './geometry.ts';
import { css, type Context } from './words.ts';

type Magnifier = Extract<PlacedNote, { kind: 'magnifier' }>;

/** What a magnifier shows, as a square picture in device px. */
export type Lens = OffscreenCanvas;

export function canvasOf(width: number, height: number): readonly [OffscreenCanvas, Context] {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d', { colorSpace: 'srgb', willReadFrequently: true });
  if (!context) throw new PackshotError('out-of-memory', 'No canvas could be made', { width, height });
  return [canvas, context];
}

/** A part of a picture on a canvas; what lies beyond the picture stays clear. */
function part({ data, width, height }: Pixels, rect: Rect): OffscreenCanvas {
  const [canvas, context] = canvasOf(rect.width, rect.height);
  const from = Math.max(0, rect.y);
  const to = Math.min(height, rect.y + rect.height);
  if (to > from) {
    const rows = data.subarray(from * width * 4, to * width * 4) as Uint8ClampedArray<ArrayBuffer>;
    const image = new ImageData(rows, width, to - from, { colorSpace: 'srgb' });
    context.putImageData(image, -rect.x, from - rect.y);
  }
  return canvas;
}

/** The enlarged picture, and over it the product that was placed at this size: crisp where there is product. */
export function lensOf({ target, radius, zoom }: Magnifier, picture: Pixels, inset: Pixels): Lens {
  const side = inset.width;
  const [canvas, context] = canvasOf(side, side);
  const half = radius / zoom;
  // A px more on each side, for what lies between two.
  const [x, y] = [Math.floor(target.x - half) - 1, Math.floor(target.y - half) - 1];
  const seen = { x, y, width: Math.ceil(2 * half) + 3, height: Math.ceil(2 * half) + 3 };
  const scale = side / (2 * half);
  context.imageSmoothingQuality = 'high';
  const [left, top] = [(x - target.x + half) * scale, (y - target.y + half) * scale];
  context.drawImage(part(picture, seen), left, top, seen.width * scale, seen.height * scale);
  context.drawImage(part(inset, { x: 0, y: 0, width: side, height: side }), 0, 0);
  return canvas;
}

const RING = 0.025;

/** The inset with its ring, and a thin circle around what it shows, joined to it. */
export function drawMagnifier(context: Context, note: Magnifier, lens: Lens, frame: Pixels): void {
  const { radius, target, zoom, color } = note;
  const box = boxInFrame(note.at, { width: 2 * radius, height: 2 * radius }, frame);
  const centre = centreOf(box);
  const ring = Math.max(1.5, RING * radius);
  const shown = radius / zoom;
  const { length, along } = courseOf(target, centre);
  context.strokeStyle = css(color);
  context.lineCap = 'butt';
  if (length > shown + radius) {
    context.lineWidth = ring / 2;
    context.beginPath();
    context.arc(target.x, target.y, shown, 0, 2 * Math.PI);
    context.stroke();
    context.beginPath();
    const [from, to] = [offsetBy(target, along, shown), offsetBy(centre, along, -radius)];
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.stroke();
  }
  context.save();
  context.beginPath();
  context.arc(centre.x, centre.y, radius - ring / 2, 0, 2 * Math.PI);
  context.clip();
  context.drawImage(lens, box.x, box.y, box.width, box.height);
  context.restore();
  context.lineWidth = ring;
  context.beginPath();
  context.arc(centre.x, centre.y, radius - ring / 2, 0, 2 * Math.PI);
  context.stroke();
}
