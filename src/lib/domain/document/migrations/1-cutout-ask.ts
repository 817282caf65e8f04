import type { JsonObject, Migration } from './migrate.ts';

type Cutout = { matte: JsonObject | null; model: string | null; confidence: number | null };

const IDENTITY_ASK = {
  prompt: { box: null, include: [], exclude: [], text: null },
  holes: 'auto',
  pick: null
};

/** A cutout of version 1 was a matte, its model and its confidence; from 2 on it says what was asked and corrected too. */
function cutoutOf({ matte, model, confidence }: Cutout): JsonObject {
  const found = matte && { matte, doubt: null, model: model ?? 'isnet-fp16', confidence, ask: IDENTITY_ASK };
  const correction = { strokes: [], invert: false, smooth: 0, grow: 0, feather: 0 };
  return { ask: IDENTITY_ASK, isShared: false, found, correction };
}

function editsOf(edits: JsonObject): JsonObject {
  return 'cutout' in edits ? { ...edits, cutout: cutoutOf(edits['cutout'] as Cutout) } : edits;
}

function photoOf(photo: JsonObject): JsonObject {
  const variants = Object.entries(photo['variants'] as Record<string, JsonObject>);
  return {
    ...photo,
    edits: editsOf(photo['edits'] as JsonObject),
    variants: Object.fromEntries(variants.map(([key, edits]) => [key, editsOf(edits)]))
  };
}

export const cutoutAsk: Migration = {
  from: 1,
  up: (document) => ({ ...document, photos: (document['photos'] as JsonObject[]).map(photoOf) })
};
