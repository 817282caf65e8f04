import * as v from 'valibot';
import { canonicalJson } from './canonical.ts';
import { adjustSchema, IDENTITY_ADJUST, type AdjustEdit } from './edits/adjust.ts';
import { annotateSchema, IDENTITY_ANNOTATE, type AnnotateEdit } from './edits/annotate.ts';
import { backdropSchema, IDENTITY_BACKDROP, type BackdropEdit } from './edits/backdrop.ts';
import { cropSchema, IDENTITY_CROP, type CropEdit } from './edits/crop.ts';
import { cutoutSchema, IDENTITY_CUTOUT, type CutoutEdit } from './edits/cutout.ts';
import { encodeSchema, IDENTITY_ENCODE, type EncodeEdit } from './edits/encode.ts';
import { frameSchema, IDENTITY_FRAME, type FrameEdit } from './edits/frame.ts';
import { IDENTITY_SHADOW, shadowSchema, type ShadowEdit } from './edits/shadow.ts';

/** A photo's recipe. Each edit occurs once, is always present, and does nothing at its identity. Listed in order of work. */
export interface Edits {
  readonly crop: CropEdit;
  readonly cutout: CutoutEdit;
  readonly adjust: AdjustEdit;
  readonly backdrop: BackdropEdit;
  readonly shadow: ShadowEdit;
  readonly annotate: AnnotateEdit;
  readonly frame: FrameEdit;
  readonly encode: EncodeEdit;
}

/** What one variant does differently: whole edits, by name. */
export type EditsPatch = Partial<Edits>;

export const IDENTITY_EDITS: Edits = {
  crop: IDENTITY_CROP,
  cutout: IDENTITY_CUTOUT,
  adjust: IDENTITY_ADJUST,
  backdrop: IDENTITY_BACKDROP,
  shadow: IDENTITY_SHADOW,
  annotate: IDENTITY_ANNOTATE,
  frame: IDENTITY_FRAME,
  encode: IDENTITY_ENCODE
};

export const EDIT_NAMES = Object.keys(IDENTITY_EDITS) as readonly (keyof Edits)[];

export const editsSchema = v.strictObject({
  crop: cropSchema,
  cutout: cutoutSchema,
  adjust: adjustSchema,
  backdrop: backdropSchema,
  shadow: shadowSchema,
  annotate: annotateSchema,
  frame: frameSchema,
  encode: encodeSchema
}) satisfies v.GenericSchema<unknown, Edits>;

/** Some of the edits, each of them whole. */
export const editsPatchSchema: v.GenericSchema<unknown, EditsPatch> = v.partial(editsSchema);

/**
 * Edits as they are hashed: files that were made and decisions that were taken are known by that, so what came with
 * version 6 and does nothing is no part of it.
 */
export function hashedEdits({ encode, ...edits }: Edits): Partial<Edits> {
  const isIdentity = canonicalJson(encode) === canonicalJson(IDENTITY_ENCODE);
  return isIdentity ? edits : { ...edits, encode };
}
