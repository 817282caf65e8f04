import { describe, expect, it } from 'vitest';
import {
  addPhoto,
  createProject,
  findPhoto,
  setAsk,
  setCorrection,
  setFound,
  shareCutout
} from '../../../../src/lib/domain/document/change.ts';
import { NO_PROMPT, type Prompt } from '../../../../src/lib/domain/document/edits/cutout.ts';
import { isOwn, isStale, scaledPrompt } from '../../../../src/lib/domain/document/series.ts';
import { foundMatte, newPhoto } from '../samples.ts';

const PROMPT: Prompt = {
  box: { x: 300, y: 200, width: 600, height: 1000 },
  include: [{ x: 600, y: 400 }],
  exclude: [{ x: 30, y: 20 }],
  text: 'mug'
};

const EMPTY = createProject({ id: 'p', name: '', channels: [] });
const half = { size: { width: 1500, height: 1000 } };
const THREE = addPhoto(
  addPhoto(addPhoto(EMPTY, newPhoto('a')), newPhoto('b', half)),
  newPhoto('c', { size: { width: 1000, height: 3000 } })
);
const ASKED = setAsk(THREE, 'a', { prompt: PROMPT, holes: 'cut', pick: 'letter-1024' });
const cutout = (project: typeof THREE, id: string) => findPhoto(project, id).edits.cutout;

describe('scaledPrompt', () => {
  it('points at the same place as a share of the picture, in each direction for itself', () => {
    expect(scaledPrompt(PROMPT, { width: 3000, height: 2000 }, { width: 1000, height: 3000 })).toEqual({
      box: { x: 100, y: 300, width: 200, height: 1500 },
      include: [{ x: 200, y: 600 }],
      exclude: [{ x: 10, y: 30 }],
      text: 'mug'
    });
  });

  it('to the same size nothing changes; without a box there stays none', () => {
    const size = { width: 10, height: 20 };
    expect(scaledPrompt(PROMPT, size, size)).toEqual(PROMPT);
    expect(scaledPrompt(NO_PROMPT, size, { width: 1, height: 1 })).toEqual(NO_PROMPT);
  });
});

describe('shareCutout', () => {
  it('carries prompt and holes, but neither the picked candidate nor the matte', () => {
    const found = setFound(ASKED, 'a', foundMatte('2'));
    const shared = cutout(shareCutout(found, 'a', ['b']), 'b');
    expect(shared).toMatchObject({ isShared: true, found: null, ask: { holes: 'cut', pick: null } });
    expect(shared.ask.prompt.box).toEqual({ x: 150, y: 100, width: 300, height: 500 });
  });

  it('what a person prompted or corrected stays as it is', () => {
    const prompted = setAsk(ASKED, 'b', { prompt: { ...NO_PROMPT, text: 'cup' } });
    const corrected = setCorrection(prompted, 'c', { feather: 1 });
    const after = shareCutout(corrected, 'a', ['b', 'c']);
    expect([cutout(after, 'b'), cutout(after, 'c')]).toEqual([
      cutout(corrected, 'b'),
      cutout(corrected, 'c')
    ]);
  });

  it('what came by sharing is replaced by the next sharing', () => {
    const once = shareCutout(ASKED, 'a', ['b']);
    const changed = setAsk(once, 'a', { prompt: { ...NO_PROMPT, text: 'cup' } });
    expect(cutout(shareCutout(changed, 'a', ['b']), 'b').ask.prompt).toEqual({ ...NO_PROMPT, text: 'cup' });
  });

  it('a person’s word on a shared photo makes it their own', () => {
    const own = setAsk(shareCutout(ASKED, 'a', ['b']), 'b', { holes: 'auto' });
    expect(isOwn(cutout(own, 'b'))).toBe(true);
    expect(isOwn(cutout(shareCutout(ASKED, 'a', ['b']), 'b'))).toBe(false);
  });

  it('the photo itself may be among those it is shared with: nothing happens to it', () => {
    expect(cutout(shareCutout(ASKED, 'a', ['a', 'b']), 'a')).toEqual(cutout(ASKED, 'a'));
  });

  it('an unknown photo on either side is not-found', () => {
    for (const share of [() => shareCutout(ASKED, 'x', ['b']), () => shareCutout(ASKED, 'a', ['x'])]) {
      expect(share).toThrow(expect.objectContaining({ code: 'not-found' }));
    }
  });
});

describe('a re-run', () => {
  it('never touches what was asked meanwhile or what a person corrected', () => {
    const corrected = setCorrection(ASKED, 'a', { grow: -2 });
    const before = cutout(corrected, 'a');
    const after = cutout(setFound(corrected, 'a', foundMatte('2')), 'a');
    expect(after).toEqual({ ...before, found: foundMatte('2') });
  });

  it('a matte is stale when something else is asked than it answers', () => {
    expect(isStale(cutout(THREE, 'a'))).toBe(false);
    expect(isStale(cutout(setFound(ASKED, 'a', foundMatte('2')), 'a'))).toBe(true);
    const { ask } = cutout(ASKED, 'a');
    expect(isStale(cutout(setFound(ASKED, 'a', foundMatte('2', { ask })), 'a'))).toBe(false);
  });
});
