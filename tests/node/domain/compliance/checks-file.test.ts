import { describe, expect, it } from 'vitest';
import { cutoutConfidence } from '../../../../src/lib/domain/compliance/checks/cutout-confidence.ts';
import { dimensions } from '../../../../src/lib/domain/compliance/checks/dimensions.ts';
import { enlarged } from '../../../../src/lib/domain/compliance/checks/enlarged.ts';
import { fileName } from '../../../../src/lib/domain/compliance/checks/file-name.ts';
import { format } from '../../../../src/lib/domain/compliance/checks/format.ts';
import type { FindingVerdict } from '../../../../src/lib/domain/compliance/report.ts';
import type { Role } from '../../../../src/lib/domain/channels/channel.ts';
import { amazon, CLEAN, defective, main, named, sized, variantOf } from '../samples.ts';
import { judge, rows } from './judging.ts';

describe('dimensions', () => {
  rows(dimensions, [
    ['2000 px', CLEAN, 'pass', 'ok'],
    ['1600 px', sized(1600, 1600), 'pass', 'ok'],
    ['1599 px', sized(1599, 1599), 'warn', 'below-recommended'],
    ['1000 px', sized(1000, 1000), 'warn', 'below-recommended'],
    ['999 px', sized(999, 999), 'warn', 'below-zoom'],
    ['500 px', sized(500, 500), 'warn', 'below-zoom'],
    ['499 px', sized(499, 499), 'fail', 'below-minimum'],
    ['499 × 1600: only the longer side counts', sized(499, 1600), 'pass', 'ok'],
    ['10,000 px', sized(10_000, 10_000), 'pass', 'ok'],
    ['10,001 px', sized(100, 10_001), 'fail', 'above-maximum']
  ]);

  it('names the side, the limit and its source', () => {
    expect(judge(dimensions, sized(300, 400))).toMatchObject({
      measured: 400,
      limit: 500,
      level: 'required'
    });
    expect(judge(dimensions, sized(900, 900))).toMatchObject({
      measured: 900,
      limit: 1000,
      level: 'recommended'
    });
  });

  const leaf = (value: number | [number, number]) => ({ ...main.px.min!, value });
  const roleOf = (px: Role['px']): Role => ({ ...main, px });
  it.each<[string, Role['px'], number, number, FindingVerdict]>([
    ['both: the shorter side from below', { measure: 'both', min: leaf(500) }, 900, 499, 'fail'],
    ['both: the longer side from above', { measure: 'both', max: leaf(500) }, 501, 400, 'fail'],
    ['both: inside', { measure: 'both', min: leaf(500), max: leaf(900) }, 500, 900, 'pass'],
    ['shortest', { measure: 'shortest', min: leaf(500) }, 499, 900, 'fail'],
    ['width', { measure: 'width', min: leaf(500) }, 499, 900, 'fail'],
    ['width is enough', { measure: 'width', min: leaf(500) }, 500, 100, 'pass'],
    ['a pair: width', { measure: 'both', min: leaf([600, 314]) }, 599, 900, 'fail'],
    ['a pair: height', { measure: 'both', min: leaf([600, 314]) }, 600, 313, 'fail'],
    ['a pair met', { measure: 'both', min: leaf([600, 314]) }, 600, 314, 'pass'],
    ['a pair as maximum', { measure: 'both', max: leaf([600, 314]) }, 600, 315, 'fail'],
    ['nothing stated', { measure: 'both', min: { ...leaf(1), value: null } }, 1, 1, 'pass']
  ])('measures as the profile says: %s', (_title, px, width, height, verdict) => {
    expect(dimensions({ measured: sized(width, height), channel: amazon, role: roleOf(px) }).verdict).toBe(
      verdict
    );
  });

  it('a minimum that an unverified profile states only warns', () => {
    const channel = variantOf(amazon, (draft) => (draft.status = 'unverified'));
    expect(dimensions({ measured: sized(400, 400), channel, role: main })).toMatchObject({
      verdict: 'warn',
      level: 'recommended',
      reason: 'below-minimum'
    });
  });
});

describe('enlarged', () => {
  rows(enlarged, [
    ['made smaller', CLEAN, 'pass', 'ok'],
    ['1 : 1', defective({ enlarged: 1 }), 'pass', 'ok'],
    ['1.02 times', defective({ enlarged: 1.02 }), 'warn', 'enlarged'],
    ['an unknown source', defective({ enlarged: null }), 'not-applicable', 'unknown']
  ]);

  it('tells the factor, and cites the channel where it has a word on it', () => {
    expect(judge(enlarged, defective({ enlarged: 2.5 }))).toMatchObject({
      measured: 2.5,
      limit: 1,
      level: 'required',
      message: expect.stringContaining('2.50')
    });
    const px = { ...main.px, noUpscale: undefined };
    const ours = enlarged({
      measured: defective({ enlarged: 2.5 }),
      channel: amazon,
      role: { ...main, px } as Role
    });
    expect(ours).toMatchObject({ verdict: 'warn', level: 'recommended', source: { title: 'Packshot' } });
  });
});

describe('format', () => {
  const as = (found: string, name: string) => defective({ format: found, file: { name } });
  rows(format, [
    ['JPEG called .jpg', CLEAN, 'pass', 'ok'],
    ['JPEG called .JPEG', named('B0C4TR311X.MAIN.JPEG'), 'pass', 'ok'],
    ['TIFF called .tif', as('tiff', 'x.tif'), 'pass', 'ok'],
    ['PNG called .png', as('png', 'x.png'), 'pass', 'ok'],
    ['WebP', as('webp', 'x.webp'), 'fail', 'not-accepted'],
    ['WebP called .jpg', as('webp', 'x.jpg'), 'fail', 'not-accepted'],
    ['unknown bytes', as('unknown', 'x.jpg'), 'fail', 'not-accepted'],
    ['PNG called .jpg', as('png', 'x.jpg'), 'fail', 'extension-mismatch'],
    ['JPEG without ending', named('x'), 'fail', 'extension-mismatch'],
    ['.jpg.jpg', named('x.jpg.jpg'), 'fail', 'double-extension'],
    ['.png.jpg', named('x.png.jpg'), 'fail', 'double-extension'],
    ['a file without a name', named(''), 'pass', 'ok']
  ]);

  it('what a channel does not say about endings is advice', () => {
    const silent = variantOf(amazon, (draft) => (draft.naming = { template: draft.naming.template }));
    const found = format({ measured: as('png', 'x.jpg'), channel: silent, role: main });
    expect(found).toMatchObject({ verdict: 'warn', source: { title: 'Packshot' } });
  });
});

describe('file-name', () => {
  rows(fileName, [
    ['identifier, code, ending', CLEAN, 'pass', 'ok'],
    ['no identifier', named('mug.MAIN.jpg'), 'review', 'missing-identifier'],
    ['a wrong check digit', named('4006381333932.MAIN.jpg'), 'fail', 'check-digit'],
    ['half an ASIN', named('B0C4TR.MAIN.jpg'), 'fail', 'bad-identifier'],
    ['a space', named('B0C4TR311X 1.MAIN.jpg'), 'fail', 'space'],
    ['a wrong code goes before a missing identifier', named('mug.MIAN.jpg'), 'fail', 'unknown-variant'],
    ['.jpg.jpg', named('B0C4TR311X.MAIN.jpg.jpg'), 'fail', 'double-extension'],
    ['no name', named(''), 'not-applicable', 'unknown']
  ]);

  it('shows the name, the form asked for, and every refusal', () => {
    const found = judge(fileName, named('mug.MIAN.jpg'));
    expect(found).toMatchObject({
      measured: 'mug.MIAN.jpg',
      limit: '{identifier}.{variant}.{ext}',
      level: 'required'
    });
    expect(found.message).toMatch(/variant code.*ASIN/);
  });
});

describe('cutout-confidence', () => {
  rows(cutoutConfidence, [
    ['sure', CLEAN, 'pass', 'ok'],
    ['0.5', defective({ confidence: 0.5 }), 'pass', 'ok'],
    ['0.49', defective({ confidence: 0.49 }), 'review', 'unsure'],
    ['no product, however sure', defective({ fill: { box: null } }), 'review', 'no-product'],
    ['not made by a model', defective({ confidence: null }), 'not-applicable', 'unknown'],
    [
      'no matte',
      defective({ matteOrigin: 'none', confidence: null, fill: { box: null } }),
      'not-applicable',
      'unknown'
    ]
  ]);
});
