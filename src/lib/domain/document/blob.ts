/** A blob kept under its content's hash: never rewritten, swept when no document refers to it. */
export interface BlobRef {
  /** 64 lower-case hex digits. */
  readonly sha256: string;
  readonly type: string;
  readonly bytes: number;
}

const HASH = /^[0-9a-f]{64}$/;

/** Whether `text` can be the name of a blob's content. */
export const isHash = (text: unknown): text is string => typeof text === 'string' && HASH.test(text);

/**
 * Every blob that plain JSON of any form refers to, by hash, in the order of finding. Knows no edits: what looks like a
 * `BlobRef` is one, also in a document that cannot be read otherwise. Missing types are '', missing sizes 0.
 */
export function blobRefs(json: unknown): Map<string, BlobRef> {
  const refs = new Map<string, BlobRef>();
  const seen = new Set<unknown>();
  const waiting = [json];
  while (waiting.length > 0) {
    const value = waiting.pop();
    if (typeof value !== 'object' || value === null || seen.has(value)) continue;
    seen.add(value);
    const ref = refIn(value);
    if (ref && !refs.has(ref.sha256)) refs.set(ref.sha256, ref);
    waiting.push(...Object.values(value as Record<string, unknown>).reverse());
  }
  return refs;
}

function refIn(value: object): BlobRef | null {
  const { sha256, type, bytes } = value as { sha256?: unknown; type?: unknown; bytes?: unknown };
  if (!isHash(sha256)) return null;
  return {
    sha256,
    type: typeof type === 'string' ? type : '',
    bytes: typeof bytes === 'number' ? bytes : 0
  };
}
