import type { BlobRef } from '../../../src/lib/domain/document/blob.ts';
import type { Project } from '../../../src/lib/domain/document/document.ts';
import { IDENTITY_EDITS } from '../../../src/lib/domain/document/edits.ts';
import { IDENTITY_CUTOUT, type CutoutEdit } from '../../../src/lib/domain/document/edits/cutout.ts';

const cutout = (matte: BlobRef, doubt: BlobRef | null): CutoutEdit => ({
  ...IDENTITY_CUTOUT,
  found: { matte, doubt, model: 'm', confidence: 1, ask: IDENTITY_CUTOUT.ask }
});

/** A project of one photo of these pixels. */
export const withPhoto = (
  project: Project,
  source: BlobRef,
  matte: BlobRef | null = null,
  doubt: BlobRef | null = null
): Project => ({
  ...project,
  photos: [
    {
      id: 'p1',
      name: 'a.png',
      source,
      size: { width: 1, height: 1 },
      edits: matte ? { ...IDENTITY_EDITS, cutout: cutout(matte, doubt) } : IDENTITY_EDITS,
      variants: {}
    }
  ]
});
