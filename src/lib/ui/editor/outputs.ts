import { DEFAULT_CHANNELS } from '../../domain/channels/defaults.ts';
import { brandOf } from '../../domain/channels/limits.ts';
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
  /** `Amazon MAIN`. */
  readonly name: string;
}

function choiceOf(channel: Channel, role: Role): OutputChoice {
  const code = role.variantCodes?.[0] ?? role.id.toUpperCase();
  const target = { channel: channel.id, role: role.id };
  return {
    key: variantKey(channel.id, role.id),
    target,
    channel,
    role,
    code,
    name: `${brandOf(channel)} ${code}`
  };
}

/** The same choices for the same channel, so that whoever compares them sees what changed. */
const known = new WeakMap<Channel, readonly OutputChoice[]>();

function choicesOf(channel: Channel): readonly OutputChoice[] {
  const choices = known.get(channel) ?? channel.roles.map((role) => choiceOf(channel, role));
  known.set(channel, choices);
  return choices;
}

/** The outputs of a project's channels, in the order of `channels`; of the usual ones where none of them is known. */
export function outputsOf(
  channels: readonly Channel[],
  project: Pick<Project, 'channels'>
): readonly OutputChoice[] {
  const among = (ids: readonly string[]) => channels.filter(({ id }) => ids.includes(id)).flatMap(choicesOf);
  const own = among(project.channels);
  return own.length > 0 ? own : among(DEFAULT_CHANNELS);
}

/** Whether two photos are the same picture in one output, decided upon alike: the names of files may differ. Documents share what is equal. */
export function isSameIn(key: VariantKey, a: Photo | null, b: Photo | null): boolean {
  if (a === b) return true;
  if (!a || !b || a.id !== b.id || a.decisions?.[key] !== b.decisions?.[key]) return false;
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
