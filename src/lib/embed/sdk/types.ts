/*
 * Packshot Embed API, version 1: everything a host page sees. Sizes are in px, files in bytes, times in ms.
 * Coordinates are upright source pixels. Methods reject with `PackshotError`, whose `code` is one of `ErrorCode`.
 */

import type { ErrorCode } from './codes.ts';
import type { Audit, AuditOptions } from './audit.ts';
import type { Events } from './events.ts';
import type { Capabilities } from './capabilities.ts';
import type { Holes, Prompt } from './cutout.ts';
import type { Edits, EditsPatch, Variant } from './edits.ts';
import type { Metadata } from './metadata.ts';
import type { Preset, PresetInput, PresetUse } from './presets.ts';
import type {
  AddedPhotos,
  AddPhotosOptions,
  FileInput,
  ImportedCsv,
  Product,
  ProductFields
} from './products.ts';
import type { ProjectBundle } from './project.ts';
import type { BatchCalls } from './batch.ts';
import type { RecipeCalls } from './recipes.ts';
import type { Fixed, FixOptions, InspectOptions, Rendered, RenderOptions } from './render.ts';
import type { Manifest, Report } from './report.ts';
import type { RuleLayer, RulePack, Rules } from './rules.ts';

export type * from './audit.ts';
export type * from './capabilities.ts';
export type * from './cutout.ts';
export type * from './edits.ts';
export type * from './encode.ts';
export type * from './metadata.ts';
export type * from './presets.ts';
export type * from './products.ts';
export type * from './project.ts';
export type * from './recipes.ts';
export type * from './batch.ts';
export type * from './overview.ts';
export type * from './render.ts';
export type * from './codes.ts';
export type * from './events.ts';
export type * from './report.ts';
export type * from './rules.ts';

export interface Options {
  /** The embed page; default `embed` beside embed.js. */
  src?: string;
  /** `editor` (default) shows the editor; `batch` all photos by product, the batch, what needs review, and the editor from there; `none` is a hidden frame for calls only. */
  ui?: 'editor' | 'batch' | 'none';
  /** Channel ids that the editor offers; default all. */
  channels?: readonly string[];
  /** `host` (default): no photo and no document is stored in the frame, only model files are. `local`: the frame keeps its project. */
  persistence?: 'host' | 'local';
  /** BCP 47, for example `en` or `vi`; default: the browser's. */
  locale?: string;
  theme?: 'light' | 'dark' | 'auto';
  /** Accent colour, `#rrggbb`. */
  accent?: string;
  /** Gives up the handshake. */
  signal?: AbortSignal;
  /** Time for the handshake in ms; default 20,000. */
  timeoutMs?: number;
}

export interface PhotoInput {
  /** File name with extension; an identifier in it names the files made. */
  name: string;
  data: Blob;
  sku?: string;
  /** ASIN, ISBN, EAN, UPC, GTIN or JAN. */
  identifier?: string;
  /** Amazon: MAIN, PT01 … */
  slot?: string;
  /** What to look for in it; default: its product's `prompt`. A cutout that is not told otherwise asks for it. */
  prompt?: string;
}

export interface AddedPhoto {
  readonly id: string;
  /** Upright. */
  readonly width: number;
  readonly height: number;
  readonly warnings: readonly string[];
}

export interface CutoutOptions {
  /** A `ModelInfo.id`, or `own-alpha`: the photo's own transparency. Default: that where it separates a product and nothing else is asked, else ISNet. */
  model?: string;
  /** `fast`: one pass; `auto` (default): more candidates until one is sure; `best`: all of them. */
  effort?: 'fast' | 'auto' | 'best';
  /** Default: what the photo's edits say; `{}` asks for nothing in particular. */
  prompt?: Prompt;
  /** Background seen through the product: as found (`auto`), filled (`keep`), or cut wherever possible (`cut`). Default: what the edits say. */
  holes?: Holes;
  /** `RankedCandidate.id` of the matte to take instead of the best-scored one. */
  pick?: string;
  signal?: AbortSignal;
}

export interface RankedCandidate {
  readonly id: string;
  /** 0–1 */
  readonly score: number;
}

export interface Cutout {
  /** 0–1. */
  readonly confidence: number;
  /** `confidence` < 0.5: a person should look; verdicts become `review`. */
  readonly flagged: boolean;
  /** The model's id, or `own-alpha`. */
  readonly model: string;
  /** What computed it; `wasm` where any part was; null where nothing had to be computed. */
  readonly provider: 'webgpu' | 'wasm' | null;
  /** Mattes computed and compared; 0 where none needed to be. */
  readonly candidates: number;
  /** Those mattes, best first. */
  readonly ranked: readonly RankedCandidate[];
  /** 0 for what was known already. */
  readonly ms: Readonly<Record<'decode' | 'prepare' | 'infer' | 'refine' | 'total', number>>;
}

export interface ShareOptions {
  /** As for `cutout`. */
  model?: string;
  effort?: 'fast' | 'auto' | 'best';
  signal?: AbortSignal;
}

export interface Shared {
  /** Photos that now ask the same and are cut out so. */
  readonly shared: readonly string[];
  /** Photos that a person has prompted or corrected: they keep what they have. */
  readonly kept: readonly string[];
  /** Photos that now ask the same, but whose cutout failed. */
  readonly failed: readonly { readonly id: string; readonly code: ErrorCode; readonly message: string }[];
}

export interface ExportOptions {
  channels: readonly string[];
  /** Sets of pictures by country or locale, `global` for the one of all countries; default: all that the project has. */
  locales?: readonly string[];
  /** Ids; default: all. */
  photos?: readonly string[];
  /** `changed`: without files that are the same as the last that went into their slots (skipped as `unchanged`). */
  only?: 'changed';
  /** Sizes without photos get files of another size's pictures (same colour family), under their own names; default: as the project says, which is so unless a person has switched it off. */
  sharedSizes?: boolean;
  /** Where the ZIP is written as it is made; without it the whole ZIP comes back. */
  to?: WritableStream<Uint8Array>;
  signal?: AbortSignal;
}

export interface Exported {
  /** A folder a channel, with `manifest.json`, `report.json`, `report.html`, `SHA256SUMS` and the channels' tables. */
  readonly zip?: Blob;
  readonly manifest: Manifest;
}

/** One frame with its photos. */
export interface Packshot extends RecipeCalls, BatchCalls {
  readonly capabilities: Capabilities;
  /** Fetches and warms the model now. The call is the consent to fetch it. @throws `model-unavailable` */
  prepare(options?: { model?: string }): Promise<void>;
  /** @throws `decode-failed`, `unsupported-format`, `file-too-large`, `image-too-large`, `bad-request` */
  addPhoto(photo: PhotoInput): Promise<AddedPhoto>;
  /** Takes in many: folders, ZIPs. Their names say which product and slot each is; files that fail hinder no other. `progress` counts files. @throws `bad-request` (a pattern), `aborted` (what was added stays) */
  addPhotos(files: readonly FileInput[], options?: AddPhotosOptions): Promise<AddedPhotos>;
  /** @throws `not-found` */
  removePhoto(id: string): Promise<void>;
  /** Finds the product. The call is the consent to fetch what it needs. What is asked goes into the edits. @throws `not-found`, `bad-request`, `model-unavailable`, `unsupported-prompt`, `aborted` */
  cutout(id: string, options?: CutoutOptions): Promise<Cutout>;
  /** Asks of other photos what `from` is asked (boxes and points at the same place of the picture), and cuts them out. `to`: default all others of its product. @throws `not-found`, `model-unavailable`, `unsupported-prompt`, `aborted` (nothing is changed then) */
  shareCutout(from: string, to?: readonly string[], options?: ShareOptions): Promise<Shared>;
  /** Takes a matte that was made elsewhere: PNG, 8-bit grey, upright source size. Corrections stay. @throws `not-found`, `bad-request` */
  setMatte(id: string, png: Blob): Promise<void>;
  /** The matte with its corrections: PNG, 8-bit grey, upright source size. @throws `not-found`, `no-cutout` */
  getMatte(id: string): Promise<Blob>;
  /** PNG, RGBA, upright source size, straight alpha, colours decontaminated, RGB 0 where α is 0. @throws `not-found`, `no-cutout` */
  getCutout(id: string): Promise<Blob>;
  /** The photo's own, or those that make one variant. @throws `not-found`, `rule-unknown` */
  getEdits(id: string, variant?: Variant): Promise<Edits>;
  /** Changes the photo's own edits, or what one variant does differently (`null` ends that), and returns them all. Computes nothing: `cutout`, `getMatte` or `render` shows it. @throws `not-found`, `bad-request` (`data.path`), `rule-unknown`; for a backdrop's picture as `addPhoto` */
  setEdits(id: string, patch: EditsPatch | null, variant?: Variant): Promise<Edits>;
  /** The presets that this host made, by name. With `persistence: 'host'` they live as long as the frame. */
  getPresets(): Promise<readonly Preset[]>;
  /** Keeps a photo's look under a name. @throws `not-found`, `bad-request`, `rule-unknown` */
  savePreset(id: string, preset: PresetInput): Promise<Preset>;
  /** Gives a photo the look of a preset, in one step, and returns its edits. @throws `not-found`, `bad-request` (too many notes), `rule-unknown` */
  applyPreset(id: string, presetId: string, use?: PresetUse): Promise<Edits>;
  /** @throws `not-found` */
  deletePreset(presetId: string): Promise<void>;
  /** A preset as a file (JSON, with its backdrop's picture), for `importPreset` here or elsewhere. @throws `not-found` */
  exportPreset(presetId: string): Promise<Blob>;
  /** @throws `bad-request` (`data.path`), `version` (of a newer app), `file-too-large`; for its picture as `addPhoto` */
  importPreset(file: Blob): Promise<Preset>;
  getProducts(): Promise<readonly Product[]>;
  /** Changes the fields that are given, an empty text clears one; `null` makes a new product. @throws `not-found`, `bad-request` (`data.path`) */
  setProduct(id: string | null, fields: ProductFields): Promise<Product>;
  /** Its photos stay, of no product. @throws `not-found` */
  removeProduct(id: string): Promise<void>;
  /** Writes a table of products, row by row. `locale`: of titles and alternative texts whose row names none; default `en`. @throws `bad-request` (`data.reason`: `empty`, `not-text`, `no-columns`, `too-many-rows`), `file-too-large` */
  importCsv(file: Blob, locale?: string): Promise<ImportedCsv>;
  /** The products as a table that `importCsv` and spreadsheets read: UTF-8, no cell a formula. */
  exportCsv(): Promise<Blob>;
  /** What the files say about themselves. */
  getMetadata(): Promise<Metadata>;
  /** Changes the fields that are given, for all files of the project, and returns them all. @throws `bad-request` (`data.path`) */
  setMetadata(patch: Partial<Metadata>): Promise<Metadata>;
  /** Makes the file for a channel's role and checks it. @throws `not-found`, `no-cutout`, `rule-unknown`, `bad-request` (a format that the channel does not take), `encode-failed` (`data.reason` `too-large`: `data.overBytes` over the channel's limit at best) */
  render(id: string, options: RenderOptions): Promise<Rendered>;
  /** Answers findings of a channel's role by changing its edits (`edge`, `soft-edge` and `holes`: those of all outputs), in one step. @throws as `render` and, for `holes`, as `cutout` */
  fix(id: string, options: FixOptions): Promise<Fixed>;
  /** Makes every file that channels ask for of photos that are cut out, as one ZIP. Files that break a rule or need review are left out and named. @throws `rule-unknown`, `not-found`, `aborted` */
  export(options: ExportOptions): Promise<Exported>;
  /** Checks any file. @throws `rule-unknown`, `decode-failed`, `unsupported-format` */
  inspect(file: Blob, options: InspectOptions): Promise<Report>;
  /** Checks existing pictures, ZIPs of them too, for several channels. Nothing of them is kept; a file that fails is told in `failed`. @throws `rule-unknown`, `aborted` */
  audit(options: AuditOptions): Promise<Audit>;
  /** What the project is made for; in an editor that is one step of undo. @throws `rule-unknown`, `bad-request` */
  setChannels(channels: readonly string[]): Promise<void>;
  /** What is laid over the built-in rules, for as long as this frame lives. */
  getRules(): Promise<Rules>;
  /** One channel's profile as it is today: every figure with level, sources and dates. @throws `rule-unknown` */
  getChannel(id: string): Promise<object>;
  /** Replaces all packs and overrides; `null`: nothing but the built-in rules. @throws `version`, `bad-request` (`data.path`) */
  setRules(layer: RuleLayer | null): Promise<Rules>;
  /** Lays a pack over what is there, in the place of one with its id. @throws `version`, `bad-request` (`data.path`) */
  addRulePack(pack: RulePack): Promise<Rules>;
  /** Everything that `loadProject` needs to go on from here, without undo. Waits for work that is under way. @throws `not-found` where pixels are gone */
  getProject(): Promise<ProjectBundle>;
  /** Replaces all photos and edits; in an editor that is one step of undo. Blobs that the frame has need not be given. @throws `version` (of a newer app), `bad-request` (`data.path`) */
  loadProject(project: ProjectBundle): Promise<void>;
  /** Returns the function that stops listening. */
  on<E extends keyof Events>(event: E, listener: (data: Events[E]) => void): () => void;
  /** Removes the frame; open and later calls reject with `destroyed`. May be called again. */
  destroy(): void;
}
