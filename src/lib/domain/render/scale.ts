import type { VariantKey } from '../document/document.ts';
import { editsFor } from '../document/resolve.ts';
import type { Scaled } from '../batch/scale-group.ts';
import type { Size } from '../pixels.ts';
import { naturalSide, sideForFill, unitFrame, type FrameTarget, type Mass } from './geometry.ts';
import { isWhole, massIn, productBox, type Subject } from './subject.ts';

/** Another photo that is shown at one scale with the one that is planned. */
export interface Peer {
  /** Its product, px of its own cropped plane. */
  readonly box: Size;
  readonly mass: Mass | null;
  /** Length of one of its px, in px of the photo that is planned. */
  readonly px: number;
}

/** How far a product that is shown small beside its peers stays above the share that the channel asks for. */
const CLEAR = 0.01;

/**
 * The frame's long side, in px of the photo, in which the largest of the peers would just have its share: all of them
 * planned so have one scale. A product that would be smaller than its channel asks for is as small as it may be; 0
 * without peers.
 */
export function sharedSide(
  box: Size,
  target: FrameTarget,
  mass: Mass | null,
  peers: readonly Peer[]
): number {
  const largest = Math.max(0, ...peers.map((peer) => peer.px * naturalSide(peer.box, target, peer.mass)));
  const { leastFill, measure, ratio } = target;
  if (leastFill === 0) return largest;
  const least = Math.min(1, leastFill + CLEAR);
  return Math.min(largest, sideForFill(box, unitFrame(ratio), least, measure, mass));
}

interface Seen {
  readonly scaled: Scaled;
  readonly box: Size;
  readonly mass: Mass | null;
}

const longest = ({ width, height }: Size): number => Math.max(width, height);

/**
 * The peers of a photo in one output. A product's photos are taken to be from one distance, so that a px of each is as
 * long; where its real length is known, its longest side in any of them is that long. Close-ups go by themselves.
 *
 * @param group as `scaleGroup` gives it, the photo among it
 * @param subjects by photo's id; those that are not known yet are left out
 */
export function peersIn(
  group: readonly Scaled[],
  photoId: string,
  key: VariantKey,
  subjects: ReadonlyMap<string, Subject>
): readonly Peer[] {
  const seen = group.flatMap((scaled) => seenOf(scaled, key, subjects.get(scaled.photo.id)) ?? []);
  const own = seen.find(({ scaled }) => scaled.photo.id === photoId);
  if (!own) return [];
  const lengths = new Map<string, number>();
  for (const { scaled, box } of seen) {
    lengths.set(scaled.product, Math.max(lengths.get(scaled.product) ?? 0, longest(box)));
  }
  const pxOf = ({ scaled: { lengthMm, product } }: Seen) =>
    lengthMm === null ? 1 : lengthMm / lengths.get(product)!;
  return seen.map((peer) => ({ box: peer.box, mass: peer.mass, px: pxOf(peer) / pxOf(own) }));
}

function seenOf(scaled: Scaled, key: VariantKey, subject: Subject | undefined): Seen | null {
  if (!subject || !isWhole(subject)) return null;
  const { crop } = editsFor(scaled.photo, key);
  const box = productBox(crop, subject);
  return box && { scaled, box, mass: massIn(crop, subject) };
}
