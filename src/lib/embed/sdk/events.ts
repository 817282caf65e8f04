import type { ErrorCode } from './codes.ts';

export interface Events {
  /** `task`: `prepare`, `cutout`, `shareCutout`, `export`, `audit`, `addPhotos` or `batch`. Stage `model` counts bytes, every other stage counts steps; of `shareCutout` photos, of `export`, `audit`, `addPhotos` and `batch` files. */
  progress: {
    readonly task: string;
    readonly id?: string;
    readonly stage: string;
    readonly done: number;
    readonly total: number;
  };
  /** A photo came, went or was changed, by a call or by hand. */
  changed: { readonly id: string };
  /** With `persistence: 'local'`: everything up to here is on the device. */
  saved: { readonly revision: number };
  /** An export is complete, by a call or by hand, with so many pictures. */
  exported: { readonly files: number };
  /** Something failed that no call asked for, such as keeping the project. */
  error: { readonly code: ErrorCode; readonly message: string };
  /** A person pressed Done (`ui: 'batch'`): call `destroy()` or let them go on. Or the frame went away without `destroy()`. */
  closed: Readonly<Record<string, never>>;
}
