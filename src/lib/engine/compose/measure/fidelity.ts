import { deltaE00OfLab, labOfRgb } from '../../../domain/color/ciede2000.ts';
import type { Fidelity } from '../../../domain/compliance/report.ts';
import type { Pixels } from '../../../domain/pixels.ts';
import type { Layer } from '../layer.ts';
import { quantile } from './luma.ts';

/** Pixels compared, at most: evenly spread over the product's, which costs 50 ms and not a second. */
const SAMPLES = 40_000;

/**
 * How far the finished file's product colours are from the photo's: CIEDE2000 between the decoded file and the photo
 * placed by the same plan before anything was adjusted, over pixels that are product alone (α = 255).
 *
 * @param placed straight sRGB, of the file's size
 * @param drawn 1 where notes lie over the product: not compared
 * @returns null where nothing can be compared
 */
export function measureFidelity(
  decoded: Pixels,
  placed: Pixels,
  drawn: Uint8Array | null
): Omit<Fidelity, 'changedPixels'> | null {
  const product = solidPixels(placed, drawn);
  if (product.length === 0) return null;
  const skip = Math.max(1, product.length / SAMPLES);
  const differences = new Float32Array(Math.floor(product.length / skip));
  let sum = 0;
  for (let i = 0; i < differences.length; i++) {
    const at = product[Math.floor(i * skip)]! * 4;
    const value = deltaE00OfLab(labAt(decoded, at), labAt(placed, at));
    differences[i] = value;
    sum += value;
  }
  return { deltaE00Mean: sum / differences.length, deltaE00P99: quantile(differences, 0.99) };
}

function solidPixels({ data }: Pixels, drawn: Uint8Array | null): Uint32Array {
  const found = new Uint32Array(data.length / 4);
  let count = 0;
  for (let p = 0; p < found.length; p++) if (data[4 * p + 3] === 255 && !drawn?.[p]) found[count++] = p;
  return found.subarray(0, count);
}

/**
 * Product pixels (α = 255) that are not the photo's own, in px of the photo, before it was scaled: those that the cutout
 * changed (none, unless it is wrong), or the share that adjusting changed.
 */
export function countChanged(placed: Pixels, adjusted: Pixels | null, solid: Layer['solid']): number {
  if (!adjusted) return solid.changed;
  const [before, after] = [new Uint32Array(placed.data.buffer), new Uint32Array(adjusted.data.buffer)];
  let [all, changed] = [0, 0];
  for (let p = 0; p < before.length; p++) {
    if (placed.data[4 * p + 3] !== 255) continue;
    all++;
    if (before[p] !== after[p]) changed++;
  }
  return all === 0 ? solid.changed : Math.max(solid.changed, Math.round((changed / all) * solid.pixels));
}

const labAt = ({ data }: Pixels, at: number) => labOfRgb(data[at]!, data[at + 1]!, data[at + 2]!);
