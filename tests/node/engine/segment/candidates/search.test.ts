import { describe, expect, it } from 'vitest';
import { placement, type Placement } from '../../../../../src/lib/engine/segment/candidates/placements.ts';
import { stepCalled, stepsOf } from '../../../../../src/lib/engine/segment/candidates/plan.ts';
import {
  contenderMaker,
  rank,
  search,
  type Search
} from '../../../../../src/lib/engine/segment/candidates/search.ts';
import { photoOf } from '../photos.ts';

const inDisc = (x: number, y: number) => Math.hypot(x - 60, y - 40) < 20;
const photo = photoOf(120, 80, (x, y) => (inDisc(x, y) ? [200, 40, 40] : [240, 240, 240]));
const frame = { x: 0, y: 0, width: 120, height: 80 };

type Alpha = (x: number, y: number, id: string) => number;

/** A search in which the network answers `alpha` (by source px), and the ids it was asked about. */
function searching(alpha: Alpha, over: Partial<Search> = {}) {
  const asked: string[] = [];
  const answer = (place: Placement) => {
    const { rect, side } = place;
    const out = new Float32Array(side * side);
    for (let i = 0; i < out.length; i++) {
      const x = rect.x + (((i % side) + 0.5) * rect.width) / side;
      const y = rect.y + ((Math.floor(i / side) + 0.5) * rect.height) / side;
      out[i] = alpha(x, y, place.id);
    }
    return out;
  };
  const task: Search = {
    photo,
    region: frame,
    effort: 'auto',
    isPrompted: false,
    pick: null,
    look: async (place) => {
      asked.push(place.id);
      return answer(place);
    },
    isKnown: () => false,
    settle: (coarse) => coarse,
    ...over
  };
  return { asked, run: () => search(task, contenderMaker(photo, frame)) };
}

const clear: Alpha = (x, y) => (inDisc(x, y) ? 1 : 0);
const mush: Alpha = (x, y) => (inDisc(x, y) ? 0.6 : 0.1);

describe('search', { timeout: 30_000 }, () => {
  it('a clear photo costs one pass', async () => {
    const { asked, run } = searching(clear);
    expect(await run()).toHaveLength(1);
    expect(asked).toEqual(['whole-768']);
  });

  it('an unclear one is looked at again until an answer is sure', async () => {
    const { asked, run } = searching((x, y, id) => (id === 'close-1024' ? clear : mush)(x, y, id));
    const [best] = rank(await run());
    expect(asked).toEqual(['whole-768', 'whole-1024', 'close-1024']);
    expect(best!.contender.id).toBe('close-1024');
  });

  it('one that nothing helps costs what auto may cost', async () => {
    const { asked, run } = searching(mush);
    await run();
    expect(asked).toEqual(['whole-768', 'whole-1024', 'close-1024', 'wide-1024', 'mirror-1024']);
  });

  it('a sure answer that another sure one contradicts is not enough', async () => {
    const half: Alpha = (x, y) => (inDisc(x, y) && x < 60 ? 1 : 0);
    const { asked, run } = searching(clear, {
      isKnown: ({ id }) => id === 'whole-512',
      look: async (place) => {
        asked.push(place.id);
        const alpha = place.id === 'whole-512' ? half : clear;
        return Float32Array.from({ length: place.side ** 2 }, (_, i) => {
          const x = place.rect.x + (((i % place.side) + 0.5) * place.rect.width) / place.side;
          const y = place.rect.y + ((Math.floor(i / place.side) + 0.5) * place.rect.height) / place.side;
          return alpha(x, y, place.id);
        });
      }
    });
    await run();
    expect(asked.length).toBeGreaterThan(2);
  });

  it('a preview that is at hand is compared too, one that is not is not made', async () => {
    const { asked, run } = searching(clear, { isKnown: ({ id }) => id === 'whole-512' });
    expect((await run()).map(({ id }) => id)).toEqual(['whole-512', 'whole-768']);
    expect(asked).toEqual(['whole-512', 'whole-768']);
  });

  it.each([
    ['draft', ['whole-512']],
    ['fast', ['whole-1024']],
    ['best', ['whole-768', 'whole-1024', 'close-1024', 'wide-1024', 'mirror-1024', 'square-1024']]
  ] as const)('%s looks in %j', async (effort, ids) => {
    const { asked, run } = searching(clear, { effort });
    await run();
    expect(asked).toEqual(ids);
  });

  it('where a person pointed, the first look is a full one', async () => {
    const { asked, run } = searching(clear, { isPrompted: true });
    await run();
    expect(asked).toEqual(['whole-1024']);
  });

  it('the candidate that a person preferred is looked for even where one is sure', async () => {
    const { asked, run } = searching(clear, { pick: 'wide-1024' });
    await run();
    expect(asked).toEqual(['whole-768', 'wide-1024']);
  });

  it('what is settled away is not compared', async () => {
    const { run } = searching(clear, {
      settle: (coarse) => ({ ...coarse, alpha: new Float32Array(coarse.alpha.length) }),
      effort: 'fast'
    });
    expect((await run())[0]!.cues.coverage).toBe(0);
  });

  it('works on a photo of one pixel', async () => {
    const one = photoOf(1, 1, () => [9, 9, 9]);
    const region = { x: 0, y: 0, width: 1, height: 1 };
    const { run } = searching(mush, { photo: one, region, effort: 'best' });
    expect((await run()).length).toBeGreaterThan(0);
  });
});

it('a candidate’s id names its pass, and every pass that is planned can be named', () => {
  for (const step of stepsOf('best', false)) expect(stepCalled(`${step.manner}-${step.side}`)).toEqual(step);
  expect(stepCalled('another model')).toBeNull();
  expect(stepCalled(null)).toBeNull();
  expect(placement('whole', 512, frame, frame, null)!.id).toBe('whole-512');
});
