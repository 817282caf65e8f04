import {
  baseLocale,
  extractLocaleFromNavigator,
  overwriteGetLocale,
  toLocale
} from '../../lib/paraglide/runtime.js';
import { accentTones } from './accent.ts';

export interface Look {
  readonly theme: 'light' | 'dark' | 'auto';
  /** BCP 47. */
  readonly locale?: string | undefined;
  /** `#rrggbb` */
  readonly accent?: string | undefined;
}

/**
 * Language for as long as the page lives. Not kept: in a frame the host decides, and the app's own choice may lie in
 * storage that a frame is refused.
 */
export function speak(locale: string | undefined): void {
  const chosen = toLocale(locale?.split('-')[0]) ?? toLocale(extractLocaleFromNavigator()) ?? baseLocale;
  overwriteGetLocale(() => chosen);
  document.documentElement.lang = chosen;
}

/** Dresses the page as the host asked. */
export function dressAs({ theme, locale, accent }: Look): void {
  speak(locale);
  const { dataset, style } = document.documentElement;
  if (theme === 'auto') delete dataset['theme'];
  else dataset['theme'] = theme;
  if (!accent) return;
  const { light, dark } = accentTones(accent);
  style.setProperty('--accent', `light-dark(${light.color}, ${dark.color})`);
  style.setProperty('--accent-ink', `light-dark(${light.ink}, ${dark.ink})`);
  style.setProperty('--accent-hover', 'color-mix(in srgb, var(--accent), var(--ink) 15%)');
  style.setProperty('--accent-wash', 'color-mix(in srgb, var(--accent), transparent 90%)');
}
