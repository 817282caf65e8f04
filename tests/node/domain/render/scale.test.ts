import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scaleGroup } from '../../../../src/lib/domain/batch/scale-group.ts';
import {
  addPhoto,
  createProject,
  findPhoto,
  setChoices,
  setCutout,
  setEdits,
  setProduct
} from '../../../../src/lib/domain/document/change.ts';
import type { Scale } from '../../../../src/lib/domain/document/choices.ts';
import type { Project } from '../../../../src/lib/domain/document/document.ts';
import { planRender, type RenderPlan } from '../../../../src/lib/domain/render/plan.ts';
import { peersIn } from '../../../../src/lib/domain/render/scale.ts';
import type { Role } from '../../../../src/lib/domain/channels/channel.ts';
import { amazon, cutoutEdit, main, newPhoto, secondary } from '../samples.ts';
import { subject } from './plans.ts';

const SIZE = { width: 3000, height: 2000 };

/** A photo whose product is so large, px. */
interface Shown {
  readonly id: string;
  readonly product: string;
  readonly width: number;
  readonly height: number;
  readonly x?: number;
}

function projectOf(shown: readonly Shown[], scale: Scale, products: Record<string, object> = {}): Project {
  const empty = createProject({ id: 'p', name: '', channels: ['amazon'] });
  const named = [...new Set(shown.map(({ product }) => product))];
  const said = named.reduce(
    (next, id) => setProduct(next, id, { sku: id, ...products[id] }),
    setChoices(empty, { scale })
  );
  return shown.reduce(
    (next, { id, product }) =>
      setCutout(addPhoto(next, newPhoto(id, { productId: product })), id, cutoutEdit('2')),
    said
  );
}

function plans(shown: readonly Shown[], project: Project, role: Role): Record<string, RenderPlan> {
  const subjects = new Map(
    shown.map(({ id, x = 10, width, height }) => [id, subject(SIZE, { x, y: 10, width, height })])
  );
  const key = `amazon/${role.id}`;
  return Object.fromEntries(
    shown.map(({ id }) => {
      const photo = findPhoto(project, id);
      const peers = peersIn(scaleGroup(project, photo, key), id, key, subjects);
      return [id, planRender(photo, amazon, role, subjects.get(id)!, { peers })];
    })
  );
}

/** Output px a source px, as a share of the frame. */
const share = ({ placement, frame }: RenderPlan): number =>
  placement.scale / Math.max(frame.width, frame.height);

const FRONT: Shown = { id: 'front', product: 'shoe', width: 2000, height: 900 };
const TOP: Shown = { id: 'top', product: 'shoe', width: 1500, height: 700 };
const OTHER: Shown = { id: 'other', product: 'boot', width: 1000, height: 1200 };

describe('one scale', () => {
  it('is nobody’s where each photo goes by itself', () => {
    const made = plans([FRONT, TOP], projectOf([FRONT, TOP], 'each'), secondary);
    expect(made['top']!.product.width / made['top']!.frame.width).toBeCloseTo(0.9, 2);
  });

  it('is that of a product’s largest picture: the others are as much smaller as they are', () => {
    const made = plans([FRONT, TOP, OTHER], projectOf([FRONT, TOP, OTHER], 'product'), secondary);
    expect(made['front']!.product.width / made['front']!.frame.width).toBeCloseTo(0.9, 2);
    expect(share(made['top']!)).toBeCloseTo(share(made['front']!), 6);
    expect(made['other']!.product.height / made['other']!.frame.height).toBeCloseTo(0.9, 2);
  });

  it('makes no product smaller than its channel asks for', () => {
    const made = plans([FRONT, TOP], projectOf([FRONT, TOP], 'product'), main);
    const { product, frame } = made['top']!;
    expect(product.width / frame.width).toBeGreaterThanOrEqual(0.85);
    expect(product.width / frame.width).toBeLessThan(0.87);
  });

  it('is not asked of close-ups, nor given by them', () => {
    const close = { id: 'close', product: 'shoe', width: 3000, height: 1990, x: 0 };
    const made = plans([FRONT, TOP, close], projectOf([FRONT, TOP, close], 'product'), secondary);
    expect(made['front']!.product.width / made['front']!.frame.width).toBeCloseTo(0.9, 2);
    expect(made['close']!.product.width / made['close']!.frame.width).toBeCloseTo(0.9, 2);
  });

  it('is not asked of photos that keep their surroundings or have no cutout', () => {
    const project = setEdits(projectOf([FRONT, TOP], 'product'), 'top', {
      backdrop: { kind: 'scene', extend: 'auto', blur: 0 } as never
    });
    const key = 'amazon/secondary';
    expect(scaleGroup(project, findPhoto(project, 'top'), key)).toEqual([]);
    expect(scaleGroup(project, findPhoto(project, 'front'), key)).toEqual([]);
  });

  it('in real size follows the products’ lengths within their category', () => {
    const lengths = {
      shoe: { category: 'Shoes', lengthMm: 300 },
      boot: { category: ' shoes', lengthMm: 400 },
      bag: { category: 'Bags', lengthMm: 900 }
    };
    const bag = { id: 'bag', product: 'bag', width: 500, height: 500 };
    const all = [FRONT, TOP, OTHER, bag];
    const made = plans(all, projectOf(all, 'real', lengths), secondary);
    const reach = (id: string) =>
      Math.max(made[id]!.product.width, made[id]!.product.height) / made[id]!.frame.width;
    expect(reach('other')).toBeCloseTo(0.9, 2);
    expect(reach('front')).toBeCloseTo((0.9 * 300) / 400, 2);
    // The same px a mm as its product's other picture.
    expect(reach('top')).toBeCloseTo((((0.9 * 300) / 400) * 1500) / 2000, 2);
    expect(reach('bag')).toBeCloseTo(0.9, 2);
  });

  it('in real size is the product’s own where its length is not known', () => {
    const made = plans(
      [FRONT, TOP, OTHER],
      projectOf([FRONT, TOP, OTHER], 'real', { boot: { lengthMm: 5 } }),
      secondary
    );
    expect(share(made['top']!)).toBeCloseTo(share(made['front']!), 6);
  });

  it('never cuts a product, whatever is shown beside it', () => {
    const side = fc.integer({ min: 20, max: 1900 });
    fc.assert(
      fc.property(fc.array(fc.tuple(side, side), { minLength: 2, maxLength: 5 }), (sides) => {
        const shown = sides.map(([width, height], at) => ({ id: `p${at}`, product: 'x', width, height }));
        for (const { product, frame } of Object.values(
          plans(shown, projectOf(shown, 'product'), secondary)
        )) {
          expect(product.x).toBeGreaterThanOrEqual(-0.5);
          expect(product.y).toBeGreaterThanOrEqual(-0.5);
          expect(product.x + product.width).toBeLessThanOrEqual(frame.width + 0.5);
          expect(product.y + product.height).toBeLessThanOrEqual(frame.height + 0.5);
        }
      })
    );
  });
});
