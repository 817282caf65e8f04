import type { JsonObject } from './migrate.ts';

/** A variant names only what it does differently: a frame among that gets the new fields. */
const withFrame = (edits: JsonObject): JsonObject =>
  'frame' in edits
    ? { ...edits, frame: { ...(edits['frame'] as JsonObject), longSide: null, align: 'box' } }
    : edits;

/** From version 4 on a frame may have a size of its own, and its product stand otherwise than by its box. */
export function framed(photo: JsonObject): JsonObject {
  const variants = Object.entries(photo['variants'] as Record<string, JsonObject>);
  return {
    ...photo,
    edits: withFrame(photo['edits'] as JsonObject),
    variants: Object.fromEntries(variants.map(([key, patch]) => [key, withFrame(patch)]))
  };
}
