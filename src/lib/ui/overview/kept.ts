import * as v from 'valibot';
import { preference } from '../shared/preference.ts';

/** What this device keeps under a name, if it can be read. */
export function readKept<T>(key: string, schema: v.GenericSchema<unknown, T>): T | null {
  try {
    const kept = v.safeParse(schema, JSON.parse(preference.read(key) ?? 'null'));
    return kept.success ? kept.output : null;
  } catch {
    return null;
  }
}
