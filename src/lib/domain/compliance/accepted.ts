import type { Decisions } from '../document/decisions.ts';
import { frozen } from '../frozen.ts';
import { scoreOf, verdictOf } from './policy.ts';
import type { Report } from './report.ts';

/**
 * A report in which a person has settled what was left to one: such a finding passes, and says why. A broken rule stays
 * broken whatever anybody says.
 */
export function withAccepted(report: Report, { accepted }: Decisions): Report {
  const { edits } = report.provenance;
  const findings = report.findings.map((finding) => {
    const match = accepted.find(
      (each) => each.rule === finding.rule && each.reason === finding.reason && each.edits === edits
    );
    return match && finding.verdict === 'review'
      ? { ...finding, verdict: 'pass' as const, accepted: match.why }
      : finding;
  });
  const verdict = verdictOf(findings, report.verdict === 'fixed');
  return frozen({ ...report, findings, verdict, score: scoreOf(findings) });
}

/** A report under other decisions than those it was made under: what a person no longer accepts is left to one again. */
export function underDecisions(report: Report, decisions: Decisions): Report {
  const findings = report.findings.map(({ accepted, ...finding }) =>
    accepted === undefined ? finding : { ...finding, verdict: 'review' as const }
  );
  return withAccepted({ ...report, findings }, decisions);
}
