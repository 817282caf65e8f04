import { describe, expect, test } from 'vitest';
import type { RuleId } from '../../../../../src/lib/domain/compliance/report.ts';
import { CHECKS } from '../../../../../src/lib/domain/compliance/checks/index.ts';
import type { Matte, Pixels } from '../../../../../src/lib/domain/pixels.ts';
import { floodMatte } from '../../../../../src/lib/engine/compose/flood.ts';
import { measure } from '../../../../../src/lib/engine/compose/measure/measure.ts';
import { amazon, CLEAN as CLEAN_FILE, main } from '../../../domain/samples.ts';
import { inside, matteOf, picture } from '../pictures.ts';
import { blocky, blurred, CLEAN, cover, enlarged, mixed, painted, RECIPES, SIDE } from './packshots.ts';

const PICTURE_RULES: readonly RuleId[] = [
  'border',
  'several-items',
  'views',
  'halo',
  'holes',
  'jagged-edge',
  'blur',
  'pixelation'
];

/** What a rule says of a picture as an Amazon main image. `matte` null = a file from elsewhere. */
function verdictsOf(pixels: Pixels, matte: Matte | null) {
  const found = matte ?? floodMatte(pixels);
  const empty = matteOf(pixels.width, pixels.height, () => 0);
  const { picture: seen, fill } = measure(pixels, found ?? empty, 8, found ?? empty, matte !== null);
  const measured = {
    ...CLEAN_FILE,
    matteOrigin: matte ? ('edits' as const) : found ? ('flood' as const) : ('none' as const),
    picture: seen,
    fill
  };
  const findings = CHECKS.map((check) => check({ measured, channel: amazon, role: main }));
  return Object.fromEntries(findings.map((finding) => [finding.rule, finding]));
}

const isFlagged = (verdict: string | undefined) => ['fail', 'warn', 'review'].includes(verdict ?? '');

describe.each(CLEAN)('$name', ({ pixels, matte }) => {
  test('is clean, with its matte and without', () => {
    for (const given of [matte, null]) {
      const findings = verdictsOf(pixels, given);
      const flagged = PICTURE_RULES.filter((rule) => isFlagged(findings[rule]!.verdict));
      expect(flagged).toEqual([]);
    }
  });
});

/** One defect, seeded into each clean packshot; found with its matte and without. */
const SEEDED: readonly (readonly [
  rule: RuleId,
  name: string,
  seed: (clean: (typeof CLEAN)[number]) => Pixels
])[] = [
  ['border', 'a grey frame', (clean) => painted(clean, (x, y) => (depth(x, y) < 4 ? [128, 128, 128] : null))],
  ['border', 'a pale frame', (clean) => painted(clean, (x, y) => (depth(x, y) < 8 ? [240, 240, 240] : null))],
  [
    'border',
    'a line of one pixel',
    (clean) => painted(clean, (x, y) => (depth(x, y) < 1 ? [0, 0, 0] : null))
  ],
  [
    'border',
    'a line inside',
    (clean) => painted(clean, (x, y) => ([8, 9].includes(depth(x, y)) ? [60, 60, 60] : null))
  ],
  ['border', 'a band below', (clean) => painted(clean, (_, y) => (y >= SIDE - 24 ? [20, 60, 140] : null))],
  [
    'border',
    'an L-shape',
    (clean) => painted(clean, (x, y) => (x < 20 || y >= SIDE - 20 ? [200, 30, 40] : null))
  ],
  ['blur', 'blurred', ({ pixels }) => blurred(pixels, 3)],
  ['pixelation', 'in blocks of 4', ({ pixels }) => blocky(pixels, 4)],
  ['pixelation', 'enlarged twice', ({ pixels }) => enlarged(pixels)]
];

describe.each(SEEDED)('%s: %s', (rule, _name, seed) => {
  test.each(CLEAN.filter(({ name }) => name.includes('checked')))('is found in $name', (clean) => {
    for (const given of [clean.matte, null]) {
      const finding = verdictsOf(seed(clean), given)[rule]!;
      expect(finding.verdict, `${finding.measured}`).toSatisfy(isFlagged);
    }
  });
});

describe.each([2, 4])('blocks of %i', (side) => {
  test.each(CLEAN.filter(({ name }) => name.includes('smooth')))(
    'show along the outline of $name',
    (clean) => {
      for (const given of [clean.matte, null]) {
        expect(verdictsOf(blocky(clean.pixels, side), given)['pixelation']).toMatchObject({
          reason: 'blocks'
        });
      }
    }
  );
});

const depth = (x: number, y: number) => Math.min(x, y, SIDE - 1 - x, SIDE - 1 - y);

describe.each(RECIPES)('$name', ({ shape, colour }) => {
  const white = [255, 255, 255] as const;

  test('has stairs where it was cut out hard', () => {
    const hard = (x: number, y: number) => (cover(shape, x, y) >= 0.5 ? 1 : 0);
    const pixels = picture(SIDE, SIDE, (x, y) => mixed(colour(x, y), white, hard(x, y)));
    const matte = matteOf(SIDE, SIDE, (x, y) => 255 * hard(x, y));
    expect(verdictsOf(pixels, matte)['jagged-edge']).toMatchObject({ verdict: 'review', reason: 'steps' });
    expect(verdictsOf(pixels, null)['jagged-edge']!.verdict).toBe('review');
  });

  test.each([
    ['grey', [170, 170, 170]],
    ['green', [60, 200, 90]],
    ['blue', [40, 60, 220]]
  ] as const)('has a fringe where a %s rim was left around it', (_colour, rim) => {
    const pixels = picture(SIDE, SIDE, (x, y) => {
      const ground = mixed(
        rim,
        white,
        cover((u, v) => shape(u, v) + 3, x, y)
      );
      return mixed(colour(x, y), [ground[0], ground[1], ground[2]], cover(shape, x, y));
    });
    const matte = matteOf(SIDE, SIDE, (x, y) => Math.round(255 * cover(shape, x, y)));
    for (const given of [matte, null]) expect(verdictsOf(pixels, given)['halo']!.verdict).toBe('warn');
  });

  test('has background inside where a spot of it was left', () => {
    const at = { x: 190, y: 300, r: 18 };
    const deep = shape(at.x, at.y) > at.r ? at : { x: 200, y: 200, r: 18 };
    if (shape(deep.x, deep.y) < deep.r) return;
    const seeded = painted(
      { ...CLEAN[0]!, pixels: picture(SIDE, SIDE, (x, y) => mixed(colour(x, y), white, cover(shape, x, y))) },
      (x, y) => (Math.hypot(x - deep.x, y - deep.y) < deep.r ? [232, 230, 226] : null)
    );
    const finding = verdictsOf(seeded, null)['holes']!;
    expect(finding).toMatchObject({ verdict: 'review', reason: 'ground-inside' });
    expect(inside(finding.region!, deep.x, deep.y)).toBe(true);
  });
});

test('a product shown twice is several items, alike', () => {
  const { shape, colour } = RECIPES[2]!;
  const twice = (x: number, y: number) => [x % 200, y] as const;
  const small = (x: number, y: number) => shape(x * 2, y * 2 - 200) / 2;
  const pixels = picture(SIDE, SIDE, (x, y) =>
    mixed(colour(...twice(x, y)), [255, 255, 255], cover(small, ...twice(x, y)))
  );
  const matte = matteOf(SIDE, SIDE, (x, y) => Math.round(255 * cover(small, ...twice(x, y))));
  for (const given of [matte, null]) {
    const findings = verdictsOf(pixels, given);
    expect(findings['several-items']).toMatchObject({ verdict: 'review', measured: 2, limit: 1 });
    expect(findings['views']).toMatchObject({ verdict: 'review', reason: 'alike' });
  }
});

test('a rectangle with a picture in it is an inset, and a file’s own box is none', () => {
  const box = { x: 12, y: 14, width: 64, height: 50 };
  const seeded = painted(CLEAN[0]!, (x, y) =>
    inside(box, x, y) ? [(x * 2) % 256, (y * 3) % 200, 90] : null
  );
  expect(verdictsOf(seeded, null)['border']).toMatchObject({
    verdict: 'review',
    reason: 'inset-picture',
    region: box
  });
  const boxed = matteOf(SIDE, SIDE, (x, y) => (inside(box, x, y) ? 255 : 0));
  expect(verdictsOf(seeded, boxed)['border']!.verdict).toBe('pass');
});

test('an empty picture is not judged, and breaks nothing', () => {
  const white = picture(64, 48, () => [255, 255, 255, 255]);
  const findings = verdictsOf(
    white,
    matteOf(64, 48, () => 0)
  );
  expect(PICTURE_RULES.filter((rule) => isFlagged(findings[rule]!.verdict))).toEqual([]);
});
