import { IDENTITY_CORRECTION, type Correction, type Stroke } from '../../domain/document/edits/cutout.ts';
import type { Matte, Pixels } from '../../domain/pixels.ts';
import { painted, shaped } from './correct.ts';

/** Largest photo that is held together with its mattes, 6 bytes a pixel: 64 MP. A larger one is decoded again. */
export const HELD_BYTES = 384 * 2 ** 20;
const BYTES_PER_PIXEL = 6;

const isSame = (a: Stroke, b: Stroke): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The latest photo with the matte that was found for it, so that another correction needs no decoding. */
export class HeldPhoto {
  private readonly keys = new Set<string>();
  /** The strokes that were painted last, and the matte they made: the next stroke is painted over it. */
  private strokes: readonly Stroke[] = [];
  private last: Matte;

  constructor(
    readonly photo: Pixels,
    private readonly found: Matte
  ) {
    this.last = found;
  }

  /** Whether a photo of this size may be held. */
  static fits({ width, height }: Pixels): boolean {
    return width * height * BYTES_PER_PIXEL <= HELD_BYTES;
  }

  has(key: string): boolean {
    return this.keys.has(key);
  }

  /** The matte of layer `key`: the found one with this correction. */
  matteFor(key: string, correction: Correction | null): Matte {
    this.keys.add(key);
    const wanted = correction ?? IDENTITY_CORRECTION;
    return shaped(this.paintedWith(wanted.strokes), wanted);
  }

  private paintedWith(strokes: readonly Stroke[]): Matte {
    const goesOn =
      this.strokes.length <= strokes.length && this.strokes.every((stroke, i) => isSame(stroke, strokes[i]!));
    this.last = goesOn
      ? painted(this.photo, this.last, strokes.slice(this.strokes.length))
      : painted(this.photo, this.found, strokes);
    this.strokes = strokes;
    return this.last;
  }
}
