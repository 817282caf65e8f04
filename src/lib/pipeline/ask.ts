import { canonicalJson } from '../domain/document/canonical.ts';
import type { Photo } from '../domain/document/document.ts';
import { IDENTITY_ASK, isPrompted, type Ask, type Prompt } from '../domain/document/edits/cutout.ts';
import { PackshotError } from '../domain/errors.ts';
import type { Point, Rect, Size } from '../domain/pixels.ts';
import { boxOfWord, isKnownWord, requireKnownWord } from './detect.ts';
import { IMGLY_MODEL, listModels, type ModelStatus } from './models.ts';
import type { Studio } from './studio.ts';

/** Whether nothing in particular is asked for. */
export const isUnasked = (ask: Ask): boolean => canonicalJson(ask) === canonicalJson(IDENTITY_ASK);

/** The part of `box` that lies in the picture; of no or negative size where none does. */
function clipped({ x, y, width, height }: Rect, size: Size): Rect {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  return {
    x: left,
    y: top,
    width: Math.min(size.width, x + width) - left,
    height: Math.min(size.height, y + height) - top
  };
}

/**
 * Refuses a prompt that points at nothing: a box of which less than a pixel's width or height lies in the picture, or
 * a click outside.
 * @param what the prompt is called in the error
 * @throws `bad-request` with `path`: `cutout.prompt.include.0`
 */
export function requirePrompt({ box, include, exclude }: Prompt, size: Size, what: string): void {
  const refuse = (at: string, why: string): never => {
    const path = `${what}.${at}`;
    throw new PackshotError('bad-request', `${path}: ${why}`, { path, ...size });
  };
  if (box) {
    const inside = clipped(box, size);
    if (inside.width < 1 || inside.height < 1) refuse('box', 'holds no pixel of the picture');
  }
  const isOutside = ({ x, y }: Point) => !(x >= 0 && y >= 0 && x < size.width && y < size.height);
  for (const [name, points] of Object.entries({ include, exclude })) {
    const stray = points.findIndex(isOutside);
    if (stray >= 0) refuse(`${name}.${stray}`, 'lies outside the picture');
  }
}

/** Words are for models that read them; everywhere else they must become boxes. */
const isReader = (models: readonly ModelStatus[], model: string): boolean =>
  models.some(({ id, task }) => id === model && task === 'text-segmentation');

/** Whether a word is to be found that a detector knows: others are refused before anything is fetched. */
const seeksWord = ({ prompt: { box, text } }: Ask): boolean => !box && text !== null && isKnownWord(text);

/** The word that must become a box before `model` is asked; null where there is none, or none is needed. */
export async function wordToFind(
  studio: Studio,
  { ask: { prompt }, model }: { ask: Ask; model: string }
): Promise<string | null> {
  if (prompt.text === null || prompt.box || isReader(await listModels(studio), model)) return null;
  return prompt.text;
}

/**
 * The models that cutting these photos out as they ask would fetch: `model`, and what finds the things that words name.
 * Nothing is fetched.
 */
export async function missingModels(
  studio: Studio,
  photos: readonly Photo[],
  model: string
): Promise<readonly ModelStatus[]> {
  if (photos.length === 0) return [];
  const models = await listModels(studio);
  const seeks = !isReader(models, model) && photos.some(({ edits }) => seeksWord(edits.cutout.ask));
  const isNeeded = ({ id, task }: ModelStatus) => id === model || (seeks && task === 'detection');
  return models.filter((each) => !each.cached && isNeeded(each));
}

/**
 * Refuses, before anything is fetched or computed, what `model` cannot be asked.
 * @throws `bad-request` (as `requirePrompt`), `unsupported-prompt` with `reason`: `no-prompts` (stock imgly takes
 * none) or `unknown-word`
 */
export async function requireAnswerable(
  studio: Studio,
  photo: Photo,
  { ask, model }: { ask: Ask; model: string },
  what = 'ask.prompt'
): Promise<void> {
  requirePrompt(ask.prompt, photo.size, what);
  if (model === IMGLY_MODEL && (isPrompted(ask.prompt) || ask.holes !== 'auto')) {
    const data = { model, reason: 'no-prompts' };
    throw new PackshotError('unsupported-prompt', `Model ${model} finds the most salient product only`, data);
  }
  const word = await wordToFind(studio, { ask, model });
  if (word !== null) requireKnownWord(word);
}

/**
 * What the engine is asked: the box cut to the picture; a word as the box of what it names, unless a box says more or
 * the model reads words itself.
 * @throws `unsupported-prompt` with `reason`: `unknown-word`, `not-found`; and as `detectProducts`
 */
export async function spokenAsk(
  studio: Studio,
  photo: Photo,
  { ask, model }: { ask: Ask; model: string },
  signal: AbortSignal | undefined
): Promise<Ask> {
  const { prompt } = ask;
  const word = await wordToFind(studio, { ask, model });
  const box = word === null ? prompt.box : await boxOfWord(studio, photo, word, signal);
  // Without a box, a word that is left is one that the model reads.
  const text = box ? null : prompt.text;
  return { ...ask, prompt: { ...prompt, box: box && clipped(box, photo.size), text } };
}
