import type { PackshotError } from '../../domain/errors.ts';
import { AUDIT_LIMITS } from '../../pipeline/audit-files.ts';
import { m } from '../../paraglide/messages.js';
import { errorWords } from '../shared/error-words.ts';
import { number } from '../shared/numbers.ts';

/** Why an entry of a ZIP was not opened, by `data.reason` of its error (`pipeline/open-zip.ts`). */
const REASONS: Readonly<Record<string, () => string>> = {
  'too-many-entries': () => m.audit_zip_too_many({ limit: number(AUDIT_LIMITS.entries) }),
  encrypted: m.audit_zip_encrypted,
  'compressed-beyond-belief': m.audit_zip_bomb,
  'larger-than-told': m.audit_zip_bomb
};

/** Why a file has no report, and what to do. */
export function skipWords(error: PackshotError): string {
  const { code, data = {} } = error;
  if (code === 'unsupported-format' && data['format'] === 'zip') return m.audit_zip_nested();
  if (code === 'bad-request') return (REASONS[String(data['reason'])] ?? m.audit_zip_broken)();
  const { what, remedy } = errorWords(error);
  return `${what} ${remedy}`;
}
