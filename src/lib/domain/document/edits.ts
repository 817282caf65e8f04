import { IDENTITY_BACKDROP, type BackdropEdit } from './edits/backdrop.ts';
import { IDENTITY_CUTOUT, type CutoutEdit } from './edits/cutout.ts';
import { IDENTITY_FRAME, type FrameEdit } from './edits/frame.ts';

/** A photo's recipe. Each edit occurs once, is always present, and does nothing at its identity. Listed in order of work. */
export interface Edits {
  readonly cutout: CutoutEdit;
  readonly backdrop: BackdropEdit;
  readonly frame: FrameEdit;
}

/** What one variant does differently: whole edits, by name. */
export type EditsPatch = Partial<Edits>;

export const IDENTITY_EDITS: Edits = {
  cutout: IDENTITY_CUTOUT,
  backdrop: IDENTITY_BACKDROP,
  frame: IDENTITY_FRAME
};
