import { isOver, type Job } from '../../domain/batch/job.ts';
import { fixesFor, isDoubt, type Fix } from '../../domain/compliance/fixes.ts';
import type { Report } from '../../domain/compliance/report.ts';
import { canonicalJson } from '../../domain/document/canonical.ts';
import {
  decisionsOn,
  findPhoto,
  setCutout,
  setDecisions,
  setEdits,
  setVariant,
  shareCutout
} from '../../domain/document/change.ts';
import type { Photo, Project, VariantKey } from '../../domain/document/document.ts';
import { byId } from '../../domain/document/lookup.ts';
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

/** Whether it is another matte; else it is another place in the frame. */
const isMatte = (project: Project, { id, edits }: Photo): boolean =>
  edits.cutout.found !== null && edits.cutout.found !== findPhoto(project, id).edits.cutout.found;

/** The document with another way to make one output; the question of its matte is the one that it answers. */
export function withOther(project: Project, other: Photo, key: VariantKey): Project {
  const { cutout } = other.edits;
  if (cutout.found && isMatte(project, other))
    return setCutout(project, other.id, { ...cutout, ask: cutout.found.ask });
  return setVariant(project, other.id, key, other.variants[key] ?? {});
}

/**
 * As `withOther`, and other photos the same way: asked as this one was and looked at by the model as it was, or at the
 * same place in their frame. What a person has corrected in them stays (`shareCutout`).
 */
export function withOtherFor(
  project: Project,
  other: Photo,
  key: VariantKey,
  mates: readonly string[]
): Project {
  const own = withOther(project, other, key);
  if (!isMatte(project, other)) {
    const { align } = editsFor(other, key).frame;
    return mates.reduce((next, id) => {
      const { frame } = editsFor(findPhoto(next, id), key);
      return frame.align === align ? next : setEdits(next, id, { frame: { ...frame, align } }, key);
    }, own);
  }
  const { pick } = findPhoto(own, other.id).edits.cutout.ask;
  const shared = shareCutout(own, other.id, mates);
  const asked = mates.filter((id) => findPhoto(shared, id) !== findPhoto(own, id));
  return asked.reduce((next, id) => {
    const { cutout } = findPhoto(next, id).edits;
    return setCutout(next, id, { ...cutout, ask: { ...cutout.ask, pick } });
  }, shared);
}

/** Files, finished or under way, that a change of the document leaves behind, by `Job.id`. */
export interface LeftBehind {
  /** They would come out differently. */
  readonly made: readonly string[];
  /** The same files, on which a person has decided otherwise. */
  readonly judged: readonly string[];
}

/** Which of these files a change, or a step of undo, leaves behind. */
export function leftBehind(before: Project, after: Project, jobs: readonly Job[]): LeftBehind {
  const [old, now] = [byId(before.photos), byId(after.photos)];
  const made: string[] = [];
  const judged: string[] = [];
  for (const job of jobs) {
    const [was, is] = [old.get(job.photo), now.get(job.photo)];
    const isAtWork = job.state === 'working';
    if (!was || !is || was === is || !(isAtWork || (job.result && isOver(job)))) continue;
    const key = keyOf(job);
    const [then, today] = [decisionsOn(was, key), decisionsOn(is, key)];
    const isAnother =
      !isSame(editsFor(was, key), editsFor(is, key)) || !isSame(then.declined, today.declined);
    const isDecided = !isSame(then.accepted, today.accepted);
    if (isAnother || (isAtWork && isDecided)) made.push(job.id);
    else if (isDecided) judged.push(job.id);
  }
  return { made, judged };
}

const isSame = (a: unknown, b: unknown): boolean => canonicalJson(a) === canonicalJson(b);
