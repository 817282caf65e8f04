import { describe, expect, it } from 'vitest';
import { backgroundWhite } from '../../../../src/lib/domain/compliance/checks/background-white.ts';
import type { Measurements } from '../../../../src/lib/domain/compliance/measurements.ts';
import type { Rect } from '../../../../src/lib/domain/pixels.ts';
import { CLEAN, defective } from '../samples.ts';
import { judge, rows } from './judging.ts';

/* Files that were made elsewhere: their JPEGs ring by the quality they have, and a flood is no matte. */

const jpegOf = (quality: number, nearMin: number, matteOrigin: Measurements['matteOrigin'] = 'flood') =>
  defective({
    matteOrigin,
    background: { nearMin },
    bytes: { jpeg: { quality, chroma: '4:2:0', isProgressive: false } }
  });

describe('white beside the product of a JPEG from elsewhere', () => {
  it.each([
    [100, 250],
    [96, 243],
    [90, 225],
    [85, 215],
    [40, 215]
  ])('of quality %i may ring down to %i', (quality, least) => {
    expect(judge(backgroundWhite, jpegOf(quality, least)).verdict).toBe('pass');
    expect(judge(backgroundWhite, jpegOf(quality, least - 1))).toMatchObject({
      verdict: 'warn',
      reason: 'fringe',
      measured: least - 1,
      limit: least
    });
  });

  it('of a JPEG made here may not, whatever its quality', () => {
    expect(judge(backgroundWhite, jpegOf(90, 249, 'edits')).reason).toBe('fringe');
  });

  it.each(['png', 'gif', 'bmp', 'tiff'])('of %s is white, for nothing is lost there', (format) => {
    const file = { ...jpegOf(90, 254), format };
    expect(judge(backgroundWhite, file)).toMatchObject({ reason: 'fringe', limit: 255 });
  });

  it('whose quality is not known is held to our own', () => {
    const unknown = { ...jpegOf(90, 249), format: 'webp', bytes: null };
    expect(judge(backgroundWhite, unknown)).toMatchObject({ reason: 'fringe', limit: 250 });
  });
});

describe('what a flood finds apart from the product', () => {
  // Of a file of 2000 × 2000 px: 100 px around the product's box may be its own loose ends.
  const box = { x: 500, y: 400, width: 1000, height: 1200 };
  const apart = (region: Rect, more: Parameters<typeof defective>[0] = {}) =>
    judge(
      backgroundWhite,
      defective({
        matteOrigin: 'flood',
        fill: { box },
        background: {
          ...{ farMin: 240, farNotWhite: 100, ringWhite: 0.99 },
          ...{ detachedSpecks: 1, speckPixels: 100, speckRegion: region }
        },
        ...more
      })
    );
  const at = (x: number, y: number): Rect => ({ x, y, width: 10, height: 10 });

  it('is asked about as far around it as its own loose ends reach, and refused beyond', () => {
    expect(CLEAN.file).toMatchObject({ width: 2000, height: 2000 });
    for (const near of [at(400, 300), at(1590, 300), at(400, 1690), at(1590, 1690), at(900, 900)])
      expect(apart(near), JSON.stringify(near)).toMatchObject({ verdict: 'review', reason: 'specks' });
    for (const far of [at(399, 900), at(1591, 900), at(900, 299), at(900, 1691)])
      expect(apart(far), JSON.stringify(far)).toMatchObject({ verdict: 'fail', reason: 'specks' });
  });

  it('is refused where a matte is known, or no product was found', () => {
    expect(apart(at(900, 900), { matteOrigin: 'edits' }).verdict).toBe('fail');
    expect(apart(at(900, 900), { fill: { box: null } }).verdict).toBe('fail');
  });

  it('with more that is not white is asked about by where the worst of it is', () => {
    const background = { farMin: 240, farNotWhite: 100, ringWhite: 0.99, detachedSpecks: 1, speckPixels: 60 };
    const found = (worstRegion: Rect) =>
      judge(
        backgroundWhite,
        defective({ matteOrigin: 'flood', fill: { box }, background: { ...background, worstRegion } })
      );
    expect(found(at(900, 900))).toMatchObject({
      verdict: 'review',
      reason: 'not-white',
      measured: 100,
      limit: 0,
      region: at(900, 900)
    });
    expect(found(at(0, 0)).verdict).toBe('fail');
  });
});

describe('a backdrop of another colour', () => {
  const half = CLEAN.background.farPixels / 2;
  const showing = (backdrop: readonly [number, number, number], farNotWhite: number) =>
    defective({ background: { farMin: 240, farNotWhite, backdrop } });

  rows(backgroundWhite, [
    ['takes half of what is far from the product', showing([255, 255, 240], half), 'fail', 'other-backdrop'],
    ['does not where less is', showing([255, 255, 240], half - 1), 'fail', 'not-white'],
    ['is not one that is white at the edge', showing([255, 255, 255], half), 'fail', 'not-white']
  ]);

  it('is told by its colour', () => {
    expect(judge(backgroundWhite, showing([255, 255, 240], half))).toMatchObject({
      measured: '255,255,240',
      limit: '255,255,255'
    });
  });
});
