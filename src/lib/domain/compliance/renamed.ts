import type { Channel, Role } from '../channels/channel.ts';
import type { Decisions } from '../document/decisions.ts';
import type { Edits } from '../document/edits.ts';
import { frozen } from '../frozen.ts';
import { withAccepted } from './accepted.ts';
import { fileName } from './checks/file-name.ts';
import { format } from './checks/format.ts';
import { withFixes } from './fixes.ts';
import { scoreOf, verdictOf } from './policy.ts';
import type { Report } from './report.ts';

/** What a name is judged by, besides itself. */
export interface NamedIn {
  readonly channel: Channel;
  readonly role: Role;
  readonly decisions: Decisions;
  readonly edits: Edits;
}

/** The report on a file under another name: only the rules that look at names are asked again. */
export function renamed(report: Report, name: string, { channel, role, decisions, edits }: NamedIn): Report {
  if (report.file.name === name) return report;
  const file = { ...report.file, name };
  const measured = { file, format: file.type.replace(/^image\//, '') };
  const fresh = [fileName, format].map((check) => check({ measured, channel, role }));
  const judged = withFixes(withAccepted({ ...report, findings: fresh }, decisions), edits).findings;
  const findings = report.findings.map((old) => judged.find(({ rule }) => rule === old.rule) ?? old);
  const verdict = verdictOf(findings, report.verdict === 'fixed');
  return frozen({ ...report, file, findings, verdict, score: scoreOf(findings) });
}
