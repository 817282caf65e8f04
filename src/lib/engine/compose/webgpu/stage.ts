import { PackshotError } from '../../../domain/errors.ts';
import type { Size } from '../../../domain/pixels.ts';
import code from './stage.wgsl?raw';

/** Largest canvas that every browser makes (iOS), px. */
const MAX_PIXELS = 2 ** 24;

/** A canvas on which textures become bitmaps without leaving the GPU. */
export class Stage {
  readonly #canvas = new OffscreenCanvas(1, 1);
  readonly #context: GPUCanvasContext;
  readonly #pipeline: GPURenderPipeline;

  /**
   * Its colours are sRGB: so are all sources, and on a wide-gamut screen the browser shows them as what they are.
   * @throws `out-of-memory` where no canvas can be had
   */
  constructor(
    private readonly device: GPUDevice,
    format: GPUTextureFormat
  ) {
    // TypeScript's library does not know this context of an OffscreenCanvas yet.
    const context = this.#canvas.getContext('webgpu') as unknown as GPUCanvasContext | null;
    if (!context) throw new PackshotError('out-of-memory', 'No WebGPU canvas could be made');
    context.configure({ device, format, alphaMode: 'premultiplied', colorSpace: 'srgb' });
    this.#context = context;
    const module = device.createShaderModule({ label: 'stage', code });
    this.#pipeline = device.createRenderPipeline({
      label: 'stage',
      layout: 'auto',
      vertex: { module, entryPoint: 'corner' },
      fragment: { module, entryPoint: 'pixel', targets: [{ format }] }
    });
  }

  /** Whether a picture is small enough for a canvas. */
  static fits({ width, height }: Size): boolean {
    return width * height <= MAX_PIXELS;
  }

  /** A colour texture as a bitmap; whoever asked closes it. */
  show(picture: GPUTexture): ImageBitmap {
    const { device } = this;
    this.#canvas.width = picture.width;
    this.#canvas.height = picture.height;
    const view = this.#context.getCurrentTexture().createView({ label: 'stage' });
    const group = device.createBindGroup({
      label: 'stage',
      layout: this.#pipeline.getBindGroupLayout(0),
      entries: [{ binding: 0, resource: picture.createView({ label: picture.label }) }]
    });
    const encoder = device.createCommandEncoder({ label: 'stage' });
    const pass = encoder.beginRenderPass({
      label: 'stage',
      colorAttachments: [{ view, loadOp: 'clear', storeOp: 'store' }]
    });
    pass.setPipeline(this.#pipeline);
    pass.setBindGroup(0, group);
    pass.draw(3);
    pass.end();
    device.queue.submit([encoder.finish()]);
    return this.#canvas.transferToImageBitmap();
  }
}
