import { describe, expect, it } from 'vitest';
import { findChannel, findRole } from '../../../../src/lib/domain/channels/index.ts';
import { applyFixes } from '../../../../src/lib/domain/compliance/apply-fixes.ts';
import { alpha } from '../../../../src/lib/domain/compliance/checks/alpha.ts';
import { aspect } from '../../../../src/lib/domain/compliance/checks/aspect.ts';
import { duplicate, hashDistance } from '../../../../src/lib/domain/compliance/checks/duplicate.ts';
import {
  beyondZone,
  safeZone,
  textGrid,
  touchedCells
} from '../../../../src/lib/domain/compliance/checks/zones.ts';
import { evaluate } from '../../../../src/lib/domain/compliance/evaluate.ts';
import { fixesFor } from '../../../../src/lib/domain/compliance/fixes.ts';
import type { Measurements } from '../../../../src/lib/domain/compliance/measurements.ts';
import { addPhoto, createProject, findPhoto } from '../../../../src/lib/domain/document/change.ts';
import { IDENTITY_EDITS } from '../../../../src/lib/domain/document/edits.ts';
import type { Rect } from '../../../../src/lib/domain/pixels.ts';
import {
  amazon,
  CLEAN,
  cutoutEdit,
  defective,
  main,
  newPhoto,
  sized,
  variantOf,
  type Draft
} from '../samples.ts';

/** Figures at their limits, and what exactly is said of them. */

type RoleDraft = { -readonly [K in keyof Draft['roles'][number]]: Draft['roles'][number][K] };

/** A channel whose first role was changed, with that role. */
function withRole(id: string, change: (role: RoleDraft, channel: Draft) => void) {
  const channel = variantOf(findChannel(id), (draft) => change(draft.roles[0] as RoleDraft, draft));
  return { channel, role: channel.roles[0]! };
}

describe('a shape', () => {
  const banner = findChannel('display-ads');
  const landscape = findRole(banner, 'landscape');
  const of = (width: number, height: number, id = 'walmart') =>
    aspect({ measured: sized(width, height), channel: findChannel(id), role: findChannel(id).roles[0]! });

  it('may be off by less than the pixel that rounding costs, on either side', () => {
    expect([of(1000, 1000.5), of(1000.5, 1000)].map(({ verdict }) => verdict)).toEqual(['pass', 'pass']);
    expect([of(1000, 1001), of(1001, 1000)].map(({ verdict }) => verdict)).toEqual(['fail', 'fail']);
    // 1000 × 1.44 = 1440: a pixel of the short side is more of the shape than one of the long side.
    expect([of(1000, 1440.9, 'zalando'), of(1000, 1441.4, 'zalando')].map(({ reason }) => reason)).toEqual([
      'ok',
      'ok'
    ]);
    expect(of(1000, 1441.5, 'zalando').reason).toBe('other-shape');
    // 3:1 the other way: a pixel of the height is three of the width.
    const wide = withRole('walmart', ({ aspect: { required } }) =>
      Object.assign(required!, { value: '3:1' })
    );
    expect(aspect({ measured: sized(3000, 1000.9), ...wide }).reason).toBe('ok');
    expect(aspect({ measured: sized(3002.9, 1000), ...wide }).reason).toBe('ok');
    expect(aspect({ measured: sized(3003, 1000), ...wide }).reason).toBe('other-shape');
  });

  it('may be off by the channel’s tolerance, all of it', () => {
    const { channel, role } = withRole('display-ads', ({ aspect: { required, tolerance } }) => {
      Object.assign(required!, { value: '1:1' });
      Object.assign(tolerance!, { value: 0.25 });
    });
    expect(aspect({ measured: sized(1250, 1000), channel, role }).reason).toBe('ok');
    expect(aspect({ measured: sized(1252, 1000), channel, role }).reason).toBe('other-shape');
    expect(aspect({ measured: sized(1200, 628), channel: banner, role: landscape }).reason).toBe('ok');
  });

  it('is said with all that are taken, and whether they are asked for or advised', () => {
    expect(of(1000, 1500, 'etsy')).toMatchObject({
      reason: 'less-liked-shape',
      measured: '1000 × 1500',
      limit: '4:3, 1:1, 5:4, 3:2'
    });
    expect(of(1000, 1500, 'etsy').message).toContain('advises 4:3, 1:1, 5:4, 3:2');
    expect(of(1000, 1500)).toMatchObject({ reason: 'other-shape', limit: '1:1' });
    expect(of(1000, 1500).message).toContain('asks for 1:1');
    const feed = findRole(findChannel('instagram-story'), 'feed');
    const channel = findChannel('instagram-story');
    expect(aspect({ measured: sized(1080, 1350), channel, role: feed })).toMatchObject({
      verdict: 'pass',
      limit: '1:1, 4:5'
    });
  });
});

describe('a safe zone', () => {
  const zone = { top: 0.25, bottom: 0.125, left: 0.125, right: 0.25 };
  const frame = { width: 800, height: 1600 };
  const within: Rect = { x: 100, y: 400, width: 500, height: 1000 };

  it.each<[string, Partial<Rect>, number]>([
    ['nowhere', {}, 0],
    ['above', { y: 393 }, 7],
    ['on the left', { x: 91 }, 9],
    ['below', { height: 1003 }, 3],
    ['on the right', { width: 505 }, 5],
    ['farthest counts', { x: 95, y: 380, width: 540 }, 35]
  ])('is left %s', (_where, part, px) => {
    expect(beyondZone({ ...within, ...part }, frame, zone)).toBe(px);
  });

  const story = findChannel('instagram-story');
  const role = findRole(story, 'story');
  const { value } = role.safeZone!;
  const of = (over: number, more: Partial<Measurements> = {}) => {
    const y = Math.round(value!.top * 2000) - over;
    const box = { x: 300, y, width: 300, height: 300 };
    const measured = defective({ file: { width: 1000, height: 2000 }, fill: { box } });
    return safeZone({ measured: { ...measured, ...more }, channel: story, role });
  };

  it('is left by the pixel that a flood adds to a product without a word', () => {
    expect(of(1)).toMatchObject({ reason: 'outside-zone', measured: 1 });
    expect(of(1, { matteOrigin: 'flood' })).toMatchObject({ reason: 'ok', measured: 0 });
    expect(of(3, { matteOrigin: 'flood' })).toMatchObject({
      rule: 'safe-zone',
      reason: 'outside-zone',
      measured: 2
    });
  });

  it('says how far something reaches, and of nothing that there is nothing', () => {
    expect(of(5).message).toMatch(/ 5 pixels out of the safe zone/);
    expect(of(0).message).toMatch(/lie in the safe zone/);
    const measured = { ...defective({ fill: { box: null } }), text: [] };
    const nothing = safeZone({ measured, channel: story, role });
    expect(nothing).toMatchObject({ rule: 'safe-zone', verdict: 'not-applicable', reason: 'no-product' });
    expect(nothing.message).toMatch(/^Nothing was found/);
  });

  it('is none where its leaf has no figure', () => {
    const none = withRole('instagram-story', ({ safeZone: leaf }) => Object.assign(leaf!, { value: null }));
    expect(safeZone({ measured: CLEAN, ...none }).reason).toBe('not-asked');
  });
});

describe('a grid of cells', () => {
  const grid = { cols: 4, rows: 5 };
  const frame = { width: 400, height: 500 };
  const box = (x: number, y: number, width: number, height: number): Rect => ({ x, y, width, height });
  const rakuten = findChannel('rakuten-ichiba');
  const role = findRole(rakuten, 'main');
  const of = (text: readonly Rect[] | null) =>
    textGrid({ measured: { ...CLEAN, text }, channel: rakuten, role });

  it('tells every cell from every other', () => {
    const cells = Array.from({ length: 20 }, (_, i) =>
      box(100 * (i % 4) + 40, 100 * Math.floor(i / 4) + 40, 9, 9)
    );
    expect(touchedCells(cells, frame, grid)).toBe(20);
    expect(touchedCells([cells[6]!, cells[9]!], frame, grid)).toBe(2);
  });

  it('is not touched by what has no size', () => {
    expect(touchedCells([box(150, 150, 20, 0), box(150, 150, 0, 20)], frame, grid)).toBe(0);
    expect(touchedCells([box(150, 150, 120, -250)], frame, grid)).toBe(0);
  });

  it('says how many cells of how many', () => {
    const all = of([box(0, 0, 2000, 2000)]);
    expect(all.message).toBe('Words and marks touch 100 of 100 cells; 20 are allowed.');
    expect(of([])).toMatchObject({ verdict: 'pass', reason: 'ok', measured: 0 });
    expect(of(null)).toMatchObject({ rule: 'text-grid', verdict: 'not-applicable' });
    expect(of(null).message).toMatch(/is not known/);
  });

  it('is none where its leaf has no figure', () => {
    const channel = variantOf(rakuten, (draft) => Object.assign(draft.textGrid!, { value: null }));
    expect(textGrid({ measured: CLEAN, channel, role }).reason).toBe('not-asked');
  });
});

describe('transparent pixels', () => {
  const clear = (format: string) =>
    defective({ format, bytes: { hasAlpha: true, clearPixels: 7 } as Measurements['bytes'] });

  it('are counted against none where they are refused, and against nothing where they are taken', () => {
    expect(alpha({ measured: clear('png'), channel: amazon, role: main })).toMatchObject({
      measured: 7,
      limit: 0
    });
    const taken = findChannel('about-you');
    const found = alpha({ measured: clear('png'), channel: taken, role: taken.roles[0]! });
    expect(found).toMatchObject({ verdict: 'pass', measured: 7 });
    expect(found).not.toHaveProperty('limit');
  });

  it('are refused by the format’s own word before the channel’s', () => {
    const etsy = variantOf(findChannel('etsy'), ({ color }) => Object.assign(color.alpha!, { value: true }));
    const role = etsy.roles[0]!;
    expect(alpha({ measured: clear('webp'), channel: etsy, role }).verdict).toBe('pass');
    expect(alpha({ measured: clear('png'), channel: etsy, role }).reason).toBe('transparent');
  });

  it('need neither a refused form nor a background that is asked for', () => {
    const silent = withRole('amazon', ({ background }, { formats }) => {
      Object.assign(background, { value: null });
      Object.assign(formats, { rejected: null });
    });
    expect(alpha({ measured: clear('png'), ...silent })).toMatchObject({ verdict: 'pass', reason: 'ok' });
  });
});

describe('the same picture twice', () => {
  it('is told as such, with the slot that has it', () => {
    expect(duplicate('MAIN', amazon, main)).toMatchObject({
      rule: 'duplicate',
      reason: 'same-picture',
      measured: 'MAIN'
    });
    expect(duplicate('MAIN', amazon, main).message).toMatch(/^MAIN shows the same picture/);
    expect(duplicate(undefined, amazon, main)).toMatchObject({ rule: 'duplicate', reason: 'ok' });
    expect(duplicate(undefined, amazon, main).message).toMatch(/^No other file/);
  });

  it('needs no list of what a role refuses', () => {
    const silent = withRole('amazon', ({ forbidden }) => Object.assign(forbidden, { value: null }));
    expect(duplicate('MAIN', silent.channel, silent.role).source.title).toBe('Packshot');
  });

  it('counts the bits of 16 digits, and missing ones as 0', () => {
    expect(hashDistance('f', '0')).toBe(4);
    expect(hashDistance('0', 'f0f')).toBe(8);
    expect(hashDistance(`${'0'.repeat(16)}f`, '0'.repeat(17))).toBe(0);
  });
});

const HOLED: Measurements = {
  ...CLEAN,
  picture: { ...CLEAN.picture, holes: { pixels: 900, region: { x: 0, y: 0, width: 30, height: 30 } } }
};

describe('fixes of the cutout alone', () => {
  it('leave every output without edits of its own', () => {
    const edits = { ...IDENTITY_EDITS, cutout: cutoutEdit('2') };
    const project = addPhoto(
      createProject({ id: 'x', name: 'x', channels: ['amazon'] }),
      newPhoto('p', { edits })
    );
    expect(applyFixes(project, 'p', 'amazon/main', [])).toBe(project);
    const holes = fixesFor(evaluate(HOLED, amazon, main, { app: 'test', enlarged: 1 }), edits);
    const after = findPhoto(applyFixes(project, 'p', 'amazon/main', holes), 'p');
    expect(holes.map(({ id }) => id)).toEqual(['holes']);
    expect(after.variants).toEqual({});
    expect(after.edits.cutout).not.toEqual(edits.cutout);
  });
});
