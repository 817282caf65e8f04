import { findChannel, findRole } from '../src/lib/domain/channels/index.ts';
import { evaluate } from '../src/lib/domain/compliance/evaluate.ts';
import type { MatteOrigin } from '../src/lib/domain/compliance/measurements.ts';
import type { Finding, FindingVerdict, RuleId } from '../src/lib/domain/compliance/report.ts';
import type { Matte, Pixels } from '../src/lib/domain/pixels.ts';
import { floodMatte } from '../src/lib/engine/compose/flood.ts';
import { measureMade, type Source } from '../src/lib/engine/compose/measure/made.ts';
import { measure } from '../src/lib/engine/compose/measure/measure.ts';
import { closedHoles, DEFECTS, KEPT_HOLES, type Defect } from './check-defects.ts';
import { frameSide, layerOfPhoto, packshot, pressed, type Packshot } from './check-pictures.ts';
import { parseOptions } from './options.ts';
import { cutoutPhotos, samplePhotos, type BenchPhoto } from './photos.ts';
import { spread } from './spread.ts';

/** Frames that clean packshots are made in; defects are seeded in the first. */
const PRESSES = [
  { side: 2000, quality: 92 },
  { side: 1000, quality: 85 }
] as const;
/** Truths that are good to the pixel: what is cut out by others is no clean packshot. */
const TRUE: readonly string[] = ['sample', 'matte-rendered', 'matte-true'];
/** Reach of a JPEG's blocks, px; in a flooded matte a soft edge goes on as far again. */
const NEAR_PX = { edits: 8, flood: 16, none: 8 } as const;

const RULES: readonly RuleId[] = [
  'background-white',
  'fill',
  'cropped',
  'border',
  'several-items',
  'views',
  'halo',
  'holes',
  'lost-parts',
  'jagged-edge',
  'blur',
  'pixelation',
  'color-truth'
];

interface Judged {
  readonly photo: string;
  readonly defect: Defect | null;
  readonly origin: MatteOrigin;
  readonly findings: readonly Finding[];
  readonly ms: number;
  readonly megapixels: number;
}

const isFlagged = (verdict: FindingVerdict): boolean => ['fail', 'warn', 'review'].includes(verdict);

interface Made {
  readonly matte: Matte;
  readonly source: Source;
}

/** A file as an Amazon main image, measured as one made here or, without its matte, as one from elsewhere. */
function judged(pixels: Pixels, made: Made | null): Omit<Judged, 'photo' | 'defect'> {
  const channel = findChannel('amazon');
  const role = findRole(channel, 'main');
  const { width, height } = pixels;
  const found = made ? made.matte : floodMatte(pixels);
  const origin = made ? 'edits' : found ? 'flood' : 'none';
  const matte = found ?? { width, height, alpha: new Uint8Array(width * height) };
  const started = process.cpuUsage();
  const seen = measure(pixels, matte, NEAR_PX[origin], matte, made !== null);
  const measured = made ? { ...seen, ...measureMade(pixels, seen, made.source) } : seen;
  const { user, system } = process.cpuUsage(started);
  const ms = (user + system) / 1000;
  const name = 'B0C4TR311X.MAIN.jpg';
  const file = { name, type: 'image/jpeg', width, height, bytes: 1, colorSpace: 'sRGB', sha256: '' };
  const { findings } = evaluate(
    {
      file,
      format: 'jpeg',
      matteOrigin: origin,
      ...measured,
      crop: { ...measured.crop, sourceEdgePixels: null, isCutByCrop: false },
      overlay: null,
      swatch: null,
      read: null,
      enlarged: null,
      extended: null,
      bytes: null,
      confidence: null
    },
    channel,
    role,
    { app: 'bench', enlarged: 1 }
  );
  return { origin, findings, ms, megapixels: (width * height) / 1e6 };
}

async function judgePhoto(photo: BenchPhoto): Promise<Judged[]> {
  const layer = await layerOfPhoto(photo);
  if (!layer) return [];
  const all: Judged[] = [];
  const add = (pixels: Pixels, defect: Defect | null, made: Made | null) =>
    all.push({ photo: photo.name, defect, ...judged(pixels, made) });
  const both = (pixels: Pixels, clean: Packshot, defect: Defect | null) => {
    const matte = defect?.matte?.(clean) ?? clean.matte;
    if (!defect?.foreignOnly) add(pixels, defect, { matte, source: sourceOf(clean) });
    add(pixels, defect, null);
  };
  for (const [index, { side, quality }] of PRESSES.entries()) {
    const clean = await packshot(layer, frameSide(layer, side));
    both(await pressed(clean.pixels, quality), clean, null);
    if (index > 0) continue;
    for (const defect of DEFECTS) {
      const seeded = await defect.seed(clean);
      if (seeded) both(await pressed(seeded, quality), clean, defect);
    }
    const closed = await layerOfPhoto(photo, closedHoles);
    if (!closed) continue;
    const filled = await packshot(closed, frameSide(closed, side));
    add(await pressed(filled.pixels, quality), KEPT_HOLES, { matte: filled.matte, source: sourceOf(filled) });
  }
  return all;
}

const sourceOf = ({ layer, matrix, placed }: Packshot): Source => ({
  layer,
  matrix,
  proof: { placed, adjusted: null, drawn: null }
});

const findingOf = ({ findings }: Judged, rule: RuleId) => findings.find((found) => found.rule === rule)!;

const line = ([rule = '', ...cells]: readonly string[]): string =>
  [rule.padEnd(18), ...cells.map((cell) => cell.padStart(16))].join(' ');

function byRule(all: readonly Judged[]): string {
  const clean = all.filter(({ defect }) => !defect);
  const rows = RULES.map((rule) => {
    const seeded = all.filter(({ defect }) => defect?.rule === rule);
    const found = seeded.filter((file) => isFlagged(findingOf(file, rule).verdict)).length;
    const of = (...verdicts: FindingVerdict[]) =>
      clean.filter((file) => verdicts.includes(findingOf(file, rule).verdict)).length;
    const share = (count: number) => `${count} (${((100 * count) / clean.length).toFixed(1)} %)`;
    return [
      rule,
      seeded.length === 0 ? '–' : `${found} / ${seeded.length}`,
      share(of('fail', 'warn')),
      share(of('review'))
    ];
  });
  const heads = ['rule', 'seeded, found', 'clean: warned', 'clean: review'];
  return [`${clean.length} clean files`, ...[heads, ...rows].map(line)].join('\n');
}

/** What was missed, and what was said of clean files. */
function* exceptions(all: readonly Judged[]): Generator<string> {
  for (const file of all) {
    const where = `${file.photo}, ${file.origin}`;
    if (file.defect) {
      const found = findingOf(file, file.defect.rule);
      if (isFlagged(found.verdict)) continue;
      yield `missed: ${file.defect.name} (${found.rule}) in ${where}: ${found.verdict} ${String(found.measured)}`;
    } else {
      for (const found of file.findings.filter(
        ({ rule, verdict }) => RULES.includes(rule) && isFlagged(verdict)
      )) {
        yield `needless: ${found.rule} ${found.verdict} ${found.reason} in ${where}: ${String(found.measured)}`;
      }
    }
  }
}

/** Holds the picture checks to packshots with one seeded defect, and to the same without one. */
export async function benchChecks(args: readonly string[]): Promise<void> {
  const options = parseOptions(args);
  const photos = [...samplePhotos(), ...(await cutoutPhotos(options))].filter(
    ({ truthType, name }) =>
      TRUE.includes(truthType) &&
      (options.names.length === 0 || options.names.some((part) => name.includes(part)))
  );
  const all: Judged[] = [];
  for (const photo of photos) {
    all.push(...(await judgePhoto(photo)));
    console.error(`${photo.name}: ${all.length} files`);
  }
  console.log(byRule(all));
  for (const line of exceptions(all)) console.log(line);
  const perMegapixel = spread(all.map(({ ms, megapixels }) => ms / megapixels));
  console.log(
    `Measuring: ${perMegapixel.median.toFixed(0)} ms of a core for each megapixel (median of ${all.length} files)`
  );
}
