import { describe, expect, it } from 'vitest';
import { COCO_NAMES, nameShown } from '../../../../src/lib/domain/vocabulary/names.ts';
import { namesFor } from '../../../../src/lib/domain/vocabulary/words.ts';

describe('what a word means', () => {
  it('there are 80 names, no two alike, in the order of the model', () => {
    expect(COCO_NAMES).toHaveLength(80);
    expect(new Set(COCO_NAMES).size).toBe(80);
    expect([COCO_NAMES[0], COCO_NAMES[16], COCO_NAMES[79]]).toEqual(['person', 'dog', 'toothbrush']);
  });

  it('every name means itself, as the model has it and as it is shown in both languages', () => {
    for (const name of COCO_NAMES) {
      for (const word of [name, nameShown(name, 'en'), nameShown(name, 'vi')]) {
        expect(namesFor(word), word).toContain(name);
      }
    }
  });

  it.each([
    ['bag', ['handbag', 'backpack', 'suitcase']],
    ['túi', ['handbag', 'backpack', 'suitcase']],
    ['balo', ['backpack']],
    ['mug', ['cup']],
    ['sofa', ['couch']],
    ['plush toy', ['teddy bear']],
    ['lọ hoa', ['vase']]
  ])('a synonym: %s', (word, names) => {
    expect(namesFor(word)).toEqual(names);
  });

  it.each([
    ['Potted-Plants', 'potted plant'],
    ['  the WINE GLASSES! ', 'wine glass'],
    ['knives', 'knife'],
    ['mice', 'mouse'],
    ['teddies', 'teddy bear'],
    ['buses', 'bus'],
    ['ba lo', 'backpack'],
    ['dien thoai', 'cell phone'],
    ['cái ghế', 'chair'],
    ['tàu hỏa', 'train'],
    ['con mèo', 'cat'],
    ['ba lô'.normalize('NFD'), 'backpack']
  ])('case, accents, articles and plurals do not matter: %s', (word, name) => {
    expect(namesFor(word)).toContain(name);
  });

  it('a word as it is spelled counts before one that only looks like it', () => {
    expect(namesFor('bat')).toEqual(['baseball bat']);
    expect(namesFor('bát')).toEqual(['bowl']);
    expect(namesFor('ô')).toEqual(['umbrella']);
  });

  it.each([
    'shoe',
    'giày',
    'ring',
    'headphones',
    'baggage handler',
    'bagg',
    's',
    '',
    '  ',
    '?',
    'constructor'
  ])('nothing is guessed: %j has no name', (word) => {
    expect(namesFor(word)).toEqual([]);
  });

  it('a name that is none of the 80 is shown as it is', () => {
    expect(nameShown('gadget', 'vi')).toBe('gadget');
    expect(nameShown('teddy bear', 'vi')).toBe('gấu bông');
  });
});
