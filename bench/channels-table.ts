import type { Report } from '../src/lib/domain/compliance/report.ts';
import type { Output } from './channels.ts';
import { spread } from './spread.ts';

const isOpen = (verdict: string): boolean => verdict === 'fail' || verdict === 'review';

const kilobytes = (bytes: number): string => `${Math.round(bytes / 1000)} kB`;

/** `2000×2000 · 312 kB · pass`, with what stands against it. */
function cell({ code, width, height, bytes, report }: Output): string {
  if (!report) return `– ${code}`;
  const open = report.findings.filter(({ verdict }) => isOpen(verdict)).map(({ rule }) => rule);
  return `${width}×${height} · ${kilobytes(bytes ?? 0)} · ${report.verdict}${open.length > 0 ? ` (${open.join(', ')})` : ''}`;
}

/** A row a role, a column a photo. */
function matrix(outputs: readonly Output[]): string[][] {
  const photos = [...new Set(outputs.map(({ photo }) => photo))];
  const rows = new Map<string, string[]>();
  for (const output of outputs) {
    const key = `${output.channel}/${output.role}`;
    const row = rows.get(key) ?? [key, output.target];
    rows.set(key, [...row, cell(output)]);
  }
  return [['channel/role', 'target', ...photos], ...rows.values()];
}

function white(outputs: readonly Output[]): string[] {
  const seen = outputs.flatMap(({ white: one, channel, role, photo }) =>
    one ? [{ ...one, channel, role, photo }] : []
  );
  const exact = seen.filter(({ farNotWhite }) => farNotWhite === 0);
  const nearMin = Math.min(...seen.map((one) => one.nearMin));
  return [
    `White: ${exact.length} of ${seen.length} files on white are 255,255,255 in every pixel beyond the codec's reach (libvips); darkest pixel within it: ${nearMin}.`,
    ...seen
      .filter(({ farNotWhite }) => farNotWhite > 0)
      .map(
        (one) => `Not white: ${one.photo} ${one.channel}/${one.role}: ${one.farNotWhite} of ${one.farPixels}`
      )
  ];
}

/** Of numbers: median, 95th percentile and most. */
function lie(name: string, values: readonly number[], digits: number): string {
  const { median, p95, count } = spread(values);
  const most = Math.max(...values);
  return `${name}: median ${median.toFixed(digits)}, p95 ${p95.toFixed(digits)}, most ${most.toFixed(digits)} (${count})`;
}

/** Verdicts, what stands against files, white, colours and times, a line each. */
export function summaryOf(outputs: readonly Output[]): string {
  const made = outputs.flatMap(({ report, ...rest }) => (report ? [{ ...rest, report }] : []));
  const count = (verdict: string) => made.filter(({ report }) => report.verdict === verdict).length;
  const against = new Map<string, number>();
  for (const { report } of made) {
    for (const { rule, reason, verdict } of report.findings) {
      const key = `${verdict} ${rule}: ${reason}`;
      if (isOpen(verdict)) against.set(key, (against.get(key) ?? 0) + 1);
    }
  }
  const fidelity = made.flatMap(({ report }) => report.fidelity ?? []);
  return [
    `${outputs.length} files asked for, ${made.length} made: ${count('pass')} pass, ${count('review')} review, ${count('fail')} fail.`,
    ...outputs.flatMap(({ photo, channel, role, code }) =>
      code ? [`Not made: ${photo} ${channel}/${role}: ${code}`] : []
    ),
    ...[...against].sort(([, a], [, b]) => b - a).map(([key, files]) => `${key}: ${files} files`),
    ...white(outputs),
    lie(
      'ΔE2000 mean',
      fidelity.map(({ deltaE00Mean }) => deltaE00Mean),
      2
    ),
    lie(
      'ΔE2000 p99',
      fidelity.map(({ deltaE00P99 }) => deltaE00P99),
      2
    ),
    lie(
      'ms a file that was not made before for another role',
      firsts(made).map(({ ms }) => ms ?? 0),
      0
    )
  ].join('\n');
}

/** Roles that ask for the same file share it: the first of each. */
function firsts<T extends { readonly photo: string; readonly report: Report }>(made: readonly T[]): T[] {
  const seen = new Set<string>();
  return made.filter(({ photo, report: { file } }) => {
    const key = `${photo} ${file.sha256}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export function markdownOf(outputs: readonly Output[]): string {
  const [head = [], ...rows] = matrix(outputs);
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const table = [line(head), line(head.map(() => '---')), ...rows.map(line)];
  return `# Channels\n\n${summaryOf(outputs)
    .split('\n')
    .map((text) => `- ${text}`)
    .join('\n')}\n\n${table.join('\n')}\n`;
}
