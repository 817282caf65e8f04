import { describe, expect, it } from 'vitest';
import { IDENTITY_EDITS } from '../../../../src/lib/domain/document/edits.ts';
import { makePreset } from '../../../../src/lib/domain/document/preset.ts';
import { parseRecipeFile, recipeFile } from '../../../../src/lib/domain/document/recipe-file.ts';
import { makeRecipe, parseRecipe, type Recipe } from '../../../../src/lib/domain/document/recipe.ts';
import { blob, filling } from '../samples.ts';

const LOOK = makePreset({ id: 'r', name: 'Giày' }, { ...IDENTITY_EDITS, frame: filling(0.8) });
const RECIPE = makeRecipe(LOOK, {
  channels: ['amazon', 'etsy'],
  policy: { autoFix: 'none', candidates: 2 },
  guide: {
    category: 'Shoes',
    views: [
      { slot: 'MAIN', angle: 'side', fill: 0.9, ratio: null },
      { slot: 'PT01', angle: null, fill: null, ratio: 1 }
    ]
  }
});
const json = (value: unknown) => JSON.parse(JSON.stringify(value)) as Record<string, unknown>;
const problem = (error: object) => expect.objectContaining(error) as unknown;

describe('a recipe', () => {
  it('is a look, and does nothing else unless told', () => {
    expect(makeRecipe(LOOK)).toEqual({ ...LOOK, channels: [], policy: null, guide: null });
    expect(Object.isFrozen(RECIPE.guide?.views)).toBe(true);
  });

  it('reads back as it was written', () => {
    expect(parseRecipe(json(RECIPE))).toEqual(RECIPE);
  });

  it('of an older version has its look brought up to date', () => {
    const old = { ...json(RECIPE), version: 4 };
    expect(parseRecipe(old)).toEqual(RECIPE);
  });

  it.each<[string, object, string]>([
    ['a photo’s cutout', { edits: { cutout: IDENTITY_EDITS.cutout } }, 'edits'],
    [
      'two views in one slot',
      { guide: { category: '', views: [RECIPE.guide!.views[0], RECIPE.guide!.views[0]] } },
      'guide.views'
    ],
    [
      'an angle that nobody knows',
      { guide: { category: '', views: [{ ...RECIPE.guide!.views[0], angle: 'up' }] } },
      'guide.views.0.angle'
    ],
    ['a policy of another form', { policy: { autoFix: 'all', candidates: 1 } }, 'policy.autoFix'],
    ['no channels', { channels: null }, 'channels']
  ])('with %s is refused, and says where', (_, change, path) => {
    expect(() => parseRecipe({ ...json(RECIPE), ...change })).toThrow(
      problem({ code: 'bad-request', data: expect.objectContaining({ path }) as object })
    );
  });

  it('of a newer app is refused as such', () => {
    expect(() => parseRecipe({ ...json(RECIPE), version: 99 })).toThrow(problem({ code: 'version' }));
  });
});

describe('a recipe’s file', () => {
  it('holds all of it but its id, which is another device’s', () => {
    const file = json(recipeFile(RECIPE, null));
    expect(file).not.toHaveProperty('id');
    expect(parseRecipeFile(file, 'mine')).toEqual({ recipe: { ...RECIPE, id: 'mine' }, picture: null });
  });

  it('brings the picture of its backdrop, and no other', () => {
    const backdrop = {
      kind: 'picture',
      blob: blob('7'),
      fit: 'cover',
      focus: { x: 0, y: 0 },
      blur: 0
    } as const;
    const set: Recipe = makeRecipe(makePreset({ id: 'r', name: 'x' }, { ...IDENTITY_EDITS, backdrop }));
    const file = json(recipeFile(set, 'AAAA'));
    expect(parseRecipeFile(file, 'r')).toEqual({ recipe: set, picture: 'AAAA' });
    for (const wrong of [
      { ...file, picture: null },
      { ...json(recipeFile(RECIPE, null)), picture: 'AAAA' }
    ])
      expect(() => parseRecipeFile(wrong, 'r')).toThrow(problem({ code: 'bad-request' }));
  });

  it('of a newer form, or of no recipe, is refused', () => {
    const file = json(recipeFile(RECIPE, null));
    expect(() => parseRecipeFile({ ...file, packshotRecipe: 2 }, 'r')).toThrow(problem({ code: 'version' }));
    for (const wrong of [null, [], {}, { ...file, packshotRecipe: 0 }, { ...file, edits: 1 }])
      expect(() => parseRecipeFile(wrong, 'r')).toThrow(problem({ code: 'bad-request' }));
  });
});
