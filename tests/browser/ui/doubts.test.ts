import { describe, expect, test } from 'vitest';
import type { FindingReason, FindingVerdict, RuleId } from '../../../src/lib/domain/compliance/report.ts';
import { overwriteGetLocale } from '../../../src/lib/paraglide/runtime.js';
import {
  doubtAndRemedy,
  doubtWords,
  firstDoubt,
  type Listed
} from '../../../src/lib/ui/compliance/doubt-words.ts';
import { ruleTitle } from '../../../src/lib/ui/compliance/finding-words.ts';
import { FILE_TITLES } from '../../../src/lib/ui/compliance/file-words.ts';

const RULES = [
  ...Object.keys(FILE_TITLES),
  ...['background-white', 'fill', 'cropped', 'dimensions', 'enlarged', 'extended', 'format', 'file-name'],
  ...['cutout-confidence', 'overlay', 'text', 'face', 'border', 'several-items', 'views', 'halo', 'holes'],
  ...['lost-parts', 'jagged-edge', 'blur', 'pixelation', 'color-truth', 'swatch', 'safe-zone', 'text-grid']
] as RuleId[];
const VERDICTS = ['fail', 'review', 'warn'] as const;

const listed = (
  rule: RuleId,
  verdict: FindingVerdict,
  reason?: FindingReason,
  measured?: number | string
): Listed => ({ rule, verdict, ...(reason && { reason }), ...(measured !== undefined && { measured }) });

/** As long as a tile of 150 px shows on two lines. */
const TILE = 48;

describe('why a file is in doubt', () => {
  test.each(['en', 'vi'] as const)(
    'is said of every rule and verdict, never by the rule’s title: %s',
    (locale) => {
      overwriteGetLocale(() => locale);
      for (const rule of RULES) {
        for (const verdict of VERDICTS) {
          const words = doubtWords(listed(rule, verdict));
          expect(words, `${rule} ${verdict}`).not.toBe(ruleTitle(rule));
          expect(words.length, words).toBeLessThanOrEqual(TILE);
          expect(words.length).toBeGreaterThan(2);
        }
      }
      overwriteGetLocale(() => 'en');
    }
  );

  test('a doubt is no statement', () => {
    expect(doubtWords(listed('holes', 'fail', 'ground-inside', 512))).toBe('Hole not cleared');
    expect(doubtWords(listed('holes', 'review', 'ground-inside', 512))).toBe('Perhaps a hole not cleared');
  });

  test('a reason that tells more than its rule is said', () => {
    expect(doubtWords(listed('file-name', 'fail', 'space'))).toBe('Space in the file name');
    expect(doubtWords(listed('cropped', 'review', 'cut-by-photo', 12))).toBe(
      'Product reaches the photo’s edge'
    );
  });

  test('with the number where that helps, in its own unit', () => {
    expect(doubtWords(listed('fill', 'fail', 'too-small', 0.613))).toBe('Too small in the frame: 61.3%');
    expect(doubtWords(listed('bytes', 'fail', 'over-limit', 12_000_000))).toBe('File too heavy: 12 MB');
    expect(doubtWords(listed('format', 'fail', 'not-accepted', 'gif'))).toBe('File format not taken: GIF');
    expect(doubtWords(listed('background-white', 'fail', 'not-white', 1204))).toBe(
      'Background not white: 1204 px'
    );
    // A share of white tells a person nothing.
    expect(doubtWords(listed('background-white', 'fail', 'edge-not-white', 0.991))).not.toMatch(/\d/);
    // Jobs of older builds kept none.
    expect(doubtWords(listed('fill', 'fail', 'too-small'))).toBe('Too small in the frame');
  });

  test('what to do follows', () => {
    expect(doubtAndRemedy(listed('blur', 'warn', 'blurred'))).toBe(
      'Blurred. Nothing in the picture is sharp. Use a sharper photo.'
    );
    expect(doubtAndRemedy(listed('blur', 'warn'))).toBe('Blurred');
  });

  test('what breaks a rule comes before what is in doubt; advice is no doubt', () => {
    const [advice, review, fail] = VERDICTS.toReversed().map((verdict) => listed('fill', verdict));
    expect(firstDoubt([advice!, review!, fail!])).toBe(fail);
    expect(firstDoubt([advice!, review!])).toBe(review);
    expect(firstDoubt([advice!])).toBeNull();
  });
});
