import { PackshotError } from '../domain/errors.ts';
import { DOCUMENT_VERSION } from '../domain/document/document.ts';
import { versionOf } from '../domain/document/migrations/migrate.ts';
import { parseProject } from '../domain/document/parse.ts';
import { parsePreset, type Preset } from '../domain/document/preset.ts';
import type { ProjectRow } from './db.ts';
import type { Readability } from './store.ts';

// What of that which lies there this app can read.

/** What `parse` makes of it; null where it refuses. */
function read<T>(parse: (json: unknown) => T, json: unknown): T | null {
  try {
    return parse(json);
  } catch (error) {
    if (error instanceof PackshotError) return null;
    throw error;
  }
}

export const isReadable = ({ document }: ProjectRow): boolean => read(parseProject, document) !== null;

/** As a document's version says. */
export function readabilityOf(document: unknown): Readability {
  const version = read(versionOf, document);
  if (version === null) return 'broken';
  return version > DOCUMENT_VERSION ? 'newer' : 'readable';
}

/** Those of the rows that can be read, by name. */
export const readPresets = (rows: readonly unknown[]): Preset[] =>
  rows.flatMap((row) => read(parsePreset, row) ?? []).sort((a, b) => a.name.localeCompare(b.name));

/** How many photos a document of any version has; a save at once leaves the card as it was. */
export function photosIn(document: unknown): number | null {
  const photos = (document as { photos?: unknown } | undefined)?.photos;
  return Array.isArray(photos) ? photos.length : null;
}
