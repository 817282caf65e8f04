import type { FileReason, FileRuleId, Finding } from '../../domain/compliance/report.ts';
import { m } from '../../paraglide/messages.js';
import { bytes, number } from '../shared/numbers.ts';

/** Words for what a file is, beside its pixels. */
export const FILE_TITLES: Record<FileRuleId, () => string> = {
  aspect: m.rule_aspect,
  bytes: m.rule_bytes,
  dpi: m.rule_dpi,
  'color-mode': m.rule_color_mode,
  'color-space': m.rule_color_space,
  alpha: m.rule_alpha,
  animation: m.rule_animation,
  'jpeg-quality': m.rule_jpeg_quality,
  blockiness: m.rule_blockiness,
  metadata: m.rule_metadata,
  'ai-tag': m.rule_ai_tag,
  duplicate: m.rule_duplicate
};

export const FILE_REASONS: Record<FileReason, () => string> = {
  'too-many-pixels': m.why_dimensions_megapixels,
  'other-shape': m.why_aspect,
  'less-liked-shape': m.why_aspect_advice,
  'over-limit': m.why_bytes,
  'over-advice': m.why_bytes_advice,
  'low-dpi': m.why_dpi,
  'no-dpi': m.why_dpi_none,
  'other-mode': m.why_color_mode,
  grey: m.why_color_grey,
  converted: m.why_color_converted,
  'bit-depth': m.why_color_depth,
  'other-space': m.why_color_space,
  transparent: m.why_alpha,
  animated: m.why_animated,
  pages: m.why_pages,
  'low-quality': m.why_jpeg_quality,
  blocky: m.why_blocky,
  location: m.why_metadata_location,
  serial: m.why_metadata_serial,
  thumbnail: m.why_metadata_thumbnail,
  'maker-note': m.why_metadata_maker,
  trailing: m.why_metadata_trailing,
  turned: m.why_metadata_turned,
  compressed: m.why_metadata_compressed,
  layers: m.why_metadata_layers,
  'ai-told': m.why_ai_told,
  'ai-untold': m.why_ai_untold,
  'same-picture': m.why_duplicate
};

const UNITS: Partial<Record<FileRuleId, (value: number) => string>> = {
  bytes,
  dpi: (value) => m.value_dpi({ value: number(value) }),
  'color-mode': (value) => m.value_bits({ value: number(value) }),
  alpha: (value) => m.value_px({ value: number(value) }),
  blockiness: (value) => m.value_times({ value: number(value, 2) })
};

/** A number in the unit of a rule about files; null where the rule is another kind. */
export function fileUnit({ rule, reason }: Pick<Finding, 'rule' | 'reason'>, value: number): string | null {
  if (reason === 'too-many-pixels') return m.value_megapixels({ value: number(value, 1) });
  if (reason === 'trailing') return bytes(value);
  if (!isFileRule(rule)) return null;
  return UNITS[rule]?.(value) ?? number(value);
}

const isFileRule = (rule: string): rule is FileRuleId => rule in FILE_TITLES;
