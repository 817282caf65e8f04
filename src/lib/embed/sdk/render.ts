import type { FileFormat, Quality } from './encode.ts';
import type { Variant } from './edits.ts';
import type { FixId, Report } from './report.ts';

export interface RenderOptions extends Variant {
  /** Width to height, `4:5`, 1:5 to 5:1; default: as the edits say, else as the channel asks. */
  ratio?: string;
  /** One that the channel takes. Default: as the edits say (`Encode`). Only PNG and WebP are transparent. */
  format?: FileFormat;
  /** Default: as the edits say. */
  quality?: Quality;
  /** Quickly, at most 1024 px long, to look at. Judged are the pixels before any encoder: near to the file's report, no proof. */
  preview?: boolean;
  /** Exactly this long side in px, 1–10,000, even where it enlarges the product (the report says so); default: the channel's. */
  longSide?: number;
  /** `safe`: what breaks a rule is fixed in the file where that changes this output alone and nothing of the product, and told in `report.fixed`; the edits stay. Default `none`. Not with `preview`. */
  fix?: 'safe' | 'none';
  /** Ways to make it that are compared, 1–5 (default 1): other mattes of a model that is on the device, other places in the frame. The best-scored is kept. Not with `preview`. */
  candidates?: number;
}

export interface FixOptions extends Variant {
  /** Default: all that change this output alone and nothing of the product. */
  fixes?: readonly FixId[];
}

export interface Fixed {
  /** What was done; the others were not needed or would change nothing. */
  readonly applied: readonly FixId[];
  /** Of the file as it is now. */
  readonly report: Report;
}

export interface Rendered {
  readonly name: string;
  readonly blob: Blob;
  readonly width: number;
  readonly height: number;
  readonly report: Report;
}

export interface InspectOptions {
  channel: string;
  role: string;
  /** The file's name, which rules may look at. */
  name?: string;
  /** PNG at the file's size, 255 = product; without it the background is found by flooding from the frame. */
  matte?: Blob;
}
