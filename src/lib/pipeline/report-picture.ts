import type { ReportPicture } from './ledger.ts';
import { smallFile } from './preview.ts';
import type { Studio } from './studio.ts';

/** Long side of a picture in a report, px: as sharp on paper as a stamp needs to be. */
const SIDE = 200;
const QUALITY = 0.8;

/** A finished file small, as a JPEG on white in a `data:` address. @throws `out-of-memory`, `decode-failed`, `aborted` */
export async function pictureFor(
  studio: Studio,
  file: Blob,
  signal?: AbortSignal | undefined
): Promise<ReportPicture> {
  const bitmap = await studio.encode.call((api) => api.decodeWithin(file, SIDE), {
    signal,
    discard: (late) => late.close()
  });
  const { width, height } = bitmap;
  const blob = await smallFile(
    studio,
    bitmap,
    { type: 'image/jpeg', quality: QUALITY, maxSide: SIDE },
    signal
  );
  return { src: `data:image/jpeg;base64,${base64(await blob.arrayBuffer())}`, width, height };
}

function base64(bytes: ArrayBuffer): string {
  return btoa(Array.from(new Uint8Array(bytes), (byte) => String.fromCharCode(byte)).join(''));
}
