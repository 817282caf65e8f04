import type { Channel, Role } from '../channels/channel.ts';
import { frozen } from '../frozen.ts';
import { checklist, type Shown } from './checklist.ts';
import { CHECKS } from './checks/index.ts';
import type { Measurements } from './measurements.ts';
import { scoreOf, verdictOf } from './policy.ts';
import type { Finding, Provenance, Report } from './report.ts';

export interface EvaluateOptions {
  /** Packshot's automatic fixes were applied, so that a pass is called `fixed`. */
  readonly wasFixed?: boolean;
  /** What its product is and where it is shown. */
  readonly shown?: Shown;
}

/**
 * Holds one measured file against every rule of a channel's role. `rules` of the report is the profile's version.
 * Measurements must come from the encoded and re-decoded file (quality.md: "judge the re-decoded file").
 */
export function evaluate(
  measured: Measurements,
  channel: Channel,
  role: Role,
  provenance: Provenance,
  { wasFixed = false, shown }: EvaluateOptions = {}
): Report {
  const findings = CHECKS.map((check) => check({ measured, channel, role }));
  const asked = checklist(channel, role, shown);
  return frozen({
    schema: 1,
    channel: channel.id,
    role: role.id,
    rules: channel.version,
    verdict: verdictOf(findings, wasFixed),
    score: scoreOf(findings),
    file: measured.file,
    findings,
    ...(asked.length > 0 && { checklist: asked }),
    provenance,
    ...(measured.fidelity && { fidelity: measured.fidelity })
  });
}

/** A report with what is known only later: of several files together. A `fixed` file that still passes stays fixed. */
export function withFindings(report: Report, more: readonly Finding[]): Report {
  const rules = more.map(({ rule }) => rule);
  const findings = [...report.findings.filter(({ rule }) => !rules.includes(rule)), ...more];
  const verdict = verdictOf(findings, report.verdict === 'fixed');
  return frozen({ ...report, findings, verdict, score: scoreOf(findings) });
}
