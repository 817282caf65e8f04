import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nameKey } from '../../../../src/lib/domain/batch/safe-name.ts';
import { assignSlot, listingsOf } from '../../../../src/lib/domain/batch/slots.ts';
import { leftOutKey } from '../../../../src/lib/domain/batch/wishes.ts';
import { checkFileName } from '../../../../src/lib/domain/channels/naming.ts';
import { findRole } from '../../../../src/lib/domain/channels/index.ts';
import {
  setCountrySet,
  setEdits,
  setNameTemplate,
  setVariant
} from '../../../../src/lib/domain/document/change.ts';
import { IDENTITY_CROP } from '../../../../src/lib/domain/document/edits/crop.ts';
import { IDENTITY_FRAME } from '../../../../src/lib/domain/document/edits/frame.ts';
import { amazon, filling, variantOf } from '../samples.ts';
import { channelOf, kinds, paths, plan, projectOf, shop, skips } from './batches.ts';

const BAG = 'B09KX7M2QD';
const threeOfOne = projectOf(
  { name: 'a.jpg', identifier: BAG },
  { name: 'b.jpg', identifier: BAG },
  { name: 'c.jpg', identifier: BAG }
);

describe('slots', () => {
  const slots = (project: Parameters<typeof listingsOf>[0]) =>
    listingsOf(project).map(({ label, photos }) => [
      label,
      photos.map(({ photo, slot }) => `${photo.id} ${slot}`)
    ]);

  it("a product's first photo is MAIN, the next ones PT01, PT02", () => {
    expect(slots(threeOfOne)).toEqual([[BAG, ['p1 MAIN', 'p2 PT01', 'p3 PT02']]]);
  });

  it('photos of one identifier are of one product, also where only their names say it', () => {
    const project = projectOf(
      { name: `${BAG}_a.jpg` },
      { name: 'mug.jpg' },
      { name: `${BAG.toLowerCase()}-b.jpg` }
    );
    expect(slots(project)).toEqual([
      [BAG, ['p1 MAIN', 'p3 PT01']],
      ['mug', ['p2 MAIN']]
    ]);
  });

  it('a slot that was chosen, or that the name says, is kept; a word is no slot', () => {
    const project = projectOf(
      { name: `${BAG}.PT02.jpg` },
      { name: `${BAG}_back.jpg` },
      { name: `${BAG}_BACK.jpg` },
      { name: `${BAG}.jpg`, slot: 'SWCH' }
    );
    expect(slots(project)).toEqual([[BAG, ['p2 MAIN', 'p1 PT02', 'p3 BACK', 'p4 SWCH']]]);
  });

  it('giving a photo a slot gives the one that had it the other', () => {
    expect(slots(assignSlot(threeOfOne, 'p3', 'MAIN'))).toEqual([[BAG, ['p3 MAIN', 'p2 PT01', 'p1 PT02']]]);
    expect(slots(assignSlot(threeOfOne, 'p1', 'SWCH'))).toEqual([[BAG, ['p2 PT01', 'p3 PT02', 'p1 SWCH']]]);
  });
});

describe('planExport', () => {
  it('names every photo in every channel, in order, each channel in a folder of its own', () => {
    expect(paths(plan(threeOfOne, [amazon, shop]))).toEqual([
      `amazon/${BAG}.MAIN.jpg`,
      `amazon/${BAG}.PT01.jpg`,
      `amazon/${BAG}.PT02.jpg`,
      `shop/${BAG}-1.jpg`,
      `shop/${BAG}-2.jpg`,
      `shop/${BAG}-3.jpg`
    ]);
  });

  it('positions count slots, so that leaving a photo out renames no other', () => {
    const project = projectOf(
      { name: 'a.jpg', sku: 'GB' },
      { name: 'b.jpg', sku: 'GB', isUncut: true },
      { name: 'c.jpg', sku: 'GB' }
    );
    const made = plan(project, [shop]);
    expect(paths(made)).toEqual(['shop/GB-1.jpg', 'shop/GB-3.jpg']);
    expect(skips(made)).toEqual(['p2 no-cutout']);
    expect(made.problems).toEqual([{ kind: 'no-cutout', photos: ['p2'] }]);
  });

  it('a product without its main picture is told once, with all channels that miss it', () => {
    const project = projectOf({ name: 'a.jpg', sku: 'GB', isUncut: true }, { name: 'b.jpg', sku: 'GB' });
    const made = plan(project, [amazon, shop]);
    expect(made.problems[0]).toEqual({
      kind: 'no-main',
      listing: 'sku GB',
      label: 'GB',
      channels: ['amazon', 'shop'],
      isUncut: true
    });
    const left = plan(project, [amazon, shop], { leftOut: new Set([leftOutKey('sku GB', 'amazon')]) });
    expect(left.problems[0]).toMatchObject({ kind: 'no-main', channels: ['shop'] });
    expect(skips(left).filter((skip) => skip.endsWith('left-out'))).toEqual(['p1 left-out', 'p2 left-out']);
    expect(kinds(plan(project, [shop], { roles: { shop: ['secondary'] } }))).not.toContain('no-main');
  });

  it('two photos of one slot: the second is not made, and both are named', () => {
    const made = plan(
      projectOf({ name: 'a.jpg', sku: 'GB', slot: 'MAIN' }, { name: 'b.jpg', sku: 'GB', slot: 'MAIN' }),
      [amazon]
    );
    expect(skips(made)).toEqual(['p2 same-slot']);
    expect(made.problems).toEqual([{ kind: 'same-slot', label: 'GB', slot: 'MAIN', photos: ['p1', 'p2'] }]);
  });

  it('files of one name get the next free number where the form of name has one', () => {
    const project = setNameTemplate(threeOfOne, 'shop', '{identifier}.{ext}');
    const made = plan(project, [shop]);
    expect(paths(made)).toEqual([`shop/${BAG}.jpg`, `shop/${BAG}_1.jpg`, `shop/${BAG}_2.jpg`]);
    expect(made.problems).toEqual([
      { kind: 'name-numbered', channel: 'shop', count: 2, from: `${BAG}.jpg`, to: `${BAG}_1.jpg` }
    ]);
  });

  it("Walmart's pattern takes a number, Amazon's takes none", () => {
    const walmart = channelOf(
      'walmart',
      '{gtin14}.{ext}',
      ['main', 'secondary'],
      '^[0-9]{14}(_[0-9]+)?\\.jpg$'
    );
    const project = projectOf(
      { name: 'a.jpg', identifier: '036000291452' },
      { name: 'b.jpg', identifier: '036000291452' }
    );
    expect(paths(plan(project, [walmart]))).toEqual([
      'walmart/00036000291452.jpg',
      'walmart/00036000291452_1.jpg'
    ]);
    const unnamed = projectOf({ name: 'mug.jpg' }, { name: 'mug.jpg' });
    const made = plan(unnamed, [amazon]);
    expect(paths(made)).toEqual(['amazon/mug.MAIN.jpg']);
    expect(skips(made)).toEqual(['p2 name-taken']);
    expect(made.problems).toEqual([
      { kind: 'name-taken', channel: 'amazon', count: 1, name: 'mug.MAIN.jpg' }
    ]);
  });

  it('extra roles are made of the MAIN photo where the channel requires them, others where they are asked for', () => {
    const story = channelOf('story', '{sku}_{position}.{ext}', ['story', 'feed']);
    expect(
      plan(threeOfOne, [story]).files.map(({ photo, role, slot }) => `${photo} ${role} ${slot}`)
    ).toEqual(['p1 story story']);
    const both = plan(threeOfOne, [story], { roles: { story: ['story', 'feed'] } });
    expect(both.files.map(({ role }) => role)).toEqual(['story', 'feed']);
    expect(both.problems.filter(({ kind }) => kind !== 'no-place')).toEqual([]);
  });

  it('a revision is in the name, and another one when the picture changes, not when another does', () => {
    const meta = channelOf('meta', '{sku}_{position}_v{rev}.{ext}');
    const [first, second] = paths(plan(threeOfOne, [meta]));
    const changed = setEdits(threeOfOne, 'p1', { frame: filling(0.5) });
    const [after, same] = paths(plan(changed, [meta]));
    expect(first).toMatch(/^meta\/B09KX7M2QD_1_v[0-9a-z]{6}\.jpg$/);
    expect(after).toMatch(/^meta\/B09KX7M2QD_1_v[0-9a-z]{6}\.jpg$/);
    expect(after).not.toBe(first);
    expect(same).toBe(second);
    const undone = setEdits(changed, 'p1', { frame: IDENTITY_FRAME });
    expect(paths(plan(undone, [meta]))[0]).toBe(first);
  });

  it('more pictures than a channel takes are told', () => {
    const few = variantOf(shop, (draft) => {
      draft.count = { max: { value: 2, level: 'required', src: ['G1881'], checked: '2026-11-22' } };
    });
    expect(plan(threeOfOne, [few]).problems).toEqual([
      { kind: 'too-many', channel: 'shop', label: BAG, count: 3, limit: 2 }
    ]);
  });

  it('whatever photos and sellers are called, each folder’s names are safe, unique, and Amazon refuses none but for a missing identifier', () => {
    const shot = fc.record({
      name: fc.string({ unit: 'binary', maxLength: 60 }),
      sku: fc.option(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }), { nil: undefined }),
      slot: fc.constantFrom(undefined, 'MAIN', 'PT01', 'SWCH', '../x')
    });
    fc.assert(
      fc.property(fc.array(shot, { maxLength: 12 }), (shots) => {
        const project = projectOf(
          ...shots.map(({ name, sku, slot }) => ({ name, ...(sku && { sku }), ...(slot && { slot }) }))
        );
        const made = plan(project, [amazon, shop]);
        expect(new Set(paths(made).map(nameKey)).size).toBe(made.files.length);
        for (const { channel, role, name } of made.files) {
          expect(name).toMatch(/^[0-9A-Za-z._-]{1,160}$/);
          if (channel !== 'amazon') continue;
          const reasons = checkFileName(name, amazon, findRole(amazon, role)).map(({ reason }) => reason);
          expect(['', 'missing-identifier', 'bad-identifier', 'check-digit']).toContain(reasons.join());
        }
        expect(made.files.length + made.skipped.length).toBe(2 * shots.length);
      }),
      { numRuns: 100 }
    );
  });
});

describe('country sets', () => {
  const german = setCountrySet(threeOfOne, 'DE', ['p1', 'p2']);

  it('a country has its own folder with the same names, after the global set', () => {
    expect(paths(plan(german, [amazon]))).toEqual([
      `amazon/${BAG}.MAIN.jpg`,
      `amazon/${BAG}.PT01.jpg`,
      `amazon/${BAG}.PT02.jpg`,
      `amazon/DE/${BAG}.MAIN.jpg`,
      `amazon/DE/${BAG}.PT01.jpg`
    ]);
  });

  it('a country set without MAIN is refused whole, with the photos that could be it', () => {
    const made = plan(setCountrySet(threeOfOne, 'DE', ['p2', 'p3']), [amazon]);
    expect(paths(made).filter((path) => path.includes('/DE/'))).toEqual([]);
    expect(skips(made)).toEqual(['p2 country-without-main', 'p3 country-without-main']);
    expect(made.problems).toEqual([
      { kind: 'country-without-main', channel: 'amazon', country: 'DE', labels: [BAG], mains: ['p1'] }
    ]);
  });

  it('a photo that differs in a country is in its set by that, under its own locale', () => {
    const varied = setVariant(german, 'p3', 'amazon/secondary/de-DE', { frame: filling(0.5) });
    const file = plan(varied, [amazon]).files.find(({ photo, country }) => photo === 'p3' && country);
    expect(file).toMatchObject({ country: 'DE', locale: 'de-DE', folder: 'amazon/DE' });
  });

  it('the US go as global, and a country where the channel does not sell has no set', () => {
    const us = setCountrySet(setCountrySet(threeOfOne, 'US', ['p1']), 'VN', ['p1']);
    const made = plan(us, [amazon]);
    expect(made.files.every(({ country }) => country === undefined)).toBe(true);
    expect(made.problems).toEqual([
      { kind: 'country-not-sold', channel: 'amazon', country: 'VN' },
      { kind: 'country-is-global', channel: 'amazon', country: 'US' }
    ]);
    expect(paths(plan(threeOfOne, [amazon], { locales: ['US'] }))).toHaveLength(3);
  });

  it('a channel without country sets has one set, whatever is asked', () => {
    expect(paths(plan(german, [shop]))).toHaveLength(3);
    expect(paths(plan(german, [shop, amazon], { locales: ['DE'] }))).toHaveLength(5);
  });

  const note = {
    id: 'n',
    kind: 'text' as const,
    text: 'Neu',
    at: { x: 0.5, y: 0.5 },
    color: [0, 0, 0] as const,
    size: 0.05,
    bold: false,
    plate: null
  };
  const worded = (language: string | null) =>
    setEdits(german, 'p2', { annotate: { language, notes: [note] } });
  const languagesOf = (language: string | null) =>
    plan(worded(language), [amazon]).problems.flatMap((problem) =>
      problem.kind === 'language' ? [[problem.country ?? 'global', problem.language, problem.expected]] : []
    );

  it('words on a picture: English where all countries see it, the country’s language or English in its own set', () => {
    expect(languagesOf('en')).toEqual([]);
    expect(languagesOf('en-GB')).toEqual([]);
    expect(languagesOf('de')).toEqual([['global', 'de', ['en']]]);
    expect(languagesOf('fr-FR')).toEqual([
      ['global', 'fr-FR', ['en']],
      ['DE', 'fr-FR', ['de', 'en']]
    ]);
    expect(languagesOf(null)).toEqual([
      ['global', null, ['en']],
      ['DE', null, ['de', 'en']]
    ]);
  });

  it('measured lengths need no language, but better a set for each country', () => {
    const length = {
      id: 'd',
      kind: 'dimension' as const,
      from: { x: 0, y: 0 },
      to: { x: 9, y: 0 },
      value: 30,
      unit: 'cm' as const,
      color: [0, 0, 0] as const,
      size: 0.05
    };
    const measured = setEdits(german, 'p2', { annotate: { language: null, notes: [length] } });
    expect(plan(measured, [amazon]).problems).toEqual([
      { kind: 'dimensions-global', channel: 'amazon', photos: ['p2'] }
    ]);
  });
});

describe('the same picture in two slots', () => {
  const twice = projectOf(
    { name: 'a.jpg', identifier: BAG, file: 1 },
    { name: 'b.jpg', identifier: BAG, file: 2 },
    { name: 'copy of a.jpg', identifier: BAG, file: 1 }
  );

  it('is told before anything is made, with its slots', () => {
    expect(plan(twice, [amazon]).problems).toEqual([
      { kind: 'same-picture', channel: 'amazon', label: BAG, slots: ['MAIN', 'PT02'], photos: ['p1', 'p3'] }
    ]);
  });

  it('is none where another part of it is shown, or another product has it', () => {
    const rect = { x: 0, y: 0, width: 500, height: 500 };
    const close = setEdits(twice, 'p3', { crop: { ...IDENTITY_CROP, rect } });
    expect(kinds(plan(close, [amazon]))).toEqual([]);
    const apart = projectOf(
      { name: 'a.jpg', identifier: BAG, file: 1 },
      { name: 'b.jpg', identifier: 'B09KX7M2QE', file: 1 }
    );
    expect(kinds(plan(apart, [amazon]))).toEqual([]);
  });

  it('is none where one photo has several roles', () => {
    const stories = channelOf('stories', '{sku}-{position}.{ext}', ['main', 'story']);
    expect(kinds(plan(projectOf({ name: 'a.jpg', identifier: BAG }), [stories]))).toEqual([]);
  });
});
