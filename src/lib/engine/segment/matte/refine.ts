import type { Matte, Pixels } from '../../../domain/pixels.ts';
import type { Coarse } from '../coarse.ts';
import { fitColours } from './fit.ts';
import type { Coefficients } from './guided.ts';
import { edgeKinds, type EdgeKinds } from './kind.ts';
import { between, latticeOf, locate, type Lattice, type Spot } from './lattice.ts';
import { noColours, SideColours } from './samples.ts';
import { evenOut } from './smooth.ts';
import { INSIDE, trimapOf, UNKNOWN, type Trimap } from './trimap.ts';
import { unmix, type Mixture } from './unmix.ts';

/*
 * From the coarse matte to one at source size:
 *   1. A trimap on a lattice about as fine as the coarse matte (`trimap.ts`): only the unknown band is worked on.
 *   2. α as a linear function of colour around each square (`fit.ts`): puts the edge where the colour changes.
 *   3. Which kind each edge is (`kind.ts`). Hard ones: the fit, at full size, steepened around 0.5 by as much as the
 *      coarse matte draws them too wide. Soft ones: every pixel unmixed into the colours of both sides (`unmix.ts`),
 *      then evened out among like neighbours (`smooth.ts`).
 * At full size only the result and one byte of trust a pixel are held.
 */

/**
 * Memory at the most, beyond the photo and the coarse matte, bytes: for each pixel of the photo (the result is one of
 * them), for each square of the lattice (no more than about 2.25 for each sample of the coarse matte), and for a tile.
 */
export const BYTES = { perPixel: 2, perSquare: 96, fixed: 4 * 2 ** 20 } as const;

/** px a lens and sharpening may spread a step over, by the photo's longest side. */
const blurOf = ({ width, height }: Pixels): number => Math.max(2, Math.max(width, height) / 400);

/** How fast the fit is trusted with the share of α that the colours explain. */
const TOLD = 2;

const clampUnit = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** One photo on its way. */
class Refinement {
  private readonly lattice: Lattice;
  private readonly trimap: Trimap;
  private readonly sides: SideColours;
  private readonly fit: Coefficients;
  private readonly kinds: EdgeKinds;
  private readonly out: Uint8Array<ArrayBuffer>;
  /** Trust in α where the edge is soft, 1–255; 0 elsewhere. Absent while no soft edge has been met. */
  private trust: Uint8Array | null = null;
  private readonly spot: Spot = { at: 0, right: 0, below: 0, fx: 0, fy: 0 };
  private readonly inside = noColours();
  private readonly outside = noColours();
  private readonly mixture: Mixture = { alpha: 0, trust: 0 };

  constructor(
    private readonly photo: Pixels,
    coarse: Coarse
  ) {
    this.lattice = latticeOf(photo, coarse);
    this.trimap = trimapOf(this.lattice);
    this.sides = new SideColours(this.lattice, this.trimap);
    this.fit = fitColours(this.lattice, this.trimap);
    this.kinds = edgeKinds(this.lattice, this.trimap, this.sides, this.fit, blurOf(photo));
    this.out = new Uint8Array(photo.width * photo.height);
  }

  run(): Matte {
    const { width, height } = this.photo;
    for (let y = 0, i = 0; y < this.lattice.height; y++) {
      for (let x = 0; x < this.lattice.width; x++, i++) {
        const state = this.trimap.state[i];
        if (state === UNKNOWN) this.square(i, x, y);
        else if (state === INSIDE) this.fill(x, y);
      }
    }
    const matte = { alpha: this.out, width, height };
    if (this.trust) evenOut(this.photo, matte, this.trust);
    this.keepTransparency();
    return matte;
  }

  private fill(x: number, y: number): void {
    const { step } = this.lattice;
    const { width, height } = this.photo;
    const right = Math.min(width, (x + 1) * step);
    for (let row = y * step; row < Math.min(height, (y + 1) * step); row++) {
      this.out.fill(255, row * width + x * step, row * width + right);
    }
  }

  private square(i: number, column: number, row: number): void {
    const { step } = this.lattice;
    const [right, bottom] = [
      Math.min(this.photo.width, (column + 1) * step),
      Math.min(this.photo.height, (row + 1) * step)
    ];
    let gathered = false;
    for (let y = row * step; y < bottom; y++) {
      for (let x = column * step; x < right; x++) {
        locate(this.spot, this.lattice, (x + 0.5) / step - 0.5, (y + 0.5) / step - 0.5);
        const soft = between(this.kinds.soft, this.spot);
        if (soft > 0 && !gathered) {
          this.sides.gather(i, this.inside, this.outside);
          gathered = true;
        }
        this.out[y * this.photo.width + x] = Math.round(255 * this.alphaAt(y * this.photo.width + x, soft));
      }
    }
  }

  /** α of pixel `p`, 0–1; `spot` is where it lies on the lattice. */
  private alphaAt(p: number, soft: number): number {
    const { spot, fit, mixture, photo } = this;
    const [r, g, b] = [photo.data[4 * p]!, photo.data[4 * p + 1]!, photo.data[4 * p + 2]!];
    const [red, green, blue] = fit.a;
    const byColour =
      (between(red, spot) * r + between(green, spot) * g + between(blue, spot) * b) / 255 +
      between(fit.b, spot);
    // Where the colours of both sides are alike, the coarse matte alone knows.
    const coarse = between(this.lattice.alpha, spot);
    const fitted = coarse + (byColour - coarse) * clampUnit(TOLD * between(fit.told, spot));
    const hard = clampUnit(0.5 + between(this.kinds.gain, spot) * (fitted - 0.5));
    if (soft <= 0) return hard;
    const expected = clampUnit(fitted);
    unmix(this.inside, this.outside, r, g, b, expected, mixture);
    this.trust ??= new Uint8Array(this.out.length);
    this.trust[p] = Math.max(1, Math.round(255 * mixture.trust));
    const mixed = expected + (mixture.alpha - expected) * mixture.trust;
    return hard + (mixed - hard) * soft;
  }

  /** What was transparent in the photo stays so. */
  private keepTransparency(): void {
    const { data } = this.photo;
    for (let p = 0; p < this.out.length; p++) {
      const own = data[4 * p + 3]!;
      if (own !== 255) this.out[p] = Math.round((this.out[p]! * own) / 255);
    }
  }
}

/**
 * A coarse matte at the size of the photo, its edge where the photo's colour has one and as steep as it is there.
 *
 * @param photo sRGB, straight alpha; what is transparent in it stays transparent
 * @param coarse α of the whole photo, of any size and aspect
 */
export function refineMatte(photo: Pixels, coarse: Coarse): Matte {
  return new Refinement(photo, coarse).run();
}
