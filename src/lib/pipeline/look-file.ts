import { pictureOf } from '../domain/document/preset-file.ts';
import type { Preset } from '../domain/document/preset.ts';
import { PackshotError } from '../domain/errors.ts';
import { frozen } from '../domain/frozen.ts';
import { importPicture } from './import.ts';
import type { Studio } from './studio.ts';

/* What files of looks (presets, recipes) have in common: JSON, with the picture of the backdrop in it. */

/** Longest file that is read, bytes. */
const MAX_FILE_BYTES = 100_000_000;

/** The picture of a look's backdrop, base64; null where it has none. @throws `not-found` where that picture is gone */
export async function pictureText({ store }: Pick<Studio, 'store'>, look: Preset): Promise<string | null> {
  const ref = pictureOf(look);
  return ref && base64Of(await store.getBlob(ref));
}

/** @throws `file-too-large`, `bad-request` (not JSON) */
export async function readLook(file: Blob): Promise<unknown> {
  if (file.size > MAX_FILE_BYTES) {
    throw new PackshotError('file-too-large', 'Too large for a look', {
      bytes: file.size,
      limit: MAX_FILE_BYTES
    });
  }
  return jsonOf(await file.text());
}

/** The look with its picture kept, as it is found to be; decoded once, as every picture that comes in. @throws `bad-request` where it names another, as `importPicture` */
export async function withPicture<L extends Preset>(
  studio: Studio,
  look: L,
  base64: string,
  signal: AbortSignal | undefined
): Promise<L> {
  const { backdrop } = look.edits;
  const picture = bytesOf(base64, pictureOf(look)?.type);
  const blob = await importPicture(studio, picture, { signal });
  if (backdrop?.kind === 'picture' && backdrop.blob.sha256 === blob.sha256) {
    return frozen({ ...look, edits: { ...look.edits, backdrop: { ...backdrop, blob } } });
  }
  throw broken('picture', 'it is another picture than the backdrop’s');
}

const broken = (path: string, why: string): PackshotError =>
  new PackshotError('bad-request', `file at ${path}: ${why}`, { path });

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw broken('', 'not JSON');
  }
}

/** Bytes that become text at a time: an argument list has its limit. A multiple of 3, so that pieces can be joined. */
const PIECE = 3 * 2 ** 13;

async function base64Of(blob: Blob): Promise<string> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  const pieces = Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, piece) =>
    btoa(String.fromCharCode(...bytes.subarray(piece * PIECE, (piece + 1) * PIECE)))
  );
  return pieces.join('');
}

/** @throws `bad-request` for what is no base64 */
function bytesOf(base64: string, type = ''): Blob {
  try {
    return new Blob([Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))], { type });
  } catch {
    throw broken('picture', 'not base64');
  }
}
