import type { HolesMeasure, PixelMeasurements } from '../../../domain/compliance/measurements.ts';
import type { Pixels, Rect, Size } from '../../../domain/pixels.ts';
import { boundsOf, cornersOf, moved, type Matrix3 } from '../../../domain/render/matrix.ts';
import type { Proof } from '../compositor.ts';
import type { Layer } from '../layer.ts';
import { patchesOf } from '../patches.ts';
import { countChanged, measureFidelity } from './fidelity.ts';
import { measureLostParts } from './lost-parts.ts';
import { measureOldGround } from './old-ground.ts';

/** What a file was made from. */
export interface Source {
  readonly layer: Layer;
  /** From upright source px to px of the file. */
  readonly matrix: Matrix3;
  readonly proof: Proof;
}

/** What only the photo can tell of a file that was made here. */
export function measureMade(
  decoded: Pixels,
  { picture }: PixelMeasurements,
  { layer, matrix, proof }: Source
): Pick<PixelMeasurements, 'picture' | 'fidelity' | 'text'> {
  const { placed, adjusted, drawn } = proof;
  const colours = measureFidelity(decoded, placed, drawn);
  const changedPixels = countChanged(placed, adjusted, layer.solid);
  return {
    picture: {
      ...picture,
      holes: inFile(measureOldGround(layer), matrix, decoded),
      lost: inFile(measureLostParts(layer), matrix, decoded)
    },
    fidelity: colours && { ...colours, changedPixels },
    text: drawn ? boxesOf(drawn, decoded) : []
  };
}

/** Px and box of the photo as px and box of the file. */
function inFile({ pixels, region }: HolesMeasure, matrix: Matrix3, frame: Size): HolesMeasure {
  if (!region) return { pixels: 0, region };
  const box = inFrame(region, matrix, frame);
  const share = (box.width * box.height) / (region.width * region.height);
  return { pixels: Math.round(pixels * share), region: box };
}

/** Box of a photo's rectangle in the frame, whole px. */
function inFrame(region: Rect, matrix: Matrix3, frame: Size): Rect {
  const seen = boundsOf(cornersOf(region).map((corner) => moved(matrix, corner)))!;
  const x = Math.max(0, Math.floor(seen.x));
  const y = Math.max(0, Math.floor(seen.y));
  return {
    x,
    y,
    width: Math.max(1, Math.min(frame.width, Math.ceil(seen.x + seen.width)) - x),
    height: Math.max(1, Math.min(frame.height, Math.ceil(seen.y + seen.height)) - y)
  };
}

const Class = { rest: 0, drawn: 1, done: 2 } as const;

/** A box for each connected mark: a letter, a plate, a line. */
const boxesOf = (drawn: Uint8Array, frame: Size): Rect[] =>
  [...patchesOf(drawn, frame, Class.drawn, Class.rest, Class.done)].map(({ box }) => box);
