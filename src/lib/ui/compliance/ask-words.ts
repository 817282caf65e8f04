import { isAsked, isInChannelWords, type AskedWord } from '../../domain/compliance/checklist.ts';
import type { ChecklistItem } from '../../domain/compliance/report.ts';
import { getLocale } from '../../paraglide/runtime.js';
import { m } from '../../paraglide/messages.js';

const STATEMENTS: Record<AskedWord, () => string> = {
  'added-logo': m.ask_added_logo,
  'added-text-or-artwork': m.ask_added_text_or_artwork,
  'amazon-trademarks-or-badges': m.ask_amazon_trademarks_or_badges,
  barcode: m.ask_barcode,
  'black-and-white': m.ask_black_and_white,
  'brand-or-swing-tags': m.ask_brand_or_swing_tags,
  'call-to-action': m.ask_call_to_action,
  'chinese-text': m.ask_chinese_text,
  'claims-or-seller-info': m.ask_claims_or_seller_info,
  collage: m.ask_collage,
  'customer-reviews-or-stars': m.ask_customer_reviews_or_stars,
  'duplicate-angle': m.ask_duplicate_angle,
  illustration: m.ask_illustration,
  mannequin: m.ask_mannequin,
  marketing: m.ask_marketing,
  'multiple-products': m.ask_multiple_products,
  'multiple-variants': m.ask_multiple_variants,
  'multiple-views-of-product': m.ask_multiple_views_of_product,
  'non-frontal': m.ask_non_frontal,
  'not-own-photo': m.ask_not_own_photo,
  'nudity-or-sexual': m.ask_nudity_or_sexual,
  'over-retouched': m.ask_over_retouched,
  'packaging-unless-feature': m.ask_packaging_unless_feature,
  placeholder: m.ask_placeholder,
  price: m.ask_price,
  'price-or-shipping-text': m.ask_price_or_shipping_text,
  'promo-text': m.ask_promo_text,
  'props-not-included': m.ask_props_not_included,
  rendering: m.ask_rendering,
  seal: m.ask_seal,
  'seller-contact-info': m.ask_seller_contact_info,
  'single-colour-image': m.ask_single_colour_image,
  'stock-photo': m.ask_stock_photo,
  'stock-photo-as-cover': m.ask_stock_photo_as_cover,
  'stock-photo-for-used': m.ask_stock_photo_for_used,
  'text-logo-graphic-watermark-overlay': m.ask_text_logo_graphic_watermark_overlay,
  'text-overlay': m.ask_text_overlay,
  'time-limited-promo': m.ask_time_limited_promo,
  'time-sensitive-info': m.ask_time_sensitive_info,
  watermark: m.ask_watermark
};

/** A channel's word for a category, or a country's code, as it is read: `apparel-adult`, `CA`. */
export const categoryWords = (of: string): string =>
  /^[A-Z]{2}$/.test(of)
    ? (new Intl.DisplayNames([getLocale()], { type: 'region' }).of(of) ?? of)
    : of.replaceAll('-', ' ');

/** What a person holds against the picture; a word of their own rules, and what asks it of some products, as it stands. */
export function askWords(item: ChecklistItem): string {
  const { id, message, of = '', applies } = item;
  if (isInChannelWords(item)) {
    const words = applies ? m.ask_applies : m.ask_in_channel_words;
    return words({ of: categoryWords(of), words: message });
  }
  return isAsked(id) ? STATEMENTS[id]() : m.ask_other({ word: id });
}
