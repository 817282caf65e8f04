const REVOKE_MS = 60_000;

/** Saves a file where the browser saves downloads. Works in every frame; pickers do not. */
export function saveFile(blob: Blob, name: string): void {
  const url = URL.createObjectURL(blob);
  const anchor = document.createElement('a');
  anchor.href = url;
  anchor.download = name;
  anchor.click();
  // The download reads the URL after this task; there is no event for its end.
  setTimeout(() => URL.revokeObjectURL(url), REVOKE_MS);
}

interface FileHandle {
  createWritable(): Promise<WritableStream<Uint8Array>>;
}

interface SavePickerOptions {
  readonly suggestedName: string;
  readonly types: readonly { readonly accept: Readonly<Record<string, readonly string[]>> }[];
}

/** Chromium's File System Access API. Cross-origin frames have the function and are refused when they call it. */
type PickerWindow = Window & { showSaveFilePicker?(options: SavePickerOptions): Promise<FileHandle> };

/** A file that is made while it is saved. */
export interface StreamedFile {
  readonly name: string;
  readonly type: string;
  readonly extension: string;
  open(): ReadableStream<Uint8Array>;
}

/**
 * Saves a large file: streamed to where the person points, or whole into the downloads where the browser (or the
 * frame) has no picker. Call it in the click itself. False where the person thought better of it.
 */
export async function saveStream({ name, type, extension, open }: StreamedFile): Promise<boolean> {
  const pick = window.top === window ? (window as PickerWindow).showSaveFilePicker : undefined;
  if (!pick) {
    saveFile(new Blob([await new Response(open()).blob()], { type }), name);
    return true;
  }
  try {
    const accept = { [type]: [extension] };
    const handle = await pick.call(window, { suggestedName: name, types: [{ accept }] });
    await open().pipeTo(await handle.createWritable());
    return true;
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') return false;
    throw error;
  }
}
