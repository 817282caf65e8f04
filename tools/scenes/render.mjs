/**
 * Renders the sample photos with their exact mattes, the start screen's pictures and the icons.
 * `npm run scenes` makes all; `npm run scenes -- mug icons` only those named (a sample, `demo`, `icons`).
 * `npm run scenes -- trials [names…]` renders the benchmark's pictures into .cache/trials, all or those named.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { demoPictures, thumbnail } from './demo.mjs';
import { favicon, icons } from './icons.mjs';
import { alphaPng, jpeg, readShot } from './picture.mjs';
import { openStudio } from './studio.mjs';
import { renderTrials, TRIAL_NAMES } from './trials.mjs';

const ROOT = new URL('../../', import.meta.url);
const SAMPLES = ['mug', 'headphones', 'bag'];
const DEMO = 'bag';
const FRAMES = 40;
const QUALITY = 86;

async function write(path, data) {
  const file = new URL(path, ROOT);
  await mkdir(new URL('.', file), { recursive: true });
  await writeFile(file, data);
  console.log(`${fileURLToPath(file)} ${data.length} bytes`);
}

async function list(entry) {
  const file = new URL('static/samples/samples.json', ROOT);
  const old = await readFile(file, 'utf8').then(JSON.parse, () => []);
  const all = [...old.filter((sample) => sample.id !== entry.id), entry];
  all.sort((a, b) => SAMPLES.indexOf(a.id) - SAMPLES.indexOf(b.id));
  await write('static/samples/samples.json', `${JSON.stringify(all, null, 2)}\n`);
}

async function writeSample(id, shot) {
  const photo = await jpeg(shot, QUALITY);
  await write(`static/samples/${id}.jpg`, photo);
  await write(`static/samples/${id}-thumb.webp`, await thumbnail(shot, 112));
  await write(`tests/fixtures/samples/${id}-alpha.png`, await alphaPng(shot));
  await list({ id, file: `${id}.jpg`, width: shot.width, height: shot.height, bytes: photo.length });
}

/** The start screen's pictures are made from the committed photo and matte, as the app would make them. */
async function writeDemo() {
  const photo = await readFile(new URL(`static/samples/${DEMO}.jpg`, ROOT));
  const alpha = await readFile(new URL(`tests/fixtures/samples/${DEMO}-alpha.png`, ROOT));
  const pictures = await demoPictures(await readShot(photo, alpha));
  for (const [name, data] of Object.entries(pictures)) await write(`static/demo/${name}`, data);
}

async function writeIcons() {
  await write('static/favicon.svg', favicon);
  for (const [name, data] of Object.entries(await icons())) await write(`static/icons/${name}`, data);
}

const wanted = process.argv.slice(2);
if (wanted[0] === 'trials') {
  const names = wanted.slice(1);
  await renderTrials(fileURLToPath(new URL('.cache/trials', ROOT)), names.length > 0 ? names : TRIAL_NAMES);
  process.exit();
}
const isWanted = (name) => wanted.length === 0 || wanted.includes(name);
if (isWanted('icons')) await writeIcons();
const ids = SAMPLES.filter(isWanted);
if (ids.length > 0) {
  const studio = await openStudio();
  try {
    for (const id of ids) await writeSample(id, await studio.shoot(id, { frames: FRAMES }));
  } finally {
    await studio.close();
  }
}
if (isWanted('demo') || isWanted(DEMO)) await writeDemo();
