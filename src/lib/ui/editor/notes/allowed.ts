import { effectiveLevel, ruleSource } from '../../../domain/channels/authority.ts';
import type { RuleSource } from '../../../domain/compliance/report.ts';
import type { Note } from '../../../domain/document/edits/annotate.ts';
import type { OutputChoice } from '../outputs.ts';

/** How profiles name what a note can be, among what a role forbids. */
const MARKS = 'text-logo-graphic-watermark-overlay';
const INSET = 'inset-image';

/** What a channel's profile says of notes on an output. */
export interface Allowed {
  readonly marks: boolean;
  readonly insets: boolean;
  readonly source: RuleSource;
}

/** Read from the role's `forbidden`; what is only recommended forbids nothing. */
export function allowedOn({ channel, role: { forbidden } }: OutputChoice): Allowed {
  const list = effectiveLevel(channel, forbidden) === 'required' ? (forbidden.value ?? []) : [];
  return {
    marks: !list.includes(MARKS),
    insets: !list.includes(INSET),
    source: ruleSource(channel, forbidden)
  };
}

/** The first of the role's rules that these notes break; null where they may stay. */
export function brokenBy(notes: readonly Note[], { marks, insets }: Allowed): 'marks' | 'insets' | null {
  if (!marks && notes.some(({ kind }) => kind !== 'magnifier')) return 'marks';
  return !insets && notes.some(({ kind }) => kind === 'magnifier') ? 'insets' : null;
}
