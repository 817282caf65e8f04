import { meanScore, mean, speedRatio, trust, type Measured } from './summary.ts';

/** A bar of quality.md, and how far it was reached. */
export interface Bar {
  readonly name: string;
  readonly value: number;
  readonly must: number;
  readonly aim: number;
  /** Whether more is better. */
  readonly isFloor: boolean;
}

type Row = readonly [name: string, value: number | null, must: number, aim: number, isFloor: boolean];

const reached = ({ value, isFloor }: Bar, limit: number): boolean =>
  isFloor ? value >= limit : value <= limit;

function accuracy(what: string, own: readonly Measured[], limits: readonly [number, number][]): Row[] {
  const [iou, edge, boundary] = limits;
  return [
    [`${what}: IoU`, meanScore(own, 'iou'), ...iou!, true],
    [`${what}: edge MAE`, meanScore(own, 'edgeMae'), ...edge!, false],
    [`${what}: boundary F`, meanScore(own, 'boundaryF'), ...boundary!, true]
  ];
}

const RENDERS: readonly [number, number][] = [
  [0.965, 0.985],
  [0.08, 0.055],
  [0.9, 0.96]
];
const PHOTOGRAPHS: readonly [number, number][] = [
  [0.88, 0.95],
  [0.18, 0.12],
  [0.64, 0.8]
];
const PROMPTED: readonly [number, number][] = [
  [0.93, 0.97],
  [0.15, 0.1],
  [0.72, 0.85]
];

/** Time and memory. A photo is clear where one candidate sufficed. */
function cost(results: readonly Measured[], ours: readonly Measured[]): Row[] {
  const clear = new Set(ours.filter(({ candidates }) => candidates <= 1).map(({ photo }) => photo));
  const slowest = Math.max(...ours.map(({ ms }) => (ms['total'] ?? 0) / 1000));
  const peak = (engine: string) =>
    Math.max(...results.map((result) => (result.engine === engine ? (result.peakMb ?? 0) : 0)));
  const share = peak('isnet') / peak('imgly');
  const ratio = speedRatio(
    results.filter(({ photo }) => clear.has(photo)),
    'isnet'
  );
  return [
    ['speed, clear subjects: stock ÷ ours', ratio, 1, 1.5, true],
    ['speed: slowest photo, seconds', ours.length > 0 ? slowest : null, 60, 30, false],
    ['memory: our highest peak ÷ stock’s', Number.isFinite(share) ? share : null, 1, 0.6, false]
  ];
}

/** The bars that these results of ours can say something about; `isPrompted`: every photo had its box. */
export function bars(results: readonly Measured[], isPrompted: boolean): Bar[] {
  const ours = results.filter(({ engine }) => engine === 'isnet');
  const kind = (truthType: string) => ours.filter((result) => result.truthType === truthType);
  const renders = kind('matte-rendered');
  const halo = renders.flatMap(({ whiteEdge }) => whiteEdge ?? []);
  const { caught, needless } = trust(ours);
  const photographs = isPrompted
    ? accuracy('photographs with true alpha, one box', kind('matte-true'), PROMPTED)
    : accuracy('photographs with true alpha, automatic', kind('matte-true'), PHOTOGRAPHS);
  const automatic: Row[] = [
    ...accuracy('renders, automatic', renders, RENDERS),
    ['renders: white-edge error', mean(halo), 9, 5, false],
    ['confidence: share of IoU < 0.9 that was flagged', caught, 0.9, 1, true],
    ['confidence: share of flags that were needless', needless, 0.25, 0.1, false]
  ];
  return [...photographs, ...(isPrompted ? [] : automatic), ...cost(results, ours)].flatMap(
    ([name, value, must, aim, isFloor]) => (value === null ? [] : [{ name, value, must, aim, isFloor }])
  );
}

const figure = (value: number) => (value >= 10 ? value.toFixed(1) : value.toFixed(3));

/** `met`, `met, and the aim` or `missed by …`, in words. */
export function verdict(bar: Bar): string {
  const { name, value, must, aim, isFloor } = bar;
  const sign = isFloor ? '≥' : '≤';
  const said = `${name} ${figure(value)} (must ${sign} ${must}, aim ${sign} ${aim})`;
  if (reached(bar, aim)) return `${said}: met, and the aim`;
  return reached(bar, must) ? `${said}: met` : `${said}: missed by ${figure(Math.abs(value - must))}`;
}
