import type { Pixels } from '../src/lib/domain/pixels.ts';
import type { Packshot } from './check-pictures.ts';

export type Rgb = readonly [number, number, number];

export const copy = ({ data, width, height }: Pixels): Pixels => ({ data: data.slice(), width, height });

/** A copy with every pixel for which `at` gives a colour painted. */
export function painted({ pixels }: Packshot, at: (x: number, y: number) => Rgb | null): Pixels {
  const made = copy(pixels);
  for (let y = 0, p = 0; y < made.height; y++) {
    for (let x = 0; x < made.width; x++, p += 4) {
      const colour = at(x, y);
      if (colour) made.data.set(colour, p);
    }
  }
  return made;
}
