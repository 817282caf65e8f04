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
