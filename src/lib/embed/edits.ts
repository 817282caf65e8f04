import * as change from '../domain/document/change.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import type { Edits } from '../domain/document/edits.ts';
import { NO_PROMPT, type Ask } from '../domain/document/edits/cutout.ts';
import { parseProject } from '../domain/document/parse.ts';
import { PackshotError } from '../domain/errors.ts';
import { requirePrompt } from '../pipeline/ask.ts';
import type { Params } from './requests.ts';
import type * as sdk from './sdk/types.ts';

type Patch = Params<'setEdits'>['patch'];
export type Asked = NonNullable<NonNullable<Patch['cutout']>['ask']>;

/** Edits as a host sees them: without the names under which this device keeps pixels. */
export function editsForHost({ cutout, frame }: Edits): sdk.Edits {
  const { ask, isShared, found, correction } = cutout;
  const seen = found && { model: found.model, confidence: found.confidence, ask: found.ask };
  return { cutout: { ask, isShared, found: seen, correction }, frame };
}

/** Whether a host said anything about what to look for. */
export const saysSomething = ({ prompt, holes, pick }: Asked): boolean =>
  [prompt, holes, pick].some((field) => field !== undefined);

/** `before` with what the host asks. Another prompt or another way with holes lets go of a picked candidate. */
export function askedOf(before: Ask, { prompt, holes, pick }: Asked): Ask {
  const isOther = prompt !== undefined || holes !== undefined;
  return {
    prompt: prompt ? { ...NO_PROMPT, ...prompt } : before.prompt,
    holes: holes ?? before.holes,
    pick: pick !== undefined ? pick : isOther ? null : before.pick
  };
}

/**
 * The project with one photo's edits patched.
 * @throws `not-found`; `bad-request` with `path`: `setEdits.patch.cutout.correction.strokes.0.radius`
 */
export function patchEdits(project: Project, id: string, { cutout, frame }: Patch): Project {
  const photo = change.findPhoto(project, id);
  let next = project;
  if (cutout?.ask) {
    const ask = askedOf(photo.edits.cutout.ask, cutout.ask);
    requirePrompt(ask.prompt, photo.size, `${PATCH}.cutout.ask.prompt`);
    next = change.setAsk(next, id, ask);
  }
  // What is in these two is anything yet: `checked` is where it is looked at.
  if (cutout?.correction) next = change.setCorrection(next, id, given(cutout.correction));
  if (frame) next = change.setEdits(next, id, { frame: { ...photo.edits.frame, ...given(frame) } });
  checked(next, change.findPhoto(next, id));
  return next;
}

const PATCH = 'setEdits.patch';

const given = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** Parses the photo as it would be read back from a save. */
function checked(project: Project, photo: Photo): void {
  try {
    parseProject({ ...project, photos: [photo] });
  } catch (error) {
    if (!(error instanceof PackshotError) || error.code !== 'bad-request') throw error;
    const path = String(error.data?.['path'] ?? '').replace('photos.0.edits', PATCH);
    throw new PackshotError('bad-request', `${path}: ${error.message.replace(/^.*?: /, '')}`, { path });
  }
}
