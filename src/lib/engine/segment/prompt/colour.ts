import type { Prompt } from '../../../domain/document/edits/cutout.ts';
import type { Pixels, Point, Rect, Size } from '../../../domain/pixels.ts';
import type { Coarse } from '../coarse.ts';
import { frameOf, sampleView } from '../tensor.ts';
import { fitMixture, logDensity, type Colours } from './gmm.ts';
import { DIRECTIONS, minCut } from './min-cut.ts';
import { regionOf } from './region.ts';

/** Side of the square on which the cut is found: 0.2 MP. */
const SIDE = 448;
const ROUNDS = 2;
/** α from which the network is believed, both ways. */
const SURE = 0.94;
/** Weight of smoothness (GrabCut §3: γ = 50), and of the network's own opinion where it is not sure. */
const GAMMA = 50;
const OPINION = 2;
const HARD = 1e6;
/** A click is as large as this share of the square's side. */
const CLICK = 0.015;
/** A product takes at least and at most these shares of what was looked at. */
const SHARE = [0.002, 0.97] as const;

const Seed = { unknown: 0, product: 1, background: 2 } as const;

/** The part of a photo that is looked at, on a square grid. */
interface View extends Colours {
  readonly rect: Rect;
  /** The network's α, 0–1. */
  readonly alpha: Float32Array;
}

/** Bilinear. */
function sampled({ alpha, width, height }: Coarse, x: number, y: number): number {
  const u = Math.max(0, Math.min(width - 1, x - 0.5));
  const v = Math.max(0, Math.min(height - 1, y - 0.5));
  const [x0, y0] = [Math.floor(u), Math.floor(v)];
  const [x1, y1] = [Math.min(width - 1, x0 + 1), Math.min(height - 1, y0 + 1)];
  const [fx, fy] = [u - x0, v - y0];
  const top = alpha[y0 * width + x0]! * (1 - fx) + alpha[y0 * width + x1]! * fx;
  const bottom = alpha[y1 * width + x0]! * (1 - fx) + alpha[y1 * width + x1]! * fx;
  return top * (1 - fy) + bottom * fy;
}

function viewOf(photo: Pixels, coarse: Coarse, rect: Rect): View {
  const planes = sampleView(photo, { rect, flip: false }, SIDE, { scale: 1 / 255, offset: 0 });
  const alpha = new Float32Array(SIDE * SIDE);
  const [sx, sy] = [coarse.width / photo.width, coarse.height / photo.height];
  for (let y = 0, p = 0; y < SIDE; y++) {
    const v = (rect.y + ((y + 0.5) * rect.height) / SIDE) * sy;
    for (let x = 0; x < SIDE; x++, p++) {
      alpha[p] = sampled(coarse, (rect.x + ((x + 0.5) * rect.width) / SIDE) * sx, v);
    }
  }
  return { planes, area: SIDE * SIDE, rect, alpha };
}

function paintClick(seeds: Uint8Array, { x, y }: Point, rect: Rect, seed: number): void {
  const [cx, cy] = [((x - rect.x) / rect.width) * SIDE, ((y - rect.y) / rect.height) * SIDE];
  const radius = CLICK * SIDE;
  for (let v = Math.max(0, Math.floor(cy - radius)); v < Math.min(SIDE, cy + radius); v++) {
    for (let u = Math.max(0, Math.floor(cx - radius)); u < Math.min(SIDE, cx + radius); u++) {
      if ((u + 0.5 - cx) ** 2 + (v + 0.5 - cy) ** 2 <= radius * radius) seeds[v * SIDE + u] = seed;
    }
  }
}

/** What is known: sure α, what lies outside the box, and clicks, the later over the earlier. */
function seedsOf({ alpha, rect }: View, prompt: Prompt): Uint8Array {
  const hasClicks = prompt.include.length > 0;
  const seeds = new Uint8Array(SIDE * SIDE);
  for (let y = 0, p = 0; y < SIDE; y++) {
    const sourceY = rect.y + ((y + 0.5) * rect.height) / SIDE;
    for (let x = 0; x < SIDE; x++, p++) {
      const sourceX = rect.x + ((x + 0.5) * rect.width) / SIDE;
      if (prompt.box && !isIn(prompt.box, sourceX, sourceY)) seeds[p] = Seed.background;
      else if (alpha[p]! > SURE) seeds[p] = Seed.product;
      // Where a click says that the network missed the product, what it calls background is open.
      else if (alpha[p]! < 1 - SURE && !prompt.box && !hasClicks) seeds[p] = Seed.background;
    }
  }
  for (const click of prompt.include) paintClick(seeds, click, rect, Seed.product);
  for (const click of prompt.exclude) paintClick(seeds, click, rect, Seed.background);
  return seeds;
}

const isIn = (box: Rect, x: number, y: number): boolean =>
  x >= box.x && y >= box.y && x < box.x + box.width && y < box.y + box.height;

function squaredContrast({ planes, area }: Colours, p: number, q: number): number {
  let sum = 0;
  for (let c = 0; c < 3 * area; c += area) sum += (planes[c + p]! - planes[c + q]!) ** 2;
  return sum;
}

/** Costs of parting neighbours (GrabCut eq. 11): γ / distance · exp(−β · contrast²), 8 a pixel. */
function smoothness(view: View): Float32Array {
  const [dx, dy] = [view.rect.width / SIDE, view.rect.height / SIDE];
  const unit = Math.sqrt(dx * dy);
  let [sum, count] = [0, 0];
  eachArc((p, q) => {
    sum += squaredContrast(view, p, q);
    count++;
  });
  const beta = count / Math.max(1e-6, 2 * sum);
  const arcs = new Float32Array(8 * view.area);
  eachArc((p, q, d) => {
    const length = Math.hypot(DIRECTIONS[d]![0] * dx, DIRECTIONS[d]![1] * dy) / unit;
    const cost = (GAMMA / length) * Math.exp(-beta * squaredContrast(view, p, q));
    arcs[8 * p + d] = cost;
    arcs[8 * q + 7 - d] = cost;
  });
  return arcs;
}

/** Calls for each pair of neighbours once. */
function eachArc(visit: (p: number, q: number, d: number) => void): void {
  for (let y = 0, p = 0; y < SIDE; y++) {
    for (let x = 0; x < SIDE; x++, p++) {
      for (let d = 4; d < 8; d++) {
        const [dx, dy] = DIRECTIONS[d]!;
        if (x + dx < 0 || x + dx >= SIDE || y + dy >= SIDE) continue;
        visit(p, p + dy * SIDE + dx, d);
      }
    }
  }
}

/** Positions where `test` holds. */
function positions(area: number, test: (p: number) => boolean): Int32Array {
  const found = new Int32Array(area);
  let count = 0;
  for (let p = 0; p < area; p++) if (test(p)) found[count++] = p;
  return found.subarray(0, count);
}

/** One round: colour models of both sides, then the cut. Null where a side is empty. */
function cut(
  view: View,
  seeds: Uint8Array,
  label: Uint8Array,
  arcs: Float32Array,
  opinion: number
): Uint8Array | null {
  const product = fitMixture(
    view,
    positions(view.area, (p) => label[p] === Seed.product)
  );
  const background = fitMixture(
    view,
    positions(view.area, (p) => label[p] === Seed.background)
  );
  if (!product || !background) return null;
  const terminal = new Float32Array(view.area);
  for (let p = 0; p < view.area; p++) {
    if (seeds[p] === Seed.product) terminal[p] = HARD;
    else if (seeds[p] === Seed.background) terminal[p] = -HARD;
    else {
      const a = Math.max(0.02, Math.min(0.98, view.alpha[p]!));
      terminal[p] =
        logDensity(product, view, p) - logDensity(background, view, p) + opinion * Math.log(a / (1 - a));
    }
  }
  return minCut(SIDE, terminal, arcs.slice()).map((is) => (is ? Seed.product : Seed.background));
}

/** What the first colour models are learnt from: seeds, and the network's opinion elsewhere. */
function firstGuess(view: View, seeds: Uint8Array, isLed: boolean): Uint8Array {
  return seeds.map((seed, p) => {
    if (seed !== Seed.unknown) return seed;
    if (isLed) return Seed.background;
    return view.alpha[p]! > 0.5 ? Seed.product : Seed.background;
  });
}

/** Puts the label back on the coarse matte's grid, bilinearly. */
function onto({ width, height }: Size, photo: Size, { rect }: View, label: Uint8Array): Coarse {
  const plane = {
    alpha: Float32Array.from(label, (l) => (l === Seed.product ? 1 : 0)),
    width: SIDE,
    height: SIDE
  };
  const alpha = new Float32Array(width * height);
  for (let y = 0, p = 0; y < height; y++) {
    const v = ((((y + 0.5) * photo.height) / height - rect.y) / rect.height) * SIDE;
    for (let x = 0; x < width; x++, p++) {
      const u = ((((x + 0.5) * photo.width) / width - rect.x) / rect.width) * SIDE;
      if (u >= 0 && v >= 0 && u < SIDE && v < SIDE) alpha[p] = sampled(plane, u, v);
    }
  }
  return { alpha, width, height };
}

/**
 * What the picture's colours say the product is, where the network is unsure: two mixtures of Gaussians and the cut
 * between them that costs least (GrabCut). Known are α > 0.94 (product), what lies outside the box (background), and
 * clicks. On a matte that is good it makes things worse: ask only where the network is unsure or a click contradicts it.
 *
 * @param coarse the network's matte, settled
 * @returns a hard matte of the same size; null where nothing can be told (no product or background to learn from, or
 * a product that takes next to nothing or all)
 * @throws as `regionOf`
 */
export function colourCandidate(photo: Pixels, coarse: Coarse, prompt: Prompt): Coarse | null {
  const view = viewOf(photo, coarse, regionOf(prompt, photo) ?? frameOf(photo));
  const seeds = seedsOf(view, prompt);
  if (!seeds.includes(Seed.product)) return null;
  const arcs = smoothness(view);
  const isLed = prompt.include.length > 0;
  let label = firstGuess(view, seeds, isLed);
  for (let round = 0; round < ROUNDS; round++) {
    const next = cut(view, seeds, label, arcs, isLed ? 0 : OPINION);
    if (!next) return null;
    label = next;
  }
  const share = label.reduce((sum, l) => sum + (l === Seed.product ? 1 : 0), 0) / label.length;
  return share < SHARE[0] || share > SHARE[1] ? null : onto(coarse, photo, view, label);
}
