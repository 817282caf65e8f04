import { boxMean } from './box.ts';

/** Colour of a picture as three planes, 0–1. */
export type Guide = readonly [red: Float32Array, green: Float32Array, blue: Float32Array];

/** α = a · (R, G, B) + b, one set for every pixel. */
export interface Coefficients {
  readonly a: Guide;
  readonly b: Float32Array;
  /** Share of α's variance that the colours explain around a pixel, 0–1. */
  readonly told: Float32Array;
}

/** Covariance of two planes in each window: mean(x·y) − mean(x)·mean(y). */
function covariance(
  x: Float32Array,
  y: Float32Array,
  meanX: Float32Array,
  meanY: Float32Array,
  width: number,
  radius: number
): Float32Array {
  const product = new Float32Array(x.length);
  for (let i = 0; i < x.length; i++) product[i] = x[i]! * y[i]!;
  boxMean(product, width, radius, product);
  for (let i = 0; i < x.length; i++) product[i]! -= meanX[i]! * meanY[i]!;
  return product;
}

/**
 * Guided filter with a colour guide (He, Sun, Tang: "Guided Image Filtering", PAMI 2013, eq. 19–21): in each window α
 * is fitted as a linear function of the colour, so that its edges lie where the colour's are.
 *
 * @param alpha 0–1, as large as the guide
 * @param radius of the window, px
 * @param epsilon variance of colour (0–1 scale) below which a window counts as flat
 */
export function guidedCoefficients(
  guide: Guide,
  alpha: Float32Array,
  width: number,
  radius: number,
  epsilon: number
): Coefficients {
  const mean = (plane: Float32Array) => boxMean(plane, width, radius);
  const [r, g, b] = guide;
  const [mr, mg, mb, ma] = [mean(r), mean(g), mean(b), mean(alpha)];
  const cov = (x: Float32Array, y: Float32Array, mx: Float32Array, my: Float32Array) =>
    covariance(x, y, mx, my, width, radius);
  const [rr, rg, rb] = [cov(r, r, mr, mr), cov(r, g, mr, mg), cov(r, b, mr, mb)];
  const [gg, gb, bb] = [cov(g, g, mg, mg), cov(g, b, mg, mb), cov(b, b, mb, mb)];
  // The fit of each window replaces its covariance with α in place.
  const [ar, ag, ab] = [cov(r, alpha, mr, ma), cov(g, alpha, mg, ma), cov(b, alpha, mb, ma)];
  const offset = ma;
  const told = cov(alpha, alpha, ma, ma);
  for (let i = 0; i < alpha.length; i++) {
    const xx = rr[i]! + epsilon;
    const yy = gg[i]! + epsilon;
    const zz = bb[i]! + epsilon;
    const xy = rg[i]!;
    const xz = rb[i]!;
    const yz = gb[i]!;
    const cx = ar[i]!;
    const cy = ag[i]!;
    const cz = ab[i]!;
    // Inverse of the symmetric 3×3 covariance matrix, by cofactors.
    const m00 = yy * zz - yz * yz;
    const m01 = xz * yz - xy * zz;
    const m02 = xy * yz - xz * yy;
    const m11 = xx * zz - xz * xz;
    const m12 = xy * xz - xx * yz;
    const m22 = xx * yy - xy * xy;
    const scale = 1 / (xx * m00 + xy * m01 + xz * m02);
    ar[i] = (m00 * cx + m01 * cy + m02 * cz) * scale;
    ag[i] = (m01 * cx + m11 * cy + m12 * cz) * scale;
    ab[i] = (m02 * cx + m12 * cy + m22 * cz) * scale;
    told[i] = (ar[i]! * cx + ag[i]! * cy + ab[i]! * cz) / (told[i]! + 1e-4);
    offset[i]! -= ar[i]! * mr[i]! + ag[i]! * mg[i]! + ab[i]! * mb[i]!;
  }
  for (const plane of [ar, ag, ab, offset, told]) boxMean(plane, width, radius, plane);
  return { a: [ar, ag, ab], b: offset, told };
}
