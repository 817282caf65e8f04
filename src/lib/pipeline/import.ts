import type { BlobRef } from '../domain/document/blob.ts';
import type { Photo } from '../domain/document/document.ts';
import { IDENTITY_EDITS } from '../domain/document/edits.ts';
import { asPackshotError } from '../domain/errors.ts';
import type { Size } from '../domain/pixels.ts';
import type { Studio } from './studio.ts';

export interface PhotoFile {
  /** As the seller named it, with extension. */
  readonly name: string;
  readonly data: Blob;
  /** With its folders, where it came out of some. */
  readonly path?: string;
}

/** For a decoded picture that nobody waits for any more. */
const closeBitmap = ({ bitmap }: { bitmap: ImageBitmap }): void => bitmap.close();

export interface ImportOptions {
  readonly signal?: AbortSignal | undefined;
}

/** No decodable photo takes longer; a file that does is hostile or broken (issue: an error within 10 s). */
const DECODE_MS = 9_000;

/**
 * Takes one file in: looks at its header, decodes it once to prove that it is whole, and keeps the original by its
 * content. The photo is not yet part of a project.
 * @throws `decode-failed`, `unsupported-format`, `file-too-large`, `image-too-large`, `quota-exceeded`, `aborted`
 */
export async function importPhoto(
  studio: Studio,
  file: PhotoFile,
  { signal }: ImportOptions = {}
): Promise<Photo> {
  const { source, size } = await keepPicture(studio, file.data, signal);
  return { id: crypto.randomUUID(), name: file.name, source, size, edits: IDENTITY_EDITS, variants: {} };
}

/** Takes in a picture that is to stand behind a product. The document is not changed. @throws as `importPhoto` */
export async function importPicture(
  studio: Studio,
  picture: Blob,
  { signal }: ImportOptions = {}
): Promise<BlobRef> {
  return (await keepPicture(studio, picture, signal)).source;
}

async function keepPicture(
  studio: Studio,
  file: Blob,
  signal: AbortSignal | undefined
): Promise<{ source: BlobRef; size: Size }> {
  const { info, bitmap } = await studio.intake
    .call((api) => api.decode(file), { signal, deadlineMs: DECODE_MS, discard: closeBitmap })
    .catch((error: unknown) => {
      throw asPackshotError(error, 'decode-failed');
    });
  bitmap.close();
  const original = file.type === info.type ? file : new Blob([file], { type: info.type });
  const { width, height } = info;
  return { source: await studio.store.putBlob(original), size: { width, height } };
}
