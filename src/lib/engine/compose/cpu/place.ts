import { byteOfLinear } from '../../../domain/color/srgb.ts';
import type { Pixels } from '../../../domain/pixels.ts';
import { isPlain } from '../../../domain/render/matrix.ts';
import type { PlacePass } from '../../../domain/render/pass.ts';
import { PackshotError } from '../../../domain/errors.ts';
import { NOISE_ALPHA, type PlacedCutout } from '../cutout.ts';
import { planAxis, resample, type LinearRow } from './resample.ts';

const clamp = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** Writes one resampled row from pixel `p` on. */
function writeRow(into: Uint8ClampedArray, p: number, { rgba, least, greatest }: LinearRow): void {
  for (let i = 0; i < least.length; i++) {
    const raw = rgba[i * 4 + 3]!;
    const byte = Math.round(Math.min(greatest[i]!, Math.max(least[i]!, raw * 255)));
    if (byte <= NOISE_ALPHA) continue;
    // Straight colour: what the kernel overshoots in α it overshoots in colour as well, and the quotient does not.
    const straight = raw > 1e-3 ? 1 / raw : 0;
    const at = (p + i) * 4;
    into[at] = byteOfLinear(clamp(rgba[i * 4]! * straight));
    into[at + 1] = byteOfLinear(clamp(rgba[i * 4 + 1]! * straight));
    into[at + 2] = byteOfLinear(clamp(rgba[i * 4 + 2]! * straight));
    into[at + 3] = byte;
  }
}

/** Whole offsets at scale 1: bytes are copied. */
function copyInto(frame: Pixels, { pixels, rect }: PlacedCutout, offsetX: number, offsetY: number): void {
  const left = rect.x + offsetX;
  const top = rect.y + offsetY;
  const [from, to] = [new Uint32Array(pixels.data.buffer), new Uint32Array(frame.data.buffer)];
  for (let y = Math.max(0, -top); y < Math.min(rect.height, frame.height - top); y++) {
    const start = Math.max(0, -left);
    const end = Math.min(rect.width, frame.width - left);
    if (end <= start) return;
    const row = y * rect.width;
    to.set(from.subarray(row + start, row + end), (y + top) * frame.width + left + start);
  }
}

/** Outside of `clip` nothing is kept; a pixel that it cuts through is kept by its share. */
function clip({ data, width, height }: Pixels, { clip: rect }: Pick<PlacePass, 'clip'>): void {
  if (!rect) return;
  const share = (at: number, from: number, length: number) =>
    clamp(Math.min(at + 1, from + length) - Math.max(at, from));
  for (let y = 0; y < height; y++) {
    const down = share(y, rect.y, rect.height);
    for (let x = 0; x < width; x++) {
      const kept = down * share(x, rect.x, rect.width);
      if (kept === 1) continue;
      const at = (y * width + x) * 4;
      const alpha = Math.round(data[at + 3]! * kept);
      if (alpha <= NOISE_ALPHA) data.fill(0, at, at + 4);
      else data[at + 3] = alpha;
    }
  }
}

/**
 * Puts a cutout into its frame: straight sRGB, RGB 0 where α = 0. At scale 1 with whole offsets product pixels are the
 * source's own bytes; otherwise Lanczos3 in linear light, premultiplied.
 */
export function place(cutout: PlacedCutout, pass: Pick<PlacePass, 'frame' | 'matrix' | 'clip'>): Pixels {
  const { width, height } = pass.frame;
  const frame: Pixels = { data: new Uint8ClampedArray(width * height * 4), width, height };
  if (!isPlain(pass.matrix)) {
    throw new PackshotError('bad-request', 'Only scaled and moved photos can be placed');
  }
  const [scale, , offsetX, , , offsetY] = pass.matrix;
  if (scale === 1 && Number.isInteger(offsetX) && Number.isInteger(offsetY)) {
    copyInto(frame, cutout, offsetX, offsetY);
  } else {
    const { rect, pixels } = cutout;
    const x = planAxis(rect.width, scale, offsetX + rect.x * scale, width);
    const y = planAxis(rect.height, scale, offsetY + rect.y * scale, height);
    resample(pixels, x, y, (row, i) => writeRow(frame.data, (y.first + i) * width + x.first, row));
  }
  clip(frame, pass);
  return frame;
}
