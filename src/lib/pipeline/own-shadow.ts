import type { Photo } from '../domain/document/document.ts';
import { editsFor, variantKey } from '../domain/document/resolve.ts';
import { frozen } from '../domain/frozen.ts';
import { ensurePictures, requestOf } from './compose.ts';
import { planPhoto, type RenderTarget } from './plan.ts';
import type { Studio } from './studio.ts';

/** Long side of the two pictures that are compared, px. */
const SIDE = 200;
/** A byte that differs by less is no shadow that anybody sees. */
const SEEN = 3;

/**
 * Whether the shadow that the product throws in its photo can be seen in this output: painted once with it and once
 * without, small. A cut-out photo has none, and from restless surroundings none can be told.
 * @throws as `previewPhoto`
 */
export async function showsOwnShadow(
  studio: Studio,
  photo: Photo,
  target: RenderTarget,
  signal?: AbortSignal
): Promise<boolean> {
  const paint = async (strength: number) => {
    const { plan } = await planPhoto(studio, withOwnShadow(photo, target, strength), target, {
      signal,
      atMost: SIDE
    });
    await ensurePictures(studio, plan, signal);
    const { pixels } = await studio.compose.call((api) => api.render(requestOf(plan)), { signal });
    return pixels.data;
  };
  const [without, full] = [await paint(0), await paint(1)];
  return full.some((byte, at) => Math.abs(byte - without[at]!) >= SEEN);
}

/** The photo as it is in this output, with just this strength of its own shadow and no other. */
function withOwnShadow(photo: Photo, { channel, role, locale }: RenderTarget, strength: number): Photo {
  const edits = editsFor(photo, variantKey(channel, role, locale));
  const shadow = { ...edits.shadow, original: { ...edits.shadow.original, strength } };
  return frozen({ ...photo, variants: {}, edits: { ...edits, shadow } });
}
