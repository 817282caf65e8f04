import { CHANNELS } from '../../domain/channels/index.ts';
import type { Channel, Role } from '../../domain/channels/channel.ts';
import { canonicalJson } from '../../domain/document/canonical.ts';
import type { Photo, Project, VariantKey } from '../../domain/document/document.ts';
import { EDIT_NAMES } from '../../domain/document/edits.ts';
import { editsFor, variantKey } from '../../domain/document/resolve.ts';
import type { RenderTarget } from '../../pipeline/export.ts';

/** One file that a photo can become. */
export interface OutputChoice {
  readonly key: VariantKey;
  readonly target: RenderTarget;
  readonly channel: Channel;
  readonly role: Role;
  /** The code by which the channel knows it: `MAIN`, `PT01`. */
  readonly code: string;
}

const choiceOf = (channel: Channel, role: Role): OutputChoice => ({
  key: variantKey(channel.id, role.id),
  target: { channel: channel.id, role: role.id },
  channel,
  role,
  code: role.variantCodes?.[0] ?? role.id.toUpperCase()
});

/** Every output of a project's channels, in the profiles' order. */
export function outputsOf({ channels }: Pick<Project, 'channels'>): readonly OutputChoice[] {
  return CHANNELS.filter(({ id }) => channels.includes(id)).flatMap((channel) =>
    channel.roles.map((role) => choiceOf(channel, role))
  );
}

/** Whether two photos are the same picture in one output: the names of files may differ. Documents share what is equal. */
export function isSameIn(key: VariantKey, a: Photo | null, b: Photo | null): boolean {
  if (a === b) return true;
  if (!a || !b || a.id !== b.id) return false;
  const [before, after] = [editsFor(a, key), editsFor(b, key)];
  return EDIT_NAMES.every((name) => before[name] === after[name]);
}

/** Whether an output has edits of its own that change it. */
export function differs(photo: Photo, key: VariantKey): boolean {
  const own = photo.variants[key] ?? {};
  return EDIT_NAMES.some(
    (name) => own[name] !== undefined && canonicalJson(own[name]) !== canonicalJson(photo.edits[name])
  );
}
