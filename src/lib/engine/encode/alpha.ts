import type { Matte } from '../../domain/pixels.ts';
import type { AlphaCount } from './api.ts';

/** How much of a matte is wholly clear and how much wholly solid. */
export function countAlpha({ alpha }: Matte): AlphaCount {
  let clear = 0;
  let solid = 0;
  for (const value of alpha) {
    if (value === 0) clear++;
    else if (value === 255) solid++;
  }
  return { clear, solid, pixels: alpha.length };
}
