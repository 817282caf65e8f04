import type { CsvOptions } from '../domain/batch/csv.ts';
import type { Delivered, Refused } from '../domain/batch/manifest.ts';
import type { ExportLayout } from '../domain/batch/package-names.ts';
import type { PlannedFile } from '../domain/batch/planned.ts';
import type { Change, ExportedFile, PastExports } from '../domain/batch/exported.ts';
import type { Mark } from './gone.ts';
import type { FinishedFile } from './kept-file.ts';
import type { MadeFiles } from './twins.ts';
import type { ChecklistItem, Finding, Report, Verdict } from '../domain/compliance/report.ts';

/** A finished file, small, for a page that stands alone. */
export interface ReportPicture {
  /** A `data:` address. */
  readonly src: string;
  /** px */
  readonly width: number;
  readonly height: number;
}

/** A report in a person's language: the page's own words, and those for what a report says. */
export interface ReportWords {
  /** BCP 47. */
  readonly language: string;
  readonly title: string;
  readonly files: (count: number) => string;
  readonly skipped: (count: number) => string;
  readonly passed: (count: number) => string;
  /** Over a person's reason for handing a file over all the same. */
  readonly override: string;
  /** Over what was fixed unasked. */
  readonly fixed: string;
  /** Over what only a person can tell. */
  readonly asked: string;
  readonly ask: (item: ChecklistItem) => string;
  readonly rules: (version: string) => string;
  readonly verdict: (verdict: Verdict) => string;
  readonly score: (score: number) => string;
  readonly facts: (report: Report) => string;
  readonly finding: (finding: Finding) => {
    readonly verdict: string;
    readonly title: string;
    readonly why: string;
    readonly measured: string;
    readonly limit: string;
    readonly level: string;
    readonly checked: string;
  };
  readonly reason: (skip: Refused) => string;
  readonly change: (change: Change) => string;
  /** That a file is another size's picture. @param from what that size is known by */
  readonly shared: (from: string) => string;
  /** Over slots that were exported before and for which there is no file now. */
  readonly missing: (count: number) => string;
  /** A date with time. */
  readonly when: (date: Date) => string;
}

export interface ExportOptions extends CsvOptions {
  readonly layout: ExportLayout;
  /** Files that need a person's eye go too. */
  readonly includeReview: boolean;
  /** Why a person hands over files that break a rule or need review, by `PlannedFile.key`. */
  readonly overrides?: ReadonlyMap<string, string> | undefined;
  /** `changed`: not what is the same as what went into its slot last. Default: all. */
  readonly only?: 'changed' | undefined;
  /** Told of the jobs whose files have gone; without it they are marked on disk. */
  readonly mark?: Mark | undefined;
  /** A ZIP is split before its files come to more bytes; null = never. */
  readonly maxZipBytes?: number | null | undefined;
  /** In whose words the printable report is written. */
  readonly words: ReportWords;
  readonly signal?: AbortSignal | undefined;
  /** Called before each file, and once after the last. */
  readonly onProgress?: ((done: number, total: number, file: PlannedFile | null) => void) | undefined;
  /** Called with each file's report as it is made, whether it goes into the package or not. */
  readonly onReport?: ((file: PlannedFile, report: Report) => void) | undefined;
}

/** What an export has come to so far. */
export interface Ledger {
  readonly delivered: Delivered[];
  readonly refused: Refused[];
  /** Small pictures for the printable report, by `pictureOf`. */
  readonly pictures: Map<string, ReportPicture>;
  /** The picture that was made last: sizes that share it come next, and it is made once. */
  last: { readonly picture: string; readonly file: FinishedFile } | null;
  /** What each file shows, to tell those that show the same. */
  readonly made: MadeFiles;
  /** What went before. */
  readonly past: PastExports;
  /** Files that their channel has already, and that were not asked for. */
  readonly unchanged: PlannedFile[];
  /** Slots without a file; known once all files are made. */
  missing: readonly ExportedFile[];
}
