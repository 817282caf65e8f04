import { describe, expect, it } from 'vitest';
import { face, text } from '../../../../src/lib/domain/compliance/checks/reading.ts';
import type { Measurements, TextMeasure } from '../../../../src/lib/domain/compliance/measurements.ts';
import { withReading } from '../../../../src/lib/domain/compliance/reading.ts';
import { findChannel, findRole } from '../../../../src/lib/domain/channels/index.ts';
import { CLEAN, secondary } from '../samples.ts';
import { judge, rows } from './judging.ts';

const BOX = { x: 10, y: 20, width: 300, height: 40 };
const word = (over: Partial<TextMeasure> = {}): TextMeasure => ({
  box: BOX,
  score: 0.95,
  inside: 0,
  length: 300,
  slant: 0,
  ...over
});
const reading = (...texts: TextMeasure[]): Measurements => ({ ...CLEAN, read: { texts, faces: [] } });
const unread: Measurements = { ...CLEAN, read: null };

describe('text', () => {
  rows(text, [
    ['no words', reading(), 'pass', 'ok'],
    ['words beside the product', reading(word()), 'fail', 'words-beside'],
    ['words printed on the product', reading(word({ inside: 0.9 })), 'pass', 'words-on-product'],
    ['small slanted words on it', reading(word({ inside: 1, slant: 35 })), 'pass', 'words-on-product'],
    [
      'words slantwise across it',
      reading(word({ inside: 1, slant: 35, length: 1200 })),
      'review',
      'words-across'
    ],
    ['level words across it', reading(word({ inside: 1, length: 1200 })), 'pass', 'words-on-product'],
    ['words beside and on it', reading(word({ inside: 1 }), word()), 'fail', 'words-beside'],
    ['words the network is not sure of', reading(word({ score: 0.6 })), 'review', 'words-somewhere'],
    ['words, the product not known', reading(word({ inside: null })), 'review', 'words-somewhere'],
    ['nobody looked', unread, 'not-applicable', 'not-read'],
    [
      'only faces were looked for',
      { ...CLEAN, read: { texts: null, faces: [] } },
      'not-applicable',
      'not-read'
    ]
  ]);

  it('tells how many lines and where', () => {
    expect(judge(text, reading(word(), word()))).toMatchObject({ measured: 2, limit: 0, region: BOX });
  });

  it('where a role refuses some words only, any are told and none fails', () => {
    const found = text({ measured: reading(word()), channel: findChannel('amazon'), role: secondary });
    expect(found).toMatchObject({ verdict: 'warn', reason: 'words-somewhere' });
  });

  it('is not asked where words may be', () => {
    const shop = findChannel('shopify');
    const [role] = shop.roles;
    expect(text({ measured: reading(word()), channel: shop, role: role! }).verdict).toBe('not-applicable');
  });

  it('never fails a file by the word of a channel that nobody verified', () => {
    const channel = { ...findChannel('amazon'), status: 'unverified' as const };
    const role = findRole(channel, 'main');
    expect(text({ measured: reading(word()), channel, role }).verdict).toBe('warn');
  });
});

describe('face', () => {
  const faces = (count: number): Measurements => ({
    ...CLEAN,
    read: { texts: [], faces: Array.from({ length: count }, () => ({ box: BOX, score: 0.9 })) }
  });
  rows(face, [
    ['none', faces(0), 'pass', 'ok'],
    ['one', faces(1), 'review', 'faces'],
    ['nobody looked', unread, 'not-applicable', 'not-read']
  ]);

  it('is not asked where people may be shown', () => {
    const found = face({ measured: faces(1), channel: findChannel('amazon'), role: secondary });
    expect(found).toMatchObject({ verdict: 'not-applicable', reason: 'not-asked' });
  });
});

describe('reading', () => {
  it('words beside the product join those that notes drew; those on it do not', () => {
    const drawn = { x: 500, y: 500, width: 50, height: 50 };
    const { text: places, read } = withReading(
      { text: [drawn] },
      { texts: [word(), word({ inside: 1 })], faces: null }
    );
    expect(places).toEqual([drawn, BOX]);
    expect(read?.texts).toHaveLength(2);
  });

  it('words that a note drew are not told twice', () => {
    const letters = [0, 1, 2, 3].map((i) => ({ x: 20 + i * 60, y: 25, width: 50, height: 30 }));
    const { text: places, read } = withReading({ text: letters }, { texts: [word()], faces: null });
    expect(places).toEqual(letters);
    expect(read?.texts).toEqual([]);
  });

  it('where nobody read, nobody looked', () => {
    expect(withReading({ text: null }, null)).toEqual({ text: null, read: null });
    const faces = { texts: null, faces: [] };
    expect(withReading({ text: null }, faces)).toEqual({ text: null, read: faces });
  });
});
