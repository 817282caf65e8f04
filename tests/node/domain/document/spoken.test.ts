import { describe, expect, it } from 'vitest';
import { placePhotos, withProducts } from '../../../../src/lib/domain/catalog/place.ts';
import { needsCutout } from '../../../../src/lib/domain/batch/queue.ts';
import * as change from '../../../../src/lib/domain/document/change.ts';
import type { Photo, Project } from '../../../../src/lib/domain/document/document.ts';
import { HOST_MATTE, IDENTITY_ASK, NO_PROMPT } from '../../../../src/lib/domain/document/edits/cutout.ts';
import { IDENTITY_EDITS } from '../../../../src/lib/domain/document/edits.ts';
import { isOwn } from '../../../../src/lib/domain/document/series.ts';
import { foundMatte, newPhoto } from '../samples.ts';

const empty = change.createProject({ id: 'p', name: 'Words', channels: ['etsy'] });
const withMug = change.setProduct(empty, 'mug', { sku: 'MUG', prompt: ' cup ' });
const mug = change.addPhoto(withMug, newPhoto('a', { productId: 'mug' }));

const word = (project: Project, id = 'a') => change.findPhoto(project, id).edits.cutout.ask.prompt.text;
/** As `project`, cut out as it asks. */
const cut = (project: Project, id = 'a') => {
  const { ask } = change.findPhoto(project, id).edits.cutout;
  return change.setFound(project, id, { ...foundMatte('2'), ask });
};

describe('what a product says is to be looked for', () => {
  it('is what its photos are asked, those that come later and those that are there', () => {
    expect(word(mug)).toBe('cup');
    const after = change.setProduct(mug, 'mug', { prompt: 'vase' });
    expect(word(after)).toBe('vase');
    expect(word(change.setProduct(after, 'mug', { title: 'A vase' }))).toBe('vase');
    expect(word(change.setProduct(after, 'mug', { prompt: '' }))).toBeNull();
  });

  it('gives way to what is said of the photo itself', () => {
    const both = change.addPhoto(mug, newPhoto('b', { productId: 'mug', prompt: 'bottle' }));
    expect(word(both, 'b')).toBe('bottle');
    expect(word(change.setProduct(both, 'mug', { prompt: 'vase' }), 'b')).toBe('bottle');
  });

  it('makes the question a new one where it changes, and only then', () => {
    const answered = cut(mug);
    expect(needsCutout(answered, 'a')).toBe(false);
    expect(needsCutout(change.setProduct(answered, 'mug', { size: 'L' }), 'a')).toBe(false);
    const asked = change.setProduct(answered, 'mug', { prompt: 'vase' });
    expect(needsCutout(asked, 'a')).toBe(true);
    expect(change.findPhoto(asked, 'a').edits.cutout.found).not.toBeNull();
  });

  it('comes with a table, with many photos, and with a photo’s move', () => {
    const tabled = withProducts(mug, [{ id: 'mug', sku: 'MUG', prompt: 'bowl' }]);
    expect(word(tabled)).toBe('bowl');
    const { id, ...rest } = newPhoto('b');
    const photo: Photo = { id, edits: IDENTITY_EDITS, variants: {}, ...rest };
    const placed = placePhotos(tabled, [{ photo, place: { sku: 'MUG' } }], () => 'new');
    expect(word(placed, 'b')).toBe('bowl');
    expect(word(change.setPlace(placed, 'b', { productId: undefined }), 'b')).toBeNull();
    expect(word(change.removeProduct(placed, 'mug'), 'b')).toBeNull();
  });

  it('changes nothing where a person pointed or said something else, or a matte was handed in', () => {
    const say = (text: string | null) => change.setAsk(mug, 'a', { prompt: { ...NO_PROMPT, text } });
    const next = (project: Project) => change.setProduct(project, 'mug', { prompt: 'vase' });
    expect(word(next(say('bottle')))).toBe('bottle');
    const box = { x: 1, y: 1, width: 9, height: 9 };
    const boxed = change.setAsk(mug, 'a', { ...IDENTITY_ASK, prompt: { ...NO_PROMPT, box } });
    expect(change.findPhoto(next(boxed), 'a').edits.cutout.ask.prompt).toEqual({ ...NO_PROMPT, box });
    const given = change.setFound(mug, 'a', { ...foundMatte('2'), model: HOST_MATTE });
    expect(word(next(given))).toBe('cup');
    // Who took the word back hears of the next one.
    expect(word(next(say(null)))).toBe('vase');
  });

  it('is no word of a person on that photo: a series may replace it', () => {
    expect(isOwn(change.findPhoto(mug, 'a').edits.cutout)).toBe(false);
  });
});
