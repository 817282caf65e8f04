import type { ErrorCode } from './codes.ts';
import type { Report } from './report.ts';

/** A picture, or a ZIP of pictures (not encrypted, at most 10,000 entries, no ZIP in it). */
export interface AuditFile {
  /** With its folders where it has some: an identifier, a slot code or a number in it tell its product and its role. */
  name: string;
  data: Blob;
}

export interface AuditOptions {
  files: readonly AuditFile[];
  channels: readonly string[];
  /** The role of all files, by channel; default: by each file's name. */
  roles?: Readonly<Record<string, string>>;
  signal?: AbortSignal;
}

export interface Audit {
  /** One for each picture and channel, in the order of the files. */
  readonly rows: readonly {
    /** With its folders and its ZIP. */
    readonly name: string;
    readonly channel: string;
    readonly role: string;
    readonly report: Report;
  }[];
  /** What could not be opened or decoded. */
  readonly failed: readonly {
    readonly name: string;
    readonly error: { readonly code: ErrorCode; readonly message: string };
  }[];
}
