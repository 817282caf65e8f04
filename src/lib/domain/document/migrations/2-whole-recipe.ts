import type { JsonObject, Migration } from './migrate.ts';

const CROP = { turns: 0, flip: false, straighten: 0, keystone: { x: 0, y: 0 }, rect: null };
const ADJUST = {
  exposure: 0,
  temperature: 0,
  tint: 0,
  contrast: 0,
  highlights: 0,
  shadows: 0,
  saturation: 0,
  clarity: 0,
  sharpen: 0,
  denoise: 0
};
const SHADOW = {
  contact: { strength: 0, spread: 0.06, softness: 0.5 },
  drop: { strength: 0, angle: 135, distance: 0.06, blur: 0.3 },
  reflection: { strength: 0, length: 0.3, blur: 0.2 },
  original: { strength: 0 },
  reachesFrame: false
};
const ANNOTATE = { language: null, notes: [] };

const frameOf = (frame: JsonObject): JsonObject => ({
  ratio: null,
  fill: frame['fill'],
  padding: 0,
  shift: { x: 0, y: 0 }
});

/** A variant names only what it does differently: it gets no new edits, but its frame gets the new fields. */
const withFrame = (edits: JsonObject): JsonObject =>
  'frame' in edits ? { ...edits, frame: frameOf(edits['frame'] as JsonObject) } : edits;

function photoOf(photo: JsonObject): JsonObject {
  const variants = Object.entries(photo['variants'] as Record<string, JsonObject>);
  const edits = withFrame(photo['edits'] as JsonObject);
  return {
    ...photo,
    edits: { ...edits, crop: CROP, adjust: ADJUST, shadow: SHADOW, annotate: ANNOTATE },
    variants: Object.fromEntries(variants.map(([key, patch]) => [key, withFrame(patch)]))
  };
}

/** Version 2 cut out, backed and framed; from 3 on a photo is also cropped, adjusted, shaded and annotated. */
export const wholeRecipe: Migration = {
  from: 2,
  up: (document) => ({ ...document, photos: (document['photos'] as JsonObject[]).map(photoOf) })
};
