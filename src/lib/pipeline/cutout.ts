import { canonicalJson } from '../domain/document/canonical.ts';
import type { Photo } from '../domain/document/document.ts';
import { FLAG_BELOW, OWN_ALPHA, type Ask, type Found } from '../domain/document/edits/cutout.ts';
import type { BlobRef } from '../domain/document/blob.ts';
import { PackshotError } from '../domain/errors.ts';
import type { Matte } from '../domain/pixels.ts';
import { callback, handOver } from '../engine/rpc.ts';
import type { Candidate, Effort, Provider, SegmentStage } from '../engine/segment/api.ts';
import { isUnasked, requireAnswerable, spokenAsk } from './ask.ts';
import { isKept, type KnownCutout, type OwnAlpha } from './known.ts';
import { DEFAULT_MODEL, engineOf } from './models.ts';
import { ownAlpha } from './own-alpha.ts';
import { withSource } from './source.ts';
import type { Studio } from './studio.ts';

export type { Candidate, Effort, Provider } from '../engine/segment/api.ts';

export type CutoutStage = 'decode' | SegmentStage | 'store';

export interface CutoutOptions {
  /** A model's id, or `OWN_ALPHA`. Absent: the photo's own alpha where that says enough and nothing else is asked, else `DEFAULT_MODEL`. */
  readonly model?: string | undefined;
  /** `draft` for a preview; default `auto`. */
  readonly effort?: Effort | undefined;
  /** Default: what the document asks. */
  readonly ask?: Ask | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onStage?: ((stage: CutoutStage) => void) | undefined;
}

export interface CutoutResult {
  /** What goes into the document (`setFound`). */
  readonly found: Found;
  /** The mattes that were compared, best first. */
  readonly candidates: readonly Candidate[];
  /** 0–1 */
  readonly confidence: number;
  readonly flagged: boolean;
  readonly model: string;
  /** Who computed the model; null where nothing had to be computed. */
  readonly provider: Provider | null;
  /** 0 for what was not done again. */
  readonly ms: Record<'decode' | 'prepare' | 'infer' | 'refine' | 'total', number>;
}

/**
 * One 1024² inference takes 15 s on two slow cores and ten times that on one busy core of a phone; `best` makes a
 * dozen. A worker that dies is noticed at once: this only catches one that hangs.
 */
export const CUTOUT_MS: Readonly<Record<Effort, number>> = {
  draft: 300_000,
  fast: 300_000,
  auto: 1_200_000,
  best: 2_400_000
};

/**
 * Finds the product and keeps its matte. The model must be on the device or will be fetched: calling this is the
 * consent. The same question about the same photo is answered from memory while its matte is kept; each effort is a
 * question of its own. The document is not changed: that is for whoever asked.
 * @throws `bad-request` (a prompt outside the picture, with `path`; `OWN_ALPHA` of an opaque photo),
 * `unsupported-prompt`, `model-unavailable`, `out-of-memory`, `worker-died`, `timeout`, `aborted`, `quota-exceeded`
 */
export async function cutoutPhoto(
  studio: Studio,
  photo: Photo,
  options: CutoutOptions = {}
): Promise<CutoutResult> {
  const started = performance.now();
  const { ask = photo.edits.cutout.ask, model = DEFAULT_MODEL, effort = 'auto' } = options;
  await requireAnswerable(studio, photo, { ask, model });
  const own = await ownAnswer(studio, photo, options);
  if (own) return answered({ found: { ...own.found, ask }, ...NOTHING_TRIED }, started);
  const key = keyOf(photo, { ask, model, effort });
  const known = await recall(studio, key);
  if (known) return answered(known, started);
  const { work, ...result } = await askModel(studio, photo, { ...options, ask, model, effort });
  studio.cutouts.set(key, result);
  return answered(result, started, work);
}

type Asking = Required<Pick<CutoutOptions, 'ask' | 'model' | 'effort'>>;

const keyOf = ({ source }: Photo, { ask, model, effort }: Asking): string =>
  canonicalJson([source.sha256, model, effort, ask]);

/** Whether a model's answer to this is at hand: `cutoutPhoto` asks no worker then. */
export const isAnswered = async (studio: Studio, photo: Photo, asking: Asking): Promise<boolean> =>
  (await recall(studio, keyOf(photo, asking))) !== null;

/**
 * The photo's own transparency where `cutoutPhoto` answers with it, without any model.
 * @throws `bad-request` where it is wanted and the photo is opaque
 */
export async function ownAnswer(
  studio: Studio,
  photo: Photo,
  { model, ask = photo.edits.cutout.ask, signal }: CutoutOptions
): Promise<OwnAlpha | null> {
  if (model !== OWN_ALPHA && (model !== undefined || !isUnasked(ask))) return null;
  const own = await ownAlpha(studio, photo, signal);
  if (model !== OWN_ALPHA) return own?.isMeaningful ? own : null;
  if (own) return own;
  throw new PackshotError('bad-request', 'This photo has no transparency of its own', {
    path: 'model',
    model
  });
}

/** What an answer took. */
interface Work {
  readonly provider: Provider | null;
  readonly ms: Omit<CutoutResult['ms'], 'total'>;
}

const NOTHING_TRIED = { candidates: [] };
const NO_WORK: Work = { provider: null, ms: { decode: 0, prepare: 0, infer: 0, refine: 0 } };

function answered(
  { found, candidates }: KnownCutout,
  started: number,
  { provider, ms }: Work = NO_WORK
): CutoutResult {
  const confidence = found.confidence ?? 0;
  return {
    found,
    candidates,
    confidence,
    flagged: confidence < FLAG_BELOW,
    model: found.model,
    provider,
    ms: { ...ms, total: performance.now() - started }
  };
}

/** An earlier answer whose pixels are still kept. */
async function recall(studio: Studio, key: string): Promise<KnownCutout | null> {
  const known = studio.cutouts.get(key);
  return known && (await isKept(studio.store, known.found)) ? known : null;
}

type Asked = CutoutOptions & Asking;

async function askModel(
  studio: Studio,
  photo: Photo,
  { ask, model, effort, signal, onStage }: Asked
): Promise<KnownCutout & { work: Work }> {
  const started = performance.now();
  const spoken = await spokenAsk(studio, photo, { ask, model }, signal);
  onStage?.('decode');
  let decoded = 0;
  const answer = await withSource(studio, photo, signal, (bitmap) => {
    decoded = performance.now();
    return engineOf(studio, model).call(
      (api) =>
        api.segment(
          handOver(bitmap, [bitmap]),
          { model, effort, ask: spoken, photo: photo.source.sha256 },
          callback((stage: SegmentStage) => onStage?.(stage))
        ),
      { signal, deadlineMs: CUTOUT_MS[effort], endOnAbort: true }
    );
  });
  onStage?.('store');
  const { matte, doubt, candidates, confidence, provider, ms } = answer;
  const found = {
    matte: await keep(studio, matte, signal),
    doubt: doubt && (await keep(studio, doubt, signal)),
    model: answer.model,
    confidence,
    ask
  };
  const { load, prepare, infer, refine } = ms;
  const times = { decode: decoded - started, prepare: load + prepare, infer, refine };
  return { found, candidates, work: { provider, ms: times } };
}

/** Keeps a matte as an 8-bit grey PNG. */
async function keep(studio: Studio, matte: Matte, signal: AbortSignal | undefined): Promise<BlobRef> {
  const png = await studio.encode.call((api) => api.writeMatte(handOver(matte, [matte.alpha.buffer])), {
    signal
  });
  return studio.store.putBlob(png);
}
