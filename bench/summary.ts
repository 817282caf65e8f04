import type { CutoutScores } from './cutout-metrics.ts';
import type { EngineName } from './engines.ts';

/** What of a result the table and the bars need. */
export interface Measured {
  readonly photo: string;
  readonly truthType: string;
  readonly engine: EngineName;
  readonly confidence: number;
  readonly flagged: boolean;
  readonly candidates: number;
  readonly ms: Readonly<Record<string, number>>;
  readonly peakMb: number | null;
  readonly scores: CutoutScores | null;
  readonly whiteEdge: number | null;
}

/** Means of one engine over the photos of one kind of truth; null where the truth cannot say. */
export interface Summary {
  readonly truthType: string;
  readonly engine: EngineName;
  readonly count: number;
  readonly scores: Readonly<Record<keyof CutoutScores, number | null>>;
  readonly whiteEdge: number | null;
  readonly seconds: number;
  /** Stock's time ÷ this engine's, summed over the photos that both cut out; null where there are none. */
  readonly ratio: number | null;
  readonly peakMb: number | null;
  readonly candidates: number;
}

/** A superpixel or model mask knows the product, not its edge. */
export const isCoarse = (truthType: string): boolean => /^mask-(coarse|model)$/.test(truthType);
/** A product pasted on a photo: its IoU says nothing about finding the product. */
export const isComposite = (truthType: string): boolean => truthType === 'matte-composite';

export const mean = (values: readonly number[]): number | null =>
  values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

const present = (values: readonly (number | null)[]): number[] => values.filter((value) => value !== null);
const seconds = ({ ms }: Measured): number => (ms['total'] ?? 0) / 1000;

/** Whether truth of this kind can judge a metric (quality.md: IoU only for coarse masks, composites out of it). */
export function judges(truthType: string, metric: keyof CutoutScores): boolean {
  if (isCoarse(truthType)) return metric === 'iou';
  return !(isComposite(truthType) && metric === 'iou');
}

/** Mean of one metric over results whose truth can judge it. */
export const meanScore = (results: readonly Measured[], metric: keyof CutoutScores): number | null =>
  mean(
    results.flatMap(({ truthType, scores }) => (scores && judges(truthType, metric) ? [scores[metric]] : []))
  );

/** Stock's summed time ÷ the engine's, over the photos that both cut out. */
export function speedRatio(results: readonly Measured[], engine: EngineName): number | null {
  const stock = new Map(results.filter((r) => r.engine === 'imgly').map((r) => [r.photo, seconds(r)]));
  const own = results.filter((r) => r.engine === engine && stock.has(r.photo));
  const ours = own.reduce((sum, r) => sum + seconds(r), 0);
  return ours === 0 ? null : own.reduce((sum, r) => sum + stock.get(r.photo)!, 0) / ours;
}

function summaryOf(results: readonly Measured[], truthType: string, engine: EngineName): Summary {
  const own = results.filter((result) => result.engine === engine);
  const peaks = present(own.map(({ peakMb }) => peakMb));
  const score = (metric: keyof CutoutScores) => meanScore(own, metric);
  return {
    truthType,
    engine,
    count: own.length,
    scores: {
      iou: score('iou'),
      mae: score('mae'),
      edgeMae: score('edgeMae'),
      boundaryF: score('boundaryF'),
      grad: score('grad'),
      sad: score('sad')
    },
    whiteEdge: mean(present(own.map(({ whiteEdge }) => whiteEdge))),
    seconds: median(own.map(seconds)),
    ratio: speedRatio(results, engine),
    peakMb: peaks.length > 0 ? Math.max(...peaks) : null,
    candidates: median(own.map(({ candidates }) => candidates))
  };
}

/** One summary for each kind of truth and engine, kinds in alphabetical order. */
export function summaries(results: readonly Measured[]): Summary[] {
  const kinds = [...new Set(results.map(({ truthType }) => truthType))].sort();
  return kinds.flatMap((kind) => {
    const of = results.filter(({ truthType }) => truthType === kind);
    return [...new Set(of.map(({ engine }) => engine))].map((engine) => summaryOf(of, kind, engine));
  });
}

/** How far a confidence can be trusted. Shares are null where there is nothing to share. */
export interface Trust {
  /** Results with IoU < 0.9. */
  readonly bad: number;
  /** Share of those that were flagged. */
  readonly caught: number | null;
  readonly flags: number;
  /** Share of flags on results with IoU ≥ 0.9. */
  readonly needless: number | null;
}

const BAD_IOU = 0.9;

/** Flags against what the truth says, over results whose IoU counts. */
export function trust(results: readonly Measured[]): Trust {
  const judged = results.filter(({ scores, truthType }) => scores && judges(truthType, 'iou'));
  const bad = judged.filter(({ scores }) => scores!.iou < BAD_IOU);
  const flagged = judged.filter((result) => result.flagged);
  const share = (part: number, whole: number) => (whole === 0 ? null : part / whole);
  return {
    bad: bad.length,
    caught: share(bad.filter((result) => result.flagged).length, bad.length),
    flags: flagged.length,
    needless: share(flagged.filter(({ scores }) => scores!.iou >= BAD_IOU).length, flagged.length)
  };
}
