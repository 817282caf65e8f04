/** Every code an error of Packshot can carry; the list is part of the public Embed API. */
export const ERROR_CODES = [
  'aborted',
  'bad-request',
  'busy',
  'decode-failed',
  'destroyed',
  'disconnected',
  'encode-failed',
  'file-too-large',
  'image-too-large',
  'model-unavailable',
  'no-cutout',
  'no-storage',
  'not-found',
  'out-of-memory',
  'quota-exceeded',
  'rule-unknown',
  'timeout',
  'unknown-method',
  'unsupported-format',
  'unsupported-prompt',
  'version',
  'worker-died'
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];

/** Facts about an error, as plain JSON: `{ bytes: 0 }`, `{ format: 'svg' }`. Numbers are in the unit their name says. */
export type ErrorData = Readonly<Record<string, string | number | boolean | null>>;

/** The form of an error on a wire (worker, embed). */
export interface WireError {
  code: ErrorCode;
  message: string;
  data?: ErrorData;
}

/** The one error class of Packshot. `message` is English and for developers; screens word the code themselves. */
export class PackshotError extends Error {
  override readonly name = 'PackshotError';

  constructor(
    readonly code: ErrorCode,
    message: string,
    readonly data?: ErrorData
  ) {
    super(message);
  }

  toWire(): WireError {
    return { code: this.code, message: this.message, ...(this.data && { data: this.data }) };
  }

  static fromWire(wire: WireError): PackshotError {
    return new PackshotError(wire.code, wire.message, wire.data);
  }
}

/** `error` itself where it is ours, else one of ours with `fallback` as its code. Aborts become `aborted`. */
export function asPackshotError(error: unknown, fallback: ErrorCode): PackshotError {
  if (error instanceof PackshotError) return error;
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) };
  if (name === 'AbortError') return new PackshotError('aborted', message);
  if (name === 'QuotaExceededError') return new PackshotError('quota-exceeded', message);
  if (name === 'RangeError' && /allocation|array length/i.test(message)) {
    return new PackshotError('out-of-memory', message);
  }
  return new PackshotError(fallback, message);
}
