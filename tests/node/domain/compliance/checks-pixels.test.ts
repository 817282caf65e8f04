import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { backgroundWhite } from '../../../../src/lib/domain/compliance/checks/background-white.ts';
import { border } from '../../../../src/lib/domain/compliance/checks/border.ts';
import { colorTruth } from '../../../../src/lib/domain/compliance/checks/color-truth.ts';
import { fill } from '../../../../src/lib/domain/compliance/checks/fill.ts';
import { lostParts } from '../../../../src/lib/domain/compliance/checks/lost-parts.ts';
import { swatch } from '../../../../src/lib/domain/compliance/checks/swatch.ts';
import { holes } from '../../../../src/lib/domain/compliance/checks/holes.ts';
import { severalItems, views } from '../../../../src/lib/domain/compliance/checks/items.ts';
import { halo, jaggedEdge } from '../../../../src/lib/domain/compliance/checks/outline.ts';
import { blur, pixelation } from '../../../../src/lib/domain/compliance/checks/sharpness.ts';
import {
  beyondZone,
  safeZone,
  textGrid,
  touchedCells
} from '../../../../src/lib/domain/compliance/checks/zones.ts';
import { findChannel, findRole } from '../../../../src/lib/domain/channels/index.ts';
import type { Role } from '../../../../src/lib/domain/channels/channel.ts';
import type {
  Measurements,
  PictureMeasure,
  ProductColor
} from '../../../../src/lib/domain/compliance/measurements.ts';
import type { Rect } from '../../../../src/lib/domain/pixels.ts';
import { amazon, CLEAN, defective, main, secondary } from '../samples.ts';
import { judge, rows } from './judging.ts';

/** A clean file with parts of what its pixels show replaced. */
const showing = (picture: Partial<PictureMeasure>, more: Partial<Measurements> = {}): Measurements => ({
  ...CLEAN,
  ...more,
  picture: { ...CLEAN.picture, ...picture }
});

const region: Rect = { x: 1, y: 2, width: 30, height: 40 };
const banded = showing({ border: { top: 0, right: 0, bottom: 24, left: 9, region } });
const inset = showing({ items: { ...CLEAN.picture.items, inset: region } });
const free: Role = { ...secondary, background: { ...secondary.background, value: { rule: 'any' } } };

describe('background-white tells what is not white', () => {
  const grey = { farMin: 240, farNotWhite: 900 };
  const toEdge = { toEdgePixels: 700, toEdgeRegion: region };
  const backdrop = {
    ...grey,
    backdrop: [240, 240, 240] as const,
    farNotWhite: 1_400_000,
    ringWhite: 0
  };
  rows(backgroundWhite, [
    [
      'a shadow from the product to the edge, though the ring was not seen',
      defective({ background: { ...grey, ...toEdge, toEdgeColor: [226, 224, 230] } }),
      'fail',
      'shadow-to-edge'
    ],
    [
      'a coloured floor from the product to the edge, which is no shadow',
      defective({ background: { ...grey, ...toEdge, toEdgeColor: [200, 170, 120] } }),
      'fail',
      'not-white'
    ],
    [
      'a backdrop of another colour, which reaches the edge as backdrops do',
      defective({ background: { ...backdrop, ...toEdge, toEdgeColor: [240, 240, 240] } }),
      'fail',
      'other-backdrop'
    ],
    [
      'a frame around white, which is no backdrop',
      defective({ background: { ...backdrop, farNotWhite: 9000 } }),
      'fail',
      'not-white'
    ],
    [
      'specks alone',
      defective({ background: { ...grey, detachedSpecks: 3, speckPixels: 900, speckRegion: region } }),
      'fail',
      'specks'
    ],
    [
      'specks and more',
      defective({ background: { ...grey, detachedSpecks: 3, speckPixels: 800 } }),
      'fail',
      'not-white'
    ]
  ]);

  it('in pixels, none of which is allowed, and where', () => {
    const specks = defective({
      background: { ...grey, detachedSpecks: 3, speckPixels: 900, speckRegion: region }
    });
    expect(judge(backgroundWhite, specks)).toMatchObject({ measured: 900, limit: 0, region });
  });
});

describe('border', () => {
  rows(border, [
    ['nothing', CLEAN, 'pass', 'ok'],
    ['a band on two sides', banded, 'fail', 'band'],
    ['an exact rectangle', inset, 'review', 'inset-picture']
  ]);
  rows(border, [['a role that may have any', banded, 'not-applicable', 'not-asked']], free);
  it('names sides and the thickest', () => {
    expect(judge(border, banded)).toMatchObject({ measured: 24, limit: 0, region, level: 'required' });
    expect(judge(border, banded).message).toMatch(/bottom 24 px, left 9 px/);
  });
  it('is advice where a plain background is asked and borders are not mentioned', () => {
    const role: Role = { ...main, forbidden: { ...main.forbidden, value: [] } };
    expect(border({ measured: banded, channel: amazon, role })).toMatchObject({
      verdict: 'warn',
      level: 'recommended',
      source: { title: 'Packshot' }
    });
  });
});

describe('several items and views', () => {
  const two = (likeness: number) => showing({ items: { pieces: [900, 800], likeness, region, inset: null } });
  rows(severalItems, [
    ['one', CLEAN, 'pass', 'ok'],
    ['two', two(0.1), 'review', 'several'],
    ['nobody can tell', defective({ matteOrigin: 'none' }), 'not-applicable', 'no-matte']
  ]);
  rows(views, [
    ['one', CLEAN, 'pass', 'ok'],
    ['two that differ', two(0.59), 'pass', 'ok'],
    ['two alike', two(0.6), 'review', 'alike']
  ]);
  rows(severalItems, [['a role that may show several', two(1), 'not-applicable', 'not-asked']], free);
  rows(views, [['a role that may show several', two(1), 'not-applicable', 'not-asked']], free);
});

describe('edges', () => {
  const outline = (change: Partial<PictureMeasure['outline']>) =>
    showing({ outline: { ...CLEAN.picture.outline, ...change } });
  const fringed = (deltaE: number | null, lighter = false) => outline({ halo: { deltaE, lighter, region } });
  rows(jaggedEdge, [
    ['smooth', CLEAN, 'pass', 'ok'],
    ['at the limit', outline({ jagged: 0.25 }), 'pass', 'ok'],
    ['stairs', outline({ jagged: 0.26 }), 'review', 'steps'],
    ['too little outline', outline({ jagged: 1, sloping: 59 }), 'not-applicable', 'unknown'],
    ['none', outline({ jagged: null, sloping: 0 }), 'not-applicable', 'unknown']
  ]);
  rows(halo, [
    ['none', CLEAN, 'pass', 'ok'],
    ['at the limit', fringed(5), 'pass', 'ok'],
    ['dark', fringed(5.1), 'warn', 'dark-fringe'],
    ['light', fringed(5.1, true), 'warn', 'light-fringe'],
    ['no clear edge', fringed(null), 'not-applicable', 'unknown']
  ]);
  it('stairs are advice where the role does not mention them', () => {
    const role: Role = { ...main, forbidden: { ...main.forbidden, value: [] } };
    expect(jaggedEdge({ measured: outline({ jagged: 1 }), channel: amazon, role }).verdict).toBe('warn');
  });
});

describe('blur and pixelation', () => {
  const edges = (
    interior: number | null,
    outline: number | null,
    more: Partial<PictureMeasure> & { count?: number } = {}
  ) =>
    showing({
      sharpness: {
        interior: { edges: more.count ?? 5000, width: interior },
        texture: { edges: more.count ?? 5000, width: interior },
        outline: { edges: 2000, width: outline }
      },
      ...more
    });
  rows(blur, [
    ['sharp', CLEAN, 'pass', 'ok'],
    ['at the limit', edges(3.2, 3.2), 'pass', 'ok'],
    ['nothing sharp', edges(3.3, 3.4), 'review', 'blurred'],
    ['a soft surface in a sharp outline', edges(3.4, 1.2), 'review', 'soft-inside'],
    ['a surface at the limit', edges(3.3, 1.2), 'pass', 'ok'],
    ['a smooth surface in a sharp outline', edges(3.8, 1.2, { count: 500 }), 'pass', 'ok'],
    ['no edges', edges(null, null), 'not-applicable', 'unknown']
  ]);
  const blocks = (share: number | null) => showing({ pixelation: { blocks: share, period: 4 } });
  rows(pixelation, [
    ['its own pixels', CLEAN, 'pass', 'ok'],
    ['at the limit', blocks(0.65), 'pass', 'ok'],
    ['blocks', blocks(0.64), 'review', 'blocks'],
    ['too smooth to have blocks', blocks(null), 'pass', 'ok'],
    [
      'a soft outline around a sharp surface',
      edges(1.4, 2, { outline: { ...CLEAN.picture.outline, fallOff: 2 } }),
      'pass',
      'ok'
    ],
    [
      'no detail on the surface either',
      edges(1.5, 2.1, { outline: { ...CLEAN.picture.outline, fallOff: 1.21 } }),
      'review',
      'no-detail'
    ],
    [
      'no outline to tell, and no sharp edge',
      edges(2, null, { outline: { ...CLEAN.picture.outline, fallOff: null } }),
      'review',
      'no-detail'
    ],
    [
      'nothing to tell by',
      edges(null, null, {
        outline: { ...CLEAN.picture.outline, fallOff: null },
        pixelation: { blocks: null, period: null }
      }),
      'not-applicable',
      'unknown'
    ]
  ]);
});

describe('holes and colours', () => {
  rows(holes, [
    ['none', CLEAN, 'pass', 'ok'],
    ['some', showing({ holes: { pixels: 43_118, region } }), 'review', 'ground-inside'],
    ['nobody can tell', defective({ matteOrigin: 'none' }), 'not-applicable', 'no-matte']
  ]);
  const off = (deltaE00Mean: number) =>
    showing({}, { fidelity: { deltaE00Mean, deltaE00P99: 9, changedPixels: 0 } });
  rows(colorTruth, [
    ['its own colours', CLEAN, 'pass', 'ok'],
    ['at the limit', off(2), 'pass', 'ok'],
    ['adjusted', off(2.1), 'warn', 'other-colours'],
    ['quite other', off(5.1), 'review', 'other-colours'],
    ['a file from elsewhere', showing({}, { fidelity: null }), 'not-applicable', 'unknown']
  ]);
});

describe('lost parts', () => {
  rows(lostParts, [
    ['none', CLEAN, 'pass', 'ok'],
    ['some', showing({ lost: { pixels: 900, region } }), 'review', 'left-behind'],
    ['a file from elsewhere', showing({ lost: null }), 'not-applicable', 'unknown'],
    ['a photo that was not cut out', showing({}, { matteOrigin: 'none' }), 'not-applicable', 'unknown']
  ]);

  it('are px of the file, none of which is allowed, and where', () => {
    expect(judge(lostParts, showing({ lost: { pixels: 900, region } }))).toMatchObject({
      measured: 900,
      limit: 0,
      region
    });
  });
});

describe('the swatch', () => {
  const [red, blue] = [
    { color: [176, 40, 56], share: 0.3 },
    { color: [20, 60, 160], share: 0.6 }
  ] as const;
  const of = (wanted: string | null, ...colors: ProductColor[]) => showing({ colors }, { swatch: wanted });
  rows(swatch, [
    ['of none', of(null, red), 'not-applicable', 'not-asked'],
    ['of a product without main colours', of('#b02838'), 'not-applicable', 'no-product'],
    ['is met by any main colour', of('#b02838', blue, red), 'pass', 'ok'],
    ['a little off', of('#b02c42', red), 'warn', 'off-swatch'],
    ['another colour', of('#207040', blue, red), 'review', 'off-swatch']
  ]);

  it('says which colour is nearest, how much of the product has it, and by how much it is off', () => {
    const { message, measured, limit } = judge(swatch, of('#b02c42', blue, red));
    expect(message).toMatch(/#b02838 \(30\.0 % of the product\) is ΔE \d\.\d from its swatch #b02c42/);
    expect(measured).toBeGreaterThan(2);
    expect(limit).toBe(2);
  });
});

describe('fill by the measure that a channel names', () => {
  const role = (measure: string): Role => ({
    ...main,
    fill: { ...main.fill, measure: { ...main.fill.min!, value: measure } }
  });
  const of = (measure: string, longSide: number, boxArea: number, maskArea = boxArea) =>
    fill({
      measured: defective({ fill: { longSide, boxArea, maskArea } }),
      channel: amazon,
      role: role(measure)
    });

  it('holds an area to the area', () => {
    expect(of('area', 0.93, 0.86)).toMatchObject({ verdict: 'pass', measured: 0.86 });
    expect(of('area', 0.9, 0.81)).toMatchObject({ verdict: 'fail', reason: 'too-small', measured: 0.81 });
    expect(of('cover', 0.86, 0.8, 0.7)).toMatchObject({ reason: 'too-small', measured: 0.7 });
  });

  it('only tells that a thin product cannot reach one', () => {
    expect(of('area', 0.9, 0.2)).toMatchObject({ verdict: 'warn', reason: 'thin' });
    expect(of('area', 0.5, 0.1)).toMatchObject({ verdict: 'fail', reason: 'too-small' });
  });

  it('takes the long side where a channel leaves it open', () => {
    expect(of('bbox-area-or-longest-side', 0.9, 0.2).verdict).toBe('pass');
  });

  it('Google’s band has both ends', () => {
    const google = findChannel('google-merchant');
    const at = (longSide: number) =>
      fill({
        measured: defective({ fill: { longSide, box: { x: 0, y: 0, width: 2000 * longSide, height: 10 } } }),
        channel: google,
        role: findRole(google, 'main')
      });
    expect([0.74, 0.75, 0.9, 0.91].map((share) => at(share).reason)).toEqual([
      'too-small',
      'ok',
      'ok',
      'too-large'
    ]);
  });
});

describe('safe zone', () => {
  const story = findChannel('instagram-story');
  const role = findRole(story, 'story');
  const frame = { width: 1080, height: 1920 };
  const at = (box: Rect | null, text: readonly Rect[] | null = []) =>
    safeZone({
      measured: { ...defective({ file: frame, fill: { box } }), text },
      channel: story,
      role
    });
  const within = { x: 100, y: 300, width: 880, height: 1200 };

  it('takes product and words that lie within', () => {
    expect(at(within, [{ x: 200, y: 280, width: 200, height: 60 }])).toMatchObject({
      verdict: 'pass',
      measured: 0
    });
  });

  it('says how far they reach out, and which', () => {
    const words = { x: 200, y: 200, width: 200, height: 60 };
    expect(at(within, [words])).toMatchObject({ verdict: 'warn', measured: 68, region: words });
    expect(at({ ...within, height: 1300 })).toMatchObject({ measured: 64, region: { height: 1300 } });
  });

  it('has nothing to say of a picture with nothing in it, or of another role', () => {
    expect(at(null, null).verdict).toBe('not-applicable');
    expect(judge(safeZone, CLEAN)).toMatchObject({ verdict: 'not-applicable', reason: 'not-asked' });
  });

  it('what lies within a zone reaches 0 out, whatever its size', () => {
    const zone = { top: 0.14, bottom: 0.2, left: 0.06, right: 0.06 };
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(unit, unit, unit, unit, (x, y, w, h) => {
        const left = frame.width * (zone.left + x * (1 - zone.left - zone.right));
        const top = frame.height * (zone.top + y * (1 - zone.top - zone.bottom));
        const width = w * (frame.width * (1 - zone.right) - left);
        const height = h * (frame.height * (1 - zone.bottom) - top);
        expect(beyondZone({ x: left, y: top, width, height }, frame, zone)).toBe(0);
      })
    );
  });
});

describe('text grid', () => {
  const rakuten = findChannel('rakuten-ichiba');
  const role = findRole(rakuten, 'main');
  const at = (text: readonly Rect[] | null) =>
    textGrid({
      measured: { ...defective({ file: { width: 1000, height: 1000 } }), text },
      channel: rakuten,
      role
    });

  it('counts cells that one pixel of words touches', () => {
    const frame = { width: 1000, height: 1000 };
    const grid = { cols: 10, rows: 10 };
    expect(touchedCells([{ x: 99, y: 0, width: 1, height: 100 }], frame, grid)).toBe(1);
    expect(touchedCells([{ x: 99, y: 0, width: 2, height: 101 }], frame, grid)).toBe(4);
    expect(touchedCells([{ x: -50, y: 950, width: 2000, height: 500 }], frame, grid)).toBe(10);
    expect(touchedCells([{ x: 5, y: 5, width: 0, height: 9 }], frame, grid)).toBe(0);
  });

  it('the same cell counts once', () => {
    const words = { x: 0, y: 0, width: 500, height: 400 };
    expect(at([words, words])).toMatchObject({ measured: 20, limit: 20, verdict: 'pass' });
    expect(at([words, { x: 950, y: 950, width: 1, height: 1 }])).toMatchObject({
      measured: 21,
      reason: 'too-many-cells'
    });
  });

  it('says nothing where nobody has looked for words, nor for a channel without a grid', () => {
    expect(at(null)).toMatchObject({ verdict: 'not-applicable', reason: 'unknown' });
    expect(judge(textGrid, CLEAN)).toMatchObject({ verdict: 'not-applicable', reason: 'not-asked' });
  });
});
