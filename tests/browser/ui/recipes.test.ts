import { afterEach, expect, test } from 'vitest';
import { findPhoto, policyOf, setPolicy, setProduct } from '../../../src/lib/domain/document/change.ts';
import { IDENTITY_ADJUST } from '../../../src/lib/domain/document/edits/adjust.ts';
import { RecipeBook } from '../../../src/lib/ui/recipes/recipes.svelte.ts';
import { notices } from '../../../src/lib/ui/shared/notices.svelte.ts';
import { deskOf } from './desk-fixture.ts';

afterEach(() => {
  for (const { id } of notices.list) notices.dismiss(id);
});

const ALL = { hasChannels: true, hasPolicy: true, hasGuide: true };
const LOOK = { ...IDENTITY_ADJUST, exposure: 0.5 };

/** A book over photos a, b and c of one product; `a` is looked at and lighter. */
async function bookOf() {
  const { session, studio } = await deskOf(['a', 'b', 'c']);
  const ids = session.project.photos.map(({ id }) => id);
  session.change(
    ids.reduce(
      (project, id) => ({
        ...project,
        photos: project.photos.map((photo) => (photo.id === id ? { ...photo, productId: 'mug' } : photo))
      }),
      setProduct(session.project, 'mug', { sku: 'MUG', category: 'Mugs' })
    )
  );
  session.setEdit('adjust', LOOK);
  return { session, book: new RecipeBook(studio, session) };
}
const exposures = (session: Awaited<ReturnType<typeof bookOf>>['session']) =>
  session.project.photos.map(({ edits }) => edits.adjust.exposure);

test('a recipe holds what was chosen of the photo and its project, and nothing else', async () => {
  const { session, book } = await bookOf();
  session.change(setPolicy(session.project, { autoFix: 'none' }));
  expect(book.touched).toEqual(['adjust']);
  await book.keep('Light', { edits: ['adjust'], ...ALL });
  await book.keep('Bare', { edits: ['adjust'], hasChannels: false, hasPolicy: false, hasGuide: false });
  const [bare, light] = [...book.list].sort((one, other) => one.name.localeCompare(other.name));
  expect(light).toMatchObject({ name: 'Light', channels: session.project.channels });
  expect(light?.policy).toEqual(policyOf(session.project));
  expect(light?.guide?.views).toHaveLength(3);
  expect(bare).toMatchObject({ channels: [], policy: null, guide: null });
});

test('is given to the selected photos alone, in one step, and closes with a way back', async () => {
  const { session, book } = await bookOf();
  await book.keep('Light', { edits: ['adjust'], ...ALL, hasGuide: false });
  book.open(['b']);
  book.apply(book.list[0]!);
  expect(exposures(session)).toEqual([0.5, 0.5, 0]);
  expect(book.photos).toBeNull();
  const said = notices.list.find(({ id }) => id === 'recipe');
  expect(said?.title).toBe('Light is applied to 1 photo');
  said?.action?.run();
  expect(exposures(session)).toEqual([0.5, 0, 0]);
});

test('categories follow recipes once that is asked for, and no longer where it is taken back', async () => {
  const { session, book } = await bookOf();
  await book.keep('Light', { edits: ['adjust'], ...ALL, hasGuide: false });
  book.follow('Mugs', book.list[0]!.id);
  expect(book.guides).toEqual({ Mugs: book.list[0]!.id });
  expect(exposures(session)).toEqual([0.5, 0, 0]);
  book.applyAll();
  expect(exposures(session)).toEqual([0.5, 0.5, 0.5]);
  book.follow('Mugs', null);
  expect(book.guides).toEqual({});
});

test('a product of one photo has no guide; one that is removed comes back', async () => {
  const { session, studio } = await deskOf(['a']);
  const book = new RecipeBook(studio, session);
  expect(book.guide).toBeNull();
  await book.keep('Light', { edits: [], ...ALL });
  const [recipe] = book.list;
  await book.remove(recipe!);
  expect(book.list).toEqual([]);
  await book.restore();
  expect(book.list.map(({ name }) => name)).toEqual(['Light']);
  expect(findPhoto(session.project, 'a').edits.adjust).toEqual(IDENTITY_ADJUST);
});
