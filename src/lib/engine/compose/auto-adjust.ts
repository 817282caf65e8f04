import { LINEAR_OF_BYTE, byteOfLinear, linearFromSrgb, srgbFromLinear } from '../../domain/color/srgb.ts';
import { neutralising, type WhiteBalance } from '../../domain/color/white-balance.ts';
import { IDENTITY_ADJUST, type AdjustEdit } from '../../domain/document/edits/adjust.ts';
import type { Pixels } from '../../domain/pixels.ts';
import { luminanceOf, type Triple } from './formulas/adjust.ts';

/** α from which a pixel is looked at: soft edges carry estimated colours. */
const SOLID = 250;
/** Fewer pixels than this tell nothing. */
const FEWEST = 64;

/** Linear light that a product's lightest parts are brought towards, and how much of the way. */
const LIGHTEST = 0.85;
const SHARE = 0.6;
const MOST_EXPOSURE = 0.6;
/** Spread of the encoded luminance under which contrast is added, and how much at most. */
const SPREAD = 0.75;
const CONTRAST = 0.25;
/** Dark and light parts, as encoded luminance, and the shares of the product from which they are opened or held. */
const DARK = 0.12;
const MUCH_DARK = 0.15;
const LIGHT = 0.97;
const MUCH_LIGHT = 0.02;
const TONE = 0.2;
/** Largest (max − min) ÷ max of a linear colour that may be a grey with a cast, and the share of pixels that must be so. */
const NEUTRAL = 0.2;
const ENOUGH_NEUTRAL = 0.05;
const BALANCE = 0.3;

const limited = (value: number, least: number, most: number): number =>
  Math.min(most, Math.max(least, value));
const hundredths = (value: number): number => Math.round(100 * value) / 100 + 0;

/**
 * A restrained proposal for light and colour, from the product's own pixels: a black product stays black and a white one
 * white, a coloured one keeps its colour; only greys with a slight cast are taken as a reason to balance.
 * @param product straight sRGB; a reduced copy serves
 */
export function autoAdjust(product: Pixels): AdjustEdit {
  const colours = solidColours(product);
  if (colours.length < FEWEST) return IDENTITY_ADJUST;
  const light = colours.map(luminanceOf).sort((a, b) => a - b);
  const at = (share: number) => light[Math.floor(share * (light.length - 1))]!;
  const exposure = limited(SHARE * Math.log2(LIGHTEST / Math.max(at(0.98), 0.01)), 0, MOST_EXPOSURE);
  const tones = light.map((value) => srgbFromLinear(Math.min(1, value * 2 ** exposure)));
  const spread =
    tones[Math.floor(0.98 * (tones.length - 1))]! - tones[Math.floor(0.02 * (tones.length - 1))]!;
  const shareOf = (is: (tone: number) => boolean) => tones.filter(is).length / tones.length;
  return {
    ...IDENTITY_ADJUST,
    ...balanceOf(colours, at(0.5)),
    exposure: hundredths(exposure),
    contrast: hundredths(limited(SPREAD - spread, 0, CONTRAST)),
    shadows: shareOf((tone) => tone < DARK) > MUCH_DARK ? TONE : 0,
    highlights: shareOf((tone) => tone > LIGHT) > MUCH_LIGHT ? -TONE : 0
  };
}

/** Linear colours. */
function solidColours({ data }: Pixels): Triple[] {
  const colours: Triple[] = [];
  for (let at = 0; at < data.length; at += 4) {
    if (data[at + 3]! < SOLID) continue;
    colours.push([
      LINEAR_OF_BYTE[data[at]!]!,
      LINEAR_OF_BYTE[data[at + 1]!]!,
      LINEAR_OF_BYTE[data[at + 2]!]!
    ]);
  }
  return colours;
}

/** Most of the way to grey for the mean of what is nearly grey, among the lighter half. */
function balanceOf(colours: readonly Triple[], middle: number): WhiteBalance {
  const greys = colours.filter((colour) => {
    const most = Math.max(...colour);
    const isLight = luminanceOf(colour) >= middle && most > linearFromSrgb(0.2);
    return isLight && most - Math.min(...colour) < NEUTRAL * most;
  });
  if (greys.length < ENOUGH_NEUTRAL * colours.length) return { temperature: 0, tint: 0 };
  const mean = (c: 0 | 1 | 2) =>
    byteOfLinear(greys.reduce((sum, colour) => sum + colour[c], 0) / greys.length);
  const { temperature, tint } = neutralising([mean(0), mean(1), mean(2)]);
  const share = (value: number) => hundredths(limited(SHARE * value, -BALANCE, BALANCE));
  return { temperature: share(temperature), tint: share(tint) };
}
