import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RuleId } from '../src/lib/domain/compliance/report.ts';
import { installBrowser } from './check-browser.ts';
import { FILE_SEEDS } from './check-file-seeds.ts';
import { FRAME_SEEDS } from './check-frame-seeds.ts';
import { checkStudio } from './check-judge.ts';
import { layerOfPhoto } from './check-pictures.ts';
import { PIXEL_SEEDS } from './check-pixel-seeds.ts';
import { layerOfShape, SHAPES } from './check-shapes.ts';
import { judgeDuplicates, judgeSubject, type Bench, type Subject } from './check-subject.ts';
import {
  confusions,
  exceptions,
  groupOf,
  GROUPS,
  markdownTable,
  plainTable,
  seedTable,
  type Said
} from './check-table.ts';
import { openNetworks } from './networks.ts';
import { parseOptions, type BenchOptions } from './options.ts';
import { cutoutPhotos, samplePhotos, TRIALS, type BenchPhoto } from './photos.ts';
import { progress } from './progress.ts';

const FOLDER = join('bench', 'results');
/** Long side of made shapes' photos, px: their packshots have as many px as channels advise. */
const SHAPE_PX = 900;
/** Truths that are good to the pixel: what is cut out by others is no clean packshot. */
const TRUE: readonly string[] = ['sample', 'matte-rendered', 'matte-true'];
const SEEDS = [...PIXEL_SEEDS, ...FRAME_SEEDS, ...FILE_SEEDS];
/** Rules that the networks answer. */
const READ: readonly string[] = ['text', 'face', 'text-grid', 'safe-zone'];

/** Samples, renders, and those of a set: what has a truth to the pixel. */
async function photosOf(options: BenchOptions): Promise<BenchPhoto[]> {
  const every = { ...options, names: [] };
  const own = options.set !== null && existsSync(TRIALS) ? await cutoutPhotos({ ...every, set: TRIALS }) : [];
  return [...samplePhotos(), ...own, ...(await cutoutPhotos(every))];
}

const isNamed = ({ names }: BenchOptions, name: string): boolean =>
  names.length === 0 || names.some((part) => name.includes(part));

/** Every product, made when its turn comes. */
function subjectsOf(options: BenchOptions, photos: readonly BenchPhoto[]) {
  const shapes = SHAPES.filter(({ name }) => isNamed(options, name)).map((shape, index) => ({
    name: shape.name,
    make: async (): Promise<Subject> => ({
      name: shape.name,
      group: 'shapes',
      layer: layerOfShape(shape, SHAPE_PX)!,
      cutBy: async (change) => layerOfShape(shape, SHAPE_PX, change),
      isFirst: index === 0
    })
  }));
  const shown = photos
    .filter((photo) => TRUE.includes(photo.truthType) && isNamed(options, photo.name))
    .map((photo) => ({
      name: photo.name,
      make: async (): Promise<Subject | null> => {
        const layer = await layerOfPhoto(photo);
        const cutBy: Subject['cutBy'] = (change) => layerOfPhoto(photo, change);
        return layer && { name: photo.name, group: groupOf(photo.name), layer, cutBy, isFirst: false };
      }
    }));
  return [...shapes, ...shown];
}

async function judgeAll(options: BenchOptions, bench: Bench): Promise<Said[]> {
  const made = subjectsOf(options, await photosOf(options));
  const told = progress('checks', made.length);
  const all: Said[] = [];
  const kept: Subject[] = [];
  for (const { name, make } of made) {
    told.start();
    const subject = await make();
    if (subject) {
      const said = await judgeSubject(bench, subject, SEEDS);
      all.push(...said);
      kept.push(subject);
      for (const line of exceptions(said)) console.log(line);
      // A long run that is ended early has shown something.
      await write(options, all);
    }
    told.end(name, '');
  }
  const isWanted = bench.rules.length === 0 || bench.rules.includes('duplicate');
  return isWanted ? [...all, ...(await judgeDuplicates(bench, kept))] : all;
}

/** All of it, then by group: a limit is looked at on shapes and the first half, and proved on what was held out. */
const partsOf = (all: readonly Said[]) =>
  [
    { name: 'all', said: all },
    ...GROUPS.map((group) => ({ name: group, said: all.filter((said) => said.group === group) }))
  ].filter(({ said }) => said.length > 0);

const rulesOf = (all: readonly Said[]) => [...new Set(all.map(({ rule }) => rule))];

async function write(options: BenchOptions, all: readonly Said[]): Promise<void> {
  const parts = partsOf(all).map(({ name, said }) => ({ name, rows: confusions(said, rulesOf(all)) }));
  const lines = exceptions(all);
  const pages = [
    '# The checker',
    ...parts.map(({ name, rows }) => `## ${name}\n\n${markdownTable(rows)}`),
    `## By seed\n\n${seedTable(all)}`,
    `## Exceptions\n\n${lines.map((line) => `- ${line}`).join('\n')}`
  ];
  const written = { at: new Date().toISOString(), options, tables: parts, exceptions: lines, said: all };
  await mkdir(FOLDER, { recursive: true });
  await writeFile(join(FOLDER, 'checks.json'), JSON.stringify(written, null, 1));
  await writeFile(join(FOLDER, 'checks.md'), `${pages.join('\n\n')}\n`);
}

async function report(options: BenchOptions, all: readonly Said[]): Promise<void> {
  for (const { name, said } of partsOf(all))
    console.log(`\n${name}\n${plainTable(confusions(said, rulesOf(all)))}`);
  await write(options, all);
  console.log(`\n${join(FOLDER, 'checks.md')} · ${join(FOLDER, 'checks.json')}`);
}

/**
 * `npm run bench -- checks [--set DIR] [--rules a,b] [product names…]`: holds every rule to packshots with one seeded
 * defect, and to the same without one, through encoding, decoding, measuring and judging as the app does them.
 */
export async function benchChecks(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  const rules = options.rules as RuleId[];
  await installBrowser();
  const isRead = rules.length === 0 || rules.some((rule) => READ.includes(rule));
  const reading = isRead ? checkStudio(await openNetworks()) : null;
  await report(options, await judgeAll(options, { studio: checkStudio(null), reading, rules }));
}
