import type { FileFormat } from './pressed.ts';

/** Where a photo's file is to go, and in which form. */
export interface RenderTarget {
  readonly channel: string;
  readonly role: string;
  readonly locale?: string | undefined;
  /** Width ÷ height; else as the edits, else as the channel asks. */
  readonly ratio?: number | undefined;
  /** Exactly this long side, px, even where it enlarges; else the channel's target, never enlarging to please it. */
  readonly longSide?: number | undefined;
  /** Else JPEG, or PNG (else WebP) where the picture is transparent and the channel takes that. */
  readonly format?: FileFormat | undefined;
  /** The file's name as an export planned it (`PlannedFile.name`); else by the channel's form of name. */
  readonly name?: string | undefined;
}
