import type { Rgb } from '../../../domain/document/edits/backdrop.ts';
import type { Point, Size } from '../../../domain/pixels.ts';
import { luminanceOf } from '../formulas/adjust.ts';
import { linearFromSrgb } from '../../../domain/color/srgb.ts';
import { fontOf, letterSize } from './fonts.ts';
import { balanced } from './wrap.ts';

export type Context = OffscreenCanvasRenderingContext2D;

/** Lines of words as they are drawn, px. */
export interface Words extends Size {
  readonly lines: readonly string[];
  readonly widths: readonly number[];
  readonly lineHeight: number;
  readonly bold: boolean;
}

export const css = ([r, g, b]: Rgb): string => `rgb(${r} ${g} ${b})`;

/** @param most px that a line may be wide */
export function wordsOf(
  context: Context,
  text: string,
  lineHeight: number,
  bold: boolean,
  most: number
): Words {
  context.font = fontOf(lineHeight, bold);
  const measure = (line: string) => context.measureText(line).width;
  const lines = balanced(text, most, measure);
  const widths = lines.map(measure);
  return { lines, widths, lineHeight, bold, width: Math.max(...widths), height: lines.length * lineHeight };
}

/** Half the height of a capital, in letter sizes: lines are centred by their capitals. */
const HALF_CAPITAL = 0.35;

/** Draws lines centred on a point. @param halo the letters' outline, for words that stand on anything */
export function drawWords(
  context: Context,
  words: Words,
  centre: Point,
  color: Rgb,
  halo: Rgb | null = null
): void {
  const { lines, lineHeight, bold, height } = words;
  context.font = fontOf(lineHeight, bold);
  context.textAlign = 'center';
  context.textBaseline = 'alphabetic';
  context.lineJoin = 'round';
  const letters = letterSize(lineHeight);
  for (const [i, line] of lines.entries()) {
    const baseline = centre.y - height / 2 + (i + 0.5) * lineHeight + HALF_CAPITAL * letters;
    if (halo) {
      context.strokeStyle = css(halo);
      context.lineWidth = letters * 0.16;
      context.strokeText(line, centre.x, baseline);
    }
    context.fillStyle = css(color);
    context.fillText(line, centre.x, baseline);
  }
}

/** White behind what is dark, black behind what is light. */
export function contrasting(color: Rgb): Rgb {
  const [r, g, b] = color.map((byte) => linearFromSrgb(byte / 255));
  return luminanceOf([r!, g!, b!]) > 0.35 ? [0, 0, 0] : [255, 255, 255];
}
