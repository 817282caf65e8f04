import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { IDENTITY_EDITS } from '../../../src/lib/domain/document/edits.ts';
import { setProduct, setPlace } from '../../../src/lib/domain/document/change.ts';
import { makePreset } from '../../../src/lib/domain/document/preset.ts';
import { makeRecipe } from '../../../src/lib/domain/document/recipe.ts';
import type { Packshot, StyleGuide } from '../../../src/lib/embed/sdk/types.ts';
import { code, connect, photo, type Connected } from './connected.ts';

let connected: Connected;
let packshot: Packshot;
let id: string;
let other: string;

const GUIDE: StyleGuide = {
  category: '',
  views: [{ slot: 'MAIN', angle: null, fill: 0.8, ratio: null }]
};

beforeEach(async () => {
  connected = await connect();
  ({ packshot } = connected);
  ({ id } = await packshot.addPhoto({ name: 'a.jpg', data: photo('a') }));
  ({ id: other } = await packshot.addPhoto({ name: 'b.jpg', data: photo('b') }));
});
afterEach(() => connected.end());

describe('embed: recipes', () => {
  it('keep a photo’s look with channels, policy and guide, and give all that to others in one step', async () => {
    await packshot.setEdits(id, { adjust: { exposure: 0.5 } });
    const policy = { autoFix: 'none', candidates: 2 } as const;
    const kept = await packshot.saveRecipe(id, { name: ' Shoes ', channels: ['etsy'], policy, guide: GUIDE });
    expect(kept).toEqual({
      ...{ id: kept.id, name: 'Shoes', edits: ['adjust'] },
      ...{ channels: ['etsy'], policy, guide: GUIDE }
    });
    expect(await packshot.getRecipes()).toEqual([kept]);
    const applied = await packshot.applyRecipe(kept.id, { photos: [other] });
    expect(applied.photos).toEqual([{ id: other, slot: 'MAIN' }]);
    expect(applied.channels).toContain('etsy');
    expect(await packshot.getEdits(other)).toMatchObject({ adjust: { exposure: 0.5 }, frame: { fill: 0.8 } });
    expect(connected.owner.project.choices?.policy).toEqual(policy);
  });

  it('are given to all photos where none are named', async () => {
    await packshot.setEdits(id, { frame: { padding: 0.1 } });
    const kept = await packshot.saveRecipe(id, { name: 'All' });
    const { photos } = await packshot.applyRecipe(kept.id);
    expect(photos.map((each) => each.id)).toEqual([id, other]);
    expect((await packshot.getEdits(other)).frame.padding).toBe(0.1);
  });

  it('are followed by categories', async () => {
    const { owner } = connected;
    owner.change(setPlace(setProduct(owner.project, 's', { category: 'Shoes' }), other, { productId: 's' }));
    await packshot.setEdits(id, { frame: { padding: 0.2 } });
    const kept = await packshot.saveRecipe(id, { name: 'Shoes' });
    await packshot.setEdits(id, { frame: { padding: 0 } });
    const { photos } = await packshot.applyGuides({ shoes: kept.id });
    expect(photos.map((each) => each.id)).toEqual([other]);
    expect((await packshot.getEdits(id)).frame.padding).toBe(0);
    expect((await packshot.getEdits(other)).frame.padding).toBe(0.2);
    expect(owner.project.choices?.guides).toEqual({ shoes: kept.id });
  });

  it('travel as files', async () => {
    const kept = await packshot.saveRecipe(id, { name: 'Bags', edits: ['frame'], channels: ['amazon'] });
    const file = await packshot.exportRecipe(kept.id);
    await packshot.deleteRecipe(kept.id);
    expect(await packshot.getRecipes()).toEqual([]);
    const again = await packshot.importRecipe(file);
    expect(again).toEqual({ ...kept, id: again.id });
    expect(await packshot.getRecipes()).toEqual([again]);
  });

  it('that are not there, or are no recipes, change nothing', async () => {
    const before = connected.owner.project;
    for (const method of ['applyRecipe', 'deleteRecipe', 'exportRecipe'])
      await expect(connected.raw(method, { recipe: 'none' })).rejects.toEqual(code('not-found'));
    await expect(packshot.applyGuides({ shoes: 'none' })).rejects.toEqual(code('not-found'));
    await expect(packshot.saveRecipe(id, { name: 'x', channels: ['moon'] })).rejects.toEqual(
      code('rule-unknown')
    );
    const twice = { ...GUIDE, views: [GUIDE.views[0]!, GUIDE.views[0]!] };
    await expect(packshot.saveRecipe(id, { name: 'x', guide: twice })).rejects.toEqual(code('bad-request'));
    await expect(packshot.importRecipe(new Blob(['{}']))).rejects.toMatchObject({
      code: 'bad-request',
      data: { path: 'importRecipe.file.packshotRecipe' }
    });
    const kept = await packshot.saveRecipe(id, { name: 'x' });
    await expect(packshot.applyRecipe(kept.id, { photos: [id, 'none'] })).rejects.toEqual(code('not-found'));
    expect(connected.owner.project).toBe(before);
  });

  it('of the person stay the person’s where the frame keeps its project', async () => {
    const { store } = connected.studio;
    Object.defineProperty(store, 'kind', { value: 'local' });
    await store.recipes.save(makeRecipe(makePreset({ id: 'own', name: 'Own' }, IDENTITY_EDITS)));
    expect(await packshot.getRecipes()).toEqual([]);
    await expect(packshot.deleteRecipe('own')).rejects.toEqual(code('not-found'));
  });
});

describe('embed: one scale', () => {
  it('is kept in the document', async () => {
    await packshot.setScale('product');
    expect(connected.owner.project.choices?.scale).toBe('product');
    await expect(packshot.setScale('giant' as never)).rejects.toEqual(code('bad-request'));
  });
});
