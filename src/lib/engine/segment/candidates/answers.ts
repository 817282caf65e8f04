import type { Placement } from './placements.ts';

/** Bytes of the network's answers that are kept: 16 at 1024 px, or the dozen of two hard photos. */
const BUDGET_BYTES = 32 * 2 ** 20;

/** α × 65535, row by row: exact to more than the 8 bits a matte has, at half a float's size. */
type Packed = Uint16Array;

const keyOf = ({ rect, flip, side }: Placement): string =>
  `${rect.x} ${rect.y} ${rect.width} ${rect.height} ${flip ? 'mirror' : 'plain'} ${side}`;

/**
 * What the network answered about the last few photos, so that another ask of one costs only the passes that are new.
 * The photo that was not asked for longest goes first.
 */
export class Answers {
  /** By photo, the one asked for last is last. */
  private readonly photos = new Map<string, Map<string, Packed>>();

  constructor(private readonly budgetBytes = BUDGET_BYTES) {}

  get bytes(): number {
    let sum = 0;
    for (const answers of this.photos.values())
      for (const { byteLength } of answers.values()) sum += byteLength;
    return sum;
  }

  /** α in 0–1, `side` × `side`; null where the network was not asked. */
  find(photo: string, placement: Placement): Float32Array | null {
    const packed = this.photos.get(photo)?.get(keyOf(placement));
    return packed ? new Float32Array(packed).map((value) => value / 65535) : null;
  }

  has(photo: string, placement: Placement): boolean {
    return this.photos.get(photo)?.has(keyOf(placement)) ?? false;
  }

  keep(photo: string, placement: Placement, alpha: Float32Array): void {
    const answers = this.photos.get(photo) ?? new Map<string, Packed>();
    this.photos.delete(photo);
    this.photos.set(photo, answers);
    answers.set(keyOf(placement), pack(alpha));
    this.makeRoom();
  }

  /** Forgets everything. */
  clear(): void {
    this.photos.clear();
  }

  private makeRoom(): void {
    while (this.bytes > this.budgetBytes) {
      const [oldest, answers] = this.photos.entries().next().value!;
      // Of the last photo that is left, the oldest answer goes.
      if (this.photos.size > 1 || answers.size === 1) this.photos.delete(oldest);
      else answers.delete(answers.keys().next().value!);
    }
  }
}

function pack(alpha: Float32Array): Packed {
  const packed = new Uint16Array(alpha.length);
  for (let i = 0; i < alpha.length; i++) packed[i] = Math.round(65535 * Math.min(1, Math.max(0, alpha[i]!)));
  return packed;
}
