import type { Report, Verdict } from '../compliance/report.ts';
import type { Change, ExportedFile } from './exported.ts';
import type { PlannedFile, SkippedFile } from './planned.ts';
import type { SkipReason } from './problems.ts';

/** One file of a package. */
export interface ManifestFile {
  /** Its path in the package. */
  readonly name: string;
  /** Id of the photo that it shows. */
  readonly photo: string;
  /** Of a picture that is another size's: id of the product that the file is for. */
  readonly product?: string;
  /** What that other size is known by. */
  readonly sharedFrom?: string;
  readonly channel: string;
  readonly role: string;
  readonly locale?: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly verdict: Verdict;
  /** Against the file that went into its slot last. */
  readonly change?: Change;
}

/** A slot that was exported before and for which there is no file now: its channel keeps the picture that it has. */
export interface MissingFile {
  readonly name: string;
  readonly photo: string;
  readonly channel: string;
  readonly role: string;
  readonly slot: string;
  readonly country?: string;
}

/** What a package has, and what it has not and why (Embed API, `Manifest`). */
export interface Manifest {
  readonly schema: 1;
  readonly files: readonly ManifestFile[];
  /** `reason`: `channel/role: review`, the words of `SkipReason`. */
  readonly skipped: readonly {
    readonly photo: string;
    readonly product?: string;
    readonly sharedFrom?: string;
    readonly reason: string;
  }[];
  readonly missing?: readonly MissingFile[];
}

/** A file that was made and goes into the package. */
export interface Delivered {
  readonly planned: PlannedFile;
  readonly report: Report;
  /** Its path in the package. */
  readonly path: string;
  readonly change: Change;
  /** Why a person hands it over although it breaks a rule. */
  readonly override?: string;
}

/** A file that does not go into the package. Its report says more, where one was made. */
export interface Refused extends SkippedFile {
  readonly report?: Report;
  /** Of the error, where it could not be made. */
  readonly code?: string;
}

export function manifestOf(
  delivered: readonly Delivered[],
  refused: readonly Refused[],
  missing: readonly ExportedFile[] = []
): Manifest {
  return {
    schema: 1,
    files: delivered.map(({ planned, report, path, change }) => ({
      name: path,
      photo: planned.photo,
      ...sharedIn(planned),
      channel: planned.channel,
      role: planned.role,
      ...((planned.locale ?? planned.country) && { locale: planned.locale ?? planned.country }),
      bytes: report.file.bytes,
      sha256: report.file.sha256,
      verdict: report.verdict,
      change
    })),
    skipped: refused.map((skip) => ({ photo: skip.photo, ...sharedIn(skip), reason: reasonText(skip) })),
    ...(missing.length > 0 && { missing: missing.map(missingFile) })
  };
}

/** Whose file it is, and whose picture; nothing where these are one product. */
export const sharedIn = ({ product, sharedFrom }: Pick<PlannedFile, 'product' | 'sharedFrom'>) => ({
  ...(product !== undefined && { product }),
  ...(sharedFrom !== undefined && { sharedFrom })
});

const missingFile = ({ name, photo, channel, role, slot, country }: ExportedFile): MissingFile => ({
  ...{ name, photo, channel, role, slot },
  ...(country !== undefined && { country })
});

function reasonText({ channel, role, country, reason, code }: Refused): string {
  const place = [channel, role, ...(country === undefined ? [] : [country])].join('/');
  return `${place}: ${reason}${code === undefined ? '' : ` (${code})`}`;
}

/** As `sha256sum -c` reads it, for who has unpacked the package. */
export const checksums = (delivered: readonly Delivered[]): string =>
  delivered.map(({ report, path }) => `${report.file.sha256}  ${path}\n`).join('');

/** Whether a file goes into a package: a pass does, doubt where it was asked for, a broken rule only by a person's word. */
export function reasonToRefuse(
  verdict: Verdict,
  { includeReview, override }: { includeReview: boolean; override: string | undefined }
): SkipReason | null {
  if (verdict === 'pass' || verdict === 'fixed' || override !== undefined) return null;
  return verdict === 'review' && includeReview ? null : verdict;
}
