/** What a reader fills in while it walks a file. Sizes are as stored; `width` 0 = never found. */
export interface Header {
  width: number;
  height: number;
  /** EXIF orientation 1–8 that a decoder has to apply. */
  orientation: number;
  animated: boolean;
  /** The walk met the format's own end. */
  complete: boolean;
  /** See `ImageInfo.blockPx`. */
  blockPx: number;
}

/** A file's bytes. Reading beyond the end throws a RangeError, which `sniff` takes for a truncated file. */
export type View = DataView<ArrayBufferLike>;

/**
 * Walks one format's structure and fills in `header`. Every step moves forward, so the walk ends; it may throw a
 * RangeError anywhere, and what was found until then counts.
 */
export type HeaderReader = (view: View, header: Header) => void;

/** Four letters at `at`. */
export const tagAt = (view: View, at: number): string =>
  String.fromCharCode(view.getUint8(at), view.getUint8(at + 1), view.getUint8(at + 2), view.getUint8(at + 3));

/** `length` bytes from `at`, shared with `view`. @throws RangeError when they are not all there */
export const part = (view: View, at: number, length: number): View =>
  new DataView(view.buffer, view.byteOffset + at, checked(view, at, length));

function checked(view: View, at: number, length: number): number {
  if (at + length > view.byteLength) throw new RangeError('Beyond the end of the file');
  return length;
}
