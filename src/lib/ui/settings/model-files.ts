import type { ModelDescription } from '../../pipeline/models.ts';

/** Name of a file without folders and ending, in small letters. */
const stem = (name: string): string => (name.split('/').at(-1) ?? '').replace(/\.[^.]*$/, '').toLowerCase();

const lastPart = (url: string): string => decodeURI(url.split(/[?#]/)[0]?.split('/').at(-1) ?? '');

/** The one among `files` that is the description: the only JSON that is no tokenizer. */
export function descriptionAmong<F extends { readonly name: string }>(files: readonly F[]): F | null {
  const json = files.filter(({ name }) => /\.json$/i.test(name) && !/^(tokenizer|vocab)/i.test(name));
  return json.length === 1 ? json[0]! : null;
}

/**
 * Which of the chosen files is which: by the name that the description gives it, else by its role; the last one left
 * is the last one missing.
 */
export function filesByRole<F extends { readonly name: string }>(
  { files }: ModelDescription,
  chosen: readonly F[]
): Record<string, F> {
  const found: Record<string, F> = {};
  for (const { role, url } of files) {
    const byName = url === undefined ? undefined : chosen.find(({ name }) => name === lastPart(url));
    const file = byName ?? chosen.find(({ name }) => stem(name) === role);
    if (file) found[role] = file;
  }
  const missing = files.filter(({ role }) => !(role in found));
  const left = chosen.filter((file) => !Object.values(found).includes(file));
  if (missing.length === 1 && left.length === 1) found[missing[0]!.role] = left[0]!;
  return found;
}

/** Roles that have neither a file nor an address to be fetched from. */
export const rolesMissing = (
  { files }: ModelDescription,
  found: Readonly<Record<string, unknown>>
): string[] =>
  files.filter(({ role, url }) => !(role in found) && !URL.canParse(url ?? '')).map(({ role }) => role);
