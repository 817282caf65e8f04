import { boxMean } from './box.ts';
import type { Coefficients } from './guided.ts';
import type { Lattice } from './lattice.ts';
import { noColours, type SideColours } from './samples.ts';
import { UNKNOWN, type Trimap } from './trimap.ts';
import { unmix, type Mixture } from './unmix.ts';

/** Width in px of the source to which a hard edge is steepened: what lens and demosaicing leave of a step. */
const SHARP_PX = 1.5;
const MAX_GAIN = 4;
/**
 * Up to which an edge is hard, and from which soft: width of the mixed zone, in units of what blur and the lattice make
 * of a step, × width of the coarse matte's ramp, in its samples. Hair is wide in both; a hard edge that the network is
 * unsure of is wide in the second alone, and a textured one in the first.
 */
const HARD = 3.5;
const SOFT = 4.5;
/** Mean trust from which the colours can tell a soft edge, and from which they surely do. */
const TELLING = 0.6;
const SURE = 0.72;
/** Width of the coarse ramp, in its samples, up to which it is steepened in full, and from which not at all. */
const STEEP = 3;
const FUZZY = 6;

/** Radius of a region, samples of the coarse matte; what the whole outline counts against it, 0–1. */
const REGION = 32;
const WHOLE = 0.8;
/**
 * Share of soft edge up to which all of it is taken for hard, and from which for soft. Texture and defocus are often
 * mistaken for hair, and a hard edge taken for hair frays for all to see; hair taken for hard only loses its tips.
 */
const FEW = 0.48;
const MANY = 0.62;
/** α this near to 0 or 1 is no edge. */
const BLANK = 0.02;

export interface EdgeKinds {
  /** 0 = hard, 1 = hair, fur, mesh: α is to be read from the colours. */
  readonly soft: Float32Array;
  /** By how much the fitted α is to be steepened around 0.5; ≥ 1. */
  readonly gain: Float32Array;
}

const clampUnit = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** How much of a line an edge is, 0–1, whose coarse ramp is so wide, in samples of the coarse matte. */
export const steepShare = (ramp: number): number => clampUnit((FUZZY - ramp) / (FUZZY - STEEP));

/** α by the fit at a square, 0–1. */
function fitted({ a, b }: Coefficients, { colour }: Lattice, i: number): number {
  return clampUnit(a[0][i]! * colour[0][i]! + a[1][i]! * colour[1][i]! + a[2][i]! * colour[2][i]! + b[i]!);
}

/** Means over the windows: trust, trusted mixedness (6·α·(1 − α)), and how many squares were looked at. */
function mixedness(lattice: Lattice, trimap: Trimap, sides: SideColours, fit: Coefficients) {
  const { width, height, colour } = lattice;
  const plane = () => new Float32Array(width * height);
  const planes = { trust: plane(), mixed: plane(), seen: plane() };
  const [inside, outside] = [noColours(), noColours()];
  const mixture: Mixture = { alpha: 0, trust: 0 };
  // Every second square is enough for a mean.
  for (let y = 0; y < height; y++) {
    for (let x = y % 2; x < width; x += 2) {
      const i = y * width + x;
      if (trimap.state[i] !== UNKNOWN) continue;
      sides.gather(i, inside, outside);
      const [r, g, b] = [colour[0][i]! * 255, colour[1][i]! * 255, colour[2][i]! * 255];
      unmix(inside, outside, r, g, b, fitted(fit, lattice, i), mixture);
      planes.trust[i] = mixture.trust;
      planes.mixed[i] = 6 * mixture.alpha * (1 - mixture.alpha) * mixture.trust;
      planes.seen[i] = 1;
    }
  }
  for (const each of [planes.trust, planes.mixed, planes.seen]) boxMean(each, width, trimap.radius, each);
  return planes;
}

/**
 * A kind goes with a region, seldom with a spot: makes what each window says of itself into what its region and the whole
 * outline say, by length of edge. In place.
 *
 * @param soft 0–1 for each square
 */
export function agree(soft: Float32Array, { alpha, width, cell }: Lattice, { length }: Trimap): void {
  const edge = new Float32Array(soft.length);
  let all = 0;
  let hairy = 0;
  for (let i = 0; i < soft.length; i++) {
    edge[i] = alpha[i]! > BLANK && alpha[i]! < 1 - BLANK ? length[i]! : 0;
    soft[i]! *= edge[i]!;
    all += edge[i]!;
    hairy += soft[i]!;
  }
  const whole = hairy / (all + 1e-9);
  const radius = Math.max(2, Math.round(REGION * cell));
  boxMean(edge, width, radius, edge);
  boxMean(soft, width, radius, soft);
  for (let i = 0; i < soft.length; i++) {
    const here = soft[i]! / (edge[i]! + 1e-9);
    soft[i] = clampUnit((here + (whole - here) * WHOLE - FEW) / (MANY - FEW));
  }
}

/**
 * Which kind each edge is, by measurement: how wide the zone is in which the colours of both sides are truly mixed, per
 * length of edge, and by what is around it. Where the colours cannot tell, or no edge is near (a pane of glass), it counts as hard: the coarse
 * matte stands.
 *
 * @param blur px that lens and sharpening may spread a step over in a photo of this size
 */
export function edgeKinds(
  lattice: Lattice,
  trimap: Trimap,
  sides: SideColours,
  fit: Coefficients,
  blur: number
): EdgeKinds {
  const { step, cell } = lattice;
  const { trust, mixed, seen } = mixedness(lattice, trimap, sides, fit);
  const soft = trust;
  const across = 2 * trimap.radius + 1;
  for (let i = 0; i < soft.length; i++) {
    const mean = trust[i]! / (seen[i]! + 1e-9);
    const area = (mixed[i]! / (trust[i]! + 0.02 * seen[i]! + 1e-6)) * Math.min(1, 2 * seen[i]!);
    const zone = ((area / (trimap.length[i]! + 1e-3)) * step) / (cell * step + blur);
    const ramp = trimap.width[i]! / cell;
    const wide = clampUnit((zone * ramp - HARD) / (SOFT - HARD));
    soft[i] = wide * clampUnit((mean - TELLING) / (SURE - TELLING));
  }
  agree(soft, lattice, trimap);
  const gain = mixed;
  for (let i = 0; i < soft.length; i++) {
    const near = clampUnit(4 * trimap.length[i]! * across - 0.3);
    soft[i]! *= near;
    const ramp = trimap.width[i]! / cell;
    const wanted = Math.min(MAX_GAIN, Math.max(1, (trimap.width[i]! * step) / SHARP_PX));
    gain[i] = 1 + (wanted - 1) * (1 - soft[i]!) * steepShare(ramp);
  }
  return { soft, gain };
}
