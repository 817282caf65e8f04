import type { Channel, Role } from '../channels/channel.ts';
import { basisOf } from './finding.ts';
import type { ChecklistItem } from './report.ts';

/** What profiles forbid and pixels show: other rules measure it. */
export const MEASURED_WORDS = [
  'border',
  'blur',
  'pixelation-or-jagged-edges',
  'inset-image',
  'product-cropped-by-frame',
  'white-border-padding',
  'upscaled',
  'text-over-20-percent'
] as const;

/** What profiles forbid and a person alone can tell, each as what is to be true. */
const STATEMENTS = {
  'added-logo': 'No logo was laid over the picture.',
  'added-text-or-artwork': 'No words or artwork were laid over the picture.',
  'amazon-trademarks-or-badges': 'No Amazon logo, trademark or badge is shown.',
  barcode: 'No barcode is shown.',
  'black-and-white': 'The picture is in colour.',
  'brand-or-swing-tags': 'No brand tag or swing tag hangs on the product.',
  'call-to-action': 'No words call to buy or to click.',
  'chinese-text': 'No Chinese words are shown.',
  'claims-or-seller-info': 'No claims and nothing about the seller are shown.',
  collage: 'It is one picture, not a collage.',
  'customer-reviews-or-stars': 'No reviews or stars are shown.',
  'duplicate-angle': 'No other picture of this product has this angle.',
  illustration: 'It is a photo, not an illustration.',
  mannequin: 'No mannequin is shown.',
  marketing: 'No marketing words or marks are shown.',
  'multiple-products': 'One product is shown.',
  'multiple-variants': 'One variant of the product is shown.',
  'multiple-views-of-product': 'The product is shown from one side.',
  'non-frontal': 'The product is seen from the front.',
  'not-own-photo': 'The photo is your own.',
  'nudity-or-sexual': 'No nudity and nothing sexual is shown.',
  'over-retouched': 'The product looks as it is, not retouched beyond that.',
  'packaging-unless-feature': 'No packaging is shown, unless it is a part of the product.',
  placeholder: 'It is the real product, not a placeholder.',
  price: 'No price is shown.',
  'price-or-shipping-text': 'Nothing about price or delivery is shown.',
  'promo-text': 'No promotional words are shown.',
  'props-not-included': 'Nothing is shown that the buyer does not get.',
  rendering: 'It is a photo, not a rendering.',
  seal: 'No seal or test mark was laid over the picture.',
  'seller-contact-info': 'No contact details of the seller are shown.',
  'single-colour-image': 'The product is shown, not a plain colour.',
  'stock-photo': 'It is not a stock photo.',
  'stock-photo-as-cover': 'The cover is not a stock photo.',
  'stock-photo-for-used': 'A used item is shown itself, not a stock photo.',
  'text-logo-graphic-watermark-overlay': 'No words, logo, graphic or watermark were laid over the picture.',
  'text-overlay': 'No words were laid over the picture.',
  'time-limited-promo': 'No offer that ends is shown.',
  'time-sensitive-info': 'Nothing is shown that will soon be out of date.',
  watermark: 'No watermark is shown.'
} as const;

/** A word of the profiles' `forbidden` that is asked of a person. */
export type AskedWord = keyof typeof STATEMENTS;

export const isAsked = (word: string): word is AskedWord => Object.hasOwn(STATEMENTS, word);

const isMeasured = (word: string): boolean => MEASURED_WORDS.some((measured) => measured === word);

/** Whom a picture is for, as far as somebody said. */
export interface Shown {
  /** Of the product, in the seller's words or the channel's. */
  readonly category?: string | undefined;
  /** ISO 3166-1 alpha-2, in capitals. */
  readonly country?: string | undefined;
}

/**
 * What of a role's rules no measuring decides: statements that a person holds against the picture, and what the channel
 * asks of some categories and countries alone: first what applies to this picture, then, where nobody said what it is
 * for, what may. A word that only a person's own rules know is asked as it stands.
 */
export function checklist(channel: Channel, role: Role, shown: Shown = {}): readonly ChecklistItem[] {
  const { level, source } = basisOf(channel, role.forbidden);
  const words = new Set((role.forbidden.value ?? []).filter((word) => !isMeasured(word)));
  const asked = [...words].map((id) => ({
    id,
    level,
    source,
    message: isAsked(id) ? STATEMENTS[id] : `Not in the picture: ${id}.`
  }));
  const some = someOnly(channel, role, shown);
  const [sure, open] = [some.filter(({ applies }) => applies), some.filter(({ applies }) => !applies)];
  return [...sure, ...asked, ...open];
}

const CATEGORY = 'category:';
const REGION = 'region:';

/** Whether an item is said in the channel's own words: what it asks of a category or a country. */
export const isInChannelWords = ({ id }: Pick<ChecklistItem, 'id'>): boolean =>
  id.startsWith(CATEGORY) || id.startsWith(REGION);

/** How a rule that only points to another page is marked. */
const NO_RULE = 'none';

/** Categories are the same however they are written: `apparel-adult`, `Apparel, adult`. */
const plain = (category: string): string =>
  category
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ');

const categoryRulesOf = ({ categoryRules = [] }: Channel, role: Role) =>
  categoryRules.filter(({ role: id, test }) => id === role.id && test !== NO_RULE);

/** Categories for which a channel has rules of their own in a role, in its words. */
export const categoriesWithRules = (channel: Channel, role: Role): readonly string[] => [
  ...new Set(categoryRulesOf(channel, role).map(({ category }) => category))
];

/** That of the channel's categories which a product's is; null where it is none, or nobody said. */
export function channelCategory(channel: Channel, role: Role, category: string | undefined): string | null {
  const own = categoriesWithRules(channel, role);
  return own.find((each) => category !== undefined && plain(each) === plain(category)) ?? null;
}

/**
 * What is asked of some products and countries alone. Where it is known which this is, that of others is left out; a
 * category that a seller calls otherwise than the channel does is not known.
 */
function someOnly(channel: Channel, role: Role, { category, country }: Shown): ChecklistItem[] {
  const { regionRules = [] } = channel;
  const own = channelCategory(channel, role, category);
  const here = categoryRulesOf(channel, role).filter((rule) => own === null || rule.category === own);
  const there = regionRules.filter(({ region }) => country === undefined || region === country);
  const item = (
    kind: string,
    of: string,
    applies: boolean,
    { rule, ...stated }: (typeof regionRules)[number] | (typeof here)[number]
  ) => {
    const { level, source } = basisOf(channel, { ...stated, value: rule });
    return { id: `${kind}${of}`, level, source, of, applies, message: rule };
  };
  return [
    ...here.map((each) => item(CATEGORY, each.category, own !== null, each)),
    ...there.map((each) => item(REGION, each.region, country !== undefined, each))
  ];
}
