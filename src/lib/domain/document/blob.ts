/** A blob kept under its content's hash: never rewritten, swept when no document refers to it. */
export interface BlobRef {
  /** 64 lower-case hex digits. */
  readonly sha256: string;
  readonly type: string;
  readonly bytes: number;
}
