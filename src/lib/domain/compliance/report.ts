import type { Rect } from '../pixels.ts';
import type { FixId } from './fix-id.ts';

export type Verdict = 'pass' | 'fixed' | 'review' | 'fail';
export type FindingVerdict = 'pass' | 'warn' | 'fail' | 'review' | 'not-applicable';
export type Level = 'required' | 'recommended' | 'informative';

/** Rule ids; a finding's words are looked up by them. */
export type RuleId =
  | 'background-white'
  | 'fill'
  | 'cropped'
  | 'dimensions'
  | 'enlarged'
  | 'extended'
  | 'format'
  | 'file-name'
  | 'cutout-confidence'
  | 'overlay'
  | FileRuleId
  | PictureRuleId;

/** Rules of what a file is, beside its pixels. */
export type FileRuleId =
  | 'aspect'
  | 'bytes'
  | 'dpi'
  | 'color-mode'
  | 'color-space'
  | 'alpha'
  | 'animation'
  | 'jpeg-quality'
  | 'blockiness'
  | 'metadata'
  | 'ai-tag'
  | 'duplicate';

/** Rules of what the pixels show, beside the background. */
export type PictureRuleId =
  | 'border'
  | 'several-items'
  | 'views'
  | 'blur'
  | 'pixelation'
  | 'jagged-edge'
  | 'halo'
  | 'holes'
  | 'safe-zone'
  | 'text-grid'
  | 'color-truth';

/**
 * What a finding is about, within its rule; `ok` where nothing is wrong. Screens word `rule` + `reason`.
 * Units of `measured` and `limit`: README of the domain, "Findings".
 */
export type FindingReason =
  | 'ok'
  | 'not-asked'
  | 'no-matte'
  | 'no-product'
  | 'unknown'
  | 'not-white'
  | 'edge-not-white'
  | 'shadow'
  | 'fringe'
  | 'not-measured'
  | 'too-small'
  | 'too-large'
  | 'cut-by-frame'
  | 'cut-by-photo'
  | 'cut-by-crop'
  | 'below-minimum'
  | 'above-maximum'
  | 'below-zoom'
  | 'below-recommended'
  | 'enlarged'
  | 'not-accepted'
  | 'unsure'
  | 'seams'
  | 'substitute'
  | 'marks'
  | 'insets'
  | FileReason
  | PictureReason
  | NameReason;

/** What is wrong with what the pixels show. */
export type PictureReason =
  | 'shadow-to-edge'
  | 'specks'
  | 'thin'
  | 'band'
  | 'inset-picture'
  | 'several'
  | 'alike'
  | 'blurred'
  | 'soft-inside'
  | 'blocks'
  | 'no-detail'
  | 'steps'
  | 'light-fringe'
  | 'dark-fringe'
  | 'ground-inside'
  | 'outside-zone'
  | 'too-many-cells'
  | 'other-colours';

/** What is wrong with a file as such. */
export type FileReason =
  | 'too-many-pixels'
  | 'other-shape'
  | 'less-liked-shape'
  | 'over-limit'
  | 'over-advice'
  | 'low-dpi'
  | 'no-dpi'
  | 'other-mode'
  | 'grey'
  | 'converted'
  | 'bit-depth'
  | 'other-space'
  | 'transparent'
  | 'animated'
  | 'pages'
  | 'low-quality'
  | 'blocky'
  | 'location'
  | 'serial'
  | 'thumbnail'
  | 'maker-note'
  | 'trailing'
  | 'turned'
  | 'compressed'
  | 'layers'
  | 'ai-told'
  | 'ai-untold'
  | 'same-picture';

/** Why a file name is refused; `missing-identifier` alone is a matter for a person. */
export type NameReason =
  | 'space'
  | 'dash'
  | 'underscore'
  | 'special-character'
  | 'suffix'
  | 'no-extension'
  | 'double-extension'
  | 'extra-full-stop'
  | 'extension-mismatch'
  | 'unknown-variant'
  | 'other-role'
  | 'missing-identifier'
  | 'bad-identifier'
  | 'check-digit'
  | 'pattern';

/** Where a rule's value comes from. `checked` is the ISO date on which somebody read the page. */
export interface RuleSource {
  readonly title: string;
  readonly url: string;
  readonly checked: string;
  /** Where it is a person's own rule: why they set it. */
  readonly reason?: string;
}

/** One rule's result on one encoded file. `message` is English; screens word `rule` + `measured` + `limit` themselves. */
export interface Finding {
  readonly rule: RuleId;
  readonly verdict: FindingVerdict;
  readonly reason?: FindingReason;
  readonly measured?: number | string;
  readonly limit?: number | string;
  readonly level: Level;
  readonly source: RuleSource;
  /** In pixels of the checked file. */
  readonly region?: Rect;
  /** What would answer it. */
  readonly fix?: FixId;
  /** A person looked and says that it is right: why. */
  readonly accepted?: string;
  readonly message: string;
}

/** A finding that an automatic fix ended: as it was, and as it is in the file. */
export interface FixedFinding {
  readonly fix: FixId;
  readonly before: Finding;
  readonly after: Finding;
}

export interface FileFacts {
  readonly name: string;
  /** MIME type by the file's bytes, not by its name. */
  readonly type: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
  /** What the file says of its colours: `sRGB`, `Display P3`, a profile's own name, `CMYK`; `untagged`: nothing. */
  readonly colorSpace: string;
  readonly sha256: string;
}

export interface Provenance {
  readonly app: string;
  readonly model?: string;
  /** sha256 of the canonical JSON (`canonicalJson`) of the edits that made the file. */
  readonly edits?: string;
  readonly sourceSha256?: string;
  /** Output ÷ source scale of the product; > 1 only where a required minimum asked for it. */
  readonly enlarged: number;
}

export interface Fidelity {
  readonly deltaE00Mean: number;
  readonly deltaE00P99: number;
  /** Product pixels (α = 1) that differ from the colour-managed source before resampling. */
  readonly changedPixels: number;
}

/** All rules of one channel's role, measured on one encoded and re-decoded file. */
export interface Report {
  readonly schema: 1;
  readonly channel: string;
  readonly role: string;
  /** Version of the rule pack. */
  readonly rules: string;
  readonly verdict: Verdict;
  /** 100 minus the weights of findings that are not passes. */
  readonly score: number;
  readonly file: FileFacts;
  readonly findings: readonly Finding[];
  /** What was fixed unasked, of which `findings` says how it is now. */
  readonly fixed?: readonly FixedFinding[];
  readonly provenance: Provenance;
  readonly fidelity?: Fidelity;
}
