import type { Photo } from '../domain/document/document.ts';
import { HOST_MATTE, type Found } from '../domain/document/edits/cutout.ts';
import { asPackshotError, PackshotError, type ErrorData } from '../domain/errors.ts';
import type { Matte, Size } from '../domain/pixels.ts';
import { handOver } from '../engine/rpc.ts';
import type { Studio } from './studio.ts';

interface PngHeader extends Size {
  /** Bits a sample. */
  readonly depth: number;
  /** 0 = grey. */
  readonly colourType: number;
}

const PNG_SIGNATURE = 0x89504e47;

/** PNG (third edition), 5.2 and 11.2.1: signature, then the IHDR chunk. Null where the file is none. */
async function pngHeader(file: Blob): Promise<PngHeader | null> {
  const bytes = new DataView(await file.slice(0, 26).arrayBuffer());
  if (bytes.byteLength < 26 || bytes.getUint32(0) !== PNG_SIGNATURE) return null;
  const [width, height] = [bytes.getUint32(16), bytes.getUint32(20)];
  return { width, height, depth: bytes.getUint8(24), colourType: bytes.getUint8(25) };
}

const refuse = (why: string, data?: ErrorData): PackshotError =>
  new PackshotError('bad-request', `The matte ${why}`, { path: 'png', ...data });

/**
 * Takes in a matte that was made elsewhere. The document is not changed: that is for whoever asked (`setFound`).
 * @param png 8-bit grey, at the photo's upright size, 255 = product
 * @throws `bad-request` for any other file; `quota-exceeded`, `aborted`
 */
export async function takeMatte(
  studio: Studio,
  photo: Photo,
  png: Blob,
  signal?: AbortSignal | undefined
): Promise<Found> {
  const header = await pngHeader(png);
  if (!header) throw refuse('is no PNG');
  const { width, height, depth, colourType } = header;
  if (depth !== 8 || colourType !== 0) throw refuse('is not 8-bit grey', { depth, colourType });
  if (width !== photo.size.width || height !== photo.size.height) {
    throw refuse('is not of the photo’s upright size', { width, height });
  }
  const matte = await readWhole(studio, png, signal);
  const own = await studio.encode.call((api) => api.writeMatte(handOver(matte, [matte.alpha.buffer])), {
    signal
  });
  return {
    matte: await studio.store.putBlob(own),
    doubt: null,
    model: HOST_MATTE,
    confidence: null,
    ask: photo.edits.cutout.ask
  };
}

async function readWhole(studio: Studio, png: Blob, signal: AbortSignal | undefined): Promise<Matte> {
  try {
    return await studio.encode.call((api) => api.readMatte(png), { signal });
  } catch (thrown) {
    const error = asPackshotError(thrown, 'decode-failed');
    throw error.code === 'decode-failed' ? refuse(`does not decode: ${error.message}`) : error;
  }
}
