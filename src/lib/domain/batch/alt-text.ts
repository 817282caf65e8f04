import type { Product } from '../document/product.ts';

/** What an alternative text can have a place for. */
export interface AltPlaces {
  /** The product's own text; its title where it has none. */
  readonly alt: string;
  readonly title: string;
  readonly sku: string;
  readonly slot: string;
  /** From 1. */
  readonly position: number;
}

export const ALT_PLACES = ['alt', 'title', 'sku', 'slot', 'position'] as const;

/** One picture's text differs from the next one's. */
export const DEFAULT_ALT = '{alt}, {position}';
/** No channel takes more. */
const MAX_CHARS = 512;

/**
 * A product's own alternative text for a picture of this locale (BCP 47): of the locale, else of its language, else the
 * English one, else the first. Undefined where it has none.
 */
export function ownAlt(
  { altText: texts = {} }: Pick<Product, 'altText'>,
  locale?: string
): string | undefined {
  const languageOf = (tag: string) => tag.split('-')[0]!.toLowerCase();
  const inLanguage = (language: string) =>
    Object.entries(texts).find(([tag]) => languageOf(tag) === language)?.[1];
  const asked = locale === undefined ? undefined : (texts[locale] ?? inLanguage(languageOf(locale)));
  return asked ?? inLanguage('en') ?? Object.values(texts)[0];
}

/**
 * An alternative text from a template; the default leaves the number of a first picture out. Cut between words, with an
 * ellipsis, where the channel takes fewer characters. A place that is not known stays as it stands.
 */
export function altText(template: string | undefined, places: AltPlaces, maxChars: number | null): string {
  const form = template?.trim() || (places.position === 1 ? '{alt}' : DEFAULT_ALT);
  const text = form
    .replace(/\{(alt|title|sku|slot|position)\}/g, (_whole, place: keyof AltPlaces) => String(places[place]))
    .replace(/\s+/g, ' ')
    .trim();
  return shortened(text, maxChars ?? MAX_CHARS);
}

function shortened(text: string, most: number): string {
  const chars = Array.from(text);
  if (chars.length <= most) return text;
  const cut = chars.slice(0, most - 1).join('');
  return `${cut.replace(/\s+\S*$/, '') || cut}…`;
}
