import type { MadeOf } from '../domain/batch/output.ts';
import { scaleGroup, type Scaled } from '../domain/batch/scale-group.ts';
import { canonicalJson } from '../domain/document/canonical.ts';
import { decisionsOn, policyOf, productOf } from '../domain/document/change.ts';
import type { Photo, Project, VariantKey } from '../domain/document/document.ts';
import { hashedEdits } from '../domain/document/edits.ts';
import { editsFor, variantKey } from '../domain/document/resolve.ts';
import { layerOf } from '../domain/render/plan.ts';
import { sha256 } from '../storage/blobs.ts';
import { APP_VERSION } from './device.ts';
import type { RenderTarget } from './plan.ts';
import type { Studio } from './studio.ts';

/**
 * What a photo's file for one role is made of today. Equal to an `Output.made` where making it again would give the same
 * file. Its name is no part of it: that is planned anew for every export. What the photo was asked (its prompt) is: where
 * that has changed, it is cut out anew first.
 * @throws `rule-unknown`
 */
export async function madeOf(
  studio: Studio,
  project: Project,
  photo: Photo,
  { channel, role, locale }: Pick<RenderTarget, 'channel' | 'role' | 'locale'>
): Promise<MadeOf> {
  const key = variantKey(channel, role, locale);
  const edits = editsFor(photo, key);
  const { swatch } = productOf(project, photo) ?? {};
  const depends = {
    source: photo.source.sha256,
    edits: hashedEdits(edits),
    decisions: decisionsOn(photo, key),
    metadata: project.metadata,
    policy: policyOf(project),
    swatch,
    peers: peersIn(scaleGroup(project, photo, key), photo.id, key)
  };
  return {
    document: await sha256(new Blob([canonicalJson(depends)])),
    rules: studio.rules.channel(channel).version,
    app: APP_VERSION,
    model: edits.cutout.found?.model ?? null
  };
}

/**
 * All that a photo shown at one scale with others takes from them, as `peersIn` of `domain/render/scale` reads it: where
 * their products are, how they are cropped, how long they are. The same in whatever order, and whatever products are called.
 */
function peersIn(group: readonly Scaled[], own: string, key: VariantKey): readonly unknown[] {
  const products = new Map<string, Scaled[]>();
  for (const scaled of group) products.set(scaled.product, [...(products.get(scaled.product) ?? []), scaled]);
  const seen = ({ photo }: Scaled) => [layerOf(photo).key, editsFor(photo, key).crop];
  return sorted(
    [...products.values()].map((photos) => ({
      isOwn: photos.some(({ photo }) => photo.id === own),
      lengthMm: photos[0]?.lengthMm,
      photos: sorted(photos.map(seen))
    }))
  );
}

const sorted = (values: readonly unknown[]): readonly string[] => values.map(canonicalJson).sort();
