import sharp from 'sharp';
import { bounds, cutout, squareAround } from './picture.mjs';

const SIDE = 768;
const CUTOUT_SIDE = 480;
const WHITE = '#ffffff';

/** The start screen's pictures from one rendering: the photo, the same crop on white, and the cutout, as WebP buffers by name. */
export async function demoPictures(shot) {
  const crop = squareAround(shot, 0.86);
  const photo = sharp(shot.photo, { raw: { width: shot.width, height: shot.height, channels: 4 } });
  const alone = await cutout(shot).png().toBuffer();
  const onWhite = sharp(alone).extract(crop).resize(SIDE, SIDE).flatten({ background: WHITE });
  const box = bounds(shot);
  const tight = { left: box.left, top: box.top, width: box.right - box.left, height: box.bottom - box.top };
  return {
    'before.webp': await photo
      .removeAlpha()
      .extract(crop)
      .resize(SIDE, SIDE)
      .webp({ quality: 88, effort: 6 })
      .toBuffer(),
    'after.webp': await onWhite.webp({ quality: 90, smartSubsample: true, effort: 6 }).toBuffer(),
    'cutout.webp': await sharp(alone)
      .extract(tight)
      .resize(CUTOUT_SIDE, CUTOUT_SIDE, { fit: 'inside' })
      .webp({ quality: 86, alphaQuality: 100, effort: 6 })
      .toBuffer()
  };
}

/** Small square of the photo for the sample buttons. */
export const thumbnail = (shot, side) =>
  sharp(shot.photo, { raw: { width: shot.width, height: shot.height, channels: 4 } })
    .removeAlpha()
    .extract(squareAround(shot, 0.92))
    .resize(side, side)
    .webp({ quality: 76, effort: 6 })
    .toBuffer();
