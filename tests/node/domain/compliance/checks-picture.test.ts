import { describe, expect, it } from 'vitest';
import { backgroundWhite } from '../../../../src/lib/domain/compliance/checks/background-white.ts';
import { cropped } from '../../../../src/lib/domain/compliance/checks/cropped.ts';
import { extended } from '../../../../src/lib/domain/compliance/checks/extended.ts';
import { overlay } from '../../../../src/lib/domain/compliance/checks/overlay.ts';
import { fill } from '../../../../src/lib/domain/compliance/checks/fill.ts';
import type { Role } from '../../../../src/lib/domain/channels/channel.ts';
import { amazon, CLEAN, defective, main, secondary } from '../samples.ts';
import { judge, rows } from './judging.ts';

describe('background-white', () => {
  rows(backgroundWhite, [
    ['pure white with JPEG ringing beside the product', CLEAN, 'pass', 'ok'],
    ['one far pixel of 254', defective({ background: { farNotWhite: 1, farMin: 254 } }), 'fail', 'not-white'],
    [
      'a white background with one ring pixel that is not',
      defective({ background: { ringWhite: 0.9999 } }),
      'fail',
      'edge-not-white'
    ],
    ['250 beside the product', defective({ background: { nearMin: 250 } }), 'pass', 'ok'],
    ['249 beside the product', defective({ background: { nearMin: 249 } }), 'warn', 'fringe'],
    [
      'PNG that is white beside the product',
      defective({ format: 'png', background: { nearMin: 255, nearNotWhite: 0 } }),
      'pass',
      'ok'
    ],
    [
      'PNG with 254 beside the product',
      defective({ format: 'png', background: { nearMin: 254 } }),
      'warn',
      'fringe'
    ],
    ['no matte, white edge', defective({ matteOrigin: 'none' }), 'review', 'no-matte'],
    [
      'no matte, dark edge',
      defective({ matteOrigin: 'none', background: { ringWhite: 0.2 } }),
      'fail',
      'edge-not-white'
    ],
    [
      'no matte: what else is dark may be the product',
      defective({ matteOrigin: 'none', background: { farNotWhite: 9, farMin: 0 } }),
      'review',
      'no-matte'
    ],
    [
      'a product that stands in the ring, all background white',
      defective({
        background: { ringWhite: 0.8 },
        fill: { box: { x: 0, y: 100, width: 2000, height: 1800 } }
      }),
      'pass',
      'ok'
    ],
    [
      'a product just outside the ring and its ringing: 28 px',
      defective({
        background: { ringWhite: 0.99 },
        fill: { box: { x: 28, y: 100, width: 1944, height: 1800 } }
      }),
      'fail',
      'edge-not-white'
    ],
    [
      'a foreign file whose grey hangs together with the product',
      defective({ matteOrigin: 'flood', background: { farMin: 240, farNotWhite: 900, detachedSpecks: 0 } }),
      'warn',
      'shadow'
    ],
    [
      'a foreign file with a grey patch apart from the product',
      defective({ matteOrigin: 'flood', background: { farMin: 240, farNotWhite: 900, detachedSpecks: 1 } }),
      'fail',
      'not-white'
    ],
    [
      'a file made here with grey beside the product',
      defective({ matteOrigin: 'edits', background: { farMin: 240, farNotWhite: 900, detachedSpecks: 0 } }),
      'fail',
      'not-white'
    ],
    [
      'a small shadow that was asked for',
      defective({ background: { thrownPixels: 190_000, thrownMin: 184 } }),
      'warn',
      'shadow'
    ],
    [
      'a shadow that was asked for and takes more than 5 % of the picture',
      defective({ background: { thrownPixels: 210_000, thrownMin: 184 } }),
      'review',
      'shadow'
    ],
    [
      'a product that rings into the ring: 27 px',
      defective({
        background: { ringWhite: 0.99 },
        fill: { box: { x: 27, y: 100, width: 1944, height: 1800 } }
      }),
      'pass',
      'ok'
    ]
  ]);
  rows(
    backgroundWhite,
    [['a role with any background', defective({ background: { farMin: 0 } }), 'not-applicable', 'not-asked']],
    secondary
  );

  it('shows where: the worst patch, its darkest value and the limit', () => {
    const worstRegion = { x: 10, y: 20, width: 30, height: 40 };
    const measured = defective({
      background: { farNotWhite: 77, farMin: 243, worstRegion, detachedSpecks: 3 }
    });
    const found = judge(backgroundWhite, measured);
    expect(found).toMatchObject({ measured: 77, limit: 0, region: worstRegion, level: 'required' });
    expect(found.message).toMatch(/77.*243.*3 separate/);
    expect(found.source.url).toContain('sellercentral.amazon.com');
  });

  it('the tolerance is the profile’s', () => {
    const tolerant = withBackground({ rule: 'solid', rgb: [255, 255, 255], maxDeviation: 15 });
    const of = (farMin: number) =>
      backgroundWhite({
        measured: defective({ background: { farMin, farNotWhite: 5, ringWhite: 0.5, nearMin: farMin } }),
        channel: amazon,
        role: tolerant
      });
    expect(of(240).verdict).toBe('pass');
    expect(of(239).verdict).toBe('fail');
  });

  it('a colour other than white is left to a person', () => {
    const grey = withBackground({ rule: 'solid', rgb: [240, 240, 240] });
    expect(backgroundWhite({ measured: CLEAN, channel: amazon, role: grey }).verdict).toBe('review');
  });
});

function withBackground(value: Role['background']['value']): Role {
  return { ...main, background: { ...main.background, value } };
}

/** A box of `long` × 100 px in a frame of `side`². */
const filled = (long: number, side = 2000) =>
  defective({
    file: { width: side, height: side },
    fill: {
      box: { x: 0, y: 0, width: 100, height: long },
      longSide: long / side,
      boxArea: 0.05,
      maskArea: 0.04
    }
  });

describe('fill', () => {
  rows(fill, [
    ['90 %', CLEAN, 'pass', 'ok'],
    ['85 % exactly', filled(1700), 'pass', 'ok'],
    ['one pixel under 85 %', filled(1699), 'fail', 'too-small'],
    ['85 % lies between pixels: the lower one is enough', filled(1699, 1999), 'pass', 'ok'],
    ['and the one below it is not', filled(1698, 1999), 'fail', 'too-small'],
    ['100 %', filled(2000), 'pass', 'ok'],
    ['no product', defective({ fill: { box: null, longSide: 0 } }), 'review', 'no-product'],
    ['no matte', defective({ matteOrigin: 'none', fill: { box: null } }), 'review', 'no-matte']
  ]);
  rows(fill, [['a role that asks for none', filled(10), 'not-applicable', 'not-asked']], secondary);

  it('85 % is met to the pixel in every frame', () => {
    for (let side = 500; side <= 2100; side++) {
      const least = Math.floor((85 * side) / 100);
      expect(judge(fill, filled(least, side)).verdict, `${side}`).toBe('pass');
      expect(judge(fill, filled(least - 1, side)).verdict, `${side}`).toBe('fail');
    }
  });

  it('reports the box, the share, the limit and all three measures', () => {
    const found = judge(fill, filled(1000));
    expect(found).toMatchObject({
      measured: 0.5,
      limit: 0.85,
      region: { width: 100, height: 1000 },
      level: 'required'
    });
    expect(found.message).toMatch(/50\.0 %.*5\.0 %.*4\.0 %/);
  });

  it('an upper limit is held to the pixel, and only warns where its source is hearsay', () => {
    const max = { ...main.fill.max!, value: 0.9 };
    const role: Role = { ...main, fill: { ...main.fill, max } };
    const of = (long: number) => fill({ measured: filled(long), channel: amazon, role });
    expect(of(1800).verdict).toBe('pass');
    expect(of(1801)).toMatchObject({ verdict: 'warn', reason: 'too-large', limit: 0.9 });
    const official: Role = { ...main, fill: { max: { ...max, src: ['G1881'] } } };
    expect(fill({ measured: filled(1801), channel: amazon, role: official }).verdict).toBe('fail');
  });

  it('a limit that falls on a pixel is that pixel, whatever its fraction is in binary', () => {
    for (let hundredths = 50; hundredths <= 99; hundredths++) {
      const role: Role = { ...main, fill: { min: { ...main.fill.min!, value: hundredths / 100 } } };
      const verdict = (long: number) => fill({ measured: filled(long, 100), channel: amazon, role }).verdict;
      expect(verdict(hundredths), `${hundredths} %`).toBe('pass');
      expect(verdict(hundredths - 1), `${hundredths} %`).toBe('fail');
    }
  });

  it('the frame is measured in the direction in which the product takes more of it', () => {
    const wide = (height: number) =>
      defective({
        file: { width: 2000, height: 519 },
        fill: { box: { x: 0, y: 0, width: 900, height }, longSide: height / 519 }
      });
    expect(judge(fill, wide(441)).verdict).toBe('pass');
    expect(judge(fill, wide(440)).verdict).toBe('fail');
  });
});

describe('cropped', () => {
  rows(cropped, [
    ['nothing at the edges', CLEAN, 'pass', 'ok'],
    ['a foreign file, nothing at its edges', defective({ crop: { sourceEdgePixels: null } }), 'pass', 'ok'],
    ['one product pixel on the edge', defective({ crop: { outputEdgePixels: 1 } }), 'fail', 'cut-by-frame'],
    [
      'product on the border of the photo',
      defective({ crop: { sourceEdgePixels: 1 } }),
      'review',
      'cut-by-photo'
    ],
    ['both', defective({ crop: { outputEdgePixels: 5, sourceEdgePixels: 5 } }), 'fail', 'cut-by-frame'],
    [
      'a crop that cuts the product, and it alone',
      defective({ crop: { isCutByCrop: true, sourceEdgePixels: 5 } }),
      'fail',
      'cut-by-crop'
    ],
    ['no matte', defective({ matteOrigin: 'none' }), 'review', 'no-matte'],
    ['no product', defective({ fill: { box: null } }), 'not-applicable', 'no-product']
  ]);
  rows(
    cropped,
    [['a role that may crop', defective({ crop: { outputEdgePixels: 9 } }), 'not-applicable', 'not-asked']],
    secondary
  );

  it('shows the side of the longest contact', () => {
    const region = { x: 0, y: 100, width: 1, height: 800 };
    expect(judge(cropped, defective({ crop: { outputEdgePixels: 800, region } }))).toMatchObject({
      region,
      measured: 800
    });
  });
});

describe('overlay', () => {
  rows(overlay, [
    ['nothing drawn', CLEAN, 'pass', 'ok'],
    ['one note', defective({ overlay: { marks: 1 } }), 'fail', 'marks'],
    ['a note and an inset', defective({ overlay: { marks: 1, insets: 1 } }), 'fail', 'marks'],
    ['an inset', defective({ overlay: { insets: 1 } }), 'fail', 'insets'],
    ['a foreign file', defective({ overlay: null }), 'not-applicable', 'unknown']
  ]);
  rows(overlay, [['notes where they may be', defective({ overlay: { marks: 9 } }), 'pass', 'ok']], secondary);
});

describe('extended', () => {
  const made = (method: 'continue' | 'synthesize' | 'blur' | 'none', share: number, confidence: number) => ({
    ...CLEAN,
    extended: { method, share, confidence }
  });
  rows(extended, [
    ['no surroundings of the photo in it', CLEAN, 'not-applicable', 'not-asked'],
    ['a photo that fills its frame', made('none', 0, 1), 'pass', 'ok'],
    ['surroundings that are surely continued', made('continue', 0.3, 0.95), 'pass', 'ok'],
    ['patches that fit at 0.6', made('synthesize', 0.3, 0.6), 'pass', 'ok'],
    ['patches that may not fit', made('synthesize', 0.3, 0.59), 'review', 'seams'],
    ['a photo out of focus around itself', made('blur', 0.3, 0.4), 'warn', 'substitute']
  ]);

  it('says how much of the picture was added', () => {
    expect(extended({ measured: made('continue', 0.25, 1), channel: amazon, role: secondary })).toMatchObject(
      {
        measured: 0.25
      }
    );
  });
});
