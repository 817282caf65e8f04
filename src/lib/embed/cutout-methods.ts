import { canonicalJson } from '../domain/document/canonical.ts';
import * as change from '../domain/document/change.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import { OWN_ALPHA, type Found } from '../domain/document/edits/cutout.ts';
import { isOwn } from '../domain/document/series.ts';
import { requireAnswerable, wordToFind } from '../pipeline/ask.ts';
import { cutoutPhoto, ownAnswer, type CutoutOptions, type CutoutStage } from '../pipeline/cutout.ts';
import { takeMatte } from '../pipeline/host-matte.ts';
import { cutoutOf, matteOf } from '../pipeline/layers.ts';
import { DEFAULT_MODEL } from '../pipeline/models.ts';
import { cutoutSeries, seriesOf } from '../pipeline/series.ts';
import type { Desk, Purpose } from './desk.ts';
import { askedOf, saysSomething } from './edits.ts';
import type { Params } from './requests.ts';
import { RulesMethods } from './rules-methods.ts';
import type * as sdk from './sdk/types.ts';

const STAGES: readonly CutoutStage[] = ['decode', 'load', 'prepare', 'infer', 'refine', 'store'];

/** A series counts photos, not steps. */
const SHARED = { task: 'shareCutout', stage: 'store' } as const;

/** Tells the host at which step a cutout is. */
const teller =
  ({ emit }: Desk, task: string, id: string) =>
  (stage: CutoutStage): void =>
    emit('progress', { task, id, stage, done: STAGES.indexOf(stage), total: STAGES.length });

/** Fetches what a cutout needs, after it is known that it can be asked. */
async function fetchFor(
  desk: Desk,
  photo: Photo,
  { model: named, ask = photo.edits.cutout.ask }: CutoutOptions,
  purpose: Purpose,
  signal: AbortSignal
): Promise<void> {
  const { studio } = desk;
  const own = () => ownAnswer(studio, photo, { model: named, ask, signal });
  if (await desk.files.run(own, signal)) return;
  const model = named ?? DEFAULT_MODEL;
  await desk.fetchModel(model, purpose, signal);
  if ((await wordToFind(studio, { ask, model })) !== null) await desk.fetchDetector(purpose, signal);
}

/** The methods about what separates the product. Work on pixels runs in lanes; the document changes when it has succeeded. */
export class CutoutMethods extends RulesMethods {
  readonly #desk: Desk;

  constructor(desk: Desk) {
    super(desk);
    this.#desk = desk;
  }

  async cutout(params: Params<'cutout'>, signal: AbortSignal): Promise<sdk.Cutout> {
    const { id, model, effort, ...asked } = params;
    const desk = this.#desk;
    const photo = desk.photo(id);
    const ask = askedOf(photo.edits.cutout.ask, asked);
    const { studio } = desk;
    await requireAnswerable(studio, photo, { ask, model: model ?? DEFAULT_MODEL }, 'cutout.prompt');
    await fetchFor(desk, photo, { model, ask }, { task: 'cutout', id }, signal);
    const onStage = teller(desk, 'cutout', id);
    const {
      found,
      candidates: tried,
      ...result
    } = await desk.cutouts.run(
      () => cutoutPhoto(studio, photo, { model, effort, ask, signal, onStage }),
      signal
    );
    signal.throwIfAborted();
    desk.change((before) => {
      const asking = saysSomething(asked) ? change.setAsk(before, id, ask) : before;
      return change.setFound(asking, id, found);
    });
    const ranked = tried.map(({ id, score }) => ({ id, score }));
    // Stock imgly compares nothing: its one matte is the candidate.
    const candidates = found.model === OWN_ALPHA ? 0 : Math.max(1, ranked.length);
    return { ...result, candidates, ranked };
  }

  async shareCutout(params: Params<'shareCutout'>, signal: AbortSignal): Promise<sdk.Shared> {
    const { from, to, model, effort } = params;
    const desk = this.#desk;
    const { studio, project } = desk;
    const source = desk.photo(from);
    const { ask } = source.edits.cutout;
    await requireAnswerable(studio, source, { ask, model: model ?? DEFAULT_MODEL }, 'cutout.prompt');
    const others = new Set(to ?? seriesOf(project, source).map(({ id }) => id));
    others.delete(from);
    const [kept, shared] = parted([...others], (id) => isOwn(desk.photo(id).edits.cutout));
    const asking = change.shareCutout(project, from, shared);
    const photos = shared.map((id) => change.findPhoto(asking, id));
    for (const photo of photos) {
      await fetchFor(desk, photo, { model }, { task: 'shareCutout', id: photo.id }, signal);
    }
    const answers = new Map<string, Found>();
    const onEach = ({ id }: Photo, { found }: { found: Found }) => {
      answers.set(id, found);
      desk.emit('progress', { ...SHARED, id, done: answers.size, total: photos.length });
    };
    const failures = await desk.cutouts.run(
      () => cutoutSeries(studio, photos, { model, effort, signal }, onEach),
      signal
    );
    signal.throwIfAborted();
    desk.change((before) => withAnswers(change.shareCutout(before, from, stillIn(before, shared)), answers));
    const failed = failures.map(({ photo, error: { code, message } }) => ({ id: photo, code, message }));
    return { shared: shared.filter((id) => answers.has(id)), kept, failed };
  }

  async setMatte({ id, png }: Params<'setMatte'>, signal: AbortSignal): Promise<void> {
    const desk = this.#desk;
    const photo = desk.photo(id);
    const found = await desk.cutouts.run(() => takeMatte(desk.studio, photo, png, signal), signal);
    signal.throwIfAborted();
    desk.change((before) => change.setFound(before, id, found));
  }

  async getMatte({ id }: Params<'getMatte'>, signal: AbortSignal): Promise<Blob> {
    const desk = this.#desk;
    return desk.files.run(() => matteOf(desk.studio, desk.photo(id), signal), signal);
  }

  async getCutout({ id }: Params<'getCutout'>, signal: AbortSignal): Promise<Blob> {
    const desk = this.#desk;
    return desk.files.run(() => cutoutOf(desk.studio, desk.photo(id), signal), signal);
  }
}

function parted<T>(items: readonly T[], isFirst: (item: T) => boolean): [T[], T[]] {
  return [items.filter(isFirst), items.filter((item) => !isFirst(item))];
}

/** Photos may be removed while others of their series are cut out. */
const stillIn = ({ photos }: Project, ids: readonly string[]): string[] =>
  ids.filter((id) => photos.some((photo) => photo.id === id));

/** Writes answers, except where a person has asked something else meanwhile. */
function withAnswers(project: Project, answers: ReadonlyMap<string, Found>): Project {
  return [...answers].reduce((next, [id, found]) => {
    const photo = next.photos.find((candidate) => candidate.id === id);
    const isAnswer = photo && canonicalJson(photo.edits.cutout.ask) === canonicalJson(found.ask);
    return isAnswer ? change.setFound(next, id, found) : next;
  }, project);
}
