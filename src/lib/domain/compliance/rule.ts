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
  | 'text'
  | 'face'
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
  | 'lost-parts'
  | 'safe-zone'
  | 'text-grid'
  | 'color-truth'
  | 'swatch';

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
  | ReadReason
  | FileReason
  | PictureReason
  | NameReason;

/** What was read, or that nobody could. */
export type ReadReason =
  'not-read' | 'words-beside' | 'words-somewhere' | 'words-across' | 'words-on-product' | 'faces';

/** What is wrong with what the pixels show. */
export type PictureReason =
  | 'other-backdrop'
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
  | 'left-behind'
  | 'outside-zone'
  | 'too-many-cells'
  | 'other-colours'
  | 'off-swatch';

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
