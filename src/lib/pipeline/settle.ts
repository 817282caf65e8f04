import { isOpen, patchOf, type Fix } from '../domain/compliance/fixes.ts';
import { byMerit, nextStep, verdictOf, type Policy, type Way } from '../domain/compliance/policy.ts';
import type { FixedFinding, Report } from '../domain/compliance/report.ts';
import { decisionsOn, policyOf } from '../domain/document/change.ts';
import type { Photo, Project } from '../domain/document/document.ts';
import { editsFor, variantKey, withVariant } from '../domain/document/resolve.ts';
import { frozen } from '../domain/frozen.ts';
import type { Effort } from '../engine/segment/api.ts';
import { alternatives } from './candidates.ts';
import { renderPhoto, type RenderedFile, type RenderOptions, type RenderTarget } from './export.ts';
import type { Studio } from './studio.ts';

export interface SettleOptions extends RenderOptions {
  /** Default: the project's. */
  readonly policy?: Policy | undefined;
  /** Ways to make the file that are compared whatever its report says; default 1. */
  readonly compare?: number | undefined;
  /** How hard other mattes are looked for; default `auto`. */
  readonly effort?: Effort | undefined;
}

/** A file, and the copy of the photo that it was made of. */
interface Made {
  readonly photo: Photo;
  readonly file: RenderedFile;
}

/**
 * Makes one photo's file for one role as `renderPhoto` does, and does about it what the policy says: safe fixes, each
 * checked again; where one doubt is left, other candidates, of which the best is kept. All of that happens in copies: the
 * document stays as it was, and the report says what was fixed. What does not make a file better is not kept.
 * @throws as `renderPhoto`, and where candidates are tried as `cutoutPhoto`
 */
export async function settlePhoto(
  studio: Studio,
  project: Project,
  photo: Photo,
  target: RenderTarget,
  { policy = policyOf(project), compare = 1, effort, signal, onStage }: SettleOptions = {}
): Promise<RenderedFile> {
  const key = variantKey(target.channel, target.role, target.locale);
  const { declined } = decisionsOn(photo, key);
  const make = async (copy: Photo): Promise<Made> => ({
    photo: copy,
    file: await renderPhoto(studio, project, copy, target, { signal, onStage })
  });
  const others = (of: Made, many: number, ways?: readonly Way[]) =>
    alternatives(studio, of.photo, key, { most: many - 1, ways, effort, signal });
  const first = await make(photo);
  if (policy.autoFix === 'none' && policy.candidates <= 1 && compare <= 1) return first.file;
  const fixes: Fix[] = [];
  let best = first;
  for (let rounds = 0, hasRetried = false; ;) {
    signal?.throwIfAborted();
    const edits = editsFor(best.photo, key);
    const step = nextStep(best.file.report, edits, policy, { rounds, hasRetried, declined });
    if (step.kind === 'fix') {
      rounds++;
      const fixed = await make(withVariant(best.photo, key, patchOf(step.fixes, edits)));
      // What has helped nothing is not tried again with what comes after it.
      if (byMerit(fixed.file.report, best.file.report) >= 0) break;
      fixes.push(...step.fixes);
      best = fixed;
    } else if (step.kind === 'retry') {
      hasRetried = true;
      best = await bestOf(best, others(best, policy.candidates, step.ways), make);
    } else break;
  }
  if (compare > 1) best = await bestOf(best, others(best, compare), make);
  if (fixes.length === 0) return best.file;
  return { ...best.file, report: told(first, best, fixes) };
}

/** The best of several ways to make one output, by their reports; the first where none is better. Two are held at a time. */
async function bestOf(
  first: Made,
  others: AsyncIterable<Photo>,
  make: (photo: Photo) => Promise<Made>
): Promise<Made> {
  let best = first;
  for await (const photo of others) {
    const made = await make(photo);
    if (byMerit(made.file.report, best.file.report) < 0) best = made;
  }
  return best;
}

/** The last report with what its fixes ended. */
function told(first: Made, { file: { report } }: Made, fixes: readonly Fix[]): Report {
  const fixed = fixes.flatMap(({ id, rule }): FixedFinding[] => {
    const before = first.file.report.findings.find((finding) => finding.rule === rule);
    const after = report.findings.find((finding) => finding.rule === rule);
    return before && after && isOpen(before) && !isOpen(after) ? [{ fix: id, before, after }] : [];
  });
  return frozen({ ...report, verdict: verdictOf(report.findings, true), fixed });
}
