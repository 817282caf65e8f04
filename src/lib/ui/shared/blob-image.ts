/** Attachment: shows `blob` in an `<img>` for as long as the element lives, then lets its URL go. */
export const showBlob = (blob: Blob) => (image: HTMLImageElement) => {
  const url = URL.createObjectURL(blob);
  image.src = url;
  return () => URL.revokeObjectURL(url);
};

/** Attachment: paints `bitmap` into a `<canvas>` of its size. The bitmap stays its owner's. */
export const showBitmap = (bitmap: ImageBitmap) => (canvas: HTMLCanvasElement) => {
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
};

/**
 * As `showBitmap`, for a picture of megapixels: the canvas is handed a copy that shares its pixels, where painting would
 * block the page for as long as a fifth of a second. It cannot be read by a 2D context.
 */
export const showPhoto = (bitmap: ImageBitmap) => (canvas: HTMLCanvasElement) => {
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  let isWanted = true;
  const show = (copy: ImageBitmap) =>
    isWanted ? canvas.getContext('bitmaprenderer')?.transferFromImageBitmap(copy) : copy.close();
  // Closed meanwhile: another is shown.
  createImageBitmap(bitmap).then(show, () => {});
  return () => {
    isWanted = false;
  };
};
