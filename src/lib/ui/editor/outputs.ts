import { CHANNELS } from '../../domain/channels/index.ts';
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

/** Every output there is, in the profiles' order. */
const OUTPUTS: readonly OutputChoice[] = CHANNELS.flatMap((channel) =>
  channel.roles.map((role) => choiceOf(channel, role))
);

const among = (ids: readonly string[]) => OUTPUTS.filter(({ channel }) => ids.includes(channel.id));

/** The outputs of a project's channels; of the usual ones where this build knows none of them. */
export function outputsOf({ channels }: Pick<Project, 'channels'>): readonly OutputChoice[] {
  const known = among(channels);
  return known.length > 0 ? known : among(DEFAULT_CHANNELS);
}

/** What is looked at when a project is opened. */
export const firstOutputOf = (project: Pick<Project, 'channels'>): OutputChoice => outputsOf(project)[0]!;

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
