import type { Way } from '../domain/compliance/policy.ts';
import type { Photo, VariantKey } from '../domain/document/document.ts';
import { ALIGNMENTS } from '../domain/document/edits/frame.ts';
import { HOST_MATTE, isCorrected, OWN_ALPHA } from '../domain/document/edits/cutout.ts';
import { editsFor, withVariant } from '../domain/document/resolve.ts';
import type { Effort } from '../engine/segment/api.ts';
import { isAnswered } from './cutout.ts';
import { listModels } from './models.ts';
import type { Studio } from './studio.ts';
import { cutoutUnwatched } from './unwatched.ts';

export interface Wanted {
  /** Most that are made. */
  readonly most: number;
  /** Default: any. */
  readonly ways?: readonly Way[] | undefined;
  /** How hard other mattes were and are looked for; default `auto`. */
  readonly effort?: Effort | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Other ways to make one output, as copies of its photo: first by other mattes that the model compared, then by another
 * alignment in the frame. One is held at a time. A matte that a person corrected or handed in has no other.
 * @throws as `cutoutPhoto`
 */
export async function* alternatives(
  studio: Studio,
  photo: Photo,
  key: VariantKey,
  wanted: Wanted
): AsyncGenerator<Photo> {
  let left = wanted.most;
  for await (const candidate of all(studio, photo, key, wanted)) {
    if (left-- <= 0) return;
    yield candidate;
  }
}

async function* all(
  studio: Studio,
  photo: Photo,
  key: VariantKey,
  { ways = ['matte', 'place'], ...asked }: Wanted
): AsyncGenerator<Photo> {
  if (ways.includes('matte')) yield* otherMattes(studio, photo, asked);
  if (ways.includes('place')) yield* otherPlaces(photo, key);
}

async function* otherMattes(
  studio: Studio,
  photo: Photo,
  { effort = 'auto', signal }: Pick<Wanted, 'effort' | 'signal'>
): AsyncGenerator<Photo> {
  const { cutout } = photo.edits;
  const { found } = cutout;
  if (!found || [HOST_MATTE, OWN_ALPHA].includes(found.model) || isCorrected(cutout.correction)) return;
  const asked = { model: found.model, ask: found.ask, effort, signal };
  // What is remembered is looked at first: the worker that would be asked may be busy for half a minute.
  if (!(await isAnswered(studio, photo, asked)) && !(await isOnDevice(studio, found.model))) return;
  const { candidates, found: best } = await cutoutUnwatched(studio, photo, asked);
  // Looked for harder than it was found, the best may be another one.
  const isBest = best.matte.sha256 === found.matte.sha256;
  const now = found.ask.pick ?? (isBest ? candidates[0]?.id : null);
  const others = candidates.filter(({ id }) => id !== now);
  if (others.length === 0 || !(await isOnDevice(studio, found.model))) return;
  for (const { id } of others) {
    const other = await cutoutUnwatched(studio, photo, { ...asked, ask: { ...found.ask, pick: id } });
    if (other.found.matte.sha256 === found.matte.sha256) continue;
    yield { ...photo, edits: { ...photo.edits, cutout: { ...cutout, found: other.found } } };
  }
}

/** Trying is no consent to fetch anything. */
const isOnDevice = async (studio: Studio, model: string): Promise<boolean> =>
  (await listModels(studio)).some(({ id, cached }) => id === model && cached);

function* otherPlaces(photo: Photo, key: VariantKey): Generator<Photo> {
  const { frame } = editsFor(photo, key);
  for (const align of ALIGNMENTS) {
    if (align !== frame.align && align !== 'floor')
      yield withVariant(photo, key, { frame: { ...frame, align } });
  }
}
