import type { MadeOf } from '../domain/batch/output.ts';
import { canonicalJson } from '../domain/document/canonical.ts';
import { decisionsOn, policyOf, productOf } from '../domain/document/change.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import { hashedEdits } from '../domain/document/edits.ts';
import { editsFor, variantKey } from '../domain/document/resolve.ts';
import { sha256 } from '../storage/blobs.ts';
import { APP_VERSION } from './device.ts';
import type { RenderTarget } from './plan.ts';
import type { Studio } from './studio.ts';

/**
 * What a photo's file for one role is made of today. Equal to an `Output.made` where making it again would give the same
 * file. Its name is no part of it: that is planned anew for every export.
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
    scale: project.choices?.scale
  };
  return {
    document: await sha256(new Blob([canonicalJson(depends)])),
    rules: studio.rules.channel(channel).version,
    app: APP_VERSION,
    model: edits.cutout.found?.model ?? null
  };
}

export const isMadeOf = (a: MadeOf, b: MadeOf): boolean => canonicalJson(a) === canonicalJson(b);
