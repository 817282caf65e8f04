/** The grounds on which the accent is hardest to read in each theme (ui/shared/tokens.css: `--canvas`, `--raised`). */
const LIGHT_GROUND = '#dedede';
const DARK_GROUND = '#313131';
/** WCAG 2.2, 1.4.3, for text of any size. */
const ENOUGH = 4.5;
const STEPS = 50;

type Rgb = readonly number[];

const parse = (hex: string): Rgb => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));
const write = (color: Rgb): string =>
  `#${color.map((value) => Math.round(value).toString(16).padStart(2, '0')).join('')}`;

/** Relative luminance of `#rrggbb`, 0–1 (WCAG 2.2, "relative luminance"). */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = parse(hex).map((byte) => {
    const value = byte / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two `#rrggbb`, 1–21 (WCAG 2.2, "contrast ratio"). */
export function contrast(one: string, other: string): number {
  const [low = 0, high = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** `color`, mixed with `pole` (0 black, 255 white) no further than text on `ground` needs. */
function readableOn(ground: string, color: string, pole: number): string {
  for (let step = 0; step < STEPS; step++) {
    const mixed = write(parse(color).map((value) => value + ((pole - value) * step) / STEPS));
    if (contrast(mixed, ground) >= ENOUGH) return mixed;
  }
  return write([pole, pole, pole]);
}

/** Black or white, whichever is read better on `color`. */
const inkOn = (color: string): string =>
  contrast(color, '#000000') > contrast(color, '#ffffff') ? '#000000' : '#ffffff';

/** A host's accent `#rrggbb` as each theme can use it: for text and edges, with the ink that goes on it. */
export function accentTones(accent: string): Record<'light' | 'dark', { color: string; ink: string }> {
  const light = readableOn(LIGHT_GROUND, accent, 0);
  const dark = readableOn(DARK_GROUND, accent, 255);
  return { light: { color: light, ink: inkOn(light) }, dark: { color: dark, ink: inkOn(dark) } };
}
