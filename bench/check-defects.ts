import type { RuleId } from '../src/lib/domain/compliance/report.ts';
import type { Matte, Pixels } from '../src/lib/domain/pixels.ts';
import { patchesOf } from '../src/lib/engine/compose/patches.ts';
import { withinReach } from '../src/lib/engine/compose/reach.ts';
import {
  banner,
  corner,
  frame,
  inset,
  shadowToEdge,
  specks,
  twice,
  twiceMatte
} from './check-ground-defects.ts';
import type { Rgb } from './check-paint.ts';
import type { Packshot } from './check-pictures.ts';
import {
  blurred,
  blurredInside,
  fringed,
  hardMatte,
  hole,
  jagged,
  LEAST_HOLE,
  resized
} from './check-product-defects.ts';

/** One defect, seeded into a clean packshot. */
export interface Defect {
  readonly name: string;
  readonly rule: RuleId;
  /** Null where the packshot has no place for it. */
  seed(clean: Packshot): Promise<Pixels | null> | Pixels | null;
  /** The matte that a file with this defect was made with, where it is another. */
  matte?(clean: Packshot): Matte;
  /** Seen only in files from elsewhere: a matte of one's own says better. */
  readonly foreignOnly?: boolean;
}

const GREY: Rgb = [128, 128, 128];

export const DEFECTS: readonly Defect[] = [
  { name: 'grey frame', rule: 'border', seed: frame(0.01, 0, GREY) },
  { name: 'pale frame', rule: 'border', seed: frame(0.02, 0, [238, 238, 238]) },
  { name: 'hair frame', rule: 'border', seed: frame(0.0005, 0, [0, 0, 0]) },
  { name: 'line inside', rule: 'border', seed: frame(0.003, 0.025, [60, 60, 60]) },
  { name: 'L-shape', rule: 'border', seed: corner(0.05, [200, 30, 40]) },
  { name: 'banner', rule: 'border', seed: banner(0.05, [20, 60, 140]) },
  { name: 'inset picture', rule: 'border', seed: inset, foreignOnly: true },
  { name: 'shadow to the edge', rule: 'background-white', seed: shadowToEdge },
  { name: 'specks', rule: 'background-white', seed: specks },
  { name: 'item twice', rule: 'several-items', seed: twice, matte: twiceMatte },
  { name: 'two views', rule: 'views', seed: twice, matte: twiceMatte },
  { name: 'blurred', rule: 'blur', seed: blurred },
  { name: 'blurred inside', rule: 'blur', seed: blurredInside },
  { name: 'blocks of 4', rule: 'pixelation', seed: resized(4, 'nearest') },
  { name: 'blocks of 2', rule: 'pixelation', seed: resized(2, 'nearest') },
  { name: 'enlarged 2x', rule: 'pixelation', seed: resized(2, 'cubic') },
  { name: 'enlarged 3x', rule: 'pixelation', seed: resized(3, 'lanczos3') },
  { name: 'hard matte', rule: 'jagged-edge', seed: jagged, matte: hardMatte },
  { name: 'grey fringe', rule: 'halo', seed: fringed(3, [170, 170, 170]) },
  { name: 'green fringe', rule: 'halo', seed: fringed(2, [90, 140, 70]) },
  { name: 'dark fringe', rule: 'halo', seed: fringed(2, [20, 20, 20]) },
  { name: 'grey hole', rule: 'holes', seed: hole([232, 230, 226]), foreignOnly: true }
];

/** The holes of a product, cut by its truth, were not cut. */
export const KEPT_HOLES: Defect = { name: 'holes kept', rule: 'holes', seed: ({ pixels }) => pixels };

/** A matte with its holes filled; null where it has none to speak of. */
export function closedHoles(matte: Matte): Matte | null {
  const { width, height } = matte;
  const Class = { rest: 0, clear: 1, done: 2 } as const;
  const classes = matte.alpha.map((a) => (a < 128 ? Class.clear : Class.rest));
  const alpha = matte.alpha.slice();
  const product = matte.alpha.reduce((sum, a) => sum + (a < 128 ? 0 : 1), 0);
  let largest = 0;
  for (const { members, box, pixels } of patchesOf(classes, matte, Class.clear, Class.rest, Class.done)) {
    const isOutside =
      box.x === 0 || box.y === 0 || box.x + box.width === width || box.y + box.height === height;
    if (isOutside) continue;
    largest = Math.max(largest, pixels);
    for (const p of members) alpha[p] = 255;
  }
  if (largest < LEAST_HOLE * product) return null;
  const near = withinReach(
    { ...matte, alpha: alpha.map((a, p) => (a === 255 && matte.alpha[p]! < 128 ? 1 : 0)) },
    3
  );
  return { ...matte, alpha: alpha.map((a, p) => (near[p] === 1 && a >= 128 ? 255 : a)) };
}
