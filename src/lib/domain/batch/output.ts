import type { Report } from '../compliance/report.ts';
import type { BlobRef } from '../document/blob.ts';
import type { SeenFigure } from '../channels/figure-changes.ts';
import type { FilePlace } from './job.ts';

/** What an output was made of. Where one of these is another now, the file would be another. */
export interface MadeOf {
  /** sha-256 of the canonical JSON of all that its file depends on in the document (`madeOf`). */
  readonly document: string;
  /** Version of the channel's rules. */
  readonly rules: string;
  readonly app: string;
  /** Of the cutout; null where none was made. */
  readonly model: string | null;
}

/** A finished file, and what it was made of. Plain JSON, kept on disk, replaced whole. */
export interface Output extends FilePlace {
  readonly made: MadeOf;
  readonly report: Report;
  /** The file; null where there was no room for it: it is made again when it is wanted. */
  readonly file: BlobRef | null;
  /** Perceptual hash, for `duplicateSlots`. */
  readonly hash: string;
}

/** What a channel asked for when files were made by it, kept to tell later what has changed. Plain JSON. */
export interface SeenRules {
  /** `seenId` */
  readonly id: string;
  readonly figures: readonly SeenFigure[];
}

/** @param version `MadeOf.rules` */
export const seenId = (channel: string, version: string): string => `${channel} ${version}`;
