import type { BlobRef } from '../domain/document/blob.ts';
import type { RenderPlan } from '../domain/render/plan.ts';
import type { PictureRequest } from '../engine/compose/api.ts';
import { handOver } from '../engine/rpc.ts';
import type { Studio } from './studio.ts';

/** A plan as the compositor is asked for it. */
export const requestOf = ({ passes, key }: RenderPlan): PictureRequest => ({ passes, key });

/**
 * Makes sure that the compositor holds the pictures of a plan's backdrops.
 * @throws `not-found` (pixels that are gone), `decode-failed`, `worker-died`, `aborted`
 */
export async function ensurePictures(
  studio: Studio,
  { passes }: RenderPlan,
  signal?: AbortSignal | undefined
): Promise<void> {
  for (const pass of passes) {
    if (pass.kind !== 'backdrop' || pass.backdrop.kind !== 'picture') continue;
    await ensurePicture(studio, pass.backdrop.blob, signal);
  }
}

async function ensurePicture(studio: Studio, ref: BlobRef, signal: AbortSignal | undefined): Promise<void> {
  if (await studio.compose.call((api) => api.hasPicture(ref.sha256), { signal })) return;
  const file = await studio.store.getBlob(ref);
  const { bitmap } = await studio.encode.call((api) => api.decode(file), {
    signal,
    discard: (late) => late.bitmap.close()
  });
  await studio.compose.call((api) => api.putPicture(ref.sha256, handOver(bitmap, [bitmap])), { signal });
}
