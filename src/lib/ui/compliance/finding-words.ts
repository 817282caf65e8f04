import type { Finding, FindingReason, RuleId } from '../../domain/compliance/report.ts';
import { m } from '../../paraglide/messages.js';
import { confidence, number, percent, percentFloor, pixels } from '../shared/numbers.ts';
import { FILE_REASONS, FILE_TITLES, fileUnit } from './file-words.ts';

const TITLES: Record<RuleId, () => string> = {
  'background-white': m.rule_background_white,
  fill: m.rule_fill,
  cropped: m.rule_cropped,
  dimensions: m.rule_dimensions,
  enlarged: m.rule_enlarged,
  extended: m.rule_extended,
  format: m.rule_format,
  'file-name': m.rule_file_name,
  'cutout-confidence': m.rule_cutout_confidence,
  overlay: m.rule_overlay,
  text: m.rule_text,
  face: m.rule_face,
  ...FILE_TITLES,
  border: m.rule_border,
  'several-items': m.rule_several_items,
  views: m.rule_views,
  halo: m.rule_halo,
  holes: m.rule_holes,
  'lost-parts': m.rule_lost_parts,
  'jagged-edge': m.rule_jagged_edge,
  blur: m.rule_blur,
  pixelation: m.rule_pixelation,
  'color-truth': m.rule_color_truth,
  swatch: m.rule_swatch,
  'safe-zone': m.rule_safe_zone,
  'text-grid': m.rule_text_grid
};

const REASONS: Record<FindingReason, (() => string) | null> = {
  ok: null,
  ...FILE_REASONS,
  'not-asked': m.why_not_asked,
  'no-matte': m.why_no_matte,
  'no-product': m.why_no_product,
  unknown: m.why_unknown,
  'not-white': m.why_background_not_white,
  'edge-not-white': m.why_background_edge,
  shadow: m.why_background_shadow,
  fringe: m.why_background_fringe,
  'not-measured': m.why_background_unmeasured,
  'too-small': m.why_fill_small,
  'too-large': m.why_fill_large,
  'cut-by-frame': m.why_cropped_frame,
  'cut-by-photo': m.why_cropped_photo,
  'cut-by-crop': m.why_cropped_crop,
  'below-minimum': m.why_dimensions_min,
  'above-maximum': m.why_dimensions_max,
  'below-zoom': m.why_dimensions_zoom,
  'below-recommended': m.why_dimensions_advice,
  enlarged: m.why_enlarged,
  'not-accepted': m.why_format,
  unsure: m.why_unsure,
  seams: m.why_extended_seams,
  substitute: m.why_extended_substitute,
  marks: m.why_overlay_marks,
  insets: m.why_overlay_insets,
  'not-read': m.why_not_read,
  'words-beside': m.why_words_beside,
  'words-somewhere': m.why_words_somewhere,
  'words-across': m.why_words_across,
  'words-on-product': m.why_words_on_product,
  faces: m.why_faces,
  'other-backdrop': m.why_background_other,
  'shadow-to-edge': m.why_background_to_edge,
  specks: m.why_background_specks,
  thin: m.why_fill_thin,
  band: m.why_border_band,
  'inset-picture': m.why_border_inset,
  several: m.why_items_several,
  alike: m.why_items_alike,
  blurred: m.why_blurred,
  'soft-inside': m.why_soft_inside,
  blocks: m.why_blocks,
  'no-detail': m.why_no_detail,
  steps: m.why_steps,
  'light-fringe': m.why_fringe_light,
  'dark-fringe': m.why_fringe_dark,
  'ground-inside': m.why_holes,
  'left-behind': m.why_left_behind,
  'other-colours': m.why_colours_differ,
  'off-swatch': m.why_off_swatch,
  'outside-zone': m.why_outside_zone,
  'too-many-cells': m.why_text_cells,
  space: m.why_name_space,
  dash: m.why_name_dash,
  underscore: m.why_name_underscore,
  'special-character': m.why_name_special,
  suffix: m.why_name_suffix,
  'no-extension': m.why_name_no_extension,
  'double-extension': m.why_name_double_extension,
  'extra-full-stop': m.why_name_full_stop,
  'extension-mismatch': m.why_format_extension,
  'unknown-variant': m.why_name_variant,
  'other-role': m.why_name_other_role,
  'missing-identifier': m.why_name_missing,
  'bad-identifier': m.why_name_bad,
  'check-digit': m.why_name_check_digit,
  pattern: m.why_name_pattern
};

export const ruleTitle = (rule: RuleId): string => TITLES[rule]();

/** What is wrong and what to do; null where nothing is. */
export const reasonWords = ({ reason = 'ok' }: Pick<Finding, 'reason'>): string | null =>
  REASONS[reason]?.() ?? null;

const inPx = (value: number): string => m.value_px({ value: pixels(value) });
const tenths = (value: number): string => m.value_px({ value: number(value, 1) });
const deltaE = (value: number): string => m.value_delta_e({ value: number(value, 1) });
const share = (value: number): string => percent(value, 1);

/** Rules whose number always has the same unit; the others' are plain numbers. */
const UNITS: Partial<Record<RuleId, (value: number) => string>> = {
  fill: share,
  extended: share,
  cropped: inPx,
  dimensions: inPx,
  enlarged: (value) => (value > 1 ? m.value_times({ value: number(value, 2) }) : m.fact_enlarged_no()),
  'cutout-confidence': confidence,
  border: inPx,
  views: share,
  halo: deltaE,
  holes: inPx,
  'lost-parts': inPx,
  'jagged-edge': share,
  blur: tenths,
  'color-truth': deltaE,
  swatch: deltaE,
  'safe-zone': inPx,
  'text-grid': (value) => m.value_cells({ value: number(value) })
};

/** Reasons whose number has a unit of its own. */
const REASON_UNITS: Partial<Record<FindingReason, (value: number) => string>> = {
  'edge-not-white': percentFloor,
  'not-white': inPx,
  specks: inPx,
  'shadow-to-edge': inPx,
  blocks: share,
  'no-detail': tenths
};

/** A finding's number in its own unit (docs/findings.md). */
function inUnit(finding: Pick<Finding, 'rule' | 'reason'>, value: number | string): string {
  const { rule, reason = 'ok' } = finding;
  if (rule === 'color-space' && value === 'untagged') return m.value_untagged();
  if (rule === 'format') return String(value).toUpperCase();
  if (typeof value === 'string') return value;
  const ofFile = fileUnit(finding, value);
  if (ofFile !== null) return ofFile;
  return (REASON_UNITS[reason] ?? UNITS[rule] ?? number)(value);
}

export const measuredWords = (finding: Pick<Finding, 'rule' | 'reason' | 'measured'>): string =>
  finding.measured === undefined ? '' : inUnit(finding, finding.measured);

/** Empty where the rule has no number to meet: a form of name, a list of formats. */
export const limitWords = (finding: Finding): string =>
  typeof finding.limit === 'number' ? m.limit({ value: inUnit(finding, finding.limit) }) : '';

const SHARES: readonly RuleId[] = ['fill', 'cutout-confidence', 'views', 'jagged-edge'];
/** Of `background-white`: px, of which none is allowed. */
const COUNTS: readonly FindingReason[] = ['not-white', 'specks', 'shadow-to-edge'];

/** Where measured value and limit stand on a bar, 0–1; null where a bar would tell nothing. */
export function gauge({ rule, measured, limit, reason }: Finding): { value: number; limit: number } | null {
  if (typeof measured !== 'number' || typeof limit !== 'number') return null;
  const isCount = reason !== undefined && COUNTS.includes(reason);
  const whole =
    SHARES.includes(rule) || reason === 'edge-not-white'
      ? 1
      : rule === 'background-white' && !isCount
        ? 255
        : rule === 'dimensions' || rule === 'bytes'
          ? Math.max(measured, limit) * 1.1
          : null;
  return whole === null ? null : { value: Math.min(1, measured / whole), limit: limit / whole };
}
