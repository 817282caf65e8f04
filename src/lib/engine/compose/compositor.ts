import type { Matte, Pixels } from '../../domain/pixels.ts';
import type { AnnotatePass, ComposePass, Pass } from '../../domain/render/pass.ts';
import { PackshotError } from '../../domain/errors.ts';
import { alphaOf } from '../pixels.ts';
import type { Composite, PictureRequest } from './api.ts';
import type { Backend } from './backend.ts';
import type { Layer } from './layer.ts';
import { PassCache } from './pass-cache.ts';

/** Where a compositor finds what passes are made from. Both throw `not-found`. */
export interface Resources {
  layer(key: string): Layer;
  /** Of a picture backdrop, by its sha-256. */
  picture(sha256: string): Pixels;
}

/** Runs passes on a backend, one request at a time (`Painter` sees to it); what was painted once is kept by its key. */
export class Compositor<P> {
  readonly #cache: PassCache<P>;

  /** @param maxBytes of painted pictures that are kept */
  constructor(
    readonly backend: Backend<P>,
    private readonly resources: Resources,
    maxBytes: number
  ) {
    this.#cache = new PassCache(maxBytes, backend);
  }

  get bytes(): number {
    return this.#cache.bytes;
  }

  /** The finished picture's pixels, and what must be known to judge them. @throws `not-found` */
  render(request: PictureRequest): Promise<Composite> {
    return this.#keeping(async () => {
      const picture = await this.#make(request);
      const pixels = await this.backend.read(picture);
      const product = await this.backend.read(this.#held(first(request.passes, 'place').key));
      const matte = alphaOf(product) ?? solid(product);
      return { pixels, matte, covered: await this.#covered(request, matte) };
    });
  }

  /** The finished picture for the screen; the caller closes it. @throws `not-found` */
  show(request: PictureRequest): Promise<ImageBitmap> {
    return this.#keeping(async () => this.backend.show(await this.#make(request)));
  }

  /** Paints what `request` asks for and keeps it. @throws `not-found` */
  prepare(request: PictureRequest): Promise<void> {
    return this.#keeping(async () => {
      await this.#make(request);
    });
  }

  /** Frees every picture. */
  close(): void {
    this.#cache.clear();
  }

  /** Keeps all that is painted until the work is done: it may be made from any of it. */
  #keeping<R>(work: () => Promise<R>): Promise<R> {
    return work().finally(() => this.#cache.trim());
  }

  async #make({ passes, key }: PictureRequest): Promise<P> {
    for (const pass of passes) {
      if (pass.kind === 'layer' || this.#cache.get(pass.key) !== undefined) continue;
      this.#cache.put(pass.key, await this.#paint(pass));
    }
    return this.#held(key);
  }

  #paint(pass: Exclude<Pass, { kind: 'layer' }>): Promise<P> {
    const { backend, resources } = this;
    switch (pass.kind) {
      case 'place':
        return backend.place(pass, resources.layer(pass.layer));
      case 'adjust':
        return backend.adjust(pass, this.#held(pass.place));
      case 'shadow':
        return backend.shadow(pass, this.#held(pass.place), resources.layer(pass.layer));
      case 'backdrop': {
        const { backdrop } = pass;
        return backend.backdrop(
          pass,
          backdrop.kind === 'picture' ? resources.picture(backdrop.blob.sha256) : null
        );
      }
      case 'compose':
        return backend.compose(pass, this.#inputsOf(pass));
      case 'annotate':
        return backend.annotate(pass, this.#held(pass.picture), this.#insetsOf(pass));
    }
  }

  #inputsOf({ product, shade, backdrop }: ComposePass) {
    return {
      product: this.#held(product),
      shade: shade === null ? null : this.#held(shade),
      backdrop: backdrop === null ? null : this.#held(backdrop)
    };
  }

  #insetsOf({ insets }: AnnotatePass): ReadonlyMap<string, P> {
    return new Map(Object.entries(insets).map(([id, key]) => [id, this.#held(key)]));
  }

  #held(key: string): P {
    const picture = this.#cache.get(key);
    if (picture === undefined) throw new PackshotError('not-found', 'A pass was left out', { pass: key });
    return picture;
  }

  /**
   * Where the product or what it throws (shade, reflection) is seen; null where that is the product alone. Notes are
   * not among it: on a white background they are a fault.
   */
  async #covered({ passes }: PictureRequest, matte: Matte): Promise<Matte | null> {
    const compose = first(passes, 'compose');
    if (compose.shade === null && compose.reflection === null) return null;
    const picture = wordsOf(await this.backend.read(this.#held(compose.key)));
    const behind = compose.backdrop && wordsOf(await this.backend.read(this.#held(compose.backdrop)));
    const alpha = matte.alpha.map((own, p) => (picture[p] === (behind ? behind[p] : 0) ? own : own || 1));
    return { ...matte, alpha };
  }
}

/** Those of the picture come before those of its magnifiers. */
function first<K extends Pass['kind']>(passes: readonly Pass[], kind: K) {
  const found = passes.find((pass): pass is Extract<Pass, { kind: K }> => pass.kind === kind);
  if (!found) throw new PackshotError('bad-request', `No ${kind} pass`, { kind });
  return found;
}

const wordsOf = ({ data }: Pixels): Uint32Array => new Uint32Array(data.buffer);

const solid = ({ width, height }: Pixels): Matte => ({
  alpha: new Uint8Array(width * height).fill(255),
  width,
  height
});
