import type { Pixels, Rect, Size } from '../../../domain/pixels.ts';
import type { Effort } from '../api.ts';
import type { Coarse } from '../coarse.ts';
import { sampleView } from '../tensor.ts';
import { contrastOf, CUE_SIDE, cuesOf } from './cues.ts';
import { middleOf, raised } from './levels.ts';
import { boxOf, partOfCoarse, toCoarse } from './planes.ts';
import { placement, type Placement } from './placements.ts';
import { stepCalled, stepsOf, type Step } from './plan.ts';
import { dissentOf, isSure, scoreOf, type Rated } from './score.ts';

/** What is looked for, and how its answers come about. */
export interface Search {
  readonly photo: Pixels;
  /** The part of the photo that is asked about, source px. */
  readonly region: Rect;
  readonly effort: Effort;
  readonly isPrompted: boolean;
  /** The candidate a person preferred: looked for where the others leave it out. */
  readonly pick: string | null;
  /** The network's answer: α in 0–1, `side` × `side`, the right way round. */
  look(placement: Placement): Promise<Float32Array>;
  /** Whether an answer costs nothing. */
  isKnown(placement: Placement): boolean;
  /** Takes from a matte what is not the product that was pointed at. */
  settle(coarse: Coarse): Coarse;
}

/** A matte that was found, and what is thought of it. */
export interface Contender extends Rated {
  readonly id: string;
  /** As `scoreOf` takes it. */
  readonly detail: number;
  /** Of the whole photo, settled. Made anew on each call: it takes some MB. */
  coarse(): Coarse;
}

export interface Ranked {
  readonly contender: Contender;
  /** 0–1 */
  readonly score: number;
  /** 0–1, how far it differs from the others. */
  readonly dissent: number;
}

/**
 * What the colours say, made of a matte that was found. It is judged by that matte's cues: it is hard everywhere,
 * which says nothing of its worth, so that it comes first only where it agrees better with the others.
 */
export function colourContender(
  photo: Pixels,
  region: Rect,
  from: Contender,
  coarse: () => Coarse
): Contender {
  const plane = partOfCoarse(coarse(), photo, region, CUE_SIZE).alpha;
  return { id: 'colour', detail: from.detail, coarse, plane, cues: from.cues };
}

/** Mush from which a matte is raised. */
const FAINT = 0.1;

const CUE_SIZE: Size = { width: CUE_SIDE, height: CUE_SIDE };

/** Best first. */
export function rank(contenders: readonly Contender[]): Ranked[] {
  const dissents = dissentOf(contenders);
  return contenders
    .map((contender, i) => {
      const dissent = dissents[i]!;
      return { contender, dissent, score: scoreOf(contender.cues, dissent, contender.detail) };
    })
    .sort((a, b) => b.score - a.score);
}

export type ContenderMaker = (id: string, coarse: () => Coarse, detail?: number) => Contender;

/** Makes contenders of mattes, by one look at the picture's own contrast. */
export function contenderMaker(photo: Pixels, region: Rect): ContenderMaker {
  const picture = sampleView(photo, { rect: region, flip: false }, CUE_SIDE, { scale: 1 / 255, offset: 0 });
  const contrast = contrastOf(picture, CUE_SIDE);
  return (id, found, detail = 1) => {
    const seen = partOfCoarse(found(), photo, region, CUE_SIZE);
    const cues = cuesOf(seen.alpha, CUE_SIDE, contrast);
    if (cues.mush < FAINT) return { id, detail, coarse: found, plane: seen.alpha, cues };
    // Where α 0.5 lies means nothing in a matte that is mostly mush; it is still judged as it was found.
    const middle = middleOf(seen.alpha);
    return { id, detail, coarse: () => raised(found(), middle), plane: raised(seen, middle).alpha, cues };
  };
}

/** A preview that was made before costs nothing and is compared too. */
const PREVIEW: Step = { manner: 'whole', side: 512 };

/**
 * Looks at the photo in one way after the other, until one answer is sure or the effort is spent.
 * @returns in the order in which they were looked at; at least one
 * @throws what `look` throws
 */
export async function search(task: Search, contenderOf: ContenderMaker): Promise<Contender[]> {
  const { photo, region, effort } = task;
  const contenders: Contender[] = [];
  const lookAt = async ({ manner, side }: Step, isFree = false): Promise<Contender | null> => {
    const place = placement(manner, side, region, photo, foundBy(contenders, region));
    if (!place || (isFree && !task.isKnown(place))) return null;
    const alpha = await task.look(place);
    const contender = contenderOf(
      place.id,
      () => task.settle(toCoarse({ placement: place, alpha }, photo)),
      detailOf(place, region)
    );
    contenders.push(contender);
    return contender;
  };
  if (effort !== 'draft') await lookAt(PREVIEW, true);
  for (const step of stepsOf(effort, task.isPrompted)) {
    const latest = await lookAt(step);
    const others = contenders.filter((other) => other !== latest);
    if (latest && effort === 'auto' && isSure(latest, others)) break;
  }
  const picked = contenders.some(({ id }) => id === task.pick) ? null : stepCalled(task.pick);
  if (picked) await lookAt(picked);
  return contenders;
}

const detailOf = ({ rect, side }: Placement, region: Rect): number =>
  (side / 1024) * Math.sqrt((region.width * region.height) / (rect.width * rect.height));

/** The box of what the best answer so far shows, source px. */
function foundBy(contenders: readonly Contender[], region: Rect): Rect | null {
  const [best] = rank(contenders);
  return best ? boxOf({ ...CUE_SIZE, alpha: best.contender.plane }, region) : null;
}
