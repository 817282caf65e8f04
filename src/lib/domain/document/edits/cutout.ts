import type { BlobRef } from '../blob.ts';

/** Which matte separates the product, and who made it. Identity: none yet. */
export interface CutoutEdit {
  /** 8-bit grey PNG at the photo's upright size; null until the photo was cut out. */
  readonly matte: BlobRef | null;
  /** Model id of `models.json`, or `host` for a matte that was handed in. */
  readonly model: string | null;
  /** 0–1; below `FLAG_BELOW` a person should look. */
  readonly confidence: number | null;
}

/** Results below this confidence are flagged and their verdicts become `review` (embed-api). */
export const FLAG_BELOW = 0.5;

export const IDENTITY_CUTOUT: CutoutEdit = { matte: null, model: null, confidence: null };
