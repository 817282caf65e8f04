import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { openStudio } from './studio.mjs';

/** Renderings averaged for light and shadow, and for coverage. */
const QUALITY = { frames: 5, coverFrames: 24 };
/** Pale floors show the steps between few shadows. */
const SMOOTH = { 'white-vase': 14, rings: 10, 'four-bowls': 8 };
const JPEG_QUALITY = 90;

/** What of each scene is hard; the index says it of its photo. */
const TESTS = {
  'wire-basket': 'thin wires, the table seen through them',
  'white-vase': 'white on white, soft shadow must not be in the cutout',
  'pattern-tote': 'patterned bag on a patterned floor, hole in the handles',
  'glass-carafe': 'clear glass and water: alpha between 0.1 and 1',
  chair: 'holes of a chair back, thin legs, wood on wood',
  rings: 'several equal objects, holes',
  'fringe-cushion': 'thread fringe on felt of its own colour',
  'black-speaker': 'black on black',
  'mesh-cup': 'background through two layers of holes',
  'four-bowls': 'four equal objects apart',
  wicker: 'wicker on a mat of its own colour, handle',
  scissors: 'flat lay from above, holes of the handles',
  'shaving-brush': 'hairs before an unsharp wall',
  'marble-tote': 'patterned bag on marble, hole in the handles'
};

/** Every trial photo there is. */
export const TRIAL_NAMES = Object.keys(TESTS);

async function readIndex(folder) {
  const file = join(folder, 'index.json');
  return existsSync(file) ? JSON.parse(await readFile(file, 'utf8')) : [];
}

function shares(cutout) {
  const count = cutout.length / 4;
  let [sum, soft] = [0, 0];
  for (let i = 3; i < cutout.length; i += 4) {
    sum += cutout[i] / 255;
    if (cutout[i] > 12 && cutout[i] < 243) soft++;
  }
  return { fg_fraction: Number((sum / count).toFixed(4)), soft_fraction: Number((soft / count).toFixed(4)) };
}

/** Writes photo, exact alpha and true colours of one scene; returns its row of the index. */
async function writeTrial(folder, name, { width, height, photo, cutout }) {
  const raw = (data) => sharp(data, { raw: { width, height, channels: 4 } });
  const files = { file: `${name}.jpg`, gt: `${name}_alpha.png`, fg: `${name}_fg.webp` };
  const jpeg = await raw(photo).removeAlpha().jpeg({ quality: JPEG_QUALITY, mozjpeg: true }).toBuffer();
  await writeFile(join(folder, files.file), jpeg);
  await raw(cutout).extractChannel(3).png({ compressionLevel: 9 }).toFile(join(folder, files.gt));
  await raw(cutout).webp({ lossless: true, exact: true, effort: 2 }).toFile(join(folder, files.fg));
  return {
    ...files,
    gt_type: 'matte-rendered',
    origin: 'rendered by tools/scenes',
    licence: 'AGPL-3.0-or-later',
    w: width,
    h: height,
    bytes: jpeg.length,
    ...shares(cutout),
    product_like: true,
    category: name,
    tests: TESTS[name],
    kind: 'cutout-render'
  };
}

/**
 * Renders the trial photos that `folder` lacks (all of `names` where given, anew), with exact alpha, the product's
 * true colours and an `index.json`. The index is written after each, so that a broken-off run goes on where it was.
 */
export async function renderTrials(folder, names = []) {
  const known = new Map((await readIndex(folder)).map((row) => [row.category, row]));
  const wanted = names.length > 0 ? names : TRIAL_NAMES.filter((name) => !known.has(name));
  if (wanted.length === 0) return;
  await mkdir(folder, { recursive: true });
  const studio = await openStudio();
  try {
    for (const name of wanted) {
      const start = Date.now();
      known.set(
        name,
        await writeTrial(
          folder,
          name,
          await studio.shootTrial(name, { ...QUALITY, frames: SMOOTH[name] ?? QUALITY.frames })
        )
      );
      const rows = TRIAL_NAMES.flatMap((key) => known.get(key) ?? []);
      await writeFile(join(folder, 'index.json'), `${JSON.stringify(rows, null, 1)}\n`);
      console.log(`${join(folder, name)}.jpg  ${((Date.now() - start) / 1000).toFixed(0)} s`);
    }
  } finally {
    await studio.close();
  }
}
