import type { Migration } from './migrate.ts';

const METADATA = {
  copyright: null,
  creator: null,
  digitalSourceType: null,
  syntheticPerformer: false,
  keepCredits: false
};

/** From version 4 on a project says what its files say about themselves. */
export const metadata: Migration = {
  from: 3,
  up: (document) => ({ ...document, metadata: METADATA })
};
