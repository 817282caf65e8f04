import type { FileFormat, Quality } from '../domain/document/edits/encode.ts';

/** Where a photo's file is to go, and in which form. */
export interface RenderTarget {
  readonly channel: string;
  readonly role: string;
  readonly locale?: string | undefined;
  /** Width ÷ height; else as the edits, else as the channel asks. */
  readonly ratio?: number | undefined;
  /** Exactly this long side, px, even where it enlarges; else the channel's target, never enlarging to please it. */
  readonly longSide?: number | undefined;
  /** Else as the edits say. */
  readonly format?: FileFormat | undefined;
  readonly quality?: Quality | undefined;
  /** The file's name as an export planned it (`PlannedFile.name`); else by the channel's form of name. */
  readonly name?: string | undefined;
}
