import { describe, expect, it } from 'vitest';
import { familiesOf, photosByProduct, sharesPictures } from '../../../../src/lib/domain/catalog/families.ts';
import { expiring } from '../../../../src/lib/domain/catalog/rights.ts';
import { addPhoto, createProject, setProduct } from '../../../../src/lib/domain/document/change.ts';
import { newPhoto } from '../samples.ts';

const variants = [
  ['rs', { parent: 'TEE', colorFamily: 'Red', size: 'S' }],
  ['rm', { parent: 'tee', colorFamily: 'red ', size: 'M' }],
  ['bs', { parent: 'TEE', colorFamily: 'Blue', size: 'S' }],
  ['mug', { colorFamily: 'Red' }]
] as const;
const project = variants.reduce(
  (before, [id, fields]) => setProduct(before, id, fields),
  createProject({ id: 'p', name: '', channels: ['amazon'] })
);
const [rs, rm, bs, mug] = project.products as [never, never, never, never];

describe('colour families', () => {
  it('sizes of one colour share pictures, colours and other styles do not', () => {
    expect(sharesPictures(rs, rm)).toBe(true);
    expect(sharesPictures(rs, bs)).toBe(false);
    expect(sharesPictures(rs, mug)).toBe(false);
    const families = familiesOf(project).map(({ parent, colors }) => [
      parent,
      colors.map(({ products }) => products.map(({ id }) => id))
    ]);
    expect(families).toEqual([
      ['TEE', [['rs', 'rm'], ['bs']]],
      [null, [['mug']]]
    ]);
  });

  it('a size without photos has those of another size of its colour', () => {
    const shot = addPhoto(project, newPhoto('a', { productId: 'rs' }));
    const photos = photosByProduct(shot);
    expect(photos.get('rm')?.map(({ id }) => id)).toEqual(['a']);
    expect(photos.get('bs')).toEqual([]);
  });
});

describe('rights', () => {
  const until = (...days: string[]) =>
    days.reduce((before, expires, n) => setProduct(before, `${n}`, { rights: { expires } }), project);

  it('are told from 30 days before they end, the most urgent first', () => {
    const dated = until('2026-12-31', '2027-01-01', '2026-11-30', '2026-12-01');
    expect(expiring(dated, '2026-12-01').map(({ expires, days }) => [expires, days])).toEqual([
      ['2026-11-30', -1],
      ['2026-12-01', 0],
      ['2026-12-31', 30]
    ]);
    expect(() => expiring(project, 'today')).toThrow(expect.objectContaining({ code: 'bad-request' }));
  });
});
