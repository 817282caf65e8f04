import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CHANNELS, findChannel } from '../../../../src/lib/domain/channels/index.ts';
import { listingPlaces, roleOfListing } from '../../../../src/lib/domain/batch/listing-places.ts';

const slotsOf = (...paths: string[]) => listingPlaces(paths).map(({ slot }) => slot);

describe('where a picture of an existing listing belongs', () => {
  it('a code in the name is its slot, an identifier its product', () => {
    const [main, third] = listingPlaces(['set/B0C4TR311X.MAIN.jpg', 'other/B0C4TR311X.PT03.jpg']);
    expect([main?.slot, third?.slot]).toEqual(['MAIN', 'PT03']);
    expect(main?.identifier).toBe('B0C4TR311X');
    expect(third?.product).toBe(main?.product);
  });

  it('without codes the first view is MAIN, and the others follow by their numbers', () => {
    const slots = slotsOf('mugs/blue mug-2.jpg', 'mugs/blue mug-1.jpg', 'mugs/blue mug-10.jpg');
    expect(slots[1]).toBe('MAIN');
    expect(new Set(slots).size).toBe(3);
    expect(slots[0]!.localeCompare(slots[2]!)).toBeLessThan(0);
  });

  it('one name in two folders is two products', () => {
    expect(slotsOf('a/mug.jpg', 'b/mug.jpg')).toEqual(['MAIN', 'MAIN']);
  });

  it('every slot has a role in every channel', () => {
    for (const { id } of CHANNELS)
      for (const slot of ['MAIN', 'PT01', 'SWCH', 'PT99'])
        expect(findChannel(id).roles).toContain(roleOfListing(findChannel(id), slot));
  });

  it('hostile names get places too: as many as there are paths, in their order', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 300 }), { maxLength: 30 }), (paths) => {
        const places = listingPlaces(paths);
        expect(places).toHaveLength(paths.length);
        for (const { slot } of places) expect(slot).toMatch(/^[A-Z]+\d*$/);
      }),
      { numRuns: 200 }
    );
  });
});
