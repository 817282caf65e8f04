/**
 * How far the network's own matte can be trusted, 0–1. A heuristic, not a probability: it sees only the matte, so a
 * crisp mask of the wrong thing scores high. What it does catch was measured (softness is the best single cue of a
 * bad ISNet matte): a mask that cannot make up its mind, none at all, one that is the whole frame, one that is cut
 * off by the frame.
 *
 *   confidence = presence × (1 − softness)² × (1 − ½ · border contact)
 *
 * - presence rises from 0 to 1 as the subject grows from 0.1 % to 1 % of the frame, and falls from 1 to 0 as it
 *   grows from 90 % to 99.5 %;
 * - softness is the share of 0.1 < α < 0.9 among all α > 0.1;
 * - border contact is the share of the frame's edge that is subject.
 *
 * @param matte network output, α in 0–1, `side` × `side`
 * @returns 0 where nothing was found
 */
export function confidenceOf(matte: Float32Array, side: number): number {
  let [seen, soft, solid] = [0, 0, 0];
  for (const alpha of matte) {
    if (alpha > 0.1) seen++;
    if (alpha > 0.1 && alpha < 0.9) soft++;
    if (alpha > 0.5) solid++;
  }
  if (seen === 0 || solid === 0) return 0;
  const coverage = solid / matte.length;
  const presence = ramp(coverage, 0.001, 0.01) * (1 - ramp(coverage, 0.9, 0.995));
  return presence * (1 - soft / seen) ** 2 * (1 - borderContact(matte, side) / 2);
}

/** 0 up to `from`, 1 from `to` on, straight between. */
const ramp = (value: number, from: number, to: number): number =>
  Math.min(1, Math.max(0, (value - from) / (to - from)));

function borderContact(matte: Float32Array, side: number): number {
  const last = side - 1;
  let touched = 0;
  for (let i = 0; i < side; i++) {
    for (const at of [i, last * side + i, i * side, i * side + last]) if (matte[at]! > 0.5) touched++;
  }
  return touched / (4 * side);
}
