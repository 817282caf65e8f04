import * as v from 'valibot';
import { PackshotError } from './errors.ts';
import { frozen } from './frozen.ts';

/**
 * Parses unknown JSON at a door (storage, file, message); inside, types are trusted. Returns a deep-frozen copy.
 * @throws `bad-request` with `path`: where in `what` the first problem lies, `photos.0.size.width`
 */
export function parseAs<T>(schema: v.GenericSchema<unknown, T>, json: unknown, what: string): T {
  const result = v.safeParse(schema, json, { abortEarly: true });
  if (result.success) return frozen(result.output);
  const issue = result.issues[0];
  const path = v.getDotPath(issue) ?? '';
  throw new PackshotError('bad-request', `${what}${path && ` at ${path}`}: ${issue.message}`, { path });
}
