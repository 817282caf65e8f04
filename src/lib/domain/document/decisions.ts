import * as v from 'valibot';

/** A person looked at what a finding left to them, and says that it is right. */
export interface Acceptance {
  readonly rule: string;
  readonly reason: string;
  /** In the person's words; may be empty. */
  readonly why: string;
  /** `provenance.edits` of the picture looked at: another picture is another matter. */
  readonly edits: string;
}

/** What a person decided about one output of a photo. */
export interface Decisions {
  readonly accepted: readonly Acceptance[];
  /** Ids of automatic fixes that were undone. */
  readonly declined: readonly string[];
}

export const NO_DECISIONS: Decisions = { accepted: [], declined: [] };

const word = v.pipe(v.string(), v.minLength(1), v.maxLength(64));

export const decisionsSchema: v.GenericSchema<unknown, Decisions> = v.strictObject({
  accepted: v.pipe(
    v.array(
      v.strictObject({
        rule: word,
        reason: word,
        why: v.pipe(v.string(), v.maxLength(500)),
        edits: v.pipe(v.string(), v.maxLength(64))
      })
    ),
    v.maxLength(100)
  ),
  declined: v.pipe(v.array(word), v.maxLength(100))
});
