import { framed } from './3-frames.ts';
import type { JsonObject, Migration } from './migrate.ts';

const METADATA = {
  copyright: null,
  creator: null,
  digitalSourceType: null,
  syntheticPerformer: false,
  keepCredits: false
};

/** From version 4 on a project says what its files say about themselves; what changed in its photos' frames: `framed`. */
export const metadata: Migration = {
  from: 3,
  up: (document) => ({
    ...document,
    metadata: METADATA,
    photos: (document['photos'] as JsonObject[]).map(framed)
  })
};
