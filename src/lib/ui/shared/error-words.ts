import type { ErrorCode, PackshotError } from '../../domain/errors.ts';
import { m } from '../../paraglide/messages.js';
import { bytes, pixels } from './numbers.ts';
import { ACCEPTED_FORMATS } from './words.ts';

/** What a person reads about an error: what happened, and what to do now. */
export interface ErrorWords {
  readonly what: string;
  readonly remedy: string;
}

const formats = () => ACCEPTED_FORMATS.join(', ');

const WORDS: Record<ErrorCode, readonly [what: () => string, remedy: () => string]> = {
  aborted: [m.error_aborted, m.remedy_aborted],
  'bad-request': [m.error_bad_request, m.remedy_bad_request],
  busy: [m.error_busy, m.remedy_busy],
  'decode-failed': [m.error_decode_failed, m.remedy_decode_failed],
  destroyed: [m.error_destroyed, m.remedy_destroyed],
  disconnected: [m.error_disconnected, m.remedy_disconnected],
  'encode-failed': [m.error_encode_failed, m.remedy_encode_failed],
  'file-too-large': [m.error_file_too_large_plain, m.remedy_file_too_large],
  'image-too-large': [m.error_image_too_large, m.remedy_image_too_large],
  'model-unavailable': [m.error_model_unavailable, m.remedy_model_unavailable],
  'no-cutout': [m.error_no_cutout, m.remedy_no_cutout],
  'no-storage': [m.error_no_storage, m.remedy_no_storage],
  'not-found': [m.error_not_found, m.remedy_not_found],
  'out-of-memory': [m.error_out_of_memory, m.remedy_out_of_memory],
  'quota-exceeded': [m.error_quota_exceeded, m.remedy_quota_exceeded],
  'rule-unknown': [m.error_rule_unknown, m.remedy_rule_unknown],
  timeout: [m.error_timeout, m.remedy_timeout],
  'unknown-method': [m.error_unknown_method, m.remedy_unknown_method],
  'unsupported-format': [
    m.error_unsupported_format,
    () => m.remedy_unsupported_format({ formats: formats() })
  ],
  'unsupported-prompt': [m.error_unsupported_prompt, m.remedy_unsupported_prompt],
  version: [m.error_version, m.remedy_version],
  'worker-died': [m.error_worker_died, m.remedy_worker_died]
};

/** Pixels that a document refers to and that the store does not have. */
const isBlobMissing = ({ code, data }: Pick<PackshotError, 'code' | 'data'>): boolean =>
  code === 'not-found' && typeof data?.['sha256'] === 'string';

/** How large it is, and how large it may be. */
function sizes({ code, data = {} }: Pick<PackshotError, 'code' | 'data'>): string | null {
  const { width, height, reason, maxBytes } = data;
  if (code === 'image-too-large' && typeof width === 'number' && typeof height === 'number') {
    return m.error_image_too_large_size({ width: pixels(width), height: pixels(height) });
  }
  if (code === 'encode-failed' && reason === 'too-large') {
    const [size, limit, over] = [data['bytes'], maxBytes, data['overBytes']].map((count) =>
      bytes(Number(count))
    );
    return m.error_encode_failed_too_large({ size: size!, limit: limit!, over: over! });
  }
  if (code === 'quota-exceeded' && typeof data['bytes'] === 'number') {
    return m.error_quota_exceeded_size({ size: bytes(data['bytes']) });
  }
  if (code === 'file-too-large' && typeof data['bytes'] === 'number' && typeof maxBytes === 'number') {
    return m.error_file_too_large({ size: bytes(data['bytes']), limit: bytes(maxBytes) });
  }
  return null;
}

/** Sharper words for what happened, where the error carries its facts (`engine/encode/sniff.ts` lists them). */
function exactly({ code, data = {} }: PackshotError): string | null {
  const { format, reason, text } = data;
  if (code === 'unsupported-prompt') {
    if (typeof text !== 'string') return m.error_unsupported_prompt_engine();
    return (reason === 'not-found' ? m.word_not_found : m.word_unknown)({ word: text });
  }
  if (code === 'bad-request' && typeof format === 'string') {
    return m.error_format_not_taken({ format: format.toUpperCase() });
  }
  if (code === 'decode-failed' && reason === 'empty') return m.error_decode_failed_empty();
  if (code === 'decode-failed' && reason === 'truncated') return m.error_decode_failed_truncated();
  if (code === 'unsupported-format' && reason === 'animated') return m.error_unsupported_format_animated();
  if (code === 'unsupported-format' && typeof format === 'string' && format !== 'unknown') {
    return m.error_unsupported_format_named({ format: format.toUpperCase() });
  }
  return sizes({ code, data });
}

/** Sharper advice, where the error says why. */
function remedyFor({ code, data = {} }: PackshotError): string | null {
  if (isBlobMissing({ code, data })) return m.remedy_blob_missing();
  if (code === 'encode-failed' && data['reason'] === 'too-large') return m.remedy_encode_failed_too_large();
  if (code === 'bad-request' && data['format'] !== undefined) return m.remedy_format_not_taken();
  if (code !== 'unsupported-prompt') return null;
  return typeof data['text'] === 'string'
    ? m.remedy_unsupported_prompt_word()
    : m.remedy_unsupported_prompt_engine();
}

/** Words for any error of ours; the code itself goes in small print beside them. */
export function errorWords(error: PackshotError): ErrorWords {
  const [what, remedy] = WORDS[error.code];
  return {
    what: isBlobMissing(error) ? m.error_blob_missing() : (exactly(error) ?? what()),
    remedy: remedyFor(error) ?? remedy()
  };
}
