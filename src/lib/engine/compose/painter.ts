import type { Size } from '../../domain/pixels.ts';
import { PackshotError } from '../../domain/errors.ts';
import type { ExtendedMeasure } from '../../domain/compliance/measurements.ts';
import type { BackendInfo, Composite, CpuReason, PictureRequest } from './api.ts';
import type { Backend } from './backend.ts';
import { Compositor, type Proof, type Resources } from './compositor.ts';
import { cpuBackend, type CpuPicture } from './cpu/backend.ts';

/** A backend that is fast and may fail at any time. */
export interface FastBackend<P> {
  readonly backend: Backend<P>;
  /** It failed once, even outside of any work: nothing that it does counts any more. */
  readonly hasFailed: boolean;
  /** Whether it can paint a frame of this size. */
  fits(frame: Size): boolean;
  /** Runs work on the backend. @throws what the work throws, or any error where the backend failed meanwhile */
  guarded<R>(work: () => Promise<R>): Promise<R>;
  /** Frees what it holds besides pictures. */
  close(): void;
}

/** Ends once what was sent to this worker meanwhile has been received. */
const messages = (): Promise<void> => new Promise((received) => setTimeout(received));

/** What is asked of a compositor, whatever it holds its pictures in. */
type Work<R> = (
  compositor: Pick<Compositor<unknown>, 'extended' | 'prepare' | 'proof' | 'render' | 'show'>
) => Promise<R>;

interface Fast<P> {
  readonly guard: FastBackend<P>;
  readonly compositor: Compositor<P>;
}

/**
 * Who paints: the fast backend while it can be trusted, else the CPU. A fault of the fast one is nobody else's matter:
 * what was being painted is painted again by the CPU, as is everything after it.
 */
export class Painter<P> {
  readonly #careful: Compositor<CpuPicture>;
  #fast: Fast<P> | null = null;
  #reason: CpuReason | null = null;
  #opening: Promise<void> | null = null;
  #turn: Promise<unknown> = Promise.resolve();

  /**
   * @param maxBytes of painted pictures that are kept, of either backend
   * @param open the fast backend, or why there is none; asked once, with the first picture
   */
  constructor(
    private readonly resources: Resources,
    private readonly maxBytes: number,
    private readonly open: () => Promise<FastBackend<P> | CpuReason>
  ) {
    this.#careful = new Compositor(cpuBackend, resources, maxBytes);
  }

  /** Pass by pass: what the screen waits for is painted in between. @throws as `ComposeApi.render` */
  async render(request: PictureRequest): Promise<Composite> {
    for (const [index, { kind, key }] of request.passes.entries()) {
      if (kind === 'layer') continue;
      const upTo = { passes: request.passes.slice(0, index + 1), key };
      await this.#inTurn(upTo, (compositor) => compositor.prepare(upTo));
      await messages();
    }
    return this.#inTurn(request, (compositor) => compositor.render(request));
  }

  /** @throws as `ComposeApi.show` */
  show(request: PictureRequest): Promise<ImageBitmap> {
    return this.#inTurn(request, (compositor) => compositor.show(request));
  }

  /** @throws as `ComposeApi.render` */
  proof(request: PictureRequest): Promise<Proof> {
    return this.#inTurn(request, (compositor) => compositor.proof(request));
  }

  /** @throws as `ComposeApi.extended` */
  extended(request: PictureRequest): Promise<ExtendedMeasure | null> {
    return this.#inTurn(request, (compositor) => compositor.extended(request));
  }

  /** Lets go of painted pictures that were used longest ago, down to so many bytes, between two works. */
  trim(maxBytes: number): Promise<void> {
    const trimmed = this.#turn.then(() => {
      this.#careful.trim(maxBytes);
      this.#fast?.compositor.trim(maxBytes);
    });
    this.#turn = trimmed;
    return trimmed;
  }

  async info(): Promise<BackendInfo> {
    const fast = await this.#trusted();
    return { name: fast ? fast.guard.backend.name : cpuBackend.name, reason: this.#reason };
  }

  /** One after the other, so that a fault is that of the request which is being painted. */
  #inTurn<R>(request: PictureRequest, work: Work<R>): Promise<R> {
    const painted = this.#turn.then(() => this.#paint(request, work));
    this.#turn = painted.catch(() => {});
    return painted;
  }

  async #paint<R>({ passes }: PictureRequest, work: Work<R>): Promise<R> {
    const fast = await this.#trusted();
    if (!fast || passes.some((pass) => 'frame' in pass && !fast.guard.fits(pass.frame))) {
      return work(this.#careful);
    }
    try {
      return await fast.guard.guarded(() => work(fast.compositor));
    } catch (error) {
      // What is missing in the request is missing for the CPU as well.
      if (error instanceof PackshotError && !fast.guard.hasFailed) throw error;
      this.#giveUp(fast);
      return work(this.#careful);
    }
  }

  /** The fast backend, opened where it was not yet; null where the CPU paints. */
  async #trusted(): Promise<Fast<P> | null> {
    this.#opening ??= this.#start();
    await this.#opening;
    if (this.#fast?.guard.hasFailed) this.#giveUp(this.#fast);
    return this.#fast;
  }

  async #start(): Promise<void> {
    const opened = await this.open();
    if (typeof opened === 'string') this.#reason = opened;
    else
      this.#fast = {
        guard: opened,
        compositor: new Compositor(opened.backend, this.resources, this.maxBytes)
      };
  }

  #giveUp({ guard, compositor }: Fast<P>): void {
    compositor.close();
    guard.close();
    this.#fast = null;
    this.#reason = 'device-lost';
  }
}
