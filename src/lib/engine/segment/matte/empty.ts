import type { Matte, Size } from '../../../domain/pixels.ts';

/**
 * The matte of a photo in which nothing was found (confidence 0). What specks the network left there are no product:
 * laid on white and enlarged to fill a frame they would look like one.
 */
export const emptyMatte = ({ width, height }: Size): Matte => ({
  width,
  height,
  alpha: new Uint8Array(width * height)
});
