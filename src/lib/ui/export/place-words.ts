import { MAX_TEMPLATE, type Place, type TemplateReason } from '../../domain/channels/template.ts';
import type { PackshotError } from '../../domain/errors.ts';
import { m } from '../../paraglide/messages.js';
import { number } from '../shared/numbers.ts';

const WORDS: Readonly<Record<Place, () => string>> = {
  identifier: m.place_identifier,
  gtin14: m.place_gtin14,
  sku: m.place_sku,
  handle: m.place_handle,
  photo: m.place_photo,
  variant: m.place_variant,
  position: m.place_position,
  rev: m.place_rev,
  locale: m.place_locale,
  width: m.place_width,
  height: m.place_height,
  ext: m.place_ext
};

export const placeWord = (place: Place): string => WORDS[place]();

const REASONS: Readonly<Record<TemplateReason, (part: string) => string>> = {
  length: () => m.template_length({ limit: number(MAX_TEMPLATE) }),
  brace: (part) => m.template_brace({ part, example: '{sku}' }),
  'unknown-place': (part) => m.template_place({ part }),
  character: (part) => m.template_character({ part }),
  'no-extension': () => m.template_extension({ ending: '.{ext}' }),
  'no-product': () => m.template_product({ example: '{sku}' }),
  refused: (part) => m.template_refused({ part })
};

/** What `parseTemplate` found wrong, in words. */
export function templateWords({ data = {} }: PackshotError): string {
  return REASONS[data['reason'] as TemplateReason](String(data['part'] ?? ''));
}
