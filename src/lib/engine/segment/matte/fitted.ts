import type { Pixels } from '../../../domain/pixels.ts';
import type { Coefficients } from './guided.ts';
import { between, type Lattice, type Spot } from './lattice.ts';

/** How fast the fit is trusted with the share of α that the colours explain. */
const TOLD = 2;

const clampUnit = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** α of single pixels by the fit; where the colours of both sides are alike, the coarse matte alone knows. */
export class FittedAlpha {
  /** Of the pixel asked about last: α by the coarse matte, and how far the colours were trusted against it, 0–1. */
  coarse = 0;
  told = 0;

  constructor(
    private readonly photo: Pixels,
    private readonly lattice: Lattice,
    private readonly fit: Coefficients
  ) {}

  /** @param p index of the pixel, which lies at `spot` of the lattice @returns about 0–1, may lie outside */
  at(p: number, spot: Spot): number {
    const { data } = this.photo;
    const [red, green, blue] = this.fit.a;
    const byColour =
      (between(red, spot) * data[4 * p]! +
        between(green, spot) * data[4 * p + 1]! +
        between(blue, spot) * data[4 * p + 2]!) /
        255 +
      between(this.fit.b, spot);
    this.coarse = between(this.lattice.alpha, spot);
    this.told = clampUnit(TOLD * between(this.fit.told, spot));
    return this.coarse + (byColour - this.coarse) * this.told;
  }
}
