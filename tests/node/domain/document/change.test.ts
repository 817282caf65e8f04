import { describe, expect, it } from 'vitest';
import {
  addPhoto,
  createProject,
  findPhoto,
  productOf,
  removePhoto,
  renameProject,
  setAsk,
  setChannels,
  setCorrection,
  setCutout,
  setEdits,
  setFound,
  setPlace,
  removeProduct,
  setProduct,
  setVariant,
  shareCutout
} from '../../../../src/lib/domain/document/change.ts';
import type { Project } from '../../../../src/lib/domain/document/document.ts';
import { IDENTITY_EDITS } from '../../../../src/lib/domain/document/edits.ts';
import { parseProject } from '../../../../src/lib/domain/document/parse.ts';
import { editsFor, variantKey } from '../../../../src/lib/domain/document/resolve.ts';
import { cutoutEdit, filling, foundMatte, newPhoto } from '../samples.ts';

const EMPTY = createProject({ id: 'p', name: 'Mugs', channels: ['amazon'] });
const TWO = addPhoto(addPhoto(EMPTY, newPhoto('a')), newPhoto('b'));
const CUTOUT = cutoutEdit('2');

const STROKE = { kind: 'keep', points: [1, 2], radius: 3, hardness: 1, snap: false } as const;

function expectFrozen(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  expect(Object.isFrozen(value)).toBe(true);
  Object.values(value).forEach(expectFrozen);
}

const WRITERS: [string, (project: Project) => Project][] = [
  ['addPhoto', (project) => addPhoto(project, newPhoto('c'))],
  ['removePhoto', (project) => removePhoto(project, 'a')],
  ['setCutout', (project) => setCutout(project, 'a', CUTOUT)],
  ['setFound', (project) => setFound(project, 'a', foundMatte('3'))],
  ['setAsk', (project) => setAsk(project, 'a', { holes: 'cut', pick: 'letter' })],
  ['setCorrection', (project) => setCorrection(project, 'a', { strokes: [STROKE], grow: -1 })],
  ['shareCutout', (project) => shareCutout(project, 'b', ['a'])],
  ['setEdits', (project) => setEdits(project, 'a', { frame: filling(0.87) })],
  ['setVariant', (project) => setVariant(project, 'a', 'amazon/main', { frame: filling(0.87) })],
  ['setProduct', (project) => setProduct(project, 'm', { identifier: 'B0C4TR311X' })],
  ['setPlace', (project) => setPlace(project, 'a', { slot: 'PT01' })],
  ['renameProject', (project) => renameProject(project, 'Cups')],
  ['setChannels', (project) => setChannels(project, [])]
];

describe('writers', () => {
  it.each(WRITERS)(
    '%s leaves the old project as it was and returns a deep-frozen one that a save reads back',
    (_name, write) => {
      const before = JSON.stringify(TWO);
      const after = write(TWO);
      expect(after).not.toBe(TWO);
      expect(after).not.toEqual(TWO);
      expect(JSON.stringify(TWO)).toBe(before);
      expectFrozen(after);
      expect(parseProject(JSON.parse(JSON.stringify(after)))).toEqual(after);
    }
  );

  it('what is handed in is copied, not frozen', () => {
    const cutout = { ...CUTOUT };
    setCutout(TWO, 'a', cutout);
    expect(Object.isFrozen(cutout)).toBe(false);
  });

  it('untouched photos are shared, not copied', () => {
    expect(setCutout(TWO, 'a', CUTOUT).photos[1]).toBe(TWO.photos[1]);
  });

  it('a new photo starts with untouched edits, or brings its own', () => {
    expect(findPhoto(TWO, 'a')).toMatchObject({ edits: IDENTITY_EDITS, variants: {} });
    const edits = { ...IDENTITY_EDITS, cutout: CUTOUT };
    expect(findPhoto(addPhoto(EMPTY, newPhoto('c', { edits })), 'c').edits.cutout).toEqual(CUTOUT);
  });

  it('an id is used once', () => {
    expect(() => addPhoto(TWO, newPhoto('a'))).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });

  it.each<[string, () => unknown]>([
    ['removePhoto', () => removePhoto(TWO, 'x')],
    ['setCutout', () => setCutout(TWO, 'x', CUTOUT)],
    ['setVariant', () => setVariant(TWO, 'x', 'amazon/main', {})],
    ['setPlace', () => setPlace(TWO, 'x', {})],
    ['setPlace in an unknown product', () => setPlace(TWO, 'a', { productId: 'x' })],
    ['addPhoto to an unknown product', () => addPhoto(TWO, newPhoto('c', { productId: 'x' }))]
  ])('%s of something that is not there is not-found', (_name, write) => {
    expect(write).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it('setCutout changes the cutout of one photo alone', () => {
    const after = setCutout(TWO, 'a', CUTOUT);
    expect(findPhoto(after, 'a').edits).toEqual({ ...IDENTITY_EDITS, cutout: CUTOUT });
    expect(findPhoto(after, 'b').edits).toEqual(IDENTITY_EDITS);
  });

  it('setAsk and setCorrection change the named fields alone; the matte stays', () => {
    const cut = setCutout(TWO, 'a', CUTOUT);
    const asked = setAsk(setAsk(cut, 'a', { holes: 'keep' }), 'a', { pick: 'letter' });
    const after = setCorrection(setCorrection(asked, 'a', { grow: 2 }), 'a', { invert: true });
    expect(findPhoto(after, 'a').edits.cutout).toEqual({
      ...CUTOUT,
      ask: { ...CUTOUT.ask, holes: 'keep', pick: 'letter' },
      correction: { ...CUTOUT.correction, grow: 2, invert: true }
    });
  });

  it('setProduct adds, then changes only the named fields, and clears with an empty text', () => {
    const added = setProduct(TWO, 'm', { identifier: 'B0C4TR311X', sku: 'MUG' });
    expect(added.products).toEqual([{ id: 'm', identifier: 'B0C4TR311X', sku: 'MUG' }]);
    const titled = setProduct(added, 'm', { title: 'Mug', sku: '' });
    expect(titled.products).toEqual([{ id: 'm', identifier: 'B0C4TR311X', title: 'Mug' }]);
    expect(setProduct(titled, 'm', { identifier: undefined }).products).toEqual([{ id: 'm', title: 'Mug' }]);
    expect(setProduct(titled, 'n', {}).products.map(({ id }) => id)).toEqual(['m', 'n']);
  });

  it('setProduct clears with an empty record, and leaves out what in a record says nothing', () => {
    const rights = { owner: 'Studio Oak', expires: '' };
    const full = setProduct(TWO, 'm', { altText: { en: 'A mug', vi: '' }, rights });
    expect(full.products).toEqual([{ id: 'm', altText: { en: 'A mug' }, rights: { owner: 'Studio Oak' } }]);
    expect(setProduct(full, 'm', { altText: {}, rights: { owner: '' } }).products).toEqual([{ id: 'm' }]);
    const unsigned = setProduct(full, 'm', { rights: { hasModelRelease: false } });
    expect(unsigned.products[0]?.rights).toEqual({ hasModelRelease: false });
  });

  it('removeProduct leaves its photos, of no product and in no slot', () => {
    const placed = setPlace(setProduct(TWO, 'm', { sku: 'MUG' }), 'a', { productId: 'm', slot: 'MAIN' });
    expect(removeProduct(placed, 'm')).toEqual({ ...TWO, products: [] });
    expect(() => removeProduct(TWO, 'm')).toThrow(expect.objectContaining({ code: 'not-found' }));
  });

  it('a photo knows its product, which outlives it', () => {
    const placed = setPlace(setProduct(TWO, 'm', { sku: 'MUG' }), 'a', { productId: 'm', slot: 'MAIN' });
    expect(productOf(placed, findPhoto(placed, 'a'))).toEqual({ id: 'm', sku: 'MUG' });
    expect(productOf(placed, findPhoto(placed, 'b'))).toBeUndefined();
    expect(removePhoto(placed, 'a').products).toHaveLength(1);
  });
});

describe('editsFor', () => {
  const key = variantKey('amazon', 'main');
  const german = variantKey('amazon', 'main', 'de-DE');
  const photo = findPhoto(
    setVariant(setVariant(setCutout(TWO, 'a', CUTOUT), 'a', key, { frame: filling(0.87) }), 'a', german, {
      frame: filling(0.99)
    }),
    'a'
  );

  it('a variant replaces what it names and keeps the rest', () => {
    expect(editsFor(photo, key)).toEqual({ ...IDENTITY_EDITS, cutout: CUTOUT, frame: filling(0.87) });
    expect(editsFor(photo, 'amazon/secondary').frame).toEqual(filling(null));
  });

  it('a locale overlays its role, and another locale does not', () => {
    expect(editsFor(photo, german).frame).toEqual(filling(0.99));
    expect(editsFor(photo, variantKey('amazon', 'main', 'fr-FR')).frame).toEqual(filling(0.87));
  });

  it('an empty patch ends a variant', () => {
    expect(setVariant(setVariant(TWO, 'a', key, { frame: filling(0.87) }), 'a', key, {})).toEqual(TWO);
  });
});
