/** Every code an error can carry. */
export type ErrorCode =
  | 'aborted'
  | 'bad-request'
  | 'busy'
  | 'decode-failed'
  | 'destroyed'
  | 'disconnected'
  | 'encode-failed'
  | 'file-too-large'
  | 'image-too-large'
  | 'model-unavailable'
  | 'no-cutout'
  | 'no-storage'
  | 'not-found'
  | 'out-of-memory'
  | 'quota-exceeded'
  | 'rule-unknown'
  | 'timeout'
  | 'unknown-method'
  | 'unsupported-format'
  | 'unsupported-prompt'
  | 'version'
  | 'worker-died';

/** Facts about an error, as plain JSON. */
export type ErrorData = Readonly<Record<string, string | number | boolean | null>>;
