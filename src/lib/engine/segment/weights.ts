import { asPackshotError, PackshotError, type ErrorData } from '../../domain/errors.ts';
import { MODEL_CACHE, type DownloadProgress } from './api.ts';
import { parseManifest, piecesOf, sizeOf, type Manifest, type Piece, type Whole } from './models.ts';

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

const unavailable = (message: string, data: ErrorData): PackshotError =>
  new PackshotError('model-unavailable', message, data);

const hex = (digest: ArrayBuffer): string =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');

async function isWhole(bytes: Uint8Array<ArrayBuffer>, { sha256, bytes: expected }: Piece): Promise<boolean> {
  return bytes.length === expected && hex(await crypto.subtle.digest('SHA-256', bytes)) === sha256;
}

/**
 * Keeps the files a model needs, by their hash. A piece is verified before it is kept and again each time it is read;
 * where nothing can be kept on the device, pieces stay in this worker's memory.
 */
export class Weights {
  private cache: Promise<Cache | null> | undefined;
  private readonly memory = new Map<string, Uint8Array<ArrayBuffer>>();
  private manifestOnce: Promise<Manifest> | undefined;

  constructor(private readonly around: Surroundings) {}

  /** The registry; asked for again after a failure. @throws `model-unavailable` */
  manifest(): Promise<Manifest> {
    this.manifestOnce ??= this.fetchManifest().catch((error: unknown) => {
      this.manifestOnce = undefined;
      throw error;
    });
    return this.manifestOnce;
  }

  /** Bytes of `pieces` that are here and were verified when they came. */
  async stored(pieces: readonly Piece[]): Promise<number> {
    const kept = await this.keys();
    return sizeOf(pieces.filter((piece) => kept.has(this.address(piece))));
  }

  /**
   * Fetches those of `pieces` that are not here yet. Pieces that are complete stay when it fails or is stopped, so
   * that the next call goes on from there.
   * @throws `model-unavailable` (data.reason: `network`, `http`, `stalled` or `corrupt`), `aborted`
   */
  async download(
    pieces: readonly Piece[],
    onProgress: (progress: DownloadProgress) => void,
    signal: AbortSignal
  ): Promise<void> {
    const kept = await this.keys();
    const total = sizeOf(pieces);
    let done = sizeOf(pieces.filter((piece) => kept.has(this.address(piece))));
    onProgress({ done, total });
    for (const piece of pieces) {
      if (kept.has(this.address(piece))) continue;
      const bytes = await this.fetchPiece(this.address(piece), piece, signal, (more) =>
        onProgress({ done: done + more, total })
      );
      await this.keep(piece, bytes);
      done += piece.bytes;
    }
    onProgress({ done, total });
  }

  /**
   * A file put together from its pieces, each verified. One that was damaged on the device is fetched again, once.
   * @throws `model-unavailable` (data.reason: `missing` before it was downloaded, or as `download`)
   */
  async read({ bytes, chunks }: Whole): Promise<Uint8Array<ArrayBuffer>> {
    const whole = new Uint8Array(bytes);
    let at = 0;
    for (const piece of chunks) {
      whole.set(await this.readPiece(piece), at);
      at += piece.bytes;
    }
    return whole;
  }

  /** One verified piece. @throws as `read` */
  async readPiece(piece: Piece): Promise<Uint8Array<ArrayBuffer>> {
    const held = this.memory.get(piece.sha256);
    if (held) return held;
    const cache = await this.open();
    const kept = await cache?.match(this.address(piece));
    if (!kept) throw unavailable('The model is not on this device yet', { reason: 'missing' });
    const bytes = new Uint8Array(await kept.arrayBuffer());
    if (await isWhole(bytes, piece)) return bytes;
    // Deleted first: the service worker would answer the request with the damaged copy.
    await cache?.delete(this.address(piece));
    const fresh = await this.fetchPiece(this.address(piece), piece, new AbortController().signal, () => {});
    await this.keep(piece, fresh);
    return fresh;
  }

  /**
   * Makes sure that the script which starts the runtime can be loaded and is the one this build was made with.
   * @throws as `download`
   */
  async checkGlue({ path, ...piece }: Piece & { readonly path: string }): Promise<void> {
    await this.fetchPiece(
      new URL(path, this.around.root).href,
      piece,
      new AbortController().signal,
      () => {}
    );
  }

  /** The piece that `url` names, if it is one of this build's. */
  async pieceAt(url: string): Promise<Piece | undefined> {
    if (!url.startsWith(new URL('models/', this.around.root).href)) return undefined;
    const manifest = await this.manifest();
    const pieces = manifest.models.flatMap((model) => piecesOf(manifest, model));
    return pieces.find((piece) => this.address(piece) === url);
  }

  /** Forgets `pieces`. */
  async remove(pieces: readonly Piece[]): Promise<void> {
    const cache = await this.open();
    for (const piece of pieces) {
      this.memory.delete(piece.sha256);
      await cache?.delete(this.address(piece));
    }
  }

  private address({ sha256 }: Piece): string {
    return new URL(`models/${sha256}`, this.around.root).href;
  }

  private async fetchManifest(): Promise<Manifest> {
    const url = new URL('models/models.json', this.around.root);
    try {
      const response = await this.around.fetch(url);
      if (!response.ok) throw unavailable(`models.json: ${response.status}`, { reason: 'http' });
      return parseManifest(await response.json());
    } catch (error) {
      throw asPackshotError(error, 'model-unavailable');
    }
  }

  /** Null where the browser refuses; asked once. */
  private open(): Promise<Cache | null> {
    this.cache ??= (async () => (await this.around.caches?.open(MODEL_CACHE)) ?? null)().catch(() => null);
    return this.cache;
  }

  private async keys(): Promise<Set<string>> {
    const kept = (await (await this.open())?.keys()) ?? [];
    const held = [...this.memory.keys()].map((sha256) => this.address({ sha256, bytes: 0 }));
    return new Set([...kept.map(({ url }) => url), ...held]);
  }

  /** On the device, else (no storage, or it is full) in memory. */
  private async keep(piece: Piece, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const headers = { 'Content-Type': 'application/octet-stream', 'Content-Length': String(bytes.length) };
    try {
      const cache = await this.open();
      if (!cache) throw new PackshotError('no-storage', 'no Cache Storage');
      await cache.put(this.address(piece), new Response(bytes, { headers }));
    } catch {
      this.memory.set(piece.sha256, bytes);
    }
  }

  private async fetchPiece(
    url: string,
    piece: Piece,
    signal: AbortSignal,
    onBytes: (bytes: number) => void
  ): Promise<Uint8Array<ArrayBuffer>> {
    const stall = stallGuard(signal, this.around.stallMs ?? STALL_MS);
    try {
      const response = await this.around.fetch(url, { signal: stall.signal });
      if (!response.ok)
        throw unavailable(`HTTP ${response.status}`, { reason: 'http', status: response.status });
      const bytes = await readBody(response, piece.bytes, (got) => {
        stall.alive();
        onBytes(got);
      });
      if (!(await isWhole(bytes, piece)))
        throw unavailable(`${piece.sha256} is damaged`, { reason: 'corrupt' });
      return bytes;
    } catch (error) {
      if (signal.aborted) throw new PackshotError('aborted', 'The download was stopped');
      if (stall.signal.aborted) throw unavailable('The connection brings nothing', { reason: 'stalled' });
      if (error instanceof PackshotError) throw error;
      throw unavailable(error instanceof Error ? error.message : String(error), { reason: 'network' });
    } finally {
      stall.end();
    }
  }
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
