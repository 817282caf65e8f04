import type { Matte, Pixels } from '../../domain/pixels.ts';
import { withinReach } from '../compose/reach.ts';

const WHITE = 0xffffffff;

const words = ({ data, width, height }: Pixels): Uint32Array =>
  new Uint32Array(data.buffer, data.byteOffset, width * height);

/** Makes background (α = 0) that is almost white white: all three values at least `nearWhiteMin`. Changes `pixels`. */
export function cleanWhite(pixels: Pixels, { alpha }: Matte, nearWhiteMin: number): void {
  const { data } = pixels;
  const values = words(pixels);
  for (let p = 0; p < alpha.length; p++) {
    if (alpha[p] !== 0 || values[p] === WHITE) continue;
    const at = p * 4;
    const isAlmost =
      data[at]! >= nearWhiteMin &&
      data[at + 1]! >= nearWhiteMin &&
      data[at + 2]! >= nearWhiteMin &&
      data[at + 3] === 255;
    if (isAlmost) values[p] = WHITE;
  }
}

/** Background that must stay white: 1 near the product, 2 far from it; 0 = anything else. */
export function whiteZones(pixels: Pixels, matte: Matte, nearPx: number): Uint8Array {
  const zones = withinReach(matte, nearPx);
  const composed = words(pixels);
  for (let p = 0; p < zones.length; p++) {
    if (matte.alpha[p] !== 0 || composed[p] !== WHITE) zones[p] = 0;
    else if (zones[p] === 0) zones[p] = 2;
  }
  return zones;
}

/** Darkest channel value near the product; 0 where anything far from it is not white. */
export function leastWhite(decoded: Pixels, zones: Uint8Array): number {
  const { data } = decoded;
  const values = words(decoded);
  let least = 255;
  for (let p = 0; p < zones.length; p++) {
    if (zones[p] === 0 || values[p] === WHITE) continue;
    if (zones[p] === 2) return 0;
    least = Math.min(least, data[p * 4]!, data[p * 4 + 1]!, data[p * 4 + 2]!);
  }
  return least;
}

/** Share of edge pixels that may be more colourful than `NEUTRAL_CHROMA`. */
const NEUTRAL_SHARE = 0.01;
/** Distance of Cb or Cr from grey, 0–128: less is seen neither in the edge nor in the white beside it. */
const NEUTRAL_CHROMA = 10;

/**
 * Whether next to nothing coloured meets the background, so that coarser chroma has nothing to spread into it. An edge is
 * a row's first or last four pixels of any α > 0. Chroma: BT.601, as JPEG has it.
 */
export function hasNeutralEdges({ data }: Pixels, { alpha, width }: Matte): boolean {
  let [edges, colourful] = [0, 0];
  for (let p = 4; p < alpha.length - 4; p++) {
    const column = p % width;
    if (alpha[p] === 0 || column < 4 || column >= width - 4) continue;
    if (alpha[p - 4] !== 0 && alpha[p + 4] !== 0) continue;
    edges++;
    const [r, g, b] = [data[p * 4]!, data[p * 4 + 1]!, data[p * 4 + 2]!];
    const luma = 0.299 * r + 0.587 * g + 0.114 * b;
    if (Math.max(Math.abs(b - luma) * 0.564, Math.abs(r - luma) * 0.713) > NEUTRAL_CHROMA) colourful++;
  }
  return colourful <= edges * NEUTRAL_SHARE;
}
