import type { RuleId } from '../src/lib/domain/compliance/report.ts';
import type { Matte, Pixels } from '../src/lib/domain/pixels.ts';
import {
  banner,
  corner,
  frame,
  ground,
  inset,
  lineAt,
  SIDES,
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
  resized
} from './check-product-defects.ts';
import type { Seed } from './check-seeds.ts';

const GREY: Rgb = [128, 128, 128];
const BLACK: Rgb = [0, 0, 0];

type Paint = (clean: Packshot) => Promise<Pixels | null> | Pixels | null;

const seed = (rule: RuleId, name: string, paint: Paint, more: Partial<Seed> = {}): Seed => ({
  rule,
  name,
  make: async (clean) => {
    const pixels = await paint(clean);
    return pixels && { pixels };
  },
  ...more
});

const cut = (rule: RuleId, name: string, paint: Paint, matte: (clean: Packshot) => Matte): Seed => ({
  rule,
  name,
  make: async (clean) => {
    const pixels = await paint(clean);
    return pixels && { pixels, matte: matte(clean) };
  }
});

/** Defects of what the pixels show. */
export const PIXEL_SEEDS: readonly Seed[] = [
  seed('background-white', '254 all over', ground([254, 254, 254])),
  seed('background-white', 'cream', ground([255, 253, 247])),
  seed('background-white', 'shadow to the edge', shadowToEdge),
  seed('background-white', 'specks', specks),
  seed('border', 'grey frame', frame(0.01, 0, GREY)),
  seed('border', 'pale frame', frame(0.02, 0, [238, 238, 238])),
  seed('border', 'hair frame', frame(0.0005, 0, BLACK)),
  seed('border', 'line inside', frame(0.003, 0.025, [60, 60, 60])),
  ...SIDES.map((side) => seed('border', `line ${side}`, lineAt(side, 0.004, [60, 60, 60]))),
  seed('border', 'L-shape', corner(0.05, [200, 30, 40])),
  seed('border', 'banner', banner(0.05, [20, 60, 140])),
  seed('border', 'inset picture', inset, { only: 'foreign' }),
  cut('several-items', 'item twice', twice, twiceMatte),
  cut('views', 'two views', twice, twiceMatte),
  seed('blur', 'blurred', blurred),
  seed('blur', 'blurred inside', blurredInside),
  seed('pixelation', 'blocks of 4', resized(4, 'nearest')),
  seed('pixelation', 'blocks of 2', resized(2, 'nearest')),
  seed('pixelation', 'enlarged 2x', resized(2, 'cubic')),
  seed('pixelation', 'enlarged 3x', resized(3, 'lanczos3')),
  cut('jagged-edge', 'hard matte', jagged, hardMatte),
  seed('halo', 'grey fringe', fringed(3, [170, 170, 170])),
  seed('halo', 'green fringe', fringed(2, [90, 140, 70])),
  seed('halo', 'dark fringe', fringed(2, [20, 20, 20])),
  seed('halo', 'light fringe', fringed(3, [215, 215, 215])),
  seed('holes', 'grey hole', hole([232, 230, 226]), { only: 'foreign' })
];
