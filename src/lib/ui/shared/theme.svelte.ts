import { preference } from './preference.ts';

export type Theme = 'auto' | 'light' | 'dark';

const KEY = 'packshot-theme';
const isTheme = (value: string | null): value is Theme => value === 'light' || value === 'dark';

/** Light, dark, or as the device is. Kept on the device. */
class ThemeChoice {
  #current = $state<Theme>('auto');

  constructor() {
    const kept = preference.read(KEY);
    if (isTheme(kept)) this.#show(kept);
  }

  get current(): Theme {
    return this.#current;
  }

  set(theme: Theme): void {
    preference.write(KEY, theme === 'auto' ? null : theme);
    this.#show(theme);
  }

  #show(theme: Theme): void {
    this.#current = theme;
    if (theme === 'auto') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }
}

export const theme = new ThemeChoice();
