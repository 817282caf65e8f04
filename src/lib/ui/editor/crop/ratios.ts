import { m } from '../../../paraglide/messages.js';
import type { Size } from '../../../domain/pixels.ts';

/** Shapes that a crop can be held to. */
export const RATIOS = ['free', 'original', '1:1', '4:5', '3:4', '4:3', '16:9', '9:16'] as const;
export type RatioId = (typeof RATIOS)[number];

/** Width ÷ height; null = free. @param turned size of the turned picture */
export function ratioOf(id: RatioId, turned: Size): number | null {
  if (id === 'free') return null;
  if (id === 'original') return turned.width / turned.height;
  const [width = 1, height = 1] = id.split(':').map(Number);
  return width / height;
}

/** The same shape after a quarter turn; free where the list has none. */
export function turnedRatio(id: RatioId): RatioId {
  if (id === 'free' || id === 'original') return id;
  const turned = id.split(':').reverse().join(':');
  return RATIOS.find((other) => other === turned) ?? 'free';
}

export function ratioName(id: RatioId): string {
  if (id === 'free') return m.ratio_free();
  return id === 'original' ? m.ratio_original() : id;
}
