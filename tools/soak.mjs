import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { serveFolder } from './server.mjs';
import { soakKills } from './soak/kills.mjs';
import { batches, grid } from './soak/scale.mjs';
import { soakTabs } from './soak/tabs.mjs';

/*
 * npm run soak [-- --kills N --edits N --full]: what was called saved stays saved, whatever is killed.
 * Kills: a browser or a page is killed N times while it saves, at chosen places and at any time.
 * Edits: N edits in several tabs of one project that are taken over, closed, frozen and killed.
 *
 * npm run soak -- batch [--jobs N --large N --photos DIR --minutes N]: N made photos of 2 MP through intake and batch,
 * then N of 12 MP (those of DIR where one is named), with the tests' tiny model: time, memory, the page's thread.
 * npm run soak -- grid [--jobs N]: a project of N photos on the light table: its opening, and how it scrolls.
 */

const USUAL = { kills: 24, edits: 60 };
const FULL = { kills: 240, edits: 500 };

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    kills: { type: 'string' },
    edits: { type: 'string' },
    full: { type: 'boolean', default: false },
    build: { type: 'string', default: 'build' },
    jobs: { type: 'string' },
    large: { type: 'string' },
    photos: { type: 'string' },
    minutes: { type: 'string' }
  }
});
const usual = values.full ? FULL : USUAL;
const countOf = (/** @type {'kills' | 'edits'} */ name) => Number(values[name] ?? usual[name]);

if (!existsSync(`${values.build}/index.html`)) {
  console.error(`No app in ${values.build}; run npm run build first.`);
  process.exit(1);
}

const ms = (/** @type {number} */ length) => `${Math.round(length)} ms`;
const most = (/** @type {number[]} */ list) => Math.max(0, ...list);

/** @param {string} url @returns {Promise<string[]>} */
async function kills(url) {
  const count = countOf('kills');
  if (count === 0) return [];
  const trials = await soakKills({
    url,
    count,
    log: ({ trial, way, acked, found, typed, problem }) =>
      console.log(`kill ${trial}: ${way}; saved S${acked}, found S${found}, typed S${typed} ${problem ?? ''}`)
  });
  const lost = trials.filter(({ problem }) => problem !== null);
  console.log(
    `\n${trials.length} kills, ${lost.length} with something lost that was saved; ` +
      `most unsaved work lost ${ms(most(trials.map(({ lostMs }) => lostMs)))}, ` +
      `longest reopening ${ms(most(trials.map(({ openMs }) => openMs)))}\n`
  );
  return lost.map(({ trial, problem }) => `kill ${trial}: ${problem}`);
}

/** @param {string} url @returns {Promise<string[]>} */
async function tabs(url) {
  const count = countOf('edits');
  if (count === 0) return [];
  const { problems, ...races } = await soakTabs({ url, count });
  console.log('tabs:', races, '\n');
  return problems;
}

/** @returns {Promise<string[]>} */
async function saves() {
  const server = await serveFolder({ root: values.build });
  try {
    return [...(await kills(server.url)), ...(await tabs(server.url))];
  } finally {
    await server.close();
  }
}

/** @type {Record<string, { run: () => Promise<string[]>, good: string }>} */
const SOAKS = {
  saves: { run: saves, good: 'Nothing that was saved is gone.' },
  batch: { run: () => batches(values), good: 'Within all bars.' },
  grid: { run: () => grid(values), good: 'Within all bars.' }
};

const [which = 'saves'] = positionals;
const soak = SOAKS[which];
if (!soak) {
  console.error(`${which}? Known: ${Object.keys(SOAKS).join(' ')}`);
  process.exit(1);
}
const problems = await soak.run();
console.log(problems.length === 0 ? soak.good : problems.join('\n'));
process.exitCode = problems.length === 0 ? 0 : 1;
