import type { Role } from '../../channels/channel.ts';
import { basisOf, OUR_BASIS, type Basis, type Case } from '../finding.ts';

/** Whether a role forbids one of `words` (the profiles' own, in `forbidden`). */
export const forbids = ({ forbidden }: Role, ...words: readonly string[]): boolean =>
  words.some((word) => forbidden.value?.includes(word));

/** Packshot's own advice: never more than a warning. */
export const OUR_ADVICE: Basis = OUR_BASIS;

/**
 * A fault that a channel may forbid in words and without a figure. The limit is Packshot's, so no file fails by it: where
 * the channel forbids it a person looks, elsewhere it is advice.
 */
export function worded({ channel, role }: Case, ...words: readonly string[]): Basis {
  if (!forbids(role, ...words)) return OUR_ADVICE;
  return { ...basisOf(channel, role.forbidden), breach: 'review' };
}
