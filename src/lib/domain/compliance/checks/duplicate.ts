import type { Channel, Role } from '../../channels/channel.ts';
import { basisOf, finding, OUR_BASIS } from '../finding.ts';
import type { Finding } from '../report.ts';

/** How profiles name pictures that show the same twice, among what a role forbids. */
const SAME_VIEW = 'duplicate-angle';

/**
 * Bits of 64 by which two hashes of the same picture may differ. Measured on 30 photos: made smaller or framed otherwise
 * they move by at most 4, pressed at quality 60 or made brighter by 8; different ones were never nearer than 18, but for
 * two bottles of one shape (10).
 */
const SAME_BITS = 8;

/** One file of a product, and where it is to go. */
export interface SlotPicture {
  /** Its slot or name: how findings speak of it. */
  readonly slot: string;
  /** `FileMeasure.hash`. */
  readonly hash: string;
}

/** How many of 64 bits two hashes differ by. */
export function hashDistance(a: string, b: string): number {
  let differing = 0;
  for (let digit = 0; digit < 16; digit++) {
    const bits = parseInt(a[digit] ?? '0', 16) ^ parseInt(b[digit] ?? '0', 16);
    differing += (bits & 1) + ((bits >> 1) & 1) + ((bits >> 2) & 1) + (bits >> 3);
  }
  return differing;
}

/**
 * Which files of one product show the same picture: for each that has a twin before it, that twin's slot. The first of
 * several stands.
 * @param pictures in the order of the slots
 */
export function duplicateSlots(pictures: readonly SlotPicture[]): ReadonlyMap<string, string> {
  const twins = new Map<string, string>();
  for (const [index, { slot, hash }] of pictures.entries()) {
    const twin = pictures.slice(0, index).find((before) => hashDistance(before.hash, hash) <= SAME_BITS);
    if (twin) twins.set(slot, twins.get(twin.slot) ?? twin.slot);
  }
  return twins;
}

/**
 * What to add to a file's report once all of its product's files are known. Only warns: whether two views are alike
 * enough to be one is the channel's to say. `measured` is the twin's slot.
 * @param twin of `duplicateSlots`; undefined where the picture is the only one of its kind
 */
export function duplicate(twin: string | undefined, channel: Channel, role: Role): Finding {
  const { forbidden } = role;
  const basis = forbidden.value?.includes(SAME_VIEW) ? basisOf(channel, forbidden) : OUR_BASIS;
  if (twin === undefined) {
    return finding('duplicate', basis, {
      verdict: 'pass',
      reason: 'ok',
      message: 'No other file of this product shows the same picture.'
    });
  }
  return finding('duplicate', basis, {
    verdict: 'warn',
    reason: 'same-picture',
    measured: twin,
    message: `${twin} shows the same picture. Another view tells shoppers more; channels skip the second one.`
  });
}
