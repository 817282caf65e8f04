import type { Channel } from '../channels/channel.ts';
import { choicesOf } from '../document/change.ts';
import type { Photo, Project } from '../document/document.ts';
import { editsFor, variantKey } from '../document/resolve.ts';
import { isSeen } from '../render/notes.ts';

/** What a channel says of its sets of pictures; null for one that has one set for all countries. */
export const countryRulesOf = ({ package: pack }: Channel) => pack?.countrySets?.value ?? null;

export type CountryRules = NonNullable<ReturnType<typeof countryRulesOf>>;

/** `DE` of `DE` and of `de-DE`; null for a language without a country. */
export function countryOf(locale: string): string | null {
  const country = /(?:^|-)([A-Za-z]{2})$/.exec(locale)?.[1];
  const isLanguage = locale.length === 2 && locale !== locale.toUpperCase();
  return country === undefined || isLanguage ? null : country.toUpperCase();
}

/** The language that is most spoken in a country, `de` of `DE` (CLDR, likely subtags). */
export const languageOf = (country: string): string => new Intl.Locale(`und-${country}`).maximize().language;

const CHANNEL_COUNTRIES: Readonly<Record<string, string>> = { UK: 'GB' };

/** Whether a channel sells there, as far as its profile says. */
export function sellsIn(channel: Channel, country: string): boolean {
  const sold = channel.locales.map((locale) => CHANNEL_COUNTRIES[locale] ?? locale);
  return sold.includes('*') || sold.includes(CHANNEL_COUNTRIES[country] ?? country);
}

/** Countries that the project has sets for: chosen, or because a picture differs there. */
export function countriesOf(project: Project): readonly string[] {
  const varied = project.photos.flatMap(({ variants }) =>
    Object.keys(variants).flatMap((key) => countryOf(key.split('/')[2] ?? '') ?? [])
  );
  return [...new Set([...Object.keys(choicesOf(project).countries), ...varied])].sort();
}

/** The locale of a photo's own variant for a role in a country (`de-DE`), else the country; null where it is in no set of it. */
export function localeIn(
  project: Project,
  photo: Photo,
  { channel, role, country }: { channel: string; role: string; country: string }
): string | null {
  const locales = Object.keys(photo.variants)
    .map((key) => key.split('/'))
    .filter(([ofChannel, ofRole]) => ofChannel === channel && ofRole === role)
    .flatMap(([, , locale]) => locale ?? []);
  const own = locales.find((locale) => countryOf(locale) === country);
  const isChosen = choicesOf(project).countries[country]?.includes(photo.id) ?? false;
  return own ?? (isChosen ? country : null);
}

/** What the words on a picture may be in. */
export function expectedLanguages(rules: CountryRules, country: string | undefined): readonly string[] {
  const { languageText } = country === undefined ? rules.global : rules.country;
  return [languageText].flat().map((tag) => (tag === 'country-language' ? languageOf(country ?? '') : tag));
}

/** What a picture's notes say of their language; null where there are no words on it. */
export interface Wording {
  /** BCP 47; null = words, but nobody said in which language. */
  readonly language: string | null;
  /** It has measured lengths, whose units and decimal signs differ from country to country. */
  readonly hasDimensions: boolean;
}

export function wordingOf(photo: Photo, channel: string, role: string, locale?: string): Wording | null {
  const { annotate } = editsFor(photo, variantKey(channel, role, locale));
  const notes = annotate.notes.filter(isSeen);
  const hasDimensions = notes.some(({ kind }) => kind === 'dimension');
  const hasWords = notes.some(({ kind }) => kind === 'text' || kind === 'callout' || kind === 'badge');
  return hasWords || hasDimensions ? { language: hasWords ? annotate.language : 'zxx', hasDimensions } : null;
}

/** `zxx` is BCP 47 for "no words": lengths alone. */
export const isIn = (language: string, expected: readonly string[]): boolean =>
  language === 'zxx' || expected.includes(language.split('-')[0]?.toLowerCase() ?? '');
