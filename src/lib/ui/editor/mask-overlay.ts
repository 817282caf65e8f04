/** The retoucher's red film. */
const FILM = '#ff4d3d';

/**
 * Attachment: paints the matte as a film to be multiplied onto the photo: red where the background is, clear where
 * the product is. `lighten` keeps the larger channel, so grey between the two mixes as the matte does.
 */
export const maskOverlay = (matte: ImageBitmap) => (canvas: HTMLCanvasElement) => {
  canvas.width = matte.width;
  canvas.height = matte.height;
  const context = canvas.getContext('2d');
  if (!context) return;
  context.fillStyle = FILM;
  context.fillRect(0, 0, matte.width, matte.height);
  context.globalCompositeOperation = 'lighten';
  context.drawImage(matte, 0, 0);
};
