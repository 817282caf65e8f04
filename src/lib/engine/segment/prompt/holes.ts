import type { Holes } from '../../../domain/document/edits/cutout.ts';
import type { Pixels } from '../../../domain/pixels.ts';
import type { Coarse } from '../coarse.ts';
import { frameOf, sampleView } from '../tensor.ts';
import { deviation, fitMixture, type Colours } from './gmm.ts';
import { partsOf, spread } from './parts.ts';

/** Side of the square on which colours are compared. */
const SIDE = 512;
/** Squared deviation within which a colour is the background's (three degrees of freedom: 89 % of it). */
const ALIKE = 6;
/** Of what surrounds an enclosed region, at most this share may look like background too: else nothing tells them apart. */
const CONFUSED = 0.2;
/** Smallest region that is cut out, and largest pin-hole that is filled, as shares of the product. */
const LEAST = 0.0005;
const PINHOLE = 0.0002;
/** Largest region that is cut out, as a share of the product: beyond it the product itself has the background's colours. */
const MOST = 0.5;
/** At most so many regions are looked at closely, the largest first. */
const REGIONS = 16;
/** The network is undecided where α is below this on average. */
const UNDECIDED = 0.7;

/** Background that the outer background does not lead to becomes product, with its soft rim. */
function filled({ alpha, width, height }: Coarse, mayFill: (pixels: number, id: number) => boolean): Coarse {
  const ground = new Uint8Array(alpha.length);
  for (let p = 0; p < ground.length; p++) ground[p] = alpha[p]! < 0.5 ? 1 : 0;
  const { owner, list } = partsOf(ground, { width, height });
  const fill = new Set(list.filter((p) => !p.touchesFrame && mayFill(p.pixels, p.id)).map(({ id }) => id));
  if (fill.size === 0) return { alpha, width, height };
  spread(owner, { width, height }, (p) => alpha[p]! < 0.995);
  return { alpha: alpha.map((a, p) => (fill.has(owner[p]!) ? 1 : a)), width, height };
}

interface View extends Colours {
  readonly alpha: Float32Array;
}

/** Nearest sample: only its colour is judged. */
function viewOf(photo: Pixels, coarse: Coarse): View {
  const planes = sampleView(photo, { rect: frameOf(photo), flip: false }, SIDE, {
    scale: 1 / 255,
    offset: 0
  });
  const alpha = new Float32Array(SIDE * SIDE);
  for (let y = 0, p = 0; y < SIDE; y++) {
    const row = Math.floor(((y + 0.5) * coarse.height) / SIDE) * coarse.width;
    for (let x = 0; x < SIDE; x++, p++)
      alpha[p] = coarse.alpha[row + Math.floor(((x + 0.5) * coarse.width) / SIDE)]!;
  }
  return { planes, area: SIDE * SIDE, alpha };
}

/** Pixels within `reach` of one for which `test` holds, by steps to the four neighbours. */
function near(test: (p: number) => boolean, reach: number): Uint8Array {
  let found = new Uint8Array(SIDE * SIDE);
  for (let p = 0; p < found.length; p++) if (test(p)) found[p] = 1;
  for (let step = 0; step < reach; step++) {
    const next = found.slice();
    for (let p = 0; p < found.length; p++) {
      if (!found[p]) continue;
      const x = p % SIDE;
      if (x > 0) next[p - 1] = 1;
      if (x < SIDE - 1) next[p + 1] = 1;
      if (p >= SIDE) next[p - SIDE] = 1;
      if (p < SIDE * (SIDE - 1)) next[p + SIDE] = 1;
    }
    found = next;
  }
  return found;
}

/** Where a colour is one that the background has near the product; null where there is no background. */
function groundLike(view: View): Uint8Array | null {
  const beside = near((p) => view.alpha[p]! > 0.3, SIDE / 10);
  const ground: number[] = [];
  for (let p = 0; p < view.area; p++) if (view.alpha[p]! < 0.05 && beside[p]) ground.push(p);
  const mixture = fitMixture(view, Int32Array.from(ground));
  if (!mixture) return null;
  const alike = new Uint8Array(view.area);
  for (let p = 0; p < view.area; p++) alike[p] = deviation(mixture, view, p) < ALIKE ? 1 : 0;
  return alike;
}

/** 1 where the product is seen through: enclosed regions in the background's colours that the product around has not. */
function seenThrough(view: View, isCautious: boolean): Uint8Array | null {
  const alike = groundLike(view);
  if (!alike) return null;
  const isHole = alike.map((like, p) => (like && view.alpha[p]! >= 0.05 ? 1 : 0));
  // A pixel wide, colours agree by chance: only what has four such neighbours is a hole's body.
  const body = isHole.map((hole, p) => {
    return hole && isHole[p - 1] && isHole[p + 1] && isHole[p - SIDE] && isHole[p + SIDE] ? 1 : 0;
  });
  const product = view.alpha.reduce((sum, a) => sum + a, 0);
  const { owner, list } = partsOf(body, { width: SIDE, height: SIDE });
  const wanted = new Set<number>();
  const least = Math.max(6, product * LEAST);
  const likely = list.filter(
    ({ pixels, touchesFrame }) => !touchesFrame && pixels >= least && pixels <= product * MOST
  );
  likely.sort((a, b) => b.pixels - a.pixels);
  for (const { id } of likely.slice(0, REGIONS)) {
    if (isEnclosed(id, owner, view, alike, isCautious)) wanted.add(id);
  }
  if (wanted.size === 0) return null;
  spread(owner, { width: SIDE, height: SIDE }, (p) => isHole[p] === 1);
  return Uint8Array.from(owner, (id) => (wanted.has(id) ? 1 : 0));
}

function isEnclosed(
  id: number,
  owner: Int32Array,
  view: View,
  alike: Uint8Array,
  isCautious: boolean
): boolean {
  const around = near((p) => owner[p] === id, 5);
  const core = near((p) => owner[p] === id, 3);
  let [rim, confused, open, sum, pixels] = [0, 0, 0, 0, 0];
  for (let p = 0; p < view.area; p++) {
    if (owner[p] === id) {
      sum += view.alpha[p]!;
      pixels++;
    }
    if (!around[p] || core[p]) continue;
    rim++;
    if (view.alpha[p]! < 0.5) open++;
    else if (alike[p]) confused++;
  }
  if (isCautious && sum / pixels > UNDECIDED) return false;
  return open < rim * 0.1 && confused < rim * CONFUSED;
}

/** Cuts the marked regions out of a matte. */
function opened(coarse: Coarse, through: Uint8Array): Coarse {
  const { width, height } = coarse;
  const alpha = coarse.alpha.slice();
  for (let y = 0, p = 0; y < height; y++) {
    const row = Math.floor(((y + 0.5) * SIDE) / height) * SIDE;
    for (let x = 0; x < width; x++, p++) {
      if (through[row + Math.floor(((x + 0.5) * SIDE) / width)]) alpha[p] = 0;
    }
  }
  return { alpha, width, height };
}

/**
 * Treats background that is seen through the product. `keep` fills all that the product encloses. `cut` opens
 * enclosed regions that have the colours of the background near the product while the product around them has not.
 * `auto` opens those about which the network is undecided too, and fills pin-holes in the product's colours.
 *
 * @param coarse settled; is returned as it is where nothing changes
 */
export function withHoles(photo: Pixels, coarse: Coarse, holes: Holes): Coarse {
  if (holes === 'keep') return filled(coarse, () => true);
  const view = viewOf(photo, coarse);
  const through = seenThrough(view, holes === 'auto');
  const result = through ? opened(coarse, through) : coarse;
  if (holes === 'cut') return result;
  const product = coarse.alpha.reduce((sum, a) => sum + a, 0);
  return filled(result, (pixels) => pixels < product * PINHOLE);
}
