/** Shapes that channels and social networks ask for, width to height. */
export const RATIOS = ['1:1', '4:5', '3:4', '2:3', '9:16', '4:3', '3:2', '16:9', '21:9'] as const;

/** Long sides that are offered, px. */
export const TIERS: readonly number[] = [1024, 2048, 4096];

/** Of ratios that were computed. */
const SAME = 1e-4;

/** The shape of this ratio (width ÷ height); null where it is none of the list. */
export function shapeOf(ratio: number): (typeof RATIOS)[number] | null {
  return RATIOS.find((shape) => Math.abs(valueOf(shape) - ratio) < SAME) ?? null;
}

/** Width ÷ height. */
export function valueOf(shape: string): number {
  const [width = 1, height = 1] = shape.split(':').map(Number);
  return width / height;
}
