import type { Annotating } from './annotating.svelte.ts';

/** Attachment of the field in which a person is asked for a note's words or value: takes the focus each time. */
export function asked(annotating: Annotating) {
  const { asks } = annotating;
  return (field: HTMLInputElement | HTMLTextAreaElement) => {
    if (asks === annotating.answered) return;
    annotating.answered = asks;
    field.focus();
    field.select();
  };
}
