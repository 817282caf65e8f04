import type { PictureBackdrop } from '../../../domain/document/edits/backdrop.ts';
import type { Pixels } from '../../../domain/pixels.ts';
import type {
  AdjustPass,
  AnnotatePass,
  BackdropPass,
  ComposePass,
  PlacePass,
  ScenePass,
  ShadowPass
} from '../../../domain/render/pass.ts';
import { annotatePixels } from '../annotate/annotate.ts';
import type { Backend, ComposeInputs, Scene } from '../backend.ts';
import { backdropPixels } from '../cpu/backdrop.ts';
import { placeLayer, scenePixels } from '../cpu/backend.ts';
import { pictureSigma } from '../formulas/backdrop.ts';
import type { Layer } from '../layer.ts';
import { originalShade } from '../original-shade.ts';
import { adjust } from './adjust/adjust.ts';
import { colorBackdrop, gradientBackdrop, setBackdrop, softened } from './backdrop/backdrop.ts';
import { compose } from './compose/compose.ts';
import { contourOf } from './contour/contour.ts';
import type { Readback } from './readback.ts';
import { reflection, type ReflectionPass } from './reflection/reflection.ts';
import { mixesRight, showsRight } from './self-test.ts';
import { shadow } from './shadow/shadow.ts';
import { Stage } from './stage.ts';
import { bytesPerPixel, upload } from './textures.ts';

/** Paints on the GPU what `cpuBackend` paints, in textures: colours as straight sRGB bytes, shades as floats. */
export class WebgpuBackend implements Backend<GPUTexture> {
  readonly name = 'webgpu';
  /** Null where its canvas cannot be trusted: bitmaps are made from what is read back. */
  #stage: Stage | null = null;

  constructor(
    private readonly device: GPUDevice,
    private readonly readback: Readback
  ) {}

  /** Whether the device paints what it should. Finds out whether its canvas does, too. */
  async prove(canvasFormat: GPUTextureFormat): Promise<boolean> {
    if (!(await mixesRight(this.device, this.readback))) return false;
    this.#stage = this.#provenStage(canvasFormat);
    return true;
  }

  #provenStage(format: GPUTextureFormat): Stage | null {
    try {
      const stage = new Stage(this.device, format);
      return showsRight(this.device, stage) ? stage : null;
    } catch {
      return null;
    }
  }

  /** Sampled by the CPU, so that edges are the reference's to the byte. */
  async place(pass: PlacePass, layer: Layer): Promise<GPUTexture> {
    return upload(this.device, pass.kind, placeLayer(layer, pass));
  }

  async adjust(pass: AdjustPass, placed: GPUTexture): Promise<GPUTexture> {
    return adjust(this.device, placed, pass.adjust);
  }

  async shadow(pass: ShadowPass, placed: GPUTexture, layer: Layer): Promise<GPUTexture> {
    const { contact, original } = pass.shadow;
    return shadow(this.device, placed, pass, layer.info, {
      contour: contact.strength > 0 ? await contourOf(this.device, this.readback, placed) : null,
      original: original.strength > 0 ? originalShade(layer) : null
    });
  }

  async backdrop(pass: BackdropPass, picture: Pixels | null): Promise<GPUTexture> {
    const { frame, backdrop, product } = pass;
    switch (backdrop.kind) {
      case 'color':
        return colorBackdrop(this.device, frame, backdrop.color);
      case 'gradient':
        return gradientBackdrop(this.device, frame, backdrop);
      case 'set':
        return setBackdrop(this.device, frame, backdrop, product ?? { x: 0, y: 0, ...frame });
      case 'picture':
        return this.#picture({ ...pass, backdrop }, picture);
    }
  }

  /** Sampled by the CPU, like the product. */
  #picture(pass: BackdropPass & { readonly backdrop: PictureBackdrop }, picture: Pixels | null): GPUTexture {
    const { frame, backdrop } = pass;
    const sharp = backdropPixels({ ...pass, backdrop: { ...backdrop, blur: 0 } }, picture);
    const texture = upload(this.device, 'backdrop picture', sharp);
    const sigma = pictureSigma(backdrop, frame);
    return sigma > 0 ? softened(this.device, texture, sigma) : texture;
  }

  /** Read back, extended by the CPU and sent up again. */
  async scene(pass: ScenePass, photo: GPUTexture, product: GPUTexture | null): Promise<Scene<GPUTexture>> {
    const known = product && (await this.read(product));
    const { picture, extended } = scenePixels(pass, await this.read(photo), known);
    return { picture: upload(this.device, pass.kind, picture), extended };
  }

  async compose(
    { reflection }: ComposePass,
    { product, shade, backdrop }: ComposeInputs<GPUTexture>
  ): Promise<GPUTexture> {
    const mirrored = reflection && (await this.#reflected(product, reflection));
    const picture = compose(this.device, { product, shade, backdrop, reflection: mirrored });
    mirrored?.destroy();
    return picture;
  }

  async #reflected(product: GPUTexture, pass: ReflectionPass): Promise<GPUTexture | null> {
    const contour = await contourOf(this.device, this.readback, product);
    return reflection(this.device, product, contour, pass);
  }

  /** Drawn by Canvas 2D on what is read back: letters and lines are the same on either backend. */
  async annotate(
    pass: AnnotatePass,
    picture: GPUTexture,
    insets: ReadonlyMap<string, GPUTexture>
  ): Promise<GPUTexture> {
    const shown = new Map<string, Pixels>();
    for (const [id, inset] of insets) shown.set(id, await this.read(inset));
    const annotated = await annotatePixels(await this.read(picture), pass, shown);
    return upload(this.device, pass.kind, annotated);
  }

  async read(picture: GPUTexture): Promise<Pixels> {
    const { width, height } = picture;
    return { data: await this.readback.bytes(picture), width, height };
  }

  async readShade(shade: GPUTexture): Promise<Uint8Array<ArrayBuffer>> {
    const light = await this.readback.floats(shade);
    return Uint8Array.from(light, (share) => Math.round(255 * share));
  }

  async show(picture: GPUTexture): Promise<ImageBitmap> {
    if (this.#stage && Stage.fits(picture)) return this.#stage.show(picture);
    const { data, width, height } = await this.read(picture);
    return createImageBitmap(new ImageData(data, width, height, { colorSpace: 'srgb' }));
  }

  bytesOf(picture: GPUTexture): number {
    return picture.width * picture.height * bytesPerPixel(picture);
  }

  release(picture: GPUTexture): void {
    picture.destroy();
  }
}
