import { getLocale } from '../../../paraglide/runtime.js';

/** As the document takes it. */
const TAG = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/;

/** A tag in its proper form (`de-DE`); null for what is none. */
export function parseTag(text: string): string | null {
  if (!TAG.test(text.trim())) return null;
  try {
    return Intl.getCanonicalLocales(text.trim())[0] ?? null;
  } catch {
    return null;
  }
}

/** The language that is most spoken where a channel sells (`DE` → `de-DE`), by the browser's CLDR; null for no country. */
export function tagOfCountry(country: string): string | null {
  if (!/^[A-Z]{2}$/.test(country)) return null;
  const { language, region } = new Intl.Locale(`und-${country}`).maximize();
  return language === 'und' ? null : `${language}-${region}`;
}

/** Tags of a channel's locales, each once. A locale is a country or a tag already. */
export function tagsOf(locales: readonly string[]): readonly string[] {
  const tags = locales.map(
    (locale) => tagOfCountry(locale) ?? (locale.includes('-') ? parseTag(locale) : null)
  );
  return [...new Set(tags.filter((tag) => tag !== null))];
}

/** `German (Germany)`, in the language of the page. */
export const languageName = (tag: string): string =>
  new Intl.DisplayNames(getLocale(), { type: 'language', languageDisplay: 'standard' }).of(tag) ?? tag;
