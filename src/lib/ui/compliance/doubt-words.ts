import type { Finding, FindingReason, FindingVerdict, RuleId } from '../../domain/compliance/report.ts';
import { m } from '../../paraglide/messages.js';
import { measuredWords, reasonWords } from './finding-words.ts';

/** Verdicts of what is listed for a person. */
type Doubt = Extract<FindingVerdict, 'fail' | 'review' | 'warn'>;

/** A rule's title says what is right; these say what is wrong, or may be. */
const RULES: Record<RuleId, Record<Doubt, () => string>> = {
  'background-white': {
    fail: m.doubt_background_white,
    review: m.doubt_background_white_perhaps,
    warn: m.doubt_background_white_advice
  },
  fill: { fail: m.doubt_fill, review: m.doubt_fill_perhaps, warn: m.doubt_fill_advice },
  cropped: { fail: m.doubt_cropped, review: m.doubt_cropped_perhaps, warn: m.doubt_cropped_perhaps },
  dimensions: {
    fail: m.doubt_dimensions,
    review: m.doubt_dimensions_perhaps,
    warn: m.doubt_dimensions_advice
  },
  enlarged: { fail: m.doubt_enlarged, review: m.doubt_enlarged_perhaps, warn: m.doubt_enlarged_advice },
  extended: { fail: m.doubt_extended, review: m.doubt_extended_perhaps, warn: m.doubt_extended_advice },
  format: { fail: m.doubt_format, review: m.doubt_format_perhaps, warn: m.doubt_format_advice },
  'file-name': { fail: m.doubt_file_name, review: m.doubt_file_name_perhaps, warn: m.doubt_file_name_advice },
  'cutout-confidence': {
    fail: m.doubt_cutout_confidence,
    review: m.doubt_cutout_confidence_perhaps,
    warn: m.doubt_cutout_confidence_advice
  },
  overlay: { fail: m.doubt_overlay, review: m.doubt_overlay_perhaps, warn: m.doubt_overlay_perhaps },
  text: { fail: m.doubt_text, review: m.doubt_text_perhaps, warn: m.doubt_text_advice },
  face: { fail: m.doubt_face, review: m.doubt_face_perhaps, warn: m.doubt_face_perhaps },
  aspect: { fail: m.doubt_aspect, review: m.doubt_aspect_perhaps, warn: m.doubt_aspect_advice },
  bytes: { fail: m.doubt_bytes, review: m.doubt_bytes_perhaps, warn: m.doubt_bytes_advice },
  dpi: { fail: m.doubt_dpi, review: m.doubt_dpi_perhaps, warn: m.doubt_dpi_advice },
  'color-mode': {
    fail: m.doubt_color_mode,
    review: m.doubt_color_mode_perhaps,
    warn: m.doubt_color_mode_advice
  },
  'color-space': {
    fail: m.doubt_color_space,
    review: m.doubt_color_space_perhaps,
    warn: m.doubt_color_space_advice
  },
  alpha: { fail: m.doubt_alpha, review: m.doubt_alpha_perhaps, warn: m.doubt_alpha },
  animation: { fail: m.doubt_animation, review: m.doubt_animation_perhaps, warn: m.doubt_animation },
  'jpeg-quality': {
    fail: m.doubt_jpeg_quality,
    review: m.doubt_jpeg_quality_perhaps,
    warn: m.doubt_jpeg_quality_advice
  },
  blockiness: { fail: m.doubt_blockiness, review: m.doubt_blockiness_perhaps, warn: m.doubt_blockiness },
  metadata: { fail: m.doubt_metadata, review: m.doubt_metadata_perhaps, warn: m.doubt_metadata_advice },
  'ai-tag': { fail: m.doubt_ai_tag, review: m.doubt_ai_tag_perhaps, warn: m.doubt_ai_tag },
  duplicate: { fail: m.doubt_duplicate, review: m.doubt_duplicate_perhaps, warn: m.doubt_duplicate },
  border: { fail: m.doubt_border, review: m.doubt_border_perhaps, warn: m.doubt_border },
  'several-items': {
    fail: m.doubt_several_items,
    review: m.doubt_several_items_perhaps,
    warn: m.doubt_several_items
  },
  views: { fail: m.doubt_views, review: m.doubt_views_perhaps, warn: m.doubt_views_perhaps },
  halo: { fail: m.doubt_halo, review: m.doubt_halo_perhaps, warn: m.doubt_halo },
  holes: { fail: m.doubt_holes, review: m.doubt_holes_perhaps, warn: m.doubt_holes_perhaps },
  'lost-parts': {
    fail: m.doubt_lost_parts,
    review: m.doubt_lost_parts_perhaps,
    warn: m.doubt_lost_parts_perhaps
  },
  'jagged-edge': {
    fail: m.doubt_jagged_edge,
    review: m.doubt_jagged_edge_perhaps,
    warn: m.doubt_jagged_edge
  },
  blur: { fail: m.doubt_blur, review: m.doubt_blur_perhaps, warn: m.doubt_blur },
  pixelation: { fail: m.doubt_pixelation, review: m.doubt_pixelation_perhaps, warn: m.doubt_pixelation },
  'color-truth': {
    fail: m.doubt_color_truth,
    review: m.doubt_color_truth_perhaps,
    warn: m.doubt_color_truth_advice
  },
  swatch: { fail: m.doubt_swatch, review: m.doubt_swatch_perhaps, warn: m.doubt_swatch_advice },
  'safe-zone': { fail: m.doubt_safe_zone, review: m.doubt_safe_zone_perhaps, warn: m.doubt_safe_zone },
  'text-grid': { fail: m.doubt_text_grid, review: m.doubt_text_grid_perhaps, warn: m.doubt_text_grid_advice }
};

/** What tells more than the rule alone; null where the rule says it all. */
const REASONS: Record<FindingReason, (() => string) | null> = {
  ok: null,
  'not-asked': null,
  'no-matte': m.doubt_why_no_matte,
  'no-product': m.doubt_why_no_product,
  unknown: null,
  'not-white': null,
  'edge-not-white': m.doubt_why_edge_not_white,
  shadow: m.doubt_why_shadow,
  fringe: m.doubt_why_fringe,
  'not-measured': m.doubt_why_not_measured,
  'too-small': m.doubt_why_too_small,
  'too-large': m.doubt_why_too_large,
  'cut-by-frame': m.doubt_why_cut_by_frame,
  'cut-by-photo': m.doubt_why_cut_by_photo,
  'cut-by-crop': m.doubt_why_cut_by_crop,
  'below-minimum': m.doubt_why_below_minimum,
  'above-maximum': m.doubt_why_above_maximum,
  'below-zoom': m.doubt_why_below_zoom,
  'below-recommended': m.doubt_why_below_recommended,
  enlarged: null,
  'not-accepted': null,
  unsure: null,
  seams: m.doubt_extended_perhaps,
  substitute: m.doubt_extended_advice,
  marks: m.doubt_why_marks,
  insets: m.doubt_why_insets,
  'not-read': null,
  'words-beside': m.doubt_text,
  'words-somewhere': m.doubt_text_perhaps,
  'words-across': m.doubt_watermark_perhaps,
  'words-on-product': null,
  faces: null,
  'other-backdrop': m.doubt_why_other_backdrop,
  'shadow-to-edge': m.doubt_why_shadow_to_edge,
  specks: m.doubt_why_specks,
  thin: m.doubt_why_thin,
  band: m.doubt_why_band,
  'inset-picture': m.doubt_why_inset_picture,
  several: null,
  alike: null,
  blurred: null,
  'soft-inside': m.doubt_why_soft_inside,
  blocks: null,
  'no-detail': m.doubt_why_no_detail,
  steps: null,
  'light-fringe': m.doubt_why_light_fringe,
  'dark-fringe': m.doubt_why_dark_fringe,
  'ground-inside': null,
  'left-behind': null,
  'outside-zone': null,
  'too-many-cells': null,
  'other-colours': null,
  'off-swatch': null,
  'too-many-pixels': m.doubt_why_too_many_pixels,
  'other-shape': null,
  'less-liked-shape': null,
  'over-limit': null,
  'over-advice': null,
  'low-dpi': m.doubt_why_low_dpi,
  'no-dpi': m.doubt_why_no_dpi,
  'other-mode': null,
  grey: m.doubt_why_grey,
  converted: m.doubt_why_converted,
  'bit-depth': m.doubt_why_bit_depth,
  'other-space': null,
  transparent: null,
  animated: m.doubt_why_animated,
  pages: m.doubt_why_pages,
  'low-quality': null,
  blocky: null,
  location: m.doubt_why_location,
  serial: m.doubt_why_serial,
  thumbnail: m.doubt_why_thumbnail,
  'maker-note': m.doubt_why_maker_note,
  trailing: m.doubt_why_trailing,
  turned: m.doubt_why_turned,
  compressed: m.doubt_why_compressed,
  layers: m.doubt_why_layers,
  'ai-told': null,
  'ai-untold': null,
  'same-picture': null,
  space: m.doubt_why_space,
  dash: m.doubt_why_dash,
  underscore: m.doubt_why_underscore,
  'special-character': m.doubt_why_special_character,
  suffix: m.doubt_why_suffix,
  'no-extension': m.doubt_why_no_extension,
  'double-extension': m.doubt_why_double_extension,
  'extra-full-stop': m.doubt_why_extra_full_stop,
  'extension-mismatch': m.doubt_why_extension_mismatch,
  'unknown-variant': m.doubt_why_unknown_variant,
  'other-role': m.doubt_why_other_role,
  'missing-identifier': m.doubt_why_missing_identifier,
  'bad-identifier': m.doubt_why_bad_identifier,
  'check-digit': m.doubt_why_check_digit,
  pattern: m.doubt_why_pattern
};

/** Rules whose number tells a person how bad it is. */
const NUMBERED: readonly RuleId[] = [
  'fill',
  'dimensions',
  'enlarged',
  'format',
  'cutout-confidence',
  'aspect',
  'bytes',
  'dpi',
  'color-space',
  'jpeg-quality',
  'several-items',
  'color-truth',
  'swatch'
];
/** Of `background-white`, whose other numbers are shares and grey values. */
const NUMBERED_REASONS: readonly FindingReason[] = ['not-white', 'specks'];

/** What a list keeps of a finding. */
export type Listed = Pick<Finding, 'rule' | 'verdict' | 'reason' | 'measured'>;

/** Why a file is in doubt, short enough for a tile, with the number that was measured where that helps. */
export function doubtWords(finding: Listed): string {
  const { rule, reason = 'ok', verdict } = finding;
  const what = (REASONS[reason] ?? RULES[rule][isDoubt(verdict) ? verdict : 'warn'])();
  const isNumbered = NUMBERED.includes(rule) || NUMBERED_REASONS.includes(reason);
  const value = isNumbered ? measuredWords(finding) : '';
  return value === '' ? what : m.doubt_value({ what, value });
}

const isDoubt = (verdict: FindingVerdict): verdict is Doubt =>
  verdict === 'fail' || verdict === 'review' || verdict === 'warn';

/** The same, with what is to be done about it. */
export function doubtAndRemedy(finding: Listed): string {
  const [doubt, why] = [doubtWords(finding), reasonWords(finding)];
  return why === null ? doubt : m.doubt_and_why({ doubt, why });
}

/** What a person should look at first: what breaks a rule, else what is in doubt; null where nothing is. */
export const firstDoubt = <T extends Listed>(findings: readonly T[]): T | null =>
  findings.find(({ verdict }) => verdict === 'fail') ??
  findings.find(({ verdict }) => verdict === 'review') ??
  null;
