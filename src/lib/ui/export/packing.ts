import type { Change } from '../../domain/batch/exported.ts';
import type { ExportLayout } from '../../domain/batch/package-names.ts';
import type { PlannedFile } from '../../domain/batch/planned.ts';
import type { Report } from '../../domain/compliance/report.ts';
import type { Photo } from '../../domain/document/document.ts';
import type { Written } from '../compliance/encode-words.ts';

/** How a package is put together. */
export interface Packing {
  readonly layout: ExportLayout;
  /** A ZIP is split before it is larger, MB; null = never. */
  readonly maxZipMb: number | null;
  readonly baseUrl: string;
  readonly altTemplate: string;
}

/** A file of the plan, and what is known of it. */
export interface FileState {
  readonly file: PlannedFile;
  readonly photo: Photo | undefined;
  readonly report: Report | null;
  /** How it was written; null where nobody knows. */
  readonly written: Written | null;
  /** Against the last export; null where only making it tells. */
  readonly change: Change | null;
}

export const DEFAULT_PACKING: Packing = { layout: 'channels', maxZipMb: null, baseUrl: '', altTemplate: '' };
