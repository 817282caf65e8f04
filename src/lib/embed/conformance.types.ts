import type { RowProblem } from '../domain/catalog/csv.ts';
import type { Product } from '../domain/document/document.ts';
import type { Edits } from '../domain/document/edits.ts';
import type { Manifest } from '../domain/batch/manifest.ts';
import type { Scale } from '../domain/document/choices.ts';
import type { PresetEdit } from '../domain/document/preset.ts';
import type { StyleGuide } from '../domain/document/recipe.ts';
import type { Report } from '../domain/compliance/report.ts';
import type { Ask, Correction, CutoutEdit } from '../domain/document/edits/cutout.ts';
import type { AdjustEdit } from '../domain/document/edits/adjust.ts';
import type { AnnotateEdit } from '../domain/document/edits/annotate.ts';
import type { BackdropEdit, PictureBackdrop } from '../domain/document/edits/backdrop.ts';
import type { CropEdit } from '../domain/document/edits/crop.ts';
import type { EncodeEdit } from '../domain/document/edits/encode.ts';
import type { FrameEdit } from '../domain/document/edits/frame.ts';
import type { ShadowEdit } from '../domain/document/edits/shadow.ts';
import type { Metadata } from '../domain/document/metadata.ts';
import type { Override, RuleLayer } from '../domain/channels/rules/layer.ts';
import type { Misfit } from '../domain/channels/rules/layered.ts';
import type { ErrorCode, ErrorData, WireError } from '../domain/errors.ts';
import type { Point, Rect } from '../domain/pixels.ts';
import type { Candidate, CutoutResult } from '../pipeline/cutout.ts';
import type { RenderedFile } from '../pipeline/export.ts';
import type { ModelStatus } from '../pipeline/models.ts';
import type { ProjectBundle } from '../pipeline/project-bundle.ts';
import type { MethodName, Params, Patch } from './requests.ts';
import type * as wire from './sdk/protocol.ts';
import type * as sdk from './sdk/types.ts';

/*
 * The SDK imports nothing of the app, so its types are written twice. Here the compiler holds the two together:
 * what the app makes must be what the SDK promises, and what the SDK lets a host send must be what the app takes.
 */

type Fits<Promised, Given extends Promised> = Given;
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : never) : never;

export type Conformance = [
  Same<sdk.ErrorCode, ErrorCode>,
  Same<sdk.ErrorData, ErrorData>,
  Fits<wire.WireError, WireError>,
  Fits<sdk.Report, Report>,
  Same<sdk.Manifest, Manifest>,
  Fits<sdk.Point, Point>,
  Fits<sdk.Rect, Rect>,
  Fits<sdk.ModelInfo, ModelStatus>,
  Fits<sdk.RuleLayer, RuleLayer>,
  Same<Override, sdk.RuleOverride>,
  Fits<sdk.RuleMisfit, Misfit>,
  Fits<Omit<sdk.Cutout, 'candidates' | 'ranked'>, CutoutResult>,
  Fits<sdk.RankedCandidate, Candidate>,
  Same<sdk.Ask, Ask>,
  Same<sdk.Correction, Correction>,
  Fits<sdk.Edits['cutout'], CutoutEdit>,
  Same<sdk.Crop, CropEdit>,
  Same<sdk.Adjust, AdjustEdit>,
  Same<Exclude<sdk.Backdrop, sdk.PictureBackdrop>, Exclude<BackdropEdit, PictureBackdrop>>,
  Same<Omit<sdk.PictureBackdrop, 'sha256'>, Omit<PictureBackdrop, 'blob'>>,
  Fits<Pick<NonNullable<Patch['backdrop']>, 'kind'>, sdk.BackdropInput>,
  Same<sdk.Shadow, ShadowEdit>,
  Same<sdk.Annotate, AnnotateEdit>,
  Same<sdk.Frame, FrameEdit>,
  Same<sdk.Encode, EncodeEdit>,
  Same<sdk.Metadata, Metadata>,
  Same<keyof NonNullable<Params<'setMetadata'>['patch']>, keyof sdk.Metadata>,
  Same<keyof sdk.Edits, keyof Edits>,
  Same<keyof sdk.EditsPatch, keyof Edits>,
  Fits<Params<'getEdits'>['variant'], sdk.Variant>,
  Fits<sdk.Rendered, RenderedFile>,
  Same<Exclude<keyof sdk.Packshot, 'on' | 'destroy'>, MethodName>,
  Same<sdk.Product, Product>,
  Fits<sdk.CsvProblem, RowProblem>,
  Fits<Params<'addPhotos'>, { files: readonly sdk.FileInput[] } & Omit<sdk.AddPhotosOptions, 'signal'>>,
  Fits<Params<'addPhoto'>, sdk.PhotoInput>,
  Fits<
    Params<'cutout'>,
    Pick<Params<'cutout'>, 'id' | 'effort'> & Omit<sdk.CutoutOptions, 'effort' | 'signal'>
  >,
  Fits<
    Params<'setEdits'>,
    { id: string; patch: Omit<sdk.EditsPatch, 'backdrop'> | null; variant: sdk.Variant }
  >,
  Fits<
    Params<'render'>,
    Pick<Params<'render'>, 'id' | 'ratio' | 'preview'> & Omit<sdk.RenderOptions, 'ratio' | 'preview'>
  >,
  Same<Params<'fix'>, { id: string } & sdk.FixOptions>,
  Fits<Params<'export'>, Omit<sdk.ExportOptions, 'signal'>>,
  Same<sdk.PresetEdit, PresetEdit>,
  Fits<Params<'savePreset'>, { id: string } & sdk.PresetInput>,
  Fits<Params<'applyPreset'>, { id: string; preset: string } & sdk.PresetUse>,
  Same<sdk.Scale, Scale>,
  Fits<sdk.StyleGuide, StyleGuide>,
  Fits<Params<'saveRecipe'>, { id: string } & sdk.RecipeInput>,
  Fits<Params<'startBatch'>, sdk.BatchOptions>,
  Fits<sdk.ProjectBundle, ProjectBundle>,
  Fits<Omit<Params<'loadProject'>, 'document'>, Omit<sdk.ProjectBundle, 'document'>>,
  Fits<Params<'audit'>, Omit<sdk.AuditOptions, 'signal'>>,
  Fits<Params<'inspect'>, { blob: Blob } & sdk.InspectOptions>
];
