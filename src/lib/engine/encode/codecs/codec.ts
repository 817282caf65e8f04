import type { FileMetadata } from '../../../domain/document/metadata.ts';
import { PackshotError } from '../../../domain/errors.ts';
import type { Pixels } from '../../../domain/pixels.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** One way to encode. */
export interface Rung {
  /** 1–100 on its format's own scale; 100 where nothing is lost. */
  readonly quality: number;
  /** What its files weigh beside those of the ladder's other rungs, as measured on product photos. */
  readonly weight: number;
  /** How far it spreads an edge, px: what is nearer to the product may lose a little of its white. */
  readonly nearPx: number;
  /** The whole file, with an sRGB profile and what there is to say. */
  encode(pixels: Pixels, metadata: FileMetadata): Promise<Bytes>;
}

/** Ways to encode, best and heaviest first. */
export interface Ladder {
  readonly rungs: readonly Rung[];
  /** Tried first. Those before it are for white that it does not keep. */
  readonly start: number;
  /** The last that a mere recommendation of fewer bytes is worth. */
  readonly softEnd: number;
}

/** What decides which ways there are. */
export interface Wanted {
  /** Background that is white has to stay white. */
  readonly keepWhite: boolean;
  /** Nothing coloured meets the background. */
  readonly hasNeutralEdges: boolean;
  /** Bytes are to spare: nothing is to be lost, where the format can. */
  readonly isBest: boolean;
}

export interface Codec {
  readonly type: string;
  /** In order: a later one is tried where no file of the earlier one is small enough. */
  ladders(wanted: Wanted): readonly Ladder[];
  /** Where the browser has no decoder for it. */
  readonly decode?: (file: Bytes) => Promise<Pixels>;
}

/** Runs an encoder; whatever it throws is `encode-failed`. */
export async function encoded(run: () => Promise<ArrayBuffer | Uint8Array | null>): Promise<Bytes> {
  try {
    const made = await run();
    if (!made) throw new Error('Nothing was encoded');
    // A copy: what an encoder returns lies in its own memory, to be used again.
    return new Uint8Array(made).slice();
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    throw new PackshotError('encode-failed', message, { reason: 'encoder' });
  }
}

/** A module that is loaded when it is first used. A load that fails is tried again by the next call. */
export function lazily<T>(load: () => Promise<T>): () => Promise<T> {
  let loading: Promise<T> | null = null;
  return () => {
    loading ??= load().catch((error: unknown) => {
      loading = null;
      throw error;
    });
    return loading;
  };
}
