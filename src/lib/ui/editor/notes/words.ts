import type { Note, NoteKind } from '../../../domain/document/edits/annotate.ts';
import { lengthWords } from '../../../domain/render/lengths.ts';
import { m } from '../../../paraglide/messages.js';
import type { IconName } from '../../shared/icons.ts';

interface KindFacts {
  readonly icon: IconName;
  readonly label: () => string;
  /** What stands in a new one until a person writes. */
  readonly words: () => string;
}

const none = () => '';

/** In the order of the panel. */
export const KINDS: Record<NoteKind, KindFacts> = {
  text: { icon: 'text', label: m.note_text, words: m.note_text_new },
  arrow: { icon: 'arrow', label: m.note_arrow, words: none },
  dimension: { icon: 'dimension', label: m.note_dimension, words: none },
  callout: { icon: 'callout', label: m.note_callout, words: m.note_callout_new },
  badge: { icon: 'badge', label: m.note_badge, words: m.note_badge_new },
  magnifier: { icon: 'loupe', label: m.note_magnifier, words: none }
};
export const KIND_LIST = Object.keys(KINDS) as readonly NoteKind[];

/** Whether nothing of a note is painted: its words or its length are still to be said. */
export const isBlank = (note: Note): boolean =>
  note.kind === 'dimension' ? note.value <= 0 : 'text' in note && note.text.trim() === '';

/** What a note is called in the list, and by a screen reader. @param language of its words */
export function noteName(note: Note, language: string | null): string {
  const kind = KINDS[note.kind].label();
  if (note.kind === 'dimension')
    return note.value > 0
      ? m.note_named({ kind, words: lengthWords(note.value, note.unit, language) })
      : kind;
  const words = 'text' in note ? note.text.trim().replace(/\s+/g, ' ') : '';
  return words ? m.note_named({ kind, words }) : kind;
}
