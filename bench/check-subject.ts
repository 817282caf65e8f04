import sharp from 'sharp';
import { findChannel, findRole } from '../src/lib/domain/channels/index.ts';
import { duplicate, duplicateSlots } from '../src/lib/domain/compliance/checks/duplicate.ts';
import type { Measurements } from '../src/lib/domain/compliance/measurements.ts';
import type { Finding, RuleId } from '../src/lib/domain/compliance/report.ts';
import type { Matte } from '../src/lib/domain/pixels.ts';
import type { Layer } from '../src/lib/engine/compose/layer.ts';
import { patchesOf } from '../src/lib/engine/compose/patches.ts';
import type { Studio } from '../src/lib/pipeline/studio.ts';
import { closedHoles, withoutSide } from './check-cutouts.ts';
import { isSmallFor, placementIn } from './check-frames.ts';
import { findingsOf, measureForeign, measureOwn, pressShot, type Place } from './check-judge.ts';
import { shotOf, type Packshot } from './check-pictures.ts';
import { AMAZON, main, type Seed, type Seeded } from './check-seeds.ts';
import type { Group, Said } from './check-table.ts';

/** Frames that clean files are made in, and who else takes them as they are. */
const CLEAN: readonly (readonly Place[])[] = [
  [AMAZON, main('walmart'), main('shopify'), main('ebay'), main('tiktok-shop'), main('rakuten-ichiba')],
  [main('google-merchant')],
  [main('etsy')],
  [{ channel: 'instagram-story', role: 'story' }],
  [{ channel: 'display-ads', role: 'landscape' }]
];
/** Rules whose word is about more pixels than a photo has: a small photo does not follow them. */
const OF_SIZE: readonly RuleId[] = ['dimensions', 'enlarged'];
/** A good file by another encoder. */
const ELSEWHERE = { quality: 96, chromaSubsampling: '4:4:4' } as const;

/** What a product is judged with. */
export interface Bench {
  readonly studio: Studio;
  /** With the networks that read files; null = they are left out. */
  readonly reading: Studio | null;
  /** Those that are looked at; empty = all. */
  readonly rules: readonly RuleId[];
}

export interface Subject {
  readonly name: string;
  readonly group: Group;
  readonly layer: Layer;
  /** The same cut out by another matte; null where there is none to be made. */
  cutBy(change: (matte: Matte) => Matte | null): Promise<Layer | null>;
  /** Those that cost much are seeded into this one. */
  readonly isFirst: boolean;
}

/** Everything that is said of one product. */
export async function judgeSubject(bench: Bench, subject: Subject, seeds: readonly Seed[]): Promise<Said[]> {
  const all: Said[] = [];
  const shots = new Map<string, Packshot>();
  const shotIn = async (place: Place): Promise<Packshot> => {
    const key = `${place.channel}/${place.role}`;
    const shot = shots.get(key) ?? (await shotOf(subject.layer, placementIn(subject.layer, place)));
    shots.set(key, shot);
    return shot;
  };
  for (const places of CLEAN)
    all.push(...(await judgeClean(bench, subject, await shotIn(places[0]!), places)));
  for (const seed of seeds) {
    if ((seed.isOnce && !subject.isFirst) || (seed.isRead && !bench.reading)) continue;
    if (!isWanted(bench, seed.rule)) continue;
    const clean = await shotIn(seed.place ?? AMAZON);
    const seeded = await seed.make(clean);
    if (seeded) all.push(...(await judgeSeeded(bench, subject, clean, seed, seeded)));
  }
  return [...all, ...(await judgeCutouts(bench, subject))];
}

const wronglyCut = (rule: RuleId, name: string): Seed => ({ name, rule, only: 'own', make: () => null });

/** Cutouts that are wrong: holes were not cut, a side of the product was left out. */
const CUTOUTS = [
  { seed: wronglyCut('holes', 'holes kept'), change: closedHoles },
  { seed: wronglyCut('lost-parts', 'a side left out'), change: withoutSide }
] as const;

async function judgeCutouts(bench: Bench, subject: Subject): Promise<Said[]> {
  const all: Said[] = [];
  for (const { seed, change } of CUTOUTS) {
    const layer = isWanted(bench, seed.rule) ? await subject.cutBy(change) : null;
    if (!layer?.info.box) continue;
    const shot = await shotOf(layer, placementIn(layer, AMAZON));
    all.push(...(await judgeSeeded(bench, { ...subject, layer }, shot, seed, {})));
  }
  return all;
}

const isWanted = ({ rules }: Pick<Bench, 'rules'>, rule: RuleId): boolean =>
  rules.length === 0 || rules.includes(rule);

async function judgeClean(
  { studio, reading, rules }: Bench,
  subject: Subject,
  shot: Packshot,
  places: readonly Place[]
): Promise<Said[]> {
  const isEnlarged = shot.matrix[0] > 1;
  if (isEnlarged) return [];
  const pressed = await pressShot(shot.pixels, shot.matte, true);
  const isFirst = places[0] === AMAZON;
  const able = (isFirst && reading) || studio;
  const files = [await measureOwn(able, pressed, shot, shot.matte), await measureForeign(able, pressed.blob)];
  if (isFirst) files.push(await measureForeign(studio, await elsewhere(shot)));
  return places.flatMap((place) =>
    files.flatMap((measured) =>
      saidBy(subject, place, measured, null, rules).filter(({ rule }) => isCleanFor(rule, subject, place))
    )
  );
}

function isCleanFor(rule: RuleId, { layer }: Subject, place: Place): boolean {
  if (OF_SIZE.includes(rule)) return !isSmallFor(layer, place);
  if (rule === 'cropped') return layer.info.edgePixels === 0;
  return (rule !== 'several-items' && rule !== 'views') || isOneThing(layer);
}

const Class = { rest: 0, product: 1, done: 2 } as const;
/** Share of the largest piece from which another one is a thing of its own. */
const THING = 0.05;

/** Of several things the rules ask rightly. */
function isOneThing({ pixels: { data, width, height } }: Layer): boolean {
  const classes = new Uint8Array(width * height).map((_, p) =>
    data[4 * p + 3]! < 128 ? Class.rest : Class.product
  );
  const sizes = [...patchesOf(classes, { width, height }, Class.product, Class.rest, Class.done)].map(
    ({ pixels }) => pixels
  );
  return sizes.filter((size) => size >= THING * Math.max(...sizes)).length === 1;
}

async function elsewhere({ pixels: { data, width, height } }: Packshot): Promise<Blob> {
  const raw = sharp(data, { raw: { width, height, channels: 4 } }).removeAlpha();
  return new Blob([new Uint8Array(await raw.jpeg(ELSEWHERE).toBuffer())]);
}

async function judgeSeeded(
  { studio, reading }: Bench,
  subject: Subject,
  clean: Packshot,
  seed: Seed,
  seeded: Seeded
): Promise<Said[]> {
  const able = (seed.isRead && reading) || studio;
  const place = seed.place ?? AMAZON;
  const of = (measured: Measurements) =>
    saidBy(subject, place, measured, seed.name, [seed.rule], seeded.rename);
  if (seeded.file) return of(await measureForeign(able, new Blob([seeded.file])));
  const { shot = clean, known } = seeded;
  const matte = seeded.matte ?? shot.matte;
  const pressed = await pressShot(seeded.pixels ?? shot.pixels, matte, false);
  return [
    ...(seed.only === 'foreign' ? [] : of(await measureOwn(able, pressed, shot, matte, known))),
    ...(seed.only === 'own' ? [] : of(await measureForeign(able, pressed.blob)))
  ];
}

function saidBy(
  { name, group }: Subject,
  place: Place,
  measured: Measurements,
  seed: string | null,
  rules: readonly RuleId[],
  rename?: (name: string) => string
): Said[] {
  const { origin, findings } = findingsOf(measured, place, rename);
  return findings
    .filter(({ rule }) => isWanted({ rules }, rule))
    .map((finding) => said(finding, { group, subject: name, seed, origin, place: place.channel }));
}

const said = (
  { rule, verdict, reason = 'ok', measured = '' }: Finding,
  where: Pick<Said, 'group' | 'subject' | 'seed' | 'origin' | 'place'>
): Said => ({
  ...where,
  rule,
  verdict,
  reason,
  measured: typeof measured === 'number' ? String(Math.round(measured * 1000) / 1000) : measured
});

/** A product's picture framed and pressed otherwise is a duplicate of it; two products are none of each other. */
export async function judgeDuplicates({ studio }: Bench, subjects: readonly Subject[]): Promise<Said[]> {
  const hashes: { subject: Subject; first: string; again: string }[] = [];
  for (const subject of subjects) {
    const [first, again] = [AMAZON, main('etsy')].map((place) => placementIn(subject.layer, place));
    const [one, other] = [await shotOf(subject.layer, first!), await shotOf(subject.layer, again!)];
    const [a, b] = [
      await measureForeign(studio, await elsewhere(one)),
      await measureForeign(studio, await elsewhere(other))
    ];
    hashes.push({ subject, first: a.bytes!.hash, again: b.bytes!.hash });
  }
  const channel = findChannel('amazon');
  const judge = (subject: Subject, hash: string, before: string, seed: string | null): Said => {
    const twin = duplicateSlots([
      { slot: 'MAIN', hash: before },
      { slot: 'PT01', hash }
    ]).get('PT01');
    const finding = duplicate(twin, channel, findRole(channel, 'secondary'));
    return said(finding, {
      group: subject.group,
      subject: subject.name,
      seed,
      origin: 'hash',
      place: 'amazon'
    });
  };
  return hashes.flatMap(({ subject, first, again }, index) => [
    judge(subject, again, first, 'framed otherwise'),
    ...hashes.slice(0, index).map((other) => judge(subject, first, other.first, null))
  ]);
}
