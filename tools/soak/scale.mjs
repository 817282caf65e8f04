import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { soakBatch } from './batch.mjs';
import { soakGrid } from './grid.mjs';
import { madePhotos, photosIn } from './made-photos.mjs';
import { serveStubApp } from './stub-app.mjs';

/* The soaks of many photos: what they are asked for, the bars that they are held to, and what they print. */

const FOLDER = join('bench', 'results');

/** @typedef {{ jobs?: string | undefined, large?: string | undefined, photos?: string | undefined, minutes?: string | undefined }} Wishes */
/** A figure, its bar (at most; null = none). @typedef {{ figure: string, value: number, most: number | null, unit: string, digits: number }} Line */

/** @param {string} figure @param {number} value @param {string} unit @param {number | null} [most] @param {number} [digits] @returns {Line} */
const line = (figure, value, unit, most = null, digits = 0) => ({ figure, value, most, unit, digits });

/** Prints the table; gives what is over its bar. @param {string} title @param {readonly Line[]} lines */
function tell(title, lines) {
  console.log(`\n${title}`);
  for (const { figure, value, most, unit, digits } of lines) {
    const bar = most === null ? '' : `  (at most ${most})`;
    console.log(`${figure.padEnd(40)} ${value.toFixed(digits).padStart(8)} ${unit}${bar}`);
  }
  return lines
    .filter(({ value, most }) => most !== null && value > most)
    .map(({ figure, value, most, digits }) => `${title}: ${figure} is ${value.toFixed(digits)}, not ${most}`);
}

/** @param {string} name @param {object} results */
function keep(name, results) {
  mkdirSync(FOLDER, { recursive: true });
  const machine = { cores: cpus().length, load: loadavg()[0] };
  writeFileSync(join(FOLDER, name), JSON.stringify({ machine, ...results }, null, 2));
  console.log(`\n${join(FOLDER, name)}`);
}

/** @param {import('./batch.mjs').BatchRun} run @returns {Line[]} */
const batchLines = (run) => [
  line('photos not accounted for', run.count - run.accounted, '', 0),
  ...Object.entries(run.states).map(([state, count]) => line(`  ${state}`, count, '')),
  line('JS heap, peak', run.heapMb, 'MB', 400),
  line('resident memory, peak', run.rssMb, 'MB'),
  line('resident memory, a photo (last half)', run.rssSlope, 'MB', 0.2, 3),
  ...['intake', 'batch'].flatMap((name) => {
    const { p99, longest, tasks, total } = run[/** @type {'intake' | 'batch'} */ (name)];
    return [
      line(`${name}: page's thread late, p99`, p99, 'ms', 50),
      line(`${name}: longest task`, longest, 'ms'),
      line(`${name}: tasks of 50 ms and more`, tasks, ''),
      line(`${name}: those together`, total, 'ms')
    ];
  }),
  line('intake, a photo', run.intakeMs, 'ms'),
  ...Object.entries(run.photoMs).map(([which, value]) => line(`batch, a photo, ${which}`, value, 'ms')),
  line('storage used', run.storedMb, 'MB')
];

/** @param {Wishes} wishes @returns {Promise<string[]>} problems */
export async function batches({ jobs = '1000', large = '50', photos, minutes = '15' }) {
  const sets = [
    { photos: '2 MP, made', paths: await madePhotos(2, Number(jobs)) },
    photos
      ? { photos, paths: photosIn(photos, Number(large)) }
      : { photos: '12 MP, made', paths: await madePhotos(12, Number(large)) }
  ].filter(({ paths }) => paths.length > 0);
  const app = await serveStubApp();
  try {
    const longestMs = Number(minutes) * 60_000;
    const runs = await soakBatch({ url: app.url, sets, longestMs, log: (text) => console.log(text) });
    const problems = runs.flatMap((run) => tell(`${run.count} photos, ${run.photos}`, batchLines(run)));
    keep('soak-batch.json', { runs });
    return problems;
  } finally {
    await app.close();
  }
}

/** @param {Wishes} wishes @returns {Promise<string[]>} problems */
export async function grid({ jobs = '10000' }) {
  const app = await serveStubApp();
  try {
    const run = await soakGrid({ url: app.url, count: Number(jobs) });
    const problems = tell(`${run.count} photos on the light table`, [
      line('open: first cards', run.openMs, 'ms'),
      line('open: first pictures', run.pictureMs, 'ms'),
      line('open: longest task', run.openLongest, 'ms'),
      line('cards alive, most', run.cards, '', 60),
      line('scroll: frame, p50', run.frame.p50, 'ms', null, 1),
      line('scroll: frame, p99', run.frame.p99, 'ms', null, 1),
      line('scroll: frames over 25 ms', run.frame.slow * 100, '%', 1, 1),
      line('scroll: longest task', run.longest, 'ms'),
      line('scroll: tasks of 50 ms and more', run.tasks, ''),
      line('JS heap after', run.heapMb, 'MB', 400)
    ]);
    keep('soak-grid.json', { run });
    return problems;
  } finally {
    await app.close();
  }
}
