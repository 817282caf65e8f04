import type { ExtendedMeasure } from '../../domain/compliance/measurements.ts';
import type {
  AdjustPass,
  AnnotatePass,
  BackdropPass,
  ComposePass,
  PlacePass,
  ScenePass,
  ShadowPass
} from '../../domain/render/pass.ts';
import type { Pixels } from '../../domain/pixels.ts';
import type { Layer } from './layer.ts';

/** What a compose pass is made of. */
export interface ComposeInputs<P> {
  readonly product: P;
  /** Null where nothing is darkened. */
  readonly shade: P | null;
  /** Null = transparent. */
  readonly backdrop: P | null;
}

/** A photo's surroundings, and how they were extended. */
export interface Scene<P> {
  readonly picture: P;
  readonly extended: ExtendedMeasure;
}

/**
 * Paints passes. `P` is what it holds a picture in: arrays, or textures. Two paint the same: the CPU's is the
 * reference, WebGPU's is held to it (ΔE2000 ≤ 2 on 99.9 % of pixels).
 *
 * A colour picture is straight sRGB bytes (8 bits a channel) with α; mixing happens in linear light with premultiplied
 * alpha. A shade says how much light is left, 0–1, linear.
 */
export interface Backend<P> {
  readonly name: 'cpu' | 'webgpu';
  /** The cutout in its frame; RGB 0 where α = 0. At scale 1 and whole offsets α = 255 keeps its bytes. */
  place(pass: PlacePass, layer: Layer): Promise<P>;
  adjust(pass: AdjustPass, placed: P): Promise<P>;
  shadow(pass: ShadowPass, placed: P, layer: Layer): Promise<P>;
  /** @param picture of a picture backdrop, in its own size; null for all others */
  backdrop(pass: BackdropPass, picture: Pixels | null): Promise<P>;
  /**
   * Opaque. Both extend by the same arithmetic on the CPU: patches are searched for by chance and by neighbours, one
   * after the other.
   * @param photo in its place
   * @param product in its place; null = nobody knows where it is
   */
  scene(pass: ScenePass, photo: P, product: P | null): Promise<Scene<P>>;
  compose(pass: ComposePass, inputs: ComposeInputs<P>): Promise<P>;
  /** @param insets by the id of the magnifier that shows them */
  annotate(pass: AnnotatePass, picture: P, insets: ReadonlyMap<string, P>): Promise<P>;
  /** A colour picture's bytes. */
  read(picture: P): Promise<Pixels>;
  /** A shade, 0 (no light) – 255 (all of it), row by row. */
  readShade(shade: P): Promise<Uint8Array<ArrayBuffer>>;
  /** For the screen; whoever asked closes it. */
  show(picture: P): Promise<ImageBitmap>;
  bytesOf(picture: P): number;
  release(picture: P): void;
}
