import type { JsonObject, Migration } from './migrate.ts';

const ENCODE = { format: null, quality: 'auto' };

/** From version 6 on a photo says how its files are written; variants name only what they do differently. */
export const encode: Migration = {
  from: 5,
  up: (document) => ({
    ...document,
    photos: (document['photos'] as JsonObject[]).map((photo) => ({
      ...photo,
      edits: { ...(photo['edits'] as JsonObject), encode: ENCODE }
    }))
  })
};
