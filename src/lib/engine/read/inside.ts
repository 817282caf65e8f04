import type { Matte, Pixels } from '../../domain/pixels.ts';
import type { FoundText } from './api.ts';

/** Places looked at along each side of a rectangle. */
const STEPS = 48;
/** α up to which a pixel is the background's, and from which it is the product's. */
const GROUND_TO = 8;
const PRODUCT_FROM = 128;
/** Steps of 8-bit luma by which words differ from what they stand on: a watermark at 20 % still does by 27. */
const INK_STEPS = 12;
/** Share of the background in a rectangle that is ink where words stand on it. */
const INK_FROM = 0.02;

const lumaAt = ({ data }: Pixels, at: number): number =>
  0.2126 * data[4 * at]! + 0.7152 * data[4 * at + 1]! + 0.0722 * data[4 * at + 2]!;

/** Whether what is drawn on the background differs from it anywhere; `lumas` are sorted in place. */
function hasInk(lumas: number[]): boolean {
  lumas.sort((a, b) => a - b);
  const middle = lumas[Math.floor(lumas.length / 2)] ?? 0;
  const inked = lumas.filter((luma) => Math.abs(luma - middle) > INK_STEPS).length;
  return inked > INK_FROM * lumas.length;
}

/**
 * Share (0–1) of words that lies on the product. Where nothing is drawn on the background beside it, that is all of
 * them: a handle or a label's edge looks like letters, and the rectangle around it reaches out.
 * @param picture what was read
 * @param matte the product in it, of any size; parts of a rectangle outside of the picture do not count
 */
export function shareInside([a, b, , d]: FoundText['corners'], picture: Pixels, matte: Matte): number {
  const { width, height } = picture;
  const scale = { x: matte.width / width, y: matte.height / height };
  const ground: number[] = [];
  let [seen, inside] = [0, 0];
  for (let i = 0; i < STEPS * STEPS; i++) {
    const [u, v] = [((i % STEPS) + 0.5) / STEPS, (Math.floor(i / STEPS) + 0.5) / STEPS];
    const x = Math.floor(a.x + u * (b.x - a.x) + v * (d.x - a.x));
    const y = Math.floor(a.y + u * (b.y - a.y) + v * (d.y - a.y));
    if (x < 0 || y < 0 || x >= width || y >= height) continue;
    const alpha =
      matte.alpha[Math.floor((y + 0.5) * scale.y) * matte.width + Math.floor((x + 0.5) * scale.x)]!;
    seen++;
    if (alpha >= PRODUCT_FROM) inside++;
    else if (alpha <= GROUND_TO) ground.push(lumaAt(picture, y * width + x));
  }
  if (inside === 0) return 0;
  return hasInk(ground) ? inside / seen : 1;
}
