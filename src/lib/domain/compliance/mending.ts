import type { FindingReason, Report } from './report.ts';

/**
 * What is right again in a file that is made anew from the same picture: cut out, placed, pressed and named by the
 * channel's rules. Not among them: what the picture itself has not (pixels, sharpness, what the frame cut off) and what
 * only a person knows.
 */
const MENDED: ReadonlySet<FindingReason> = new Set<FindingReason>([
  'not-white',
  'edge-not-white',
  'shadow',
  'fringe',
  'shadow-to-edge',
  'specks',
  'band',
  'too-small',
  'too-large',
  'thin',
  'above-maximum',
  'too-many-pixels',
  'other-shape',
  'less-liked-shape',
  'over-limit',
  'over-advice',
  'low-dpi',
  'no-dpi',
  'bit-depth',
  'other-space',
  'transparent',
  'location',
  'serial',
  'thumbnail',
  'maker-note',
  'trailing',
  'turned',
  'compressed',
  'layers',
  'not-accepted',
  'outside-zone',
  'space',
  'dash',
  'underscore',
  'special-character',
  'suffix',
  'no-extension',
  'double-extension',
  'extra-full-stop',
  'extension-mismatch',
  'unknown-variant',
  'other-role',
  'pattern'
]);

/** A name without identifier is a person's to give, and hinders nothing. */
const isNoHindrance = (reason: FindingReason) => MENDED.has(reason) || reason === 'missing-identifier';

/** Whether everything that fails or waits for a person would be right in a file made anew, and there is such a thing. */
export function isMendable({ findings }: Pick<Report, 'findings'>): boolean {
  const open = findings.filter(({ verdict }) => verdict === 'fail' || verdict === 'review');
  const reasons = open.map(({ reason }) => reason ?? 'unknown');
  return reasons.every(isNoHindrance) && reasons.some((reason) => MENDED.has(reason));
}
