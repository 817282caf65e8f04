import { saveFile } from './save.ts';
import type { ZipSink } from './zip.ts';

interface FileHandle {
  createWritable(): Promise<WritableStream<Uint8Array>>;
}

interface FolderHandle {
  getFileHandle(name: string, options: { create: true }): Promise<FileHandle>;
}

/** Chromium's File System Access API. Cross-origin frames have the functions and are refused when they call them. */
type PickerWindow = Window & {
  showDirectoryPicker?(options: { id: string; mode: 'readwrite' }): Promise<FolderHandle>;
};

/** Saves each ZIP where the browser saves downloads, as it is complete. Works in every frame. */
class DownloadSink implements ZipSink {
  async open(name: string): Promise<WritableStream<Uint8Array>> {
    const { readable, writable } = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>();
    new Response(readable, { headers: { 'content-type': 'application/zip' } }).blob().then(
      (blob) => saveFile(blob, name),
      () => {} // Thrown away: who wrote it knows.
    );
    return writable as WritableStream<Uint8Array>;
  }
}

/** Writes each ZIP into a folder as it is made; one that is broken off leaves no file of its name. */
class FolderSink implements ZipSink {
  readonly #folder: FolderHandle;

  constructor(folder: FolderHandle) {
    this.#folder = folder;
  }

  async open(name: string): Promise<WritableStream<Uint8Array>> {
    return (await this.#folder.getFileHandle(name, { create: true })).createWritable();
  }
}

/**
 * Where the ZIPs of an export go: into a folder that the person points at, streamed, else into the downloads. Call it
 * in the click itself. Null where the person thought better of it.
 */
export async function chooseSink(): Promise<ZipSink | null> {
  const pick = window.top === window ? (window as PickerWindow).showDirectoryPicker : undefined;
  if (!pick) return new DownloadSink();
  try {
    return new FolderSink(await pick.call(window, { id: 'packshot-export', mode: 'readwrite' }));
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return null;
    // A policy of the page or the system forbids it: the downloads are left.
    if (error instanceof DOMException && error.name === 'SecurityError') return new DownloadSink();
    throw error;
  }
}
