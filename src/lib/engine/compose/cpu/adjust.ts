import type { AdjustEdit } from '../../../domain/document/edits/adjust.ts';
import type { Pixels, Rect } from '../../../domain/pixels.ts';
import { byteOfLinear } from '../../../domain/color/srgb.ts';
import { LUMINANCE } from '../../../domain/color/white-balance.ts';
import {
  claritySigma,
  denoiseEpsilons,
  denoiseRadius,
  detailed,
  intoGamut,
  isToned,
  linearGains,
  saturated,
  sharpenSigma,
  toneTable,
  TONE_STEPS,
  type Triple
} from '../formulas/adjust.ts';
import { Latest } from '../latest.ts';
import { denoise } from './denoise.ts';
import { blurred } from './gaussian.ts';
import { decoded, encoded, lightOf, visibleRect, type Light } from './light.ts';

const [RED, GREEN, BLUE] = LUMINANCE;

/** Encoded luminance of a light, and what is around each pixel; null where nobody asks. */
interface Details {
  readonly luminance: Float32Array<ArrayBuffer>;
  readonly wide: Float32Array<ArrayBuffer> | null;
  readonly fine: Float32Array<ArrayBuffer> | null;
}

/** The steps that look at one pixel alone, in place: exposure, white balance, tones, saturation. */
type PointSteps = (light: Light) => void;

function pointSteps(adjust: AdjustEdit): PointSteps {
  const gains = linearGains(adjust);
  const table = isToned(adjust) ? toneTable(adjust) : null;
  return (light) => {
    expose(light, gains, table);
    if (adjust.saturation !== 0) saturate(light, adjust.saturation);
  };
}

function expose({ rgb }: Light, [r, g, b]: Triple, table: Float32Array | null): void {
  for (let at = 0; at < rgb.length; at += 3) {
    rgb[at]! *= r;
    rgb[at + 1]! *= g;
    rgb[at + 2]! *= b;
  }
  if (!table) return;
  for (let at = 0; at < rgb.length; at += 3) {
    const ratio = ratioAt(table, RED * rgb[at]! + GREEN * rgb[at + 1]! + BLUE * rgb[at + 2]!);
    rgb[at]! *= ratio;
    rgb[at + 1]! *= ratio;
    rgb[at + 2]! *= ratio;
  }
}

function ratioAt(table: Float32Array, luminance: number): number {
  const place = Math.sqrt(Math.min(1, luminance)) * TONE_STEPS;
  const step = Math.min(TONE_STEPS - 1, Math.floor(place));
  return table[step]! + (place - step) * (table[step + 1]! - table[step]!);
}

function saturate({ rgb, alpha }: Light, saturation: number): void {
  for (let p = 0, at = 0; p < alpha.length; p++, at += 3) {
    if (alpha[p] === 0) continue;
    const [r, g, b] = saturated([rgb[at]!, rgb[at + 1]!, rgb[at + 2]!], saturation);
    rgb[at] = r;
    rgb[at + 1] = g;
    rgb[at + 2] = b;
  }
}

/** A plane blurred within the product: what lies beside it does not count. @param weight α, blurred as much */
function blurWithin(
  data: Float32Array<ArrayBuffer>,
  { alpha, rect: { width, height } }: Light,
  sigma: number,
  weight: Float32Array
): Float32Array<ArrayBuffer> {
  const weighted = new Float32Array(data.length);
  for (let p = 0; p < data.length; p++) weighted[p] = data[p]! * alpha[p]!;
  const within = blurred({ data: weighted, width, height }, sigma).data;
  for (let p = 0; p < data.length; p++) within[p] = weight[p]! > 1e-4 ? within[p]! / weight[p]! : data[p]!;
  return within;
}

function encodedLuminance({ rgb, alpha }: Light): Float32Array<ArrayBuffer> {
  const luminance = new Float32Array(alpha.length);
  for (let p = 0, at = 0; p < alpha.length; p++, at += 3) {
    luminance[p] = encoded(RED * rgb[at]! + GREEN * rgb[at + 1]! + BLUE * rgb[at + 2]!);
  }
  return luminance;
}

/** What a light's luminance is multiplied by at a pixel. */
function detailAt(p: number, { luminance, wide, fine }: Details, adjust: AdjustEdit): number {
  const own = luminance[p]!;
  const before = decoded(own);
  if (before === 0) return 1;
  const after = decoded(detailed(own, wide ? wide[p]! : own, fine ? fine[p]! : own, adjust));
  return after / before;
}

/** The last steps, details and gamut, into bytes; α and what is invisible stay. */
function write(into: Pixels, { rect, rgb, alpha }: Light, details: Details | null, adjust: AdjustEdit): void {
  for (let y = 0, p = 0; y < rect.height; y++) {
    let at = ((rect.y + y) * into.width + rect.x) * 4;
    for (let x = 0; x < rect.width; x++, p++, at += 4) {
      if (alpha[p] === 0) continue;
      const factor = details ? detailAt(p, details, adjust) : 1;
      const r = Math.fround(rgb[p * 3]! * factor);
      const g = Math.fround(rgb[p * 3 + 1]! * factor);
      const b = Math.fround(rgb[p * 3 + 2]! * factor);
      if (isInGamut(r, g, b)) writeByte(into.data, at, r, g, b);
      else {
        const inside = intoGamut([r, g, b]);
        writeByte(into.data, at, Math.fround(inside[0]), Math.fround(inside[1]), Math.fround(inside[2]));
      }
    }
  }
}

const isInGamut = (r: number, g: number, b: number): boolean =>
  r >= 0 && r <= 1 && g >= 0 && g <= 1 && b >= 0 && b <= 1;

function writeByte(into: Uint8ClampedArray, at: number, r: number, g: number, b: number): void {
  into[at] = byteOfLinear(r);
  into[at + 1] = byteOfLinear(g);
  into[at + 2] = byteOfLinear(b);
}

/** Row by row: what is worked on is never more than a row. */
function writeRows(into: Pixels, placed: Pixels, rect: Rect, adjust: AdjustEdit): void {
  const steps = pointSteps(adjust);
  for (let y = rect.y; y < rect.y + rect.height; y++) {
    const row = lightOf(placed, { ...rect, y, height: 1 });
    steps(row);
    write(into, row, null, adjust);
  }
}

const isDetailed = ({ clarity, sharpen }: AdjustEdit): boolean => clarity !== 0 || sharpen !== 0;

/** Light and colour of placed products. Keeps what it made of the latest, so that a slider costs only what comes after it. */
export class Adjuster {
  readonly #light = new Latest<Light>();
  readonly #quiet = new Latest<Light>();
  readonly #exposed = new Latest<Light>();
  readonly #luminance = new Latest<Float32Array<ArrayBuffer>>();
  readonly #weights = [new Latest<Float32Array>(), new Latest<Float32Array>()] as const;
  readonly #around = [
    new Latest<Float32Array<ArrayBuffer>>(),
    new Latest<Float32Array<ArrayBuffer>>()
  ] as const;

  /** α and what is invisible stay. See `formulas/adjust.ts`. */
  adjust(placed: Pixels, adjust: AdjustEdit): Pixels {
    const rect = visibleRect(placed);
    if (!rect) return placed;
    const picture = { ...placed, data: placed.data.slice() };
    if (adjust.denoise === 0 && !isDetailed(adjust)) writeRows(picture, placed, rect, adjust);
    else {
      const light = this.#light.of([placed.data], () => lightOf(placed, rect));
      const exposed = this.#exposedOf(this.#quietOf(light, placed, adjust), adjust);
      write(picture, exposed, isDetailed(adjust) ? this.#detailsOf(exposed, placed, adjust) : null, adjust);
    }
    return picture;
  }

  #quietOf(light: Light, frame: Pixels, adjust: AdjustEdit): Light {
    if (adjust.denoise === 0) return light;
    return this.#quiet.of([light, adjust.denoise], () =>
      denoise(light, denoiseRadius(frame), denoiseEpsilons(adjust))
    );
  }

  #exposedOf(quiet: Light, adjust: AdjustEdit): Light {
    const { exposure, temperature, tint, contrast, highlights, shadows, saturation } = adjust;
    const from = [quiet, exposure, temperature, tint, contrast, highlights, shadows, saturation];
    return this.#exposed.of(from, () => {
      const light = { ...quiet, rgb: quiet.rgb.slice() };
      pointSteps(adjust)(light);
      return light;
    });
  }

  #detailsOf(light: Light, frame: Pixels, { clarity, sharpen }: AdjustEdit): Details {
    const luminance = this.#luminance.of([light], () => encodedLuminance(light));
    const around = (which: 0 | 1, sigma: number) =>
      this.#around[which].of([luminance, sigma], () => this.#blurred(which, luminance, light, sigma));
    return {
      luminance,
      wide: clarity === 0 ? null : around(0, claritySigma(frame)),
      fine: sharpen === 0 ? null : around(1, sharpenSigma(frame))
    };
  }

  #blurred(which: 0 | 1, luminance: Float32Array<ArrayBuffer>, light: Light, sigma: number) {
    const { alpha, rect } = light;
    const weight = this.#weights[which].of(
      [alpha, sigma],
      () => blurred({ data: alpha, width: rect.width, height: rect.height }, sigma).data
    );
    return blurWithin(luminance, light, sigma, weight);
  }
}

/** Light and colour of a placed product; α and what is invisible stay. */
export const adjustPixels = (placed: Pixels, adjust: AdjustEdit): Pixels =>
  new Adjuster().adjust(placed, adjust);
