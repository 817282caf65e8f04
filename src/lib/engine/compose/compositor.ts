import type { ExtendedMeasure } from '../../domain/compliance/measurements.ts';
import type { Matte, Pixels } from '../../domain/pixels.ts';
import type { AnnotatePass, ComposePass, Pass, ScenePass } from '../../domain/render/pass.ts';
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

/** What a finished picture is held against. */
export interface Proof {
  /** The photo's product where it stands, before anything was done to it: straight sRGB. */
  readonly placed: Pixels;
  /** The same with its light and colour adjusted; null where nothing was. */
  readonly adjusted: Pixels | null;
  /** 1 where notes changed the picture; null where there are none. */
  readonly drawn: Uint8Array | null;
}

/** Runs passes on a backend, one request at a time (`Painter` sees to it); what was painted once is kept by its key. */
export class Compositor<P> {
  readonly #cache: PassCache<P>;
  /** How a scene was extended, by the key of its pass. */
  readonly #extended = new Map<string, ExtendedMeasure>();

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
      const covered = await this.#covered(request, matte);
      return { pixels, matte, covered, extended: this.#extendedIn(request) };
    });
  }

  /** The finished picture for the screen; the caller closes it. @throws `not-found` */
  show(request: PictureRequest): Promise<ImageBitmap> {
    return this.#keeping(async () => this.backend.show(await this.#make(request)));
  }

  /** The stages of a picture that say what became of the photo in it. @throws `not-found` */
  proof(request: PictureRequest): Promise<Proof> {
    return this.#keeping(async () => {
      const picture = await this.#make(request);
      const compose = first(request.passes, 'compose');
      const { key } = first(request.passes, 'place');
      const read = (held: string) => this.backend.read(this.#held(held));
      const isDrawn = request.key !== compose.key;
      return {
        placed: await read(key),
        adjusted: compose.product === key ? null : await read(compose.product),
        drawn: isDrawn ? differing(await this.backend.read(picture), await read(compose.key)) : null
      };
    });
  }

  /** How the picture's surroundings were extended; null where none were kept. @throws `not-found` */
  extended(request: PictureRequest): Promise<ExtendedMeasure | null> {
    return this.#keeping(async () => {
      await this.#make(request);
      return this.#extendedIn(request);
    });
  }

  /** Paints what `request` asks for and keeps it. @throws `not-found` */
  prepare(request: PictureRequest): Promise<void> {
    return this.#keeping(async () => {
      await this.#make(request);
    });
  }

  /** Frees what was used longest ago, down to so many bytes; not while something is being made of it. */
  trim(maxBytes: number): void {
    this.#cache.trim(maxBytes);
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
      if (pass.kind === 'layer' || this.#isHeld(pass)) continue;
      this.#cache.put(pass.key, await this.#paint(pass));
    }
    return this.#held(key);
  }

  /** A scene counts as held with the knowledge of how it was extended. */
  #isHeld({ kind, key }: Pass): boolean {
    return this.#cache.get(key) !== undefined && (kind !== 'scene' || this.#extended.has(key));
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
      case 'scene':
        return this.#scene(pass);
      case 'compose':
        return backend.compose(pass, this.#inputsOf(pass));
      case 'annotate':
        return backend.annotate(pass, this.#held(pass.picture), this.#insetsOf(pass));
    }
  }

  async #scene(pass: ScenePass): Promise<P> {
    const product = pass.product === null ? null : this.#held(pass.product);
    const { picture, extended } = await this.backend.scene(pass, this.#held(pass.photo), product);
    if (this.#extended.size >= MOST_SCENES) this.#extended.clear();
    this.#extended.set(pass.key, extended);
    return picture;
  }

  #extendedIn({ passes }: PictureRequest): ExtendedMeasure | null {
    const scene = passes.find((pass) => pass.kind === 'scene');
    return (scene && this.#extended.get(scene.key)) ?? null;
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
    const compose = passes.find((pass) => pass.kind === 'compose');
    if (!compose || (compose.shade === null && compose.reflection === null)) return null;
    const picture = wordsOf(await this.backend.read(this.#held(compose.key)));
    const behind = compose.backdrop && wordsOf(await this.backend.read(this.#held(compose.backdrop)));
    const alpha = matte.alpha.map((own, p) => (picture[p] === (behind ? behind[p] : 0) ? own : own || 1));
    return { ...matte, alpha };
  }
}

/** Scenes of which it is known how they were extended; more than pictures are kept. */
const MOST_SCENES = 1000;

/** Those of the picture come before those of its magnifiers. */
function first<K extends Pass['kind']>(passes: readonly Pass[], kind: K) {
  const found = passes.find((pass): pass is Extract<Pass, { kind: K }> => pass.kind === kind);
  if (!found) throw new PackshotError('bad-request', `No ${kind} pass`, { kind });
  return found;
}

function differing(picture: Pixels, other: Pixels): Uint8Array {
  const [a, b] = [wordsOf(picture), wordsOf(other)];
  return new Uint8Array(a.length).map((_, p) => (a[p] === b[p] ? 0 : 1));
}

const wordsOf = ({ data }: Pixels): Uint32Array => new Uint32Array(data.buffer);

const solid = ({ width, height }: Pixels): Matte => ({
  alpha: new Uint8Array(width * height).fill(255),
  width,
  height
});
