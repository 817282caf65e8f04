import { makeZip } from 'client-zip';
import { blobRefs, type BlobRef } from '../domain/document/blob.ts';
import { PackshotError } from '../domain/errors.ts';
import type { RawProject, Store } from '../storage/store.ts';
import { FILE_FORMAT, PROJECT_TYPE, type ProjectFile } from './project-file.ts';

type Entry = { readonly name: string; readonly input: Blob | string; readonly size?: number };

async function* entriesOf(store: Store, { name, document }: RawProject): AsyncGenerator<Entry> {
  const file: ProjectFile = { packshot: FILE_FORMAT, name, document };
  yield { name: 'mimetype', input: PROJECT_TYPE };
  yield { name: 'project.json', input: JSON.stringify(file) };
  for (const ref of blobRefs(document).values()) {
    const input = await blobOf(store, ref);
    if (input) yield { name: `blobs/${ref.sha256}`, input, size: input.size };
  }
}

/** A blob that is gone is left out: the file has all that there is. */
async function blobOf(store: Store, ref: BlobRef): Promise<Blob | null> {
  try {
    return await store.getBlob(ref);
  } catch (error) {
    if (error instanceof PackshotError && error.code === 'not-found') return null;
    throw error;
  }
}

/** The project as a file, blob after blob; nothing but the one under way is held. */
export const projectStream = (store: Store, raw: RawProject): ReadableStream<Uint8Array> =>
  makeZip(entriesOf(store, raw));

/** The project as a file. */
export async function projectBlob(store: Store, raw: RawProject): Promise<Blob> {
  const whole = await new Response(projectStream(store, raw)).blob();
  return new Blob([whole], { type: PROJECT_TYPE });
}
