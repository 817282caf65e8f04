import type { Photo } from '../../domain/document/document.ts';
import { asPackshotError, type PackshotError } from '../../domain/errors.ts';
import { m } from '../../paraglide/messages.js';
import { errorWords } from '../shared/error-words.ts';
import { notices } from '../shared/notices.svelte.ts';

/** Says which photos of a series could not be cut out, each with its reason. */
export function saySeriesFailed(failed: readonly { photo: Photo; error: PackshotError }[]): void {
  const lines = failed.map(({ photo: { name }, error }) => ({
    name,
    text: errorWords(error).what,
    code: error.code
  }));
  notices.say({ tone: 'error', title: m.series_failed(), lines });
}

/** Says that the document could not be saved where no screen is left to show it. */
export function saySaveFailed(problem: PackshotError): void {
  const { what, remedy } = errorWords(problem);
  notices.say({ tone: 'error', title: what, text: remedy, code: problem.code });
}

/** Says why nothing can be added here. */
export function sayReadOnly(): void {
  notices.say({ id: 'read-only', tone: 'info', title: m.read_only_no_photos() });
}

/** Says why something that was asked for did not work. */
export function sayFailed(error: unknown): void {
  const problem = asPackshotError(error, 'worker-died');
  const { what, remedy } = errorWords(problem);
  notices.say({ tone: 'error', title: what, text: remedy, code: problem.code });
}
