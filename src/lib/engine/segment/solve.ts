import { isPrompted, type Ask } from '../../domain/document/edits/cutout.ts';
import type { Pixels, Rect } from '../../domain/pixels.ts';
import type { Effort, Segmentation } from './api.ts';
import { doubtOf } from './candidates/doubt.ts';
import type { Placement } from './candidates/placements.ts';
import { thumbOf } from './candidates/planes.ts';
import {
  colourContender,
  contenderMaker,
  rank,
  search,
  type Contender,
  type Ranked
} from './candidates/search.ts';
import { isSure } from './candidates/score.ts';
import type { Coarse } from './coarse.ts';
import { confidenceIn } from './confidence.ts';
import { emptyMatte } from './matte/empty.ts';
import { refineMatte } from './matte/refine.ts';
import { colourCandidate } from './prompt/colour.ts';
import { withHoles } from './prompt/holes.ts';
import { regionOf } from './prompt/region.ts';
import { settle } from './prompt/settle.ts';
import { frameOf } from './tensor.ts';

/*
 * From a photo to its cutout: mattes are found, compared and one is chosen; that one is refined. Pixels exist once.
 */

/** One photo, and what is asked about it. */
export interface Question {
  readonly photo: Pixels;
  readonly ask: Ask;
  readonly effort: Effort;
}

/** Answers about placements. */
export interface Network {
  /** α in 0–1, `side` × `side`, the right way round. */
  look(placement: Placement): Promise<Float32Array>;
  /** Whether that answer is at hand. */
  isKnown(placement: Placement): boolean;
}

/** What was found before it is refined. */
export interface Findings {
  /** The part of the photo that was asked about, source px. */
  readonly region: Rect;
  /** Best first; at least one. */
  readonly ranked: readonly [Ranked, ...Ranked[]];
}

/**
 * What a network finds, looking in as many ways as it takes.
 * @throws `bad-request` where the prompt lies outside the photo, `unsupported-prompt`, or what `look` throws
 */
export async function compare({ photo, ask, effort }: Question, network: Network): Promise<Findings> {
  const region = regionOf(ask.prompt, photo) ?? frameOf(photo);
  const contenderOf = contenderMaker(photo, region);
  const found = await search(
    {
      photo,
      region,
      effort,
      isPrompted: isPrompted(ask.prompt),
      pick: ask.pick,
      settle: (coarse) => settle(coarse, photo, ask.prompt),
      look: (placement) => network.look(placement),
      isKnown: (placement) => network.isKnown(placement)
    },
    contenderOf
  );
  const colours = coloursOf({ photo, ask, effort }, region, found);
  return { region, ranked: rank([...found, ...colours]) as [Ranked, ...Ranked[]] };
}

/** What the picture's colours say, where a person pointed and the network alone is not sure. */
function coloursOf({ photo, ask, effort }: Question, region: Rect, found: readonly Contender[]): Contender[] {
  const [best] = rank(found);
  const mayTry = effort === 'auto' || effort === 'best' || ask.pick === 'colour';
  if (!best || !mayTry || !isPrompted(ask.prompt) || found.some((one) => isSure(one, []))) return [];
  const coarse = colourCandidate(photo, best.contender.coarse(), ask.prompt);
  return coarse ? [colourContender(photo, region, best.contender, () => coarse)] : [];
}

/** What another model found: nothing to compare it with. */
export function alone(photo: Pixels, id: string, coarse: Coarse): Findings {
  const region = frameOf(photo);
  const contender = contenderMaker(photo, region)(id, () => coarse);
  return { region, ranked: rank([contender]) as [Ranked] };
}

/** The one that a person preferred before the others, where it is among them. */
function preferred({ ranked }: Findings, pick: string | null): Findings['ranked'] {
  const picked = ranked.find(({ contender }) => contender.id === pick) ?? ranked[0];
  return [picked, ...ranked.filter((other) => other !== picked)];
}

/** The matte at the photo's size, and how far it can be trusted. */
export function finish(
  { photo, ask }: Question,
  findings: Findings
): Pick<Segmentation, 'matte' | 'doubt' | 'confidence' | 'candidates'> {
  const ordered = preferred(findings, ask.pick);
  const [{ contender, dissent }, ...others] = ordered;
  const needsNone = isSure(
    contender,
    others.map((other) => other.contender)
  );
  const confidence = confidenceIn(contender.cues, needsNone || others.length === 0 ? null : dissent);
  const candidates = findings.ranked.map(({ contender: { id, plane }, score }) => {
    return { id, score, thumb: thumbOf(plane, findings.region, photo) };
  });
  if (confidence === 0) return { matte: emptyMatte(photo), doubt: null, confidence, candidates };
  const coarse = withHoles(photo, contender.coarse(), ask.holes);
  const matte = refineMatte(photo, coarse);
  return { matte, doubt: doubtOf(matte, coarse, findings.region, ordered), confidence, candidates };
}
