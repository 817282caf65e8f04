import latin from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-400-normal.woff2?url';
import latinBold from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-700-normal.woff2?url';
import latinExt from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-ext-400-normal.woff2?url';
import latinExtBold from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-latin-ext-700-normal.woff2?url';
import vietnamese from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-400-normal.woff2?url';
import vietnameseBold from '@fontsource/be-vietnam-pro/files/be-vietnam-pro-vietnamese-700-normal.woff2?url';
import { PackshotError } from '../../../domain/errors.ts';

/** Be Vietnam Pro (OFL 1.1), as notes name it: no font of the device is meant. */
const FAMILY = 'Packshot Notes';

/** Line height ÷ size of the letters: room for two marks on a capital (Ệ). */
const LEADING = 1.3;

/** The letters of each file, as its publisher says. */
const VIETNAMESE =
  'U+0102-0103,U+0110-0111,U+0128-0129,U+0168-0169,U+01A0-01A1,U+01AF-01B0,U+0300-0301,U+0303-0304,U+0308-0309,U+0323,U+0329,U+1EA0-1EF9,U+20AB';
const LATIN_EXT =
  'U+0100-02BA,U+02BD-02C5,U+02C7-02CC,U+02CE-02D7,U+02DD-02FF,U+0304,U+0308,U+0329,U+1D00-1DBF,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C0,U+2113,U+2C60-2C7F,U+A720-A7FF';
const LATIN =
  'U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+0304,U+0308,U+0329,U+2000-206F,U+20AC,U+2122,U+2191,U+2193,U+2212,U+2215,U+FEFF,U+FFFD';

/** Later ones win where two have a letter. */
const FILES = [
  [latinExt, '400', LATIN_EXT],
  [latinExtBold, '700', LATIN_EXT],
  [vietnamese, '400', VIETNAMESE],
  [vietnameseBold, '700', VIETNAMESE],
  [latin, '400', LATIN],
  [latinBold, '700', LATIN]
] as const;

let loaded: Promise<void> | null = null;

/** Makes the letters ready in this worker; once. @throws `not-found` where a font's file cannot be had */
export function loadFonts(): Promise<void> {
  loaded ??= load().catch((error: unknown) => {
    loaded = null;
    throw new PackshotError('not-found', `The font of notes could not be loaded: ${String(error)}`);
  });
  return loaded;
}

async function load(): Promise<void> {
  const faces = FILES.map(([file, weight, unicodeRange]) => {
    const { href } = new URL(file, import.meta.url);
    return new FontFace(FAMILY, `url(${JSON.stringify(href)}) format("woff2")`, { weight, unicodeRange });
  });
  await Promise.all(faces.map((face) => face.load()));
  for (const face of faces) fonts.add(face);
}

/** The worker's own set of fonts. */
declare const fonts: FontFaceSet;

/** As a canvas names it. @param lineHeight px */
export const fontOf = (lineHeight: number, bold: boolean): string =>
  `${bold ? 700 : 400} ${letterSize(lineHeight)}px "${FAMILY}", sans-serif`;

/** Size of the letters, px. */
export const letterSize = (lineHeight: number): number => lineHeight / LEADING;
