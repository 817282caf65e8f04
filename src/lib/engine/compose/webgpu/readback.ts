import { bytesPerPixel } from './textures.ts';

/** Rows of a copied texture begin at multiples of this (WebGPU: `bytesPerRow` of a copy into a buffer). */
const ROW_BYTES = 256;
/** Free buffers that are kept for the next reading. */
const KEPT = 2;

/** Bytes of the buffer through which a texture is read. */
export const stagingBytes = (width: number, height: number, pixelBytes = 4): number =>
  Math.ceil((width * pixelBytes) / ROW_BYTES) * ROW_BYTES * height;

/** Reads textures back, byte by byte as they are; its buffers are used again. */
export class Readback {
  readonly #free: GPUBuffer[] = [];

  constructor(private readonly device: GPUDevice) {}

  /** A texture's bytes, row by row without gaps. @throws DOMException where the device was lost */
  async bytes(texture: GPUTexture): Promise<Uint8ClampedArray<ArrayBuffer>> {
    const { width, height } = texture;
    const size = stagingBytes(width, height, bytesPerPixel(texture));
    const buffer = this.#take(size);
    this.#copy(texture, buffer, size / height);
    await buffer.mapAsync(GPUMapMode.READ, 0, size);
    const bytes = packed(
      new Uint8ClampedArray(buffer.getMappedRange(0, size)),
      size / height,
      width * bytesPerPixel(texture)
    );
    buffer.unmap();
    this.#give(buffer);
    return bytes;
  }

  /** A float texture's numbers. @throws as `bytes` */
  async floats(texture: GPUTexture): Promise<Float32Array<ArrayBuffer>> {
    return new Float32Array((await this.bytes(texture)).buffer);
  }

  /** Waits until the device has answered. @throws DOMException where the device was lost */
  async prove(): Promise<void> {
    const buffer = this.#take(ROW_BYTES);
    await buffer.mapAsync(GPUMapMode.READ, 0, 4);
    buffer.unmap();
    this.#give(buffer);
  }

  /** Frees the buffers. */
  close(): void {
    for (const buffer of this.#free.splice(0)) buffer.destroy();
  }

  #copy(texture: GPUTexture, buffer: GPUBuffer, bytesPerRow: number): void {
    const encoder = this.device.createCommandEncoder({ label: `read ${texture.label}` });
    encoder.copyTextureToBuffer({ texture }, { buffer, bytesPerRow }, texture);
    this.device.queue.submit([encoder.finish()]);
  }

  #take(size: number): GPUBuffer {
    const at = this.#free.findIndex((buffer) => buffer.size >= size);
    if (at >= 0) return this.#free.splice(at, 1)[0]!;
    const usage = GPUBufferUsage.MAP_READ | GPUBufferUsage.COPY_DST;
    return this.device.createBuffer({ label: 'readback', size, usage });
  }

  /** Keeps a buffer; of too many the smallest goes. */
  #give(buffer: GPUBuffer): void {
    this.#free.push(buffer);
    this.#free.sort((a, b) => a.size - b.size);
    if (this.#free.length > KEPT) this.#free.shift()!.destroy();
  }
}

function packed(
  rows: Uint8ClampedArray<ArrayBuffer>,
  stride: number,
  width: number
): Uint8ClampedArray<ArrayBuffer> {
  if (stride === width) return rows.slice();
  const height = rows.length / stride;
  const bytes = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y++) bytes.set(rows.subarray(y * stride, y * stride + width), y * width);
  return bytes;
}
