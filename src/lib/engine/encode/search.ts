/** What is known of one encoding. */
export interface Outcome {
  readonly bytes: number;
  /** White is kept. */
  readonly isWhite: boolean;
}

export interface Course {
  /** Expected bytes of each rung beside the others', heaviest (best) first. */
  readonly weights: readonly number[];
  /** Tried first; rungs before it only where white is not kept. */
  readonly start: number;
  /** The last rung that may be tried. */
  readonly end: number;
  /** null = no limit. */
  readonly maxBytes: number | null;
}

export interface Found {
  /** Fits, and keeps white. Null where no rung does. */
  readonly fit: number | null;
  /** The lightest that keeps white; where none does, the best there is. */
  readonly least: number;
}

/** A rung whose estimate is this much over the limit may still fit. */
const TOLERANCE = 1.06;

/**
 * Looks for the best rung that fits and keeps white, with as few encodings as it can: the weights tell from one
 * encoding where the next is worth trying, and what was learnt bounds what is left. Lower rungs are taken to be lighter
 * and to keep less white.
 * @param encode called once a rung
 */
export async function searchLadder(
  { weights, start, end, maxBytes }: Course,
  encode: (rung: number) => Promise<Outcome>
): Promise<Found> {
  const known = new Map<number, Outcome>();
  const fits = ({ bytes }: Outcome) => maxBytes === null || bytes <= maxBytes;
  // Rungs up to `heavy` are too heavy, from `dull` on white is lost.
  let [heavy, dull] = [-1, end + 1];
  let rung = start;
  while (rung > heavy && rung < dull) {
    const made = await encode(rung);
    known.set(rung, made);
    if (!made.isWhite) dull = rung;
    else if (fits(made)) {
      const best = await climbed(rung, made.bytes);
      return { fit: best, least: best };
    } else heavy = rung;
    rung = made.isWhite ? lighter(rung, made.bytes) : rung - 1;
  }
  const white = [...known].filter(([, { isWhite }]) => isWhite);
  const light = white.sort(([, a], [, b]) => a.bytes - b.bytes)[0];
  return { fit: null, least: light?.[0] ?? 0 };

  /** Up again from a rung that fits, as long as the next better may fit too: the picture is lighter than was expected. */
  async function climbed(from: number, bytes: number): Promise<number> {
    const better = from - 1;
    if (maxBytes === null || better < start || better <= heavy) return from;
    if (bytes * (weights[better]! / weights[from]!) > maxBytes * TOLERANCE) return from;
    const made = await encode(better);
    return made.isWhite && fits(made) ? climbed(better, made.bytes) : from;
  }

  /** The next rung that is expected to fit, and no farther than white reaches. */
  function lighter(from: number, bytes: number): number {
    let next = from + 1;
    while (next < dull - 1 && bytes * (weights[next]! / weights[from]!) > maxBytes!) next++;
    return Math.min(next, Math.max(dull - 1, from + 1));
  }
}
