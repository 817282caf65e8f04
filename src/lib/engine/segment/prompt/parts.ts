import type { Size } from '../../../domain/pixels.ts';

/** Connected pixels of a plane. */
export interface Part {
  /** Its number in `Parts.owner`, from 1 on. */
  readonly id: number;
  readonly pixels: number;
  /** Any of its pixels lies on the frame. */
  readonly touchesFrame: boolean;
}

export interface Parts {
  /** The part that each pixel belongs to; 0 = none. */
  readonly owner: Int32Array;
  readonly list: readonly Part[];
}

/** The connected parts (4 neighbours) of the pixels that are marked with anything but 0. */
export function partsOf(mark: Uint8Array, { width, height }: Size): Parts {
  const owner = new Int32Array(mark.length);
  const queue = new Int32Array(mark.length);
  const list: Part[] = [];
  for (let seed = 0; seed < mark.length; seed++) {
    if (!mark[seed] || owner[seed]) continue;
    const id = list.length + 1;
    let [head, tail, touchesFrame] = [0, 1, false];
    queue[0] = seed;
    owner[seed] = id;
    const visit = (q: number) => {
      if (!mark[q] || owner[q]) return;
      owner[q] = id;
      queue[tail++] = q;
    };
    while (head < tail) {
      const p = queue[head++]!;
      const x = p % width;
      const y = (p - x) / width;
      if (x === 0 || y === 0 || x === width - 1 || y === height - 1) touchesFrame = true;
      if (x > 0) visit(p - 1);
      if (x < width - 1) visit(p + 1);
      if (y > 0) visit(p - width);
      if (y < height - 1) visit(p + width);
    }
    list.push({ id, pixels: tail, touchesFrame });
  }
  return { owner, list };
}

/** Lets parts grow by turns (4 neighbours) into the free pixels that `mayEnter`; changes `owner`. */
export function spread(owner: Int32Array, { width, height }: Size, mayEnter: (p: number) => boolean): void {
  const queue = new Int32Array(owner.length);
  let [head, tail] = [0, 0];
  for (let p = 0; p < owner.length; p++) if (owner[p]) queue[tail++] = p;
  const visit = (q: number, id: number) => {
    if (owner[q] || !mayEnter(q)) return;
    owner[q] = id;
    queue[tail++] = q;
  };
  while (head < tail) {
    const p = queue[head++]!;
    const id = owner[p]!;
    const x = p % width;
    if (x > 0) visit(p - 1, id);
    if (x < width - 1) visit(p + 1, id);
    if (p >= width) visit(p - width, id);
    if (p < width * (height - 1)) visit(p + width, id);
  }
}
