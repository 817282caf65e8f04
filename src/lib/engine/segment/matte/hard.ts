import type { Pixels, Rect } from '../../../domain/pixels.ts';
import type { FittedAlpha } from './fitted.ts';
import { steepShare, type EdgeKinds } from './kind.ts';
import { between, locate, type Lattice, type Spot } from './lattice.ts';
import { evenContours, MOTION_REACH, type Level } from './motion.ts';
import { drawOutline, OUTLINE_REACH } from './outline.ts';
import { INSIDE, UNKNOWN, type Trimap } from './trimap.ts';

/** How far around a part its edges are looked at, px. */
const MARGIN = Math.max(MOTION_REACH, OUTLINE_REACH);
/** What the coarse matte counts against the colours even where these tell all: texture is no edge far from it. */
const PRIOR = 0.1;

/** Samples within this of 0.5 may end on either side. */
const clampLevel = (value: number): number => Math.min(1.2, Math.max(-0.2, value));
const clampUnit = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** The level on a part of the photo, and α as the fit has it, to fall back on. */
interface Part extends Level {
  readonly rect: Rect;
  readonly fitted: Float32Array;
}

function grown({ x, y, width, height }: Rect, within: Pixels): Rect {
  const [left, top] = [Math.max(0, x - MARGIN), Math.max(0, y - MARGIN)];
  return {
    x: left,
    y: top,
    width: Math.min(within.width, x + width + MARGIN) - left,
    height: Math.min(within.height, y + height + MARGIN) - top
  };
}

/** Edges that are lines: placed by the colours where these tell, by the coarse matte elsewhere, and drawn evenly. */
export class HardEdges {
  private readonly spot: Spot = { at: 0, right: 0, below: 0, fx: 0, fy: 0 };

  constructor(
    private readonly photo: Pixels,
    private readonly lattice: Lattice,
    private readonly trimap: Trimap,
    private readonly kinds: EdgeKinds,
    private readonly alpha: FittedAlpha
  ) {}

  /** α (0–1) of the unknown pixels of `core`, source px; what it holds elsewhere means nothing. */
  draw(core: Rect): { readonly rect: Rect; readonly alpha: Float32Array } {
    const part = this.levelOf(grown(core, this.photo));
    evenContours(part);
    const drawn = drawOutline(part, part.rect);
    const { rect, fitted } = part;
    for (let y = core.y; y < core.y + core.height; y++) {
      for (let x = core.x; x < core.x + core.width; x++) {
        const i = (y - rect.y) * rect.width + x - rect.x;
        if (this.stateAt(x, y) === UNKNOWN) drawn[i] = this.blend(x, y, fitted[i]!, drawn[i]!);
      }
    }
    return { rect, alpha: drawn };
  }

  private stateAt(x: number, y: number): number {
    const { step, width } = this.lattice;
    return this.trimap.state[Math.floor(y / step) * width + Math.floor(x / step)]!;
  }

  private locate(x: number, y: number): void {
    const { step } = this.lattice;
    locate(this.spot, this.lattice, (x + 0.5) / step - 0.5, (y + 0.5) / step - 0.5);
  }

  private levelOf(rect: Rect): Part {
    const { width, height } = rect;
    const plane = () => new Float32Array(width * height);
    const part = { rect, width, height, level: plane(), told: plane(), fitted: plane() };
    for (let y = 0, i = 0; y < height; y++) {
      for (let x = 0; x < width; x++, i++) {
        const state = this.stateAt(rect.x + x, rect.y + y);
        if (state === UNKNOWN) this.measure(part, i, rect.x + x, rect.y + y);
        else part.level[i] = state === INSIDE ? 1 : 0;
      }
    }
    return part;
  }

  /** @param x, y source px */
  private measure({ level, told, fitted }: Part, i: number, x: number, y: number): void {
    this.locate(x, y);
    const { alpha } = this;
    fitted[i] = alpha.at(y * this.photo.width + x, this.spot);
    told[i] = alpha.told;
    level[i] = clampLevel(fitted[i]! + PRIOR * (alpha.coarse - 0.5) * alpha.told);
  }

  /** Where the coarse matte draws no line but a veil, the fit stands. */
  private blend(x: number, y: number, fitted: number, drawn: number): number {
    this.locate(x, y);
    const steep = steepShare(between(this.trimap.width, this.spot) / this.lattice.cell);
    const veil = clampUnit(0.5 + between(this.kinds.gain, this.spot) * (fitted - 0.5));
    return veil + (drawn - veil) * steep;
  }
}
