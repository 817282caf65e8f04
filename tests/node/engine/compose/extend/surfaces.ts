import type { Pixels, Size } from '../../../../../src/lib/domain/pixels.ts';
import { byteOfLinear, linearFromSrgb } from '../../../../../src/lib/domain/color/srgb.ts';
import { randomFrom } from '../../../../../src/lib/engine/compose/extend/random.ts';

export const FRAME: Size = { width: 320, height: 180 };
/** Where the photo is. */
export const PHOTO = { x: 70, y: 0, width: 180, height: 180 };

type Colour = readonly [number, number, number];

/** Gaussian by twelve uniform numbers. */
export function gaussian(random: () => number): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) sum += random();
  return sum;
}

/** A frame with a picture in its middle; elsewhere it is clear. @param colour sRGB levels, at frame px */
export function framed(
  colour: (x: number, y: number) => Colour,
  rect = PHOTO,
  { width, height } = FRAME
): Pixels {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = rect.y; y < rect.y + rect.height; y++) {
    for (let x = rect.x; x < rect.x + rect.width; x++) data.set([...colour(x, y), 255], (y * width + x) * 4);
  }
  return { data, width, height };
}

/** Linear light from left to right, 0.2 to 0.5 over the frame. */
export const slope = (x: number): number => 0.2 + (0.3 * x) / FRAME.width;
export const sloped = (x: number): Colour => {
  const byte = byteOfLinear(slope(x));
  return [byte, byte, byte];
};

/** An even wall with grain of a standard deviation, sRGB levels. */
export function grainy(deviation: number, seed = 1): (x: number, y: number) => Colour {
  const random = randomFrom(seed);
  return () => {
    const noise = deviation * gaussian(random);
    return [180 + noise, 170 + noise, 160 + noise];
  };
}

/** Stones: a grid of soft blobs, each moved a little and of its own brightness. */
export function stones(seed = 3): (x: number, y: number) => Colour {
  const random = randomFrom(seed);
  const cells = Array.from({ length: 60 * 40 }, () => [random(), random(), random()] as const);
  return (x, y) => {
    let light = 70;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const [i, j] = [Math.floor(x / 10) + dx, Math.floor(y / 10) + dy];
        if (i < 0 || j < 0) continue;
        const [jitterX, jitterY, bright] = cells[(j * 60 + i) % cells.length]!;
        const far = Math.hypot(x - (i + 0.2 + 0.6 * jitterX) * 10, y - (j + 0.2 + 0.6 * jitterY) * 10);
        light = Math.max(light, (120 + 90 * bright) * Math.max(0, 1 - (far / 6) ** 2));
      }
    }
    return [light, light * 0.95, light * 0.85];
  };
}

export const linearAt = ({ data, width }: Pixels, x: number, y: number, c = 1): number =>
  linearFromSrgb(data[(y * width + x) * 4 + c]! / 255);
