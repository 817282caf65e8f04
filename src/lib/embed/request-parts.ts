import * as v from 'valibot';
import { languageTag } from '../domain/document/edits/schemas.ts';
import { PRESET_EDITS } from '../domain/document/preset.ts';

// Parts that the parameters of several methods have.

/** Most channels of one project. */
export const MAX_CHANNELS = 100;

export const name = v.pipe(v.string(), v.minLength(1), v.maxLength(255));
export const word = v.pipe(v.string(), v.minLength(1), v.maxLength(64));
export const blob = v.instance(Blob);
export const channels = v.pipe(v.array(word), v.minLength(1), v.maxLength(MAX_CHANNELS));

/** One of a photo's pictures, which may differ from the others. */
export const variant = v.strictObject({ channel: word, role: word, locale: v.optional(languageTag) });

export const presetEdits = v.optional(
  v.pipe(v.array(v.picklist(PRESET_EDITS)), v.minLength(1), v.maxLength(PRESET_EDITS.length), v.readonly())
);
