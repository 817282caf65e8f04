import type { ErrorCode, ErrorData, Options } from './types.ts';

/*
 * The wire. On `window`, once: the frame posts `Ready` (no secrets, so to anyone), the host answers `Connect` to the
 * frame's exact origin together with one MessagePort. On that port: `Request` and `Cancel` to the frame, `Reply` and
 * `Notice` to the host.
 */

export const PROTOCOL = 1;

export interface Ready {
  readonly packshot: number;
  readonly type: 'ready';
}

export type ConnectOptions = Omit<Options, 'src' | 'signal' | 'timeoutMs'>;

export interface Connect {
  readonly packshot: number;
  readonly type: 'connect';
  readonly options: ConnectOptions;
}

export interface Request {
  readonly id: number;
  readonly method: string;
  readonly params: object;
}

export interface Cancel {
  /** Id of the request to give up. */
  readonly cancel: number;
}

export interface WireError {
  readonly code: ErrorCode;
  readonly message: string;
  readonly data?: ErrorData;
}

export type Reply =
  { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: WireError };

export interface Notice {
  readonly event: string;
  readonly data: unknown;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

export const isReady = (data: unknown): data is Ready =>
  isObject(data) && typeof data['packshot'] === 'number' && data['type'] === 'ready';

const isWireError = (value: unknown): value is WireError =>
  isObject(value) && typeof value['code'] === 'string' && typeof value['message'] === 'string';

export const isReply = (data: unknown): data is Reply =>
  isObject(data) &&
  typeof data['id'] === 'number' &&
  ('error' in data ? isWireError(data['error']) : 'result' in data);

export const isNotice = (data: unknown): data is Notice =>
  isObject(data) && typeof data['event'] === 'string' && isObject(data['data']);

/** Whether `value` has own fields of these kinds (`typeof`, or `array`). */
export const hasFields = (value: unknown, fields: Record<string, string>): value is Record<string, unknown> =>
  isObject(value) &&
  Object.entries(fields).every(([field, kind]) =>
    kind === 'array' ? Array.isArray(value[field]) : typeof value[field] === kind
  );
