import type { Matte, Pixels, Rect } from '../../../domain/pixels.ts';
import type { Coarse } from '../coarse.ts';
import { fitColours } from './fit.ts';
import { FittedAlpha } from './fitted.ts';
import { HardEdges } from './hard.ts';
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
 *   3. Which kind each edge is (`kind.ts`). Hard ones (`hard.ts`): the 0.5 contour of the fit at full size, evened out
 *      along itself where the colours tell little (`motion.ts`), and drawn as wide as the picture has it (`outline.ts`).
 *      Soft ones: every pixel unmixed into the colours of both sides (`unmix.ts`), then evened out among like
 *      neighbours (`smooth.ts`).
 * At full size only the result and one byte of trust a pixel are held.
 */

/**
 * Memory at the most, beyond the photo and the coarse matte, bytes: for each pixel of the photo (the result is one of
 * them), for each square of the lattice (no more than about 2.25 for each sample of the coarse matte), and for a tile.
 */
export const BYTES = { perPixel: 2, perSquare: 96, fixed: 4 * 2 ** 20 } as const;

/** px a lens and sharpening may spread a step over, by the photo's longest side. */
const blurOf = ({ width, height }: Pixels): number => Math.max(2, Math.max(width, height) / 400);

/** Side of the parts in which hard edges are drawn, px. Edges are few, so most parts are skipped. */
const TILE = 256;

const clampUnit = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** One photo on its way. */
class Refinement {
  private readonly lattice: Lattice;
  private readonly trimap: Trimap;
  private readonly sides: SideColours;
  private readonly fitted: FittedAlpha;
  private readonly hard: HardEdges;
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
    const fit = fitColours(this.lattice, this.trimap);
    this.kinds = edgeKinds(this.lattice, this.trimap, this.sides, fit, blurOf(photo));
    this.fitted = new FittedAlpha(photo, this.lattice, fit);
    this.hard = new HardEdges(photo, this.lattice, this.trimap, this.kinds, this.fitted);
    this.out = new Uint8Array(photo.width * photo.height);
  }

  run(): Matte {
    const { width, height } = this.photo;
    const across = Math.max(1, Math.floor(TILE / this.lattice.step));
    for (let y = 0; y < this.lattice.height; y += across) {
      for (let x = 0; x < this.lattice.width; x += across) this.tile(x, y, across);
    }
    const matte = { alpha: this.out, width, height };
    if (this.trust) evenOut(this.photo, matte, this.trust);
    this.keepTransparency();
    return matte;
  }

  /** @param column, row of the first of `across` × `across` squares */
  private tile(column: number, row: number, across: number): void {
    const { step, width, height } = this.lattice;
    const [right, bottom] = [Math.min(width, column + across), Math.min(height, row + across)];
    const core = this.pixelsOf(column, row, right, bottom);
    let drawn: ReturnType<HardEdges['draw']> | null = null;
    for (let y = row; y < bottom; y++) {
      for (let x = column; x < right; x++) {
        const i = y * width + x;
        const state = this.trimap.state[i];
        if (state === UNKNOWN) this.square(i, x * step, y * step, (drawn ??= this.hard.draw(core)));
        else if (state === INSIDE) this.fill(this.pixelsOf(x, y, x + 1, y + 1));
      }
    }
  }

  /** The pixels of the squares from (left, top) to before (right, bottom). */
  private pixelsOf(left: number, top: number, right: number, bottom: number): Rect {
    const { step } = this.lattice;
    return {
      x: left * step,
      y: top * step,
      width: Math.min(this.photo.width, right * step) - left * step,
      height: Math.min(this.photo.height, bottom * step) - top * step
    };
  }

  private fill({ x, y, width, height }: Rect): void {
    for (let row = y; row < y + height; row++) {
      const at = row * this.photo.width + x;
      this.out.fill(255, at, at + width);
    }
  }

  /** @param left, top of the square, px */
  private square(i: number, left: number, top: number, drawn: ReturnType<HardEdges['draw']>): void {
    const { step } = this.lattice;
    const { width, height } = this.photo;
    let gathered = false;
    for (let y = top; y < Math.min(height, top + step); y++) {
      for (let x = left; x < Math.min(width, left + step); x++) {
        const p = y * width + x;
        const hard = drawn.alpha[(y - drawn.rect.y) * drawn.rect.width + x - drawn.rect.x]!;
        locate(this.spot, this.lattice, (x + 0.5) / step - 0.5, (y + 0.5) / step - 0.5);
        const soft = between(this.kinds.soft, this.spot);
        if (soft > 0 && !gathered) {
          this.sides.gather(i, this.inside, this.outside);
          gathered = true;
        }
        this.out[p] = Math.round(255 * (soft > 0 ? hard + (this.mixed(p) - hard) * soft : hard));
      }
    }
  }

  /** α of pixel `p` where the edge is soft, 0–1; `spot` is where it lies on the lattice. */
  private mixed(p: number): number {
    const { mixture, photo } = this;
    const expected = clampUnit(this.fitted.at(p, this.spot));
    const [r, g, b] = [photo.data[4 * p]!, photo.data[4 * p + 1]!, photo.data[4 * p + 2]!];
    unmix(this.inside, this.outside, r, g, b, expected, mixture);
    this.trust ??= new Uint8Array(this.out.length);
    this.trust[p] = Math.max(1, Math.round(255 * mixture.trust));
    return expected + (mixture.alpha - expected) * mixture.trust;
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
