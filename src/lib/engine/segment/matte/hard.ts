import type { Pixels, Rect } from '../../../domain/pixels.ts';
import type { FittedAlpha } from './fitted.ts';
import { steepShare, type EdgeKinds } from './kind.ts';
import { between, locate, type Lattice, type Spot } from './lattice.ts';
import { evenContours, type Level } from './motion.ts';
import { drawOutline } from './outline.ts';
import { INSIDE, UNKNOWN, type Trimap } from './trimap.ts';

/** How far around a part its edges are looked at, px: what lies farther has little say. */
const MARGIN = 16;
/** What the coarse matte counts against the colours even where these tell all: texture is no edge far from it. */
const PRIOR = 0.1;

/** Beyond this a colour says no more. */
const clampLevel = (value: number): number => Math.min(1.2, Math.max(-0.2, value));
const clampUnit = (value: number): number => (value < 0 ? 0 : value > 1 ? 1 : value);

/** The level on a part of the photo. */
interface Part extends Level {
  readonly rect: Rect;
  /** α as the fit has it, for where the coarse matte draws a veil and no line. */
  readonly veil: Float32Array;
  /** How much of a line the edge is, 0–1. */
  readonly line: Float32Array;
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
    const { rect, veil, line } = part;
    for (let y = core.y - rect.y; y < core.y + core.height - rect.y; y++) {
      const start = y * rect.width + core.x - rect.x;
      for (let i = start; i < start + core.width; i++)
        drawn[i] = veil[i]! + (drawn[i]! - veil[i]!) * line[i]!;
    }
    return { rect, alpha: drawn };
  }

  private levelOf(rect: Rect): Part {
    const { width, height } = rect;
    const plane = () => new Float32Array(width * height);
    const part = { rect, width, height, level: plane(), told: plane(), veil: plane(), line: plane() };
    const { step, width: squares } = this.lattice;
    for (let y = rect.y, i = 0; y < rect.y + height; y++) {
      const row = Math.floor(y / step) * squares;
      for (let x = rect.x; x < rect.x + width; x++, i++) {
        const state = this.trimap.state[row + Math.floor(x / step)]!;
        if (state === UNKNOWN) this.measure(part, i, x, y);
        else part.level[i] = state === INSIDE ? 1 : 0;
      }
    }
    return part;
  }

  /** @param x, y source px */
  private measure({ level, told, veil, line }: Part, i: number, x: number, y: number): void {
    const { alpha, spot, lattice } = this;
    locate(spot, lattice, (x + 0.5) / lattice.step - 0.5, (y + 0.5) / lattice.step - 0.5);
    const fitted = alpha.at(y * this.photo.width + x, spot);
    told[i] = alpha.told;
    level[i] = clampLevel(fitted + PRIOR * (alpha.coarse - 0.5) * alpha.told);
    veil[i] = clampUnit(0.5 + between(this.kinds.gain, spot) * (fitted - 0.5));
    line[i] = steepShare(between(this.trimap.width, spot) / lattice.cell);
  }
}
