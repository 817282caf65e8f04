import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import sharp from 'sharp';

/* Photos made by code: a grained block on white paper, no two alike. */

const SIZES = { 2: { width: 1632, height: 1224 }, 12: { width: 4000, height: 3000 } };

/** @typedef {keyof typeof SIZES} Megapixels */

/** @param {Megapixels} megapixels @param {number} index */
async function photo(megapixels, index) {
  const { width, height } = SIZES[megapixels];
  const box = {
    width: Math.round(width * (0.4 + (index % 7) * 0.06)),
    height: Math.round(height * (0.4 + (index % 11) * 0.04))
  };
  const grain = { type: /** @type {const} */ ('gaussian'), mean: 60 + (index % 90), sigma: 12 };
  const tint = { r: 40 + ((index * 37) % 180), g: 40 + ((index * 59) % 180), b: 40 + ((index * 83) % 180) };
  const block = await sharp({ create: { ...box, channels: 3, background: '#000', noise: grain } })
    .tint(tint)
    .png({ compressionLevel: 0 })
    .toBuffer();
  return sharp({ create: { width, height, channels: 3, background: '#fff' } })
    .composite([{ input: block, left: (width - box.width) >> 1, top: (height - box.height) >> 1 }])
    .jpeg({ quality: 85 })
    .toBuffer();
}

/**
 * Paths of `count` photos; what an earlier run made is taken as it is.
 * @param {Megapixels} megapixels
 * @param {number} count
 * @returns {Promise<string[]>}
 */
export async function madePhotos(megapixels, count) {
  const folder = join('.cache', 'soak', `${megapixels}mp`);
  mkdirSync(folder, { recursive: true });
  const paths = Array.from({ length: count }, (_, index) =>
    resolve(folder, `B0C4T${String(index + 1).padStart(5, '0')}.MAIN.jpg`)
  );
  for (const [index, path] of paths.entries())
    if (!existsSync(path)) writeFileSync(path, await photo(megapixels, index));
  return paths;
}

/** Paths of at most `count` photos of a folder. @param {string} folder @param {number} count */
export const photosIn = (folder, count) =>
  readdirSync(folder)
    .filter((name) => /\.(jpe?g|png|webp)$/i.test(name))
    .sort()
    .slice(0, count)
    .map((name) => resolve(folder, name));
