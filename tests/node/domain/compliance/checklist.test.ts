import { describe, expect, it } from 'vitest';
import { CHANNELS, findChannel, findRole } from '../../../../src/lib/domain/channels/index.ts';
import {
  categoriesWithRules,
  channelCategory,
  checklist,
  isAsked,
  isInChannelWords,
  MEASURED_WORDS
} from '../../../../src/lib/domain/compliance/checklist.ts';
import { evaluate } from '../../../../src/lib/domain/compliance/evaluate.ts';
import { amazon, CLEAN, main, variantOf } from '../samples.ts';

describe('checklist', () => {
  it.each(CHANNELS.map((channel) => [channel.id, channel] as const))(
    '%s: what it forbids is either measured or asked of a person',
    (_id, channel) => {
      const words = channel.roles.flatMap(({ forbidden }) => forbidden.value ?? []);
      const unknown = words.filter((word) => !isAsked(word) && !MEASURED_WORDS.some((one) => one === word));
      expect(unknown).toEqual([]);
    }
  );

  it('asks what pixels cannot decide, once, with its page', () => {
    const items = checklist(amazon, main);
    expect(items.map(({ id }) => id)).toContain('props-not-included');
    expect(items.map(({ id }) => id)).not.toContain('border');
    expect(new Set(items.map(({ id }) => id)).size).toBe(items.length);
    expect(items[0]).toMatchObject({ level: 'required', source: { url: expect.stringMatching(/^https:/) } });
  });

  it('a word of a person’s own rules is asked as it stands', () => {
    const own = variantOf(amazon, ({ roles }) => {
      roles[0]!.forbidden = { ...roles[0]!.forbidden, value: ['cats'] };
    });
    expect(checklist(own, own.roles[0]!)[0]).toMatchObject({
      id: 'cats',
      message: 'Not in the picture: cats.'
    });
  });

  it('what a channel asks of some categories and countries alone is asked in its own words, in that role', () => {
    const walmart = findChannel('walmart');
    const asked = (role: string) =>
      checklist(walmart, findRole(walmart, role)).filter((item) => isInChannelWords(item));
    expect(asked('main')).toMatchObject([
      {
        id: 'category:fashion',
        level: 'recommended',
        of: 'fashion',
        applies: false,
        message: '3:4, 1500x2000 zoom (1P spec)'
      },
      { id: 'region:CA', level: 'recommended', of: 'CA', applies: false, message: '2000x2000, 1 MB' }
    ]);
    expect(asked('secondary').map(({ id }) => id)).toEqual(['region:CA']);
    // A rule that only names a page says nothing of a picture.
    expect(checklist(amazon, main).map(({ id }) => id)).not.toContain('category:handmade');
  });

  it('of a product whose category is known only its rules are asked, first and as such', () => {
    const asked = checklist(amazon, main, { category: 'Apparel, adult' });
    expect(asked[0]).toMatchObject({ id: 'category:apparel-adult', applies: true });
    expect(asked.filter(isInChannelWords)).toHaveLength(1);
    // What a seller calls otherwise may be any of them.
    const unknown = checklist(amazon, main, { category: 'Giày' }).filter(isInChannelWords);
    expect(unknown.map(({ applies }) => applies)).toEqual([false, false, false, false]);
    expect(categoriesWithRules(amazon, main)).toContain('footwear');
    expect(channelCategory(amazon, main, ' FOOTWEAR')).toBe('footwear');
  });

  it('of a country’s picture that country’s rules are asked, and no other’s', () => {
    const walmart = findChannel('walmart');
    const secondary = findRole(walmart, 'secondary');
    expect(checklist(walmart, secondary, { country: 'CA' })[0]).toMatchObject({ of: 'CA', applies: true });
    expect(checklist(walmart, secondary, { country: 'US' }).filter(isInChannelWords)).toEqual([]);
  });

  it('is in the report, and without weight in its verdict and score', () => {
    const report = evaluate(CLEAN, amazon, main, { app: 'test', enlarged: 1 });
    expect(report.checklist).toEqual(checklist(amazon, main));
    expect(report).toMatchObject({ verdict: 'pass', score: 100 });
  });
});
