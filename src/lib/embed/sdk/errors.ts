import type { ErrorCode, ErrorData } from './types.ts';

/** What every call rejects with. `message` is English and for developers. */
export class PackshotError extends Error {
  override readonly name: string = 'PackshotError';
  readonly code: ErrorCode;
  readonly data: ErrorData | undefined;

  constructor(code: ErrorCode, message: string, data?: ErrorData) {
    super(message);
    this.code = code;
    this.data = data;
  }
}
