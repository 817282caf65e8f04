import { linearFromSrgb } from '../../../domain/color/srgb.ts';
import { LUMINANCE } from '../../../domain/color/white-balance.ts';
import type { Rect, Size } from '../../../domain/pixels.ts';

/** Side of the small copy that is looked through, px. */
const SIDE = 8;
/** Black and white stand out alike from this light (WCAG 2.2, contrast ratio: √(1.05 × 0.05) − 0.05). */
const EVEN = 0.18;

/**
 * Whether a part of a picture is dark, so that white stands out from it better than black. What is clear counts as
 * white: that is what it is mostly laid on.
 * @param part px of `frame`, which the canvas shows whole
 */
export function isDarkIn(canvas: HTMLCanvasElement, part: Rect, frame: Size): boolean {
  const small = new OffscreenCanvas(SIDE, SIDE).getContext('2d', { willReadFrequently: true });
  if (!small || canvas.width === 0) return false;
  const scale = canvas.width / frame.width;
  small.fillStyle = '#fff';
  small.fillRect(0, 0, SIDE, SIDE);
  const { x, y, width, height } = part;
  const [across, down] = [Math.max(1, width * scale), Math.max(1, height * scale)];
  small.drawImage(canvas, x * scale, y * scale, across, down, 0, 0, SIDE, SIDE);
  const { data } = small.getImageData(0, 0, SIDE, SIDE, { colorSpace: 'srgb' });
  let light = 0;
  for (let at = 0; at < data.length; at += 4)
    light += LUMINANCE.reduce((sum, share, c) => sum + share * linearFromSrgb(data[at + c]! / 255), 0);
  return light / (SIDE * SIDE) < EVEN;
}
