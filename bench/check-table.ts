import type { FindingVerdict, RuleId } from '../src/lib/domain/compliance/report.ts';

/** Which pictures a limit may be looked at on: made ones, the one half of the photos, the other, which is held out. */
export const GROUPS = ['shapes', 'first half', 'held out'] as const;
export type Group = (typeof GROUPS)[number];

/** One rule's word on one file. */
export interface Said {
  readonly group: Group;
  readonly subject: string;
  readonly rule: RuleId;
  /** The defect that was seeded; null = a clean file. */
  readonly seed: string | null;
  /** How product and background were told apart, and for whom the file is. */
  readonly origin: string;
  readonly place: string;
  readonly verdict: FindingVerdict;
  readonly reason: string;
  readonly measured: string;
}

/** One line of the confusion table. */
export interface Confusion {
  readonly rule: RuleId;
  readonly seeded: number;
  readonly found: number;
  readonly clean: number;
  /** Clean files that the rule fails: what the bar of 2 % is about. */
  readonly fails: number;
  /** Clean files that it warns of. */
  readonly warns: number;
  /** Clean files that it asks a person about. */
  readonly asks: number;
}

/** Whether a verdict says that something is, or may be, wrong. */
export const isFlagged = (verdict: FindingVerdict): boolean =>
  verdict === 'fail' || verdict === 'warn' || verdict === 'review';

/** What each rule found and said; a clean file of which a rule does not speak does not count for it. */
export function confusions(all: readonly Said[], rules: readonly RuleId[]): Confusion[] {
  return rules.map((rule) => {
    const own = all.filter((said) => said.rule === rule);
    const seeded = own.filter(({ seed }) => seed !== null);
    const clean = own.filter(({ seed, verdict }) => seed === null && verdict !== 'not-applicable');
    const count = (wanted: FindingVerdict) => clean.filter(({ verdict }) => verdict === wanted).length;
    return {
      rule,
      seeded: seeded.length,
      found: seeded.filter(({ verdict }) => isFlagged(verdict)).length,
      clean: clean.length,
      fails: count('fail'),
      warns: count('warn'),
      asks: count('review')
    };
  });
}

/** `98.2 %`, cut and not rounded: 100 % is all of them. – of nothing. */
export const share = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${(Math.floor((1000 * part) / whole) / 10).toFixed(1)} %`;

/** The same of what there should be little of: rounded up. */
export const fault = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${(Math.ceil((1000 * part) / whole) / 10).toFixed(1)} %`;

const HEADS = [
  'rule',
  'seeded',
  'found',
  'recall',
  'clean',
  'fails',
  'fail %',
  'warns',
  'asks',
  'any %'
] as const;

const cells = ({ rule, seeded, found, clean, fails, warns, asks }: Confusion): string[] => [
  rule,
  String(seeded),
  String(found),
  share(found, seeded),
  String(clean),
  String(fails),
  fault(fails, clean),
  String(warns),
  String(asks),
  fault(fails + warns + asks, clean)
];

const total = (rows: readonly Confusion[]): string[] => {
  const sum = (of: (row: Confusion) => number) => rows.reduce((all, row) => all + of(row), 0);
  const [, ...rest] = cells({
    ...rows[0]!,
    seeded: sum((row) => row.seeded),
    found: sum((row) => row.found),
    clean: sum((row) => row.clean),
    fails: sum((row) => row.fails),
    warns: sum((row) => row.warns),
    asks: sum((row) => row.asks)
  });
  return ['all', ...rest];
};

/** For a terminal. */
export function plainTable(rows: readonly Confusion[]): string {
  const lines = [[...HEADS], ...rows.map(cells), total(rows)];
  return lines
    .map(([first = '', ...rest]) => [first.padEnd(18), ...rest.map((cell) => cell.padStart(9))].join(' '))
    .join('\n');
}

/** The same as Markdown. */
export function markdownTable(rows: readonly Confusion[]): string {
  const line = (parts: readonly string[]) => `| ${parts.join(' | ')} |`;
  const rule = HEADS.map((_, index) => (index === 0 ? '---' : '---:'));
  return [line(HEADS), line(rule), ...[...rows.map(cells), total(rows)].map(line)].join('\n');
}

/** How many of each seed were found, worst first: a rule's reach by strength. */
export function seedTable(all: readonly Said[]): string {
  const counts = new Map<string, { found: number; seeded: number }>();
  for (const { seed, rule, verdict } of all) {
    if (seed === null) continue;
    const row = counts.get(`${rule} | ${seed}`) ?? { found: 0, seeded: 0 };
    counts.set(`${rule} | ${seed}`, {
      found: row.found + (isFlagged(verdict) ? 1 : 0),
      seeded: row.seeded + 1
    });
  }
  const rows = [...counts].sort(([, a], [, b]) => a.found / a.seeded - b.found / b.seeded);
  return [
    '| rule | seed | seeded | found | recall |',
    '| --- | --- | ---: | ---: | ---: |',
    ...rows.map(([name, { found, seeded }]) => `| ${name} | ${seeded} | ${found} | ${share(found, seeded)} |`)
  ].join('\n');
}

/** What was missed, and what was said of clean files, a line each. */
export function exceptions(all: readonly Said[]): string[] {
  return all.flatMap(({ seed, rule, verdict, reason, measured, subject, origin, place, group }) => {
    const where = `${subject} (${group}), ${origin}, ${place}: ${verdict} ${reason} ${measured}`;
    if (seed !== null) return isFlagged(verdict) ? [] : [`missed: ${rule}, ${seed}: ${where}`];
    return isFlagged(verdict) ? [`needless: ${rule}: ${where}`] : [];
  });
}

/**
 * Which half a photo is of, by its name alone (FNV-1a, 32 bits): adding photos moves none.
 * Source: http://www.isthe.com/chongo/tech/comp/fnv/
 */
export function groupOf(name: string): Exclude<Group, 'shapes'> {
  let hash = 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ letter.codePointAt(0)!, 0x01000193) >>> 0;
  return (hash >>> 16) % 2 === 0 ? 'first half' : 'held out';
}
