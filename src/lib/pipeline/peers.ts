import { scaleGroup } from '../domain/batch/scale-group.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import { variantKey } from '../domain/document/resolve.ts';
import { layerOf } from '../domain/render/plan.ts';
import { peersIn, type Peer } from '../domain/render/scale.ts';
import type { Subject } from '../domain/render/subject.ts';
import { handOver } from '../engine/rpc.ts';
import { ensureLayer } from './layers.ts';
import type { RenderTarget } from './render-target.ts';
import type { Studio } from './studio.ts';

/**
 * The photos that a photo is shown at one scale with, where the project asks for that. Of each no more is looked at than
 * where its product is, once a page.
 * @throws `not-found` (a matte that is gone), `worker-died`, `aborted`
 */
export async function peersOf(
  studio: Studio,
  project: Project,
  photo: Photo,
  { channel, role, locale }: Pick<RenderTarget, 'channel' | 'role' | 'locale'>,
  signal?: AbortSignal | undefined
): Promise<readonly Peer[]> {
  const key = variantKey(channel, role, locale);
  const group = scaleGroup(project, photo, key);
  const subjects = new Map<string, Subject>();
  for (const scaled of group) {
    // A copy with other edits stands in for the document's own photo.
    const seen = scaled.photo.id === photo.id ? photo : scaled.photo;
    subjects.set(seen.id, await subjectOf(studio, seen, signal));
  }
  return peersIn(group, photo.id, key, subjects);
}

/** Where the product is in a photo. Without corrections its matte alone says so, and the photo is not decoded. */
async function subjectOf(studio: Studio, photo: Photo, signal: AbortSignal | undefined): Promise<Subject> {
  const layer = layerOf(photo);
  const known = studio.subjects.get(layer.key);
  if (known) return known;
  const subject =
    layer.correction || !layer.matte
      ? await ensureLayer(studio, photo, layer, signal)
      : await inMatte(studio, await studio.store.getBlob(layer.matte), signal);
  studio.subjects.set(layer.key, subject);
  return subject;
}

async function inMatte(studio: Studio, png: Blob, signal: AbortSignal | undefined): Promise<Subject> {
  const matte = await studio.encode.call((api) => api.readMatte(png), { signal });
  return studio.compose.call((api) => api.subject(handOver(matte, [matte.alpha.buffer])), { signal });
}
