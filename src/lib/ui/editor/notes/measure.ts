import type { Measure } from './boxes.ts';

/** Measured once at this height, px; widths grow with it. */
const HEIGHT = 100;
/** Letters of a line, as the painter sets them: its font is broader than the page's by about as much as this. */
const LETTERS = 1.07 / 1.3;

/** About how wide words will be painted, by a font of the page. */
export function canvasMeasure(family: string): Measure {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  const known = new Map<string, number>();
  return (line, size, bold) => {
    const font = `${bold ? 700 : 400} ${HEIGHT}px ${family}`;
    const key = `${font} ${line}`;
    let width = known.get(key);
    if (width === undefined) {
      if (context) context.font = font;
      width = (context?.measureText(line).width ?? line.length * HEIGHT * 0.55) / HEIGHT;
      known.set(key, width);
    }
    return width * size * LETTERS;
  };
}
