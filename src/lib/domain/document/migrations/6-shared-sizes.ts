import type { Migration } from './migrate.ts';

/** From version 7 on choices may say that sizes get no files of other sizes' pictures; where nobody says so, they do. */
export const sharedSizes: Migration = { from: 6, up: (document) => document };
