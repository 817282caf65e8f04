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
