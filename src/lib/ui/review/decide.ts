import type { Job } from '../../domain/batch/job.ts';
import { fixesFor, isDoubt, type Fix } from '../../domain/compliance/fixes.ts';
import type { Report } from '../../domain/compliance/report.ts';
import { decisionsOn, findPhoto, setCutout, setDecisions, setVariant } from '../../domain/document/change.ts';
import type { Photo, Project, VariantKey } from '../../domain/document/document.ts';
import { editsFor, keyOf } from '../../domain/document/resolve.ts';

/** A finished file of a batch, and what the rules say of it. */
export interface JudgedJob {
  readonly job: Job;
  readonly report: Report;
}

/** What answers a file's doubts, without cutting the photo out anew, and without what a person has undone. */
export function answersTo({ job, report }: JudgedJob, photo: Photo): readonly Fix[] {
  const key = keyOf(job);
  const doubts = report.findings.filter(isDoubt);
  const { declined } = decisionsOn(photo, key);
  return fixesFor({ findings: doubts }, editsFor(photo, key), declined).filter(({ id }) => id !== 'holes');
}

/** Those of the named rules' findings that are left to a person are settled. */
export function accepted(project: Project, { job, report }: JudgedJob, rules: readonly string[]): Project {
  const key = keyOf(job);
  const photo = findPhoto(project, job.photo);
  const mine = report.findings.filter(({ verdict, rule }) => verdict === 'review' && rules.includes(rule));
  if (mine.length === 0) return project;
  const others = decisionsOn(photo, key).accepted.filter(({ rule }) => !rules.includes(rule));
  const edits = report.provenance.edits ?? '';
  const now = mine.map(({ rule, reason = 'ok' }) => ({ rule, reason, why: '', edits }));
  return setDecisions(project, photo.id, key, { accepted: [...others, ...now] });
}

/** The document with another way to make one output; the question of its matte is the one that it answers. */
export function withOther(project: Project, other: Photo, key: VariantKey): Project {
  const before = findPhoto(project, other.id);
  const { cutout } = other.edits;
  if (cutout.found && cutout.found !== before.edits.cutout.found)
    return setCutout(project, other.id, { ...cutout, ask: cutout.found.ask });
  return setVariant(project, other.id, key, other.variants[key] ?? {});
}
