import sharp from 'sharp';

/** JPEG of a rendering, without metadata; photo is RGBA, 8 bits. */
export const jpeg = ({ photo, width, height }, quality) =>
  raw(photo, width, height, 4)
    .removeAlpha()
    .jpeg({ quality, mozjpeg: true, chromaSubsampling: '4:4:4' })
    .toBuffer();

/** Grey 8-bit PNG of a rendering's coverage. */
export const alphaPng = ({ mask, width, height }) =>
  raw(mask, width, height, 1).toColourspace('b-w').png({ compressionLevel: 9, palette: false }).toBuffer();

function raw(data, width, height, channels) {
  return sharp(data, { raw: { width, height, channels } });
}

/** A rendering read back from its encoded photo and coverage. */
export async function readShot(photo, alpha) {
  const { data, info } = await sharp(photo).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const mask = await sharp(alpha).toColourspace('b-w').raw().toBuffer();
  return { photo: data, mask, width: info.width, height: info.height };
}

/** Bounds of what is covered, in pixels: `{ left, top, right, bottom }`, right and bottom exclusive. */
export function bounds({ mask, width, height }) {
  const box = { left: width, top: height, right: 0, bottom: 0 };
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] < 8) continue;
    const x = i % width;
    const y = Math.floor(i / width);
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x + 1);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y + 1);
  }
  return box;
}

/** Square around the product, its long side `share` of the square's, kept inside the photo: `{ left, top, width, height }`. */
export function squareAround(shot, share) {
  const box = bounds(shot);
  const wanted = Math.max(box.right - box.left, box.bottom - box.top) / share;
  const side = Math.round(Math.min(wanted, shot.width, shot.height));
  const place = (lo, hi, limit) => Math.round(Math.min(Math.max((lo + hi - side) / 2, 0), limit - side));
  return {
    left: place(box.left, box.right, shot.width),
    top: place(box.top, box.bottom, shot.height),
    width: side,
    height: side
  };
}

/** Distance in pixels to which edge colours are carried outwards from fully covered pixels. */
const REACH = 6;
/** Coverage from which a pixel's colour is the product's own. */
const SOLID = 252;

/** Mean colour of a pixel's known neighbours written to `out`; false where it has none. */
function fillFrom(out, known, i, width) {
  const sum = [0, 0, 0];
  let n = 0;
  for (const step of [-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1]) {
    const j = i + step;
    if (known[j] !== 1) continue;
    n++;
    for (let c = 0; c < 3; c++) sum[c] += out[j * 4 + c];
  }
  if (n > 0) for (let c = 0; c < 3; c++) out[i * 4 + c] = sum[c] / n;
  return n > 0;
}

/**
 * The product alone: colours of partly covered pixels are replaced by those of the solid product beside them, so that
 * nothing of the scene stays in the edge. Returns straight RGBA, 8 bits, same size.
 */
export function cutout({ photo, mask, width, height }) {
  const out = Buffer.from(photo);
  const known = Uint8Array.from(mask, (m) => (m >= SOLID ? 1 : 0));
  for (let step = 0; step < REACH; step++) {
    const found = [];
    for (let i = width + 1; i < mask.length - width - 1; i++) {
      if (known[i] === 0 && mask[i] > 0 && fillFrom(out, known, i, width)) found.push(i);
    }
    for (const i of found) known[i] = 1;
  }
  for (let i = 0; i < mask.length; i++) out[i * 4 + 3] = mask[i];
  return raw(out, width, height, 4);
}
