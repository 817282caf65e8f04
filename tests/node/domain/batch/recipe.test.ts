import { describe, expect, it } from 'vitest';
import { applyGuides, applyRecipe } from '../../../../src/lib/domain/batch/apply-recipe.ts';
import { categoriesOf } from '../../../../src/lib/domain/batch/categories.ts';
import { angleInName } from '../../../../src/lib/domain/batch/guide.ts';
import { listingsOf } from '../../../../src/lib/domain/batch/slots.ts';
import {
  addPhoto,
  createProject,
  findPhoto,
  policyOf,
  setChoices,
  setCutout,
  setPlace,
  setProduct
} from '../../../../src/lib/domain/document/change.ts';
import { IDENTITY_EDITS } from '../../../../src/lib/domain/document/edits.ts';
import { makePreset } from '../../../../src/lib/domain/document/preset.ts';
import { makeRecipe, type GuideView, type Recipe } from '../../../../src/lib/domain/document/recipe.ts';
import { cutoutEdit, filling, newPhoto } from '../samples.ts';

const view = (slot: string, angle: GuideView['angle'] = null, fill: number | null = null): GuideView => ({
  slot,
  angle,
  fill,
  ratio: null
});
const recipe = (id: string, rest: Partial<Recipe> = {}): Recipe =>
  makeRecipe(
    makePreset(
      { id, name: id },
      { ...IDENTITY_EDITS, adjust: { ...IDENTITY_EDITS.adjust, exposure: 0.5 }, frame: filling(0.7) }
    ),
    rest
  );

/** A shoe with three photos, a bag with one. */
function catalogue() {
  const empty = createProject({ id: 'p', name: '', channels: ['amazon'] });
  const shoe = setProduct(empty, 'shoe', { sku: 'SH', category: 'Shoes' });
  const both = setProduct(shoe, 'bag', { sku: 'BG', category: 'Bags' });
  const photos = [
    { id: 'a', name: 'SH_top.jpg', productId: 'shoe' },
    { id: 'b', name: 'SH_side.jpg', productId: 'shoe' },
    { id: 'c', name: 'SH_1.jpg', productId: 'shoe' },
    { id: 'd', name: 'BG.jpg', productId: 'bag' }
  ];
  return photos.reduce((next, photo) => addPhoto(next, newPhoto(photo.id, photo)), both);
}
const ALL = ['a', 'b', 'c', 'd'];
const slots = (project: ReturnType<typeof catalogue>) =>
  Object.fromEntries(
    listingsOf(project).flatMap(({ photos }) => photos.map(({ photo, slot }) => [photo.id, slot]))
  );

describe('applying a recipe', () => {
  it('gives every photo its look and keeps what is the photo’s own', () => {
    const cut = setCutout(catalogue(), 'a', cutoutEdit('3'));
    const done = applyRecipe(cut, ['a', 'd'], recipe('r'));
    expect(findPhoto(done, 'a').edits).toMatchObject({
      cutout: cutoutEdit('3'),
      adjust: { exposure: 0.5 },
      frame: { fill: 0.7 }
    });
    expect(findPhoto(done, 'b').edits).toBe(findPhoto(cut, 'b').edits);
  });

  it('adds its channels to the project’s and sets its policy; with neither both stay', () => {
    const policy = { autoFix: 'none', candidates: 1 } as const;
    const done = applyRecipe(catalogue(), ALL, recipe('r', { channels: ['etsy', 'amazon'], policy }));
    expect([done.channels, policyOf(done)]).toEqual([['amazon', 'etsy'], policy]);
    const plain = applyRecipe(catalogue(), ALL, recipe('r'));
    expect([plain.channels, plain.choices]).toEqual([['amazon'], undefined]);
  });

  it('orders a product’s photos by its guide: angles by their names, the others in turn', () => {
    const guide = {
      category: '',
      views: [view('MAIN', 'side', 0.9), view('PT01'), view('PT02', 'top')]
    };
    const done = applyRecipe(catalogue(), ALL, recipe('r', { guide }));
    expect(slots(done)).toEqual({ b: 'MAIN', c: 'PT01', a: 'PT02', d: 'MAIN' });
    expect(findPhoto(done, 'b').edits.frame.fill).toBe(0.9);
    expect(findPhoto(done, 'c').edits.frame.fill).toBe(0.7);
  });

  it('takes a slot from the photo that had it, and two never share one', () => {
    const before = setPlace(catalogue(), 'c', { slot: 'MAIN' });
    const guide = { category: '', views: [view('MAIN', 'side')] };
    const done = applyRecipe(before, ALL, recipe('r', { guide }));
    expect(slots(done)['b']).toBe('MAIN');
    const own = Object.entries(slots(done)).filter(([id]) => id !== 'd');
    expect(new Set(own.map(([, slot]) => slot)).size).toBe(3);
  });

  it('counts its guide for its category alone', () => {
    const guide = { category: ' shoes ', views: [view('BACK')] };
    const done = applyRecipe(catalogue(), ALL, recipe('r', { guide }));
    expect(slots(done)['d']).toBe('MAIN');
    expect(Object.values(slots(done))).toContain('BACK');
  });

  it('with a photo that is not there changes nothing', () => {
    expect(() => applyRecipe(catalogue(), ['a', 'z'], recipe('r'))).toThrow(
      expect.objectContaining({ code: 'not-found' })
    );
  });
});

describe('guides of categories', () => {
  it('give each category its recipe', () => {
    const before = setChoices(catalogue(), { guides: { shoes: 'r', Bags: 'gone' } });
    const done = applyGuides(before, [recipe('r')]);
    expect(ALL.map((id) => findPhoto(done, id).edits.frame.fill)).toEqual([0.7, 0.7, 0.7, null]);
  });

  it('are for categories that products name, each once', () => {
    const more = setProduct(catalogue(), 'x', { category: 'shoes' });
    expect(categoriesOf(more)).toEqual(['Shoes', 'Bags']);
  });
});

describe('an angle in a file’s name', () => {
  it.each([
    ['SH-01_side.jpg', 'side'],
    ['mug BACK 2.png', 'back'],
    ['Giày_phải.jpg', 'right'],
    ['túi_trước.heic', 'front'],
    ['B0C4TR311X.PT01.jpg', null],
    ['backpack.jpg', null],
    ['laptop.jpg', null]
  ])('%s: %s', (name, angle) => expect(angleInName(name)).toBe(angle));
});
