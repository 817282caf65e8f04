import type { Section } from './overview.svelte.ts';

/** What a screen is opened for. */
export interface Wanted {
  /** A `Listing.key`, shown on the table. */
  readonly product?: string;
  /** A photo's id, looked at first. */
  readonly photo?: string;
  /** `Job.id` of the file that is reviewed first. */
  readonly file?: string;
  /** A part of the overview. */
  readonly section?: Section;
}
