import { asPackshotError, PackshotError } from '../../domain/errors.ts';
import type { DownloadProgress } from './api.ts';
import { fetchPiece, isWhole, unavailable, type Surroundings } from './fetching.ts';
import { ModelCache } from './model-cache.ts';
import { parseManifest, piecesOf, sizeOf, type Manifest, type Piece, type Whole } from './models.ts';

export type { Surroundings } from './fetching.ts';

/**
 * Keeps the files a model needs, by their hash. A piece is verified before it is kept and again each time it is read;
 * where nothing can be kept on the device, pieces stay in this worker's memory.
 */
export class Weights {
  /** What lies on the device. */
  readonly cache: ModelCache;
  /** By address. */
  private readonly memory = new Map<string, Uint8Array<ArrayBuffer>>();
  private shippedOnce: Promise<Manifest> | undefined;

  constructor(private readonly around: Surroundings) {
    this.cache = new ModelCache(around.root, around.caches);
  }

  /** The registry: what this build ships, and what a person added. @throws `model-unavailable` */
  async manifest(): Promise<Manifest> {
    const shipped = await this.shipped();
    const added = (await this.cache.userModels()).filter(
      ({ id }) => !shipped.models.some((model) => model.id === id)
    );
    return { ...shipped, models: [...shipped.models, ...added] };
  }

  /** What this build ships; asked for again after a failure. @throws `model-unavailable` */
  private shipped(): Promise<Manifest> {
    this.shippedOnce ??= this.fetchManifest().catch((error: unknown) => {
      this.shippedOnce = undefined;
      throw error;
    });
    return this.shippedOnce;
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
      const bytes = await fetchPiece(this.around, this.address(piece), piece, signal, (more) =>
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
    const held = this.memory.get(this.address(piece));
    if (held) return held;
    const cache = await this.cache.open();
    const kept = await cache?.match(this.address(piece));
    if (!kept) throw unavailable('The model is not on this device yet', { reason: 'missing' });
    const bytes = new Uint8Array(await kept.arrayBuffer());
    if (await isWhole(bytes, piece)) return bytes;
    // Deleted first: the service worker would answer the request with the damaged copy.
    await cache?.delete(this.address(piece));
    const fresh = await fetchPiece(
      this.around,
      this.address(piece),
      piece,
      new AbortController().signal,
      () => {}
    );
    await this.keep(piece, fresh);
    return fresh;
  }

  /**
   * Makes sure that the script which starts the runtime can be loaded and is the one this build was made with.
   * @throws as `download`
   */
  async checkGlue({ path, ...piece }: Piece & { readonly path: string }): Promise<void> {
    const url = new URL(path, this.around.root).href;
    await fetchPiece(this.around, url, piece, new AbortController().signal, () => {});
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
    const cache = await this.cache.open();
    for (const piece of pieces) {
      this.memory.delete(this.address(piece));
      await cache?.delete(this.address(piece));
    }
  }

  private address({ sha256, path }: Piece): string {
    return path === undefined ? this.cache.address(sha256) : new URL(path, this.around.root).href;
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

  private async keys(): Promise<Set<string>> {
    return new Set([...(await this.cache.addresses()), ...this.memory.keys()]);
  }

  /** On the device, else (no storage, or it is full) in memory. */
  private async keep(piece: Piece, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const type = piece.path === undefined ? 'application/octet-stream' : 'text/javascript';
    const headers = { 'Content-Type': type, 'Content-Length': String(bytes.length) };
    try {
      const cache = await this.cache.open();
      if (!cache) throw new PackshotError('no-storage', 'no Cache Storage');
      await cache.put(this.address(piece), new Response(bytes, { headers }));
    } catch {
      this.memory.set(this.address(piece), bytes);
    }
  }
}
