import { PackshotError, type ErrorData } from '../../domain/errors.ts';
import type { Piece } from './models.ts';

/** A connection that brings nothing for this long is given up, so that the seller can retry. */
const STALL_MS = 30_000;

/** The world outside, so that tests can bring their own. */
export interface Surroundings {
  /** The app's root, with a slash at its end. */
  readonly root: URL;
  readonly fetch: typeof fetch;
  /** Absent where the browser has none, or denies it (frames, private windows). */
  readonly caches: CacheStorage | undefined;
  readonly stallMs?: number;
}

export const unavailable = (message: string, data: ErrorData): PackshotError =>
  new PackshotError('model-unavailable', message, data);

/** SHA-256, in small hexadecimal. */
export async function hashOf(bytes: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

export async function isWhole(
  bytes: Uint8Array<ArrayBuffer>,
  { sha256, bytes: expected }: Piece
): Promise<boolean> {
  return bytes.length === expected && (await hashOf(bytes)) === sha256;
}

/** A signal that also fires when `alive` was not called for `ms`. */
function stallGuard(
  outer: AbortSignal,
  ms: number
): { signal: AbortSignal; alive: () => void; end: () => void } {
  const stalled = new AbortController();
  const strike = () => stalled.abort();
  let timer = setTimeout(strike, ms);
  const alive = () => {
    clearTimeout(timer);
    timer = setTimeout(strike, ms);
  };
  return { signal: AbortSignal.any([outer, stalled.signal]), alive, end: () => clearTimeout(timer) };
}

/**
 * Asks for `url` and reads the answer.
 * @param read must call `alive` whenever bytes came
 * @throws `model-unavailable` (data.reason: `network`, `http` or `stalled`), `aborted`, or what `read` throws of ours
 */
export async function bring<R>(
  { fetch, stallMs = STALL_MS }: Surroundings,
  url: string,
  signal: AbortSignal,
  read: (response: Response, alive: () => void) => Promise<R>
): Promise<R> {
  const stall = stallGuard(signal, stallMs);
  try {
    const response = await fetch(url, { signal: stall.signal });
    if (!response.ok)
      throw unavailable(`HTTP ${response.status}`, { reason: 'http', status: response.status });
    return await read(response, stall.alive);
  } catch (error) {
    if (signal.aborted) throw new PackshotError('aborted', 'The download was stopped');
    if (stall.signal.aborted) throw unavailable('The connection brings nothing', { reason: 'stalled' });
    if (error instanceof PackshotError) throw error;
    throw unavailable(error instanceof Error ? error.message : String(error), { reason: 'network' });
  } finally {
    stall.end();
  }
}

/** Reads a body of which the length is known, telling how far it is. A longer one is cut: its hash will not fit. */
async function readBody(
  response: Response,
  length: number,
  onBytes: (bytes: number) => void
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  const reader = response.body?.getReader();
  let got = 0;
  for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
    const fits = next.value.subarray(0, length - got);
    bytes.set(fits, got);
    got += fits.length;
    onBytes(got);
    if (fits.length < next.value.length) {
      await reader?.cancel();
      return bytes.subarray(0, 0);
    }
  }
  return bytes.subarray(0, got);
}

/** A verified piece. @throws as `bring`; also data.reason `corrupt` */
export const fetchPiece = (
  around: Surroundings,
  url: string,
  piece: Piece,
  signal: AbortSignal,
  onBytes: (bytes: number) => void
): Promise<Uint8Array<ArrayBuffer>> =>
  bring(around, url, signal, async (response, alive) => {
    const bytes = await readBody(response, piece.bytes, (got) => {
      alive();
      onBytes(got);
    });
    if (await isWhole(bytes, piece)) return bytes;
    throw unavailable(`${piece.sha256} is damaged`, { reason: 'corrupt' });
  });

/** A file of unknown length, which the browser may keep outside of memory. @throws as `bring`; `file-too-large` */
export const fetchBlob = (
  around: Surroundings,
  url: string,
  maxBytes: number,
  signal: AbortSignal,
  onBytes: (bytes: number) => void
): Promise<Blob> =>
  bring(around, url, signal, async ({ body }, alive) => {
    let got = 0;
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(part, controller) {
        got += part.length;
        if (got > maxBytes) throw new PackshotError('file-too-large', url, { bytes: got, maxBytes });
        alive();
        onBytes(got);
        controller.enqueue(part);
      }
    });
    return body ? new Response(body.pipeThrough(counter)).blob() : new Blob();
  });
