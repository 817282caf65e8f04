import type { CutoutScores } from './cutout-metrics.ts';
import { isCoarse, summaries, type Measured, type Summary } from './summary.ts';

const fixed = (value: number | null | undefined, digits: number): string => value?.toFixed(digits) ?? '–';

/** A share in per cent; – where there is none. */
export const percent = (share: number | null): string =>
  share === null ? '–' : `${Math.round(share * 100)} %`;

interface Column<T> {
  readonly head: string;
  readonly width: number;
  readonly cell: (row: T) => string;
}

function lines<T>(columns: readonly Column<T>[], rows: readonly T[]): string {
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, i) => (i < 2 ? cell.padEnd(columns[i]!.width) : cell.padStart(columns[i]!.width)))
      .join(' ');
  return [
    line(columns.map(({ head }) => head)),
    ...rows.map((row) => line(columns.map(({ cell, width }) => cell(row).slice(0, width))))
  ].join('\n');
}

const METRICS: readonly [keyof CutoutScores, string, number, number][] = [
  ['iou', 'IoU', 6, 3],
  ['mae', 'MAE', 7, 4],
  ['edgeMae', 'edge MAE', 8, 3],
  ['boundaryF', 'bound. F', 8, 3],
  ['grad', 'Grad', 7, 1],
  ['sad', 'SAD', 7, 1]
];

const SUMMARY: readonly Column<Summary>[] = [
  { head: 'truth', width: 17, cell: ({ truthType }) => truthType },
  { head: 'engine', width: 6, cell: ({ engine }) => engine },
  { head: 'n', width: 3, cell: ({ count }) => String(count) },
  ...METRICS.map(([metric, head, width, digits]) => ({
    head,
    width,
    cell: ({ scores }: Summary) => fixed(scores[metric], digits)
  })),
  { head: 'white e.', width: 8, cell: ({ whiteEdge }) => fixed(whiteEdge, 1) },
  { head: 'sec.', width: 6, cell: ({ seconds }) => seconds.toFixed(1) },
  { head: '×imgly', width: 6, cell: ({ ratio }) => fixed(ratio, 2) },
  { head: 'MB', width: 5, cell: ({ peakMb }) => fixed(peakMb, 0) },
  { head: 'cand.', width: 5, cell: ({ candidates }) => fixed(candidates, 1) }
];

/** The table of quality.md: means by kind of truth and engine. */
export const table = (results: readonly Measured[]): string => lines(SUMMARY, summaries(results));

const SINGLE: readonly Column<Measured>[] = [
  { head: 'photo', width: 34, cell: ({ photo }) => photo },
  { head: 'engine', width: 6, cell: ({ engine }) => engine },
  ...METRICS.map(([metric, head, width, digits]) => ({
    head,
    width,
    cell: ({ scores, truthType }: Measured) =>
      isCoarse(truthType) && metric !== 'iou' ? '–' : fixed(scores?.[metric], digits)
  })),
  { head: 'white e.', width: 8, cell: ({ whiteEdge }) => fixed(whiteEdge, 1) },
  { head: 'sec.', width: 6, cell: ({ ms }) => fixed((ms['total'] ?? 0) / 1000, 1) },
  { head: 'MB', width: 5, cell: ({ peakMb }) => fixed(peakMb, 0) },
  { head: 'cand.', width: 5, cell: ({ candidates }) => String(candidates) },
  {
    head: 'conf.',
    width: 6,
    cell: ({ confidence, flagged }) => `${confidence.toFixed(2)}${flagged ? '!' : ''}`
  }
];

/** Every photo with every engine; `!` behind a confidence: flagged. */
export function photoTable(results: readonly Measured[]): string {
  const order = new Map([...new Set(results.map(({ photo }) => photo))].map((photo, i) => [photo, i]));
  const rows = [...results].sort((a, b) => order.get(a.photo)! - order.get(b.photo)!);
  return lines(SINGLE, rows);
}
