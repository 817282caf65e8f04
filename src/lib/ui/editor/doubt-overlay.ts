/** Of nothing to worry about (clear) to most in doubt: deep orange, then yellow; R, G, B. */
const RAMP = { low: [214, 92, 0], high: [255, 226, 92] } as const;

/** Doubt is drawn this much stronger than it is written, so that a thin edge shows in a fitted picture. */
const GAIN = 1.6;

/** Attachment: paints where the matte may be wrong. The brighter, the more in doubt; clear where it is sure. */
export const doubtOverlay = (doubt: ImageBitmap) => (canvas: HTMLCanvasElement) => {
  canvas.width = doubt.width;
  canvas.height = doubt.height;
  const context = canvas.getContext('2d', { colorSpace: 'srgb', willReadFrequently: true });
  if (!context) return;
  context.drawImage(doubt, 0, 0);
  const picture = context.getImageData(0, 0, doubt.width, doubt.height, { colorSpace: 'srgb' });
  heat(picture.data);
  context.putImageData(picture, 0, 0);
};

/** Grey RGBA → the ramp's colour with grey as its opacity, in place. */
export function heat(data: Uint8ClampedArray): void {
  for (let at = 0; at < data.length; at += 4) {
    const share = (data[at] ?? 0) / 255;
    for (let channel = 0; channel < 3; channel++) {
      const [low = 0, high = 0] = [RAMP.low[channel], RAMP.high[channel]];
      data[at + channel] = low + (high - low) * share;
    }
    data[at + 3] = 255 * Math.min(1, share * GAIN);
  }
}
