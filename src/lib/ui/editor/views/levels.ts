/** How often each value occurs in the product's pixels, 0–255. */
export interface Levels {
  readonly red: Uint32Array;
  readonly green: Uint32Array;
  readonly blue: Uint32Array;
  /** Rec. 709 luma of the coded values. */
  readonly luminance: Uint32Array;
  /** Pixels of the product. */
  readonly count: number;
  /** Of these: with a channel at 0, with a channel at 255. */
  readonly shadows: number;
  readonly highlights: number;
}

/** Which clipped pixels are painted. */
export interface Painted {
  readonly shadows: boolean;
  readonly highlights: boolean;
}

/** A matte under this is background or edge: its colour is not the product's alone. */
const PRODUCT = 250;
/** Painted as little-endian ABGR: blue for shadows, vermilion for highlights. */
const SHADOW = 0xffff6a1f;
const HIGHLIGHT = 0xff1f45ff;

/** Counts of a picture that is looked through in bands. */
export class LevelCount implements Levels {
  readonly red = new Uint32Array(256);
  readonly green = new Uint32Array(256);
  readonly blue = new Uint32Array(256);
  readonly luminance = new Uint32Array(256);
  count = 0;
  shadows = 0;
  highlights = 0;

  /**
   * Counts a band, and paints over it: clipped pixels in their colour, all others clear.
   * @param band RGBA of the picture, sRGB
   * @param matte RGBA of the matte, grey
   */
  add(band: Uint8ClampedArray<ArrayBuffer>, matte: Uint8ClampedArray, painted: Painted): void {
    const pixels = new Uint32Array(band.buffer);
    for (let at = 0; at < band.length; at += 4) {
      const isProduct = (matte[at] ?? 0) >= PRODUCT;
      pixels[at / 4] = isProduct
        ? this.#pixel(band[at] ?? 0, band[at + 1] ?? 0, band[at + 2] ?? 0, painted)
        : 0;
    }
  }

  /** Counts one pixel of the product and says how it is painted. */
  #pixel(r: number, g: number, b: number, painted: Painted): number {
    this.red[r]! += 1;
    this.green[g]! += 1;
    this.blue[b]! += 1;
    this.luminance[Math.round(0.2126 * r + 0.7152 * g + 0.0722 * b)]! += 1;
    this.count += 1;
    const isDark = r === 0 || g === 0 || b === 0;
    const isBright = r === 255 || g === 255 || b === 255;
    if (isDark) this.shadows += 1;
    if (isBright) this.highlights += 1;
    if (isBright && painted.highlights) return HIGHLIGHT;
    return isDark && painted.shadows ? SHADOW : 0;
  }
}

/** A curve of counts as an SVG path, 256 wide and `height` high, its highest value at `peak`. */
export function levelPath(counts: Uint32Array, peak: number, height: number): string {
  const points = [...counts].map((count, value) => {
    const y = height - height * Math.min(1, Math.sqrt(count / peak));
    return `L${value} ${y.toFixed(1)}`;
  });
  return `M0 ${height}${points.join('')}L255 ${height}Z`;
}

/** What is drawn at full height: the largest count that is not at an end, where clipped values pile up. */
export const peakOf = ({ red, green, blue, luminance }: Levels): number =>
  Math.max(1, ...[red, green, blue, luminance].flatMap((counts) => [...counts.subarray(1, 255)]));
