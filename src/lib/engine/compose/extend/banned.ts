import type { Matte, Pixels, Rect } from '../../../domain/pixels.ts';

/** How far around a product its light and shade still are its own, as a share of the photo's longer side. */
const AROUND = 0.03;
/** α from which a pixel is the product's. */
const SEEN = 16;
/** Where nobody knows where the product is, it is in the middle: this share of the photo's sides. */
const MIDDLE = 0.6;

/** 1 where something is that must not be seen twice. @param product in the frame; null = unknown */
export function bannedAround({ width, height }: Pixels, rect: Rect, product: Matte | null): Uint8Array {
  const banned = new Uint8Array(width * height);
  if (!product) {
    const [across, down] = [MIDDLE * rect.width, MIDDLE * rect.height];
    const left = Math.round(rect.x + (rect.width - across) / 2);
    const top = Math.round(rect.y + (rect.height - down) / 2);
    for (let y = top; y < top + down; y++)
      banned.fill(1, y * width + left, y * width + Math.round(left + across));
    return banned;
  }
  for (let p = 0; p < banned.length; p++) if (product.alpha[p]! >= SEEN) banned[p] = 1;
  const reach = Math.round(AROUND * Math.max(rect.width, rect.height));
  return widened(widened(banned, width, reach, 1, width), height, reach, width, 1);
}

/** Every 1 reaches `reach` px both ways along lines of `length` px, whose pixels lie `step` apart and starts `next`. */
function widened(mask: Uint8Array, length: number, reach: number, step: number, next: number): Uint8Array {
  const out = new Uint8Array(mask.length);
  const lines = mask.length / length;
  for (let line = 0; line < lines; line++) {
    const start = line * next;
    let until = -1;
    for (let i = 0; i < length; i++) {
      if (mask[start + i * step]) until = i + reach;
      if (i <= until) out[start + i * step] = 1;
    }
    let from = length;
    for (let i = length - 1; i >= 0; i--) {
      if (mask[start + i * step]) from = i - reach;
      if (i >= from) out[start + i * step] = 1;
    }
  }
  return out;
}
