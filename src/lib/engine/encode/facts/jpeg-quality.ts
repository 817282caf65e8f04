/**
 * Luminance and chrominance tables of ITU-T T.81, annex K.1, in zigzag order, as files hold them. libjpeg scales them
 * by quality (jcparam.c, `jpeg_quality_scaling`): 5000 ÷ q per cent below 50, 200 − 2q from there on.
 */
const LUMA = [
  16, 11, 12, 14, 12, 10, 16, 14, 13, 14, 18, 17, 16, 19, 24, 40, 26, 24, 22, 22, 24, 49, 35, 37, 29, 40, 58,
  51, 61, 60, 57, 51, 56, 55, 64, 72, 92, 78, 64, 68, 87, 69, 55, 56, 80, 109, 81, 87, 95, 98, 103, 104, 103,
  62, 77, 113, 121, 112, 100, 120, 92, 101, 103, 99
];
const CHROMA = [17, 18, 18, 24, 21, 24, 47, 26, 26, 47, 99, 66, 56, 66, ...Array<number>(50).fill(99)];

const scaleOf = (quality: number): number => (quality < 50 ? 5000 / quality : 200 - 2 * quality);

const scaled = (base: number, quality: number): number =>
  Math.min(255, Math.max(1, Math.floor((base * Math.floor(scaleOf(quality)) + 50) / 100)));

function exactQuality(table: readonly number[], base: readonly number[]): number | null {
  for (let quality = 100; quality >= 1; quality--) {
    if (base.every((value, i) => scaled(value, quality) === table[i])) return quality;
  }
  return null;
}

/** The scale of tables that are not libjpeg's: the mean of each step against annex K's, per cent. */
function meanQuality(table: readonly number[], base: readonly number[]): number {
  const scale = (100 * base.reduce((sum, value, i) => sum + table[i]! / value, 0)) / base.length;
  const quality = scale <= 100 ? (200 - scale) / 2 : 5000 / scale;
  return Math.min(100, Math.max(1, Math.round(quality)));
}

/**
 * Quality, 1–100, that libjpeg would have been asked for to get these tables: exact for its own tables, for others the
 * mean scale against annex K (as JPEGsnoop's "approx quality factor", impulseadventure.com/photo/jpeg-quantization.html).
 * Of the two tables the coarser one counts.
 * @param tables steps of the luminance and, where there is one, the chrominance table, in zigzag order
 */
export function qualityOf(tables: readonly (readonly number[])[]): number {
  const qualities = tables.slice(0, 2).map((table, i) => {
    const base = i === 0 ? LUMA : CHROMA;
    return exactQuality(table, base) ?? meanQuality(table, base);
  });
  return Math.min(100, ...qualities);
}
