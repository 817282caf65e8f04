import { describe, expect, it } from 'vitest';
import { addPhoto, createProject, setProduct } from '../../../../src/lib/domain/document/change.ts';
import { DOCUMENT_VERSION } from '../../../../src/lib/domain/document/document.ts';
import { IDENTITY_EDITS } from '../../../../src/lib/domain/document/edits.ts';
import { parseProject } from '../../../../src/lib/domain/document/parse.ts';
import { salvage } from '../../../../src/lib/domain/document/salvage.ts';
import { cutoutEdit, newPhoto } from '../samples.ts';

type Loose = { photos: Record<string, unknown>[]; products: unknown[]; [key: string]: unknown };

const whole = () => {
  const empty = setProduct(createProject({ id: 'p', name: 'Mugs', channels: ['amazon'] }), 'm1', {
    sku: 'MUG'
  });
  const cut = { ...IDENTITY_EDITS, cutout: cutoutEdit('2') };
  return ['a', 'b', 'c'].reduce(
    (project, id) => addPhoto(project, newPhoto(id, { productId: 'm1', edits: cut })),
    empty
  );
};
const loose = (): Loose => JSON.parse(JSON.stringify(whole())) as Loose;
const as = { id: 'new', name: 'Mugs (recovered)' };

describe('salvage', () => {
  it('of a whole document is a copy of it', () => {
    expect(salvage(loose(), as)).toEqual({ project: { ...whole(), ...as }, lost: [] });
  });

  it('a photo whose edits are broken comes without them, the others as they are', () => {
    const broken = loose();
    broken.photos[1]!['edits'] = { cutout: 'gone' };
    const { project, lost } = salvage(broken, as);
    expect(project.photos.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
    expect(project.photos[1]).toMatchObject({ edits: IDENTITY_EDITS, productId: 'm1' });
    expect(project.photos[2]).toEqual(whole().photos[2]);
    expect(lost).toMatchObject([{ name: 'b.jpg', lost: 'edits' }]);
  });

  it('a photo that does not say where its pixels are is lost, by name', () => {
    const broken = loose();
    delete broken.photos[0]!['source'];
    const { project, lost } = salvage(broken, as);
    expect(project.photos.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(lost).toMatchObject([{ name: 'a.jpg', lost: 'photo' }]);
  });

  it('what is broken around the photos takes none of them along', () => {
    const broken = { ...loose(), name: 7, channels: null, products: [{ id: 5 }], extra: true };
    const { project, lost } = salvage(broken, as);
    expect([project.photos.length, project.products, project.channels]).toEqual([3, [], ['amazon']]);
    expect(project.photos[0]).not.toHaveProperty('productId');
    expect(lost).toEqual([]);
  });

  it('a product whose fields are broken keeps what names it, and its photos', () => {
    const broken = loose();
    broken.products = [{ id: 'm1', sku: 'MUG', swatch: 'red' }];
    const { project } = salvage(broken, as);
    expect(project.products).toEqual([{ id: 'm1', sku: 'MUG' }]);
    expect(project.photos[0]).toMatchObject({ productId: 'm1' });
  });

  it('of two photos with one id the second is lost', () => {
    const broken = loose();
    broken.photos[1]!['id'] = 'a';
    const { project, lost } = salvage(broken, as);
    expect(project.photos.map(({ name }) => name)).toEqual(['a.jpg', 'c.jpg']);
    expect(lost).toMatchObject([{ name: 'b.jpg', lost: 'photo' }]);
  });

  it('a document without a version is read as one of today', () => {
    const broken = loose();
    delete broken['version'];
    expect(salvage(broken, as).project.photos).toHaveLength(3);
  });

  it('what it gives can be saved and read', () => {
    const broken = loose();
    broken.photos[1]!['size'] = null;
    const { project } = salvage(broken, as);
    expect(parseProject(JSON.parse(JSON.stringify(project)))).toEqual(project);
  });

  it('a newer document is not broken, and refused', () => {
    const newer = { ...loose(), version: DOCUMENT_VERSION + 1 };
    expect(() => salvage(newer, as)).toThrow(expect.objectContaining({ code: 'version' }));
  });

  it.each([[null], ['text'], [[]], [3]])('%j is nothing of a project', (json) => {
    expect(() => salvage(json, as)).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });
});
