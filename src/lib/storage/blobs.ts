import type { BlobRef } from '../domain/document/blob.ts';
import type { Project } from '../domain/document/document.ts';

const hex = (bytes: ArrayBuffer) =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** sha-256 of a blob's bytes as 64 lower-case hex digits. */
export async function sha256(blob: Blob): Promise<string> {
  return hex(await crypto.subtle.digest('SHA-256', await blob.arrayBuffer()));
}

/** The name under which a blob's content is kept. */
export async function refOf(blob: Blob): Promise<BlobRef> {
  return { sha256: await sha256(blob), type: blob.type, bytes: blob.size };
}

/** Hashes of every blob that a document refers to. */
export function blobsOf(project: Project): Set<string> {
  const edits = project.photos.flatMap((photo) => [photo.edits, ...Object.values(photo.variants)]);
  const used = edits.flatMap(({ cutout, backdrop }) => [
    cutout?.found?.matte,
    cutout?.found?.doubt,
    backdrop?.kind === 'picture' ? backdrop.blob : undefined
  ]);
  const refs = [...project.photos.map(({ source }) => source), ...used];
  return new Set(refs.flatMap((ref) => (ref ? [ref.sha256] : [])));
}
