import { blobRefs, type BlobRef } from '../domain/document/blob.ts';

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

/** Hashes of every blob that a document refers to, and that the steps of its undo and redo (`writeSteps`) do. */
export function blobsOf(document: unknown, steps = ''): Set<string> {
  const inSteps = Array.from(steps.matchAll(/"([0-9a-f]{64})"/g), ([, hash]) => hash as string);
  return new Set([...blobRefs(document).keys(), ...inSteps]);
}
