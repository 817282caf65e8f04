import { describe, expect, it } from 'vitest';
import { IDENTITY_ASK, NO_PROMPT, type Ask } from '../../../../src/lib/domain/document/edits/cutout.ts';
import type { Effort } from '../../../../src/lib/engine/segment/api.ts';
import type { Placement } from '../../../../src/lib/engine/segment/candidates/placements.ts';
import { alone, compare, finish } from '../../../../src/lib/engine/segment/solve.ts';
import { coarseOf, photoOf } from './photos.ts';

type Alpha = (x: number, y: number, id: string) => number;

const left: Alpha = (x, y) => (Math.hypot(x - 50, y - 60) < 30 ? 1 : 0);
const right: Alpha = (x, y) => (Math.hypot(x - 150, y - 60) < 30 ? 1 : 0);
const both: Alpha = (x, y, id) => Math.max(left(x, y, id), right(x, y, id));
const photo = photoOf(200, 120, (x, y) => (both(x, y, '') ? [180, 60, 30] : [235, 235, 240]));

/** A network that answers `alpha` (by source px), and what it was asked. */
function networkThat(alpha: Alpha) {
  const asked: Placement[] = [];
  const look = async (place: Placement) => {
    asked.push(place);
    const { rect, side, id } = place;
    const out = new Float32Array(side * side);
    for (let i = 0; i < out.length; i++) {
      const x = rect.x + (((i % side) + 0.5) * rect.width) / side;
      out[i] = alpha(x, rect.y + ((Math.floor(i / side) + 0.5) * rect.height) / side, id);
    }
    return out;
  };
  return { asked, network: { look, isKnown: () => false } };
}

const question = (ask: Partial<Ask> = {}, effort: Effort = 'auto') => ({
  photo,
  effort,
  ask: { ...IDENTITY_ASK, ...ask }
});
const box = { x: 15, y: 25, width: 70, height: 70 };

describe('solve', { timeout: 30_000 }, () => {
  it('a clear product is cut out with one look and trusted', async () => {
    const { asked, network } = networkThat(left);
    const asking = question();
    const { matte, confidence, candidates, doubt } = finish(asking, await compare(asking, network));
    expect(asked.map(({ id }) => id)).toEqual(['whole-768']);
    expect([matte.width, matte.height]).toEqual([200, 120]);
    expect([matte.alpha[60 * 200 + 50], matte.alpha[60 * 200 + 150]]).toEqual([255, 0]);
    expect(confidence).toBeGreaterThan(0.8);
    expect(candidates.map(({ id }) => id)).toEqual(['whole-768']);
    expect(Math.max(doubt!.width, doubt!.height)).toBeLessThanOrEqual(1024);
  });

  it('two products are not trusted to be one; a box says which is meant, and that part is looked at first', async () => {
    const unprompted = question();
    const vague = finish(unprompted, await compare(unprompted, networkThat(both).network));
    expect(vague.confidence).toBeLessThan(0.5);
    const { asked, network } = networkThat(both);
    const prompted = question({ prompt: { ...NO_PROMPT, box } });
    const { matte, confidence } = finish(prompted, await compare(prompted, network));
    const { id, rect } = asked[0]!;
    expect(id).toBe('whole-1024');
    expect([rect.x < box.x, rect.x + rect.width > 85, rect.width < 100]).toEqual([true, true, true]);
    expect([matte.alpha[60 * 200 + 50], matte.alpha[60 * 200 + 150]]).toEqual([255, 0]);
    expect(confidence).toBeGreaterThan(0.5);
  });

  it('what a person preferred is used, and the ranking stays', async () => {
    const { network } = networkThat((x, y, id) => (id === 'wide-1024' ? right(x, y, id) : left(x, y, id)));
    const asking = question({ pick: 'wide-1024' });
    const { matte, candidates } = finish(asking, await compare(asking, network));
    expect([matte.alpha[60 * 200 + 50], matte.alpha[60 * 200 + 150]]).toEqual([0, 255]);
    expect(candidates.map(({ score }) => score)).toEqual(
      candidates.map(({ score }) => score).sort((a, b) => b - a)
    );
  });

  it('nothing found is an empty matte with confidence 0', async () => {
    const asking = question({}, 'fast');
    const { matte, confidence, doubt } = finish(asking, await compare(asking, networkThat(() => 0).network));
    expect([confidence, doubt, Math.max(...matte.alpha)]).toEqual([0, null, 0]);
  });

  it.each([
    ['a box beside the photo', { ...NO_PROMPT, box: { x: 500, y: 0, width: 9, height: 9 } }, 'bad-request'],
    ['an empty box', { ...NO_PROMPT, box: { x: 5, y: 5, width: 0, height: 9 } }, 'bad-request'],
    ['a word', { ...NO_PROMPT, text: 'shoe' }, 'unsupported-prompt']
  ])('%s is refused before the network is asked', async (_what, prompt, code) => {
    const { asked, network } = networkThat(left);
    await expect(compare(question({ prompt }), network)).rejects.toMatchObject({ code });
    expect(asked).toEqual([]);
  });

  it.each([
    [1, 1],
    [400, 20]
  ])('a photo of %i × %i px ends in a matte of its size', async (width, height) => {
    const small = { ...question({}, 'best'), photo: photoOf(width, height, () => [90, 90, 90]) };
    const { matte } = finish(small, await compare(small, networkThat(() => 0.5).network));
    expect(matte.alpha).toHaveLength(width * height);
  });

  it('another model’s matte is refined and judged alone', () => {
    const coarse = coarseOf(256, (x, y) => left((x * 200) / 256, (y * 120) / 256, ''));
    const { candidates, matte } = finish(question(), alone(photo, 'their model', coarse));
    expect(candidates.map(({ id }) => id)).toEqual(['their model']);
    expect(matte.alpha[60 * 200 + 50]).toBe(255);
  });
});
