/** A project: its document (plain JSON, see `version` in it), and every blob that this refers to, by sha-256. */
export interface ProjectBundle {
  readonly document: unknown;
  readonly blobs: Readonly<Record<string, Blob>>;
}
