import { byteOfLinear, LINEAR_OF_BYTE } from '../../domain/color/srgb.ts';
import type { Pixels, Rect } from '../../domain/pixels.ts';
import type { Placement } from '../../domain/render/geometry.ts';
import type { Composite } from './api.ts';
import { planAxis, resample, type LinearRow } from './resample.ts';

/** Up to this α a pixel is background: what models leave as noise far from the product must not tint white. */
export const NOISE_ALPHA = 2;

/** sRGB, 0–255. */
export type Colour = readonly [number, number, number];

/** A cutout and where it lies in its photo. */
export interface PlacedCutout {
  /** Straight sRGB; α ≤ `NOISE_ALPHA` is 0. Holds at least what is visible. */
  readonly pixels: Pixels;
  /** Place of `pixels` in the photo, px. */
  readonly rect: Rect;
}

interface Frame extends Composite {
  /** The background in linear light. */
  readonly under: readonly number[];
}

function makeFrame(width: number, height: number, background: Colour): Frame {
  const data = new Uint8ClampedArray(width * height * 4);
  const [r, g, b] = background;
  data.set([r, g, b, 255]);
  new Uint32Array(data.buffer).fill(new Uint32Array(data.buffer, 0, 1)[0]!);
  return {
    pixels: { data, width, height },
    matte: { alpha: new Uint8Array(width * height), width, height },
    under: background.map((byte) => LINEAR_OF_BYTE[byte]!)
  };
}

/** Writes α over background at pixel `p`; r, g, b are straight linear light. */
function blend({ pixels, under }: Frame, p: number, r: number, g: number, b: number, alpha: number): void {
  const rest = 1 - alpha;
  pixels.data[p * 4] = byteOfLinear(r * alpha + under[0]! * rest);
  pixels.data[p * 4 + 1] = byteOfLinear(g * alpha + under[1]! * rest);
  pixels.data[p * 4 + 2] = byteOfLinear(b * alpha + under[2]! * rest);
}

/** Whole offsets at scale 1: α = 255 is copied byte for byte. */
function copyInto(frame: Frame, { pixels, rect }: PlacedCutout, offsetX: number, offsetY: number): void {
  const { width, height } = frame.matte;
  const left = rect.x + offsetX;
  const top = rect.y + offsetY;
  for (let y = Math.max(0, -top); y < Math.min(rect.height, height - top); y++) {
    for (let x = Math.max(0, -left); x < Math.min(rect.width, width - left); x++) {
      copyPixel(frame, (y + top) * width + x + left, pixels.data, (y * rect.width + x) * 4);
    }
  }
}

function copyPixel(frame: Frame, p: number, source: Uint8ClampedArray, s: number): void {
  const alpha = source[s + 3]!;
  if (alpha === 0) return;
  const [r, g, b] = [source[s]!, source[s + 1]!, source[s + 2]!];
  frame.matte.alpha[p] = alpha;
  if (alpha < 255) {
    blend(frame, p, LINEAR_OF_BYTE[r]!, LINEAR_OF_BYTE[g]!, LINEAR_OF_BYTE[b]!, alpha / 255);
    return;
  }
  frame.pixels.data[p * 4] = r;
  frame.pixels.data[p * 4 + 1] = g;
  frame.pixels.data[p * 4 + 2] = b;
}

/** Writes one resampled row from pixel `p` on. */
function writeRow(frame: Frame, p: number, { rgba, least, greatest }: LinearRow): void {
  for (let i = 0; i < least.length; i++) {
    const raw = rgba[i * 4 + 3]!;
    const byte = Math.round(Math.min(greatest[i]!, Math.max(least[i]!, raw * 255)));
    if (byte <= NOISE_ALPHA) continue;
    // Straight colour: what the kernel overshoots in α it overshoots in colour as well, and the quotient does not.
    const straight = raw > 1e-3 ? 1 / raw : 0;
    frame.matte.alpha[p + i] = byte;
    const [r, g, b] = [rgba[i * 4]!, rgba[i * 4 + 1]!, rgba[i * 4 + 2]!];
    blend(frame, p + i, clamp(r * straight), clamp(g * straight), clamp(b * straight), byte / 255);
  }
}

const clamp = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/**
 * Puts a cutout into a frame of one colour, in linear light. Background pixels (α = 0) have exactly that colour; at
 * scale 1 with whole offsets product pixels (α = 255) are the source's own bytes.
 *
 * @param placement output = offset + scale × source, in px of the photo
 */
export function composite(cutout: PlacedCutout, placement: Placement, background: Colour): Composite {
  const { frame: size, scale, offsetX, offsetY } = placement;
  const frame = makeFrame(size.width, size.height, background);
  if (scale === 1 && Number.isInteger(offsetX) && Number.isInteger(offsetY)) {
    copyInto(frame, cutout, offsetX, offsetY);
  } else {
    const { rect, pixels } = cutout;
    const x = planAxis(rect.width, scale, offsetX + rect.x * scale, size.width);
    const y = planAxis(rect.height, scale, offsetY + rect.y * scale, size.height);
    resample(pixels, x, y, (row, i) => writeRow(frame, (y.first + i) * size.width + x.first, row));
  }
  return { pixels: frame.pixels, matte: frame.matte };
}
