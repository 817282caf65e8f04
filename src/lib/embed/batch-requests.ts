import * as v from 'valibot';
import { languageTag } from '../domain/document/edits/schemas.ts';
import { channels, word } from './request-parts.ts';

/** Most photos, or files, that one call names. */
const MAX_NAMED = 50_000;
/** A job's id: the project's and the photo's, a channel, a role, a locale. */
const jobId = v.pipe(v.string(), v.minLength(1), v.maxLength(400));

const named = v.pipe(v.array(word), v.maxLength(MAX_NAMED), v.readonly());
const photos = v.optional(named);

/** What the methods of batches take. */
export const BATCH_REQUESTS = {
  startBatch: v.strictObject({
    channels: v.pipe(channels, v.minLength(1), v.readonly()),
    locales: v.optional(v.pipe(v.array(v.union([languageTag, v.literal('global')])), v.readonly())),
    photos,
    model: v.optional(word),
    effort: v.optional(v.picklist(['fast', 'auto', 'best']))
  }),
  getBatch: v.strictObject({}),
  pauseBatch: v.strictObject({}),
  resumeBatch: v.strictObject({}),
  prioritiseBatch: v.strictObject({ photos: named }),
  cancelBatch: v.strictObject({ photos }),
  retryBatch: v.strictObject({ photos }),
  getStale: v.strictObject({}),
  getOverview: v.strictObject({}),
  refresh: v.union([
    v.strictObject({
      ids: v.pipe(v.array(jobId), v.minLength(1), v.maxLength(MAX_NAMED), v.readonly())
    }),
    v.strictObject({
      reasons: v.pipe(v.array(v.picklist(['rules', 'edits', 'model', 'app'])), v.minLength(1), v.readonly()),
      channels: v.optional(v.pipe(channels, v.readonly()))
    })
  ])
};
