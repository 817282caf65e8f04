import type { Point, Rect, Size } from '../pixels.ts';
import { canonicalJson } from './canonical.ts';
import type { Photo } from './document.ts';
import { IDENTITY_ASK, isCorrected, isPrompted, type CutoutEdit, type Prompt } from './edits/cutout.ts';

/** Whether a person has said anything about this photo's cutout that a series must not overwrite. */
export const isOwn = ({ ask, isShared, correction }: CutoutEdit): boolean =>
  isCorrected(correction) || (isPrompted(ask.prompt) && !isShared);

/** Whether the matte answers something else than what is asked now; false where there is none yet. */
export const isStale = ({ ask, found }: CutoutEdit): boolean =>
  found !== null && canonicalJson(ask) !== canonicalJson(found.ask);

/** A prompt for a photo of another size: the same place, as a share of the picture. */
export function scaledPrompt(prompt: Prompt, from: Size, to: Size): Prompt {
  const [sx, sy] = [to.width / from.width, to.height / from.height];
  const point = ({ x, y }: Point): Point => ({ x: x * sx, y: y * sy });
  const box = ({ width, height, ...corner }: Rect): Rect => ({
    ...point(corner),
    width: width * sx,
    height: height * sy
  });
  return {
    box: prompt.box && box(prompt.box),
    include: prompt.include.map(point),
    exclude: prompt.exclude.map(point),
    text: prompt.text
  };
}

/** What `to` becomes when it is cut out as `from` was; null where a person's own word on it stands against that. */
export function sharedCutout(from: Photo, to: Photo): CutoutEdit | null {
  const { cutout } = to.edits;
  if (isOwn(cutout)) return null;
  const { prompt, holes } = from.edits.cutout.ask;
  const ask = { ...IDENTITY_ASK, prompt: scaledPrompt(prompt, from.size, to.size), holes };
  return { ...cutout, ask, isShared: true };
}
