import type { PlacedNote } from '../../../domain/render/notes.ts';
import type { Point, Rect, Size } from '../../../domain/pixels.ts';
import {
  arrowShape,
  boxInFrame,
  centreOf,
  circleAround,
  isWithin,
  marginOf,
  nearestOn,
  ticks,
  valueBox
} from './geometry.ts';
import { lengthWords } from '../../../domain/render/lengths.ts';
import { contrasting, css, drawWords, wordsOf, type Context, type Words } from './words.ts';

type Of<K extends PlacedNote['kind']> = Extract<PlacedNote, { kind: K }>;

/** Room around words on a plate, in line heights: across, and up and down. */
const PLATE_ACROSS = 0.5;
const PLATE_DOWN = 0.22;

const padded = ({ width, height, lineHeight }: Words): Size => ({
  width: width + 2 * PLATE_ACROSS * lineHeight,
  height: height + 2 * PLATE_DOWN * lineHeight
});

function roundedRect(context: Context, { x, y, width, height }: Rect, radius: number): void {
  context.beginPath();
  context.roundRect(x, y, width, height, Math.min(radius, width / 2, height / 2));
}

/** Widest line that stays in the frame, on a plate or without. */
const widest = (frame: Size, lineHeight: number): number =>
  Math.max(lineHeight, frame.width - 2 * marginOf(frame) - 2 * PLATE_ACROSS * lineHeight);

export function drawText(context: Context, note: Of<'text'>, frame: Size): void {
  const words = wordsOf(context, note.text, note.size, note.bold, widest(frame, note.size));
  const box = boxInFrame(note.at, padded(words), frame);
  if (note.plate) {
    roundedRect(context, box, 0.3 * note.size);
    context.fillStyle = css(note.plate);
    context.fill();
  }
  drawWords(context, words, centreOf(box), note.color);
}

function line(context: Context, from: Point, to: Point, width: number): void {
  context.lineWidth = width;
  context.beginPath();
  context.moveTo(from.x, from.y);
  context.lineTo(to.x, to.y);
  context.stroke();
}

export function drawArrow(context: Context, { from, to, width, color }: Of<'arrow'>): void {
  const { neck, head } = arrowShape(from, to, width);
  context.strokeStyle = context.fillStyle = css(color);
  context.lineCap = 'round';
  line(context, from, neck, width);
  context.beginPath();
  for (const { x, y } of head) context.lineTo(x, y);
  context.closePath();
  context.fill();
}

/** Of a dimension's and a callout's line, in line heights. */
const LINE_WIDTH = 0.06;
const lineWidth = (lineHeight: number): number => Math.max(1, LINE_WIDTH * lineHeight);

export function drawDimension(
  context: Context,
  note: Of<'dimension'>,
  frame: Size,
  language: string | null
): void {
  const { from, to, size, color } = note;
  const width = lineWidth(size);
  context.strokeStyle = css(color);
  context.lineCap = 'butt';
  line(context, from, to, width);
  for (const [start, end] of ticks(from, to, 0.7 * size)) line(context, start, end, width);
  const value = lengthWords(note.value, note.unit, language);
  const words = wordsOf(context, value, size, false, widest(frame, size));
  const box = valueBox(from, to, words, 0.3 * size, frame);
  drawWords(context, words, centreOf(box), color, contrasting(color));
}

/** Share of the frame's width that a callout's words take at most. */
const CALLOUT_WIDTH = 0.4;

export function drawCallout(context: Context, note: Of<'callout'>, frame: Size): void {
  const { size, target, color } = note;
  const words = wordsOf(context, note.text, size, note.bold, Math.max(size, CALLOUT_WIDTH * frame.width));
  const box = boxInFrame(note.at, padded(words), frame);
  context.strokeStyle = context.fillStyle = css(color);
  context.lineCap = 'round';
  if (!isWithin(box, target)) {
    line(context, nearestOn(box, target), target, lineWidth(size));
    context.beginPath();
    context.arc(target.x, target.y, 0.16 * size, 0, 2 * Math.PI);
    context.fill();
  }
  drawWords(context, words, centreOf(box), color, contrasting(color));
}

/** Share of the frame's shorter side that a badge takes at most: longer words become smaller. */
const MOST_BADGE = 0.6;
const SMALLER = 0.92;
/** Line height under which nothing is read any more, px. */
const SMALLEST = 4;

interface BadgeFit extends Size {
  readonly words: Words;
}

/** Room around the words of a badge, in line heights; a ribbon's ends are notched. */
const AROUND = { circle: 0.7, pill: 1.3, ribbon: 2 } as const;
/** Lines that a circle's words are tried in: of those the smallest circle is taken. */
const CIRCLE_LINES = [1, 2, 3, 4] as const;

function circleFit(context: Context, { text, bold }: Of<'badge'>, size: number, most: number): BadgeFit {
  const line = wordsOf(context, text.replaceAll('\n', ' '), size, bold, Infinity).width;
  const fits = CIRCLE_LINES.map((lines) => {
    const words = wordsOf(context, text, size, bold, Math.min(most, (1.15 * line) / lines));
    const side = circleAround(words.widths, size) + AROUND.circle * size;
    return { words, width: side, height: side };
  });
  return fits.filter(({ words }) => isWhole(words, text)).sort((a, b) => a.width - b.width)[0] ?? fits[0]!;
}

/** Whether no word was broken to fit. */
const isWhole = ({ lines }: Words, text: string): boolean =>
  lines.join(' ').replace(/\s+/g, ' ').trim() === text.replace(/\s+/g, ' ').trim();

function badgeFit(context: Context, note: Of<'badge'>, size: number, most: number): BadgeFit {
  if (note.shape === 'circle') return circleFit(context, note, size, most);
  const around = AROUND[note.shape] * size;
  const words = wordsOf(context, note.text, size, note.bold, Math.max(size, most - around));
  return { words, width: words.width + around, height: words.height + 0.5 * size };
}

/** The largest size up to the note's at which it fits and no word is broken. */
function fittingBadge(context: Context, note: Of<'badge'>, frame: Size): BadgeFit {
  const most = MOST_BADGE * Math.min(frame.width, frame.height);
  for (let size = note.size; ; size *= SMALLER) {
    const fit = badgeFit(context, note, size, most);
    const fits = isWhole(fit.words, note.text) && fit.width <= most && fit.height <= most;
    if (fits || size < SMALLEST) return fit;
  }
}

/** A band with a notch in both ends. */
function ribbon(context: Context, { x, y, width, height }: Rect): void {
  const notch = Math.min(0.28 * height, 0.2 * width);
  context.beginPath();
  context.moveTo(x, y);
  context.lineTo(x + width, y);
  context.lineTo(x + width - notch, y + height / 2);
  context.lineTo(x + width, y + height);
  context.lineTo(x, y + height);
  context.lineTo(x + notch, y + height / 2);
  context.closePath();
}

export function drawBadge(context: Context, note: Of<'badge'>, frame: Size): void {
  const { words, width, height } = fittingBadge(context, note, frame);
  const box = boxInFrame(note.at, { width, height }, frame);
  if (note.shape === 'ribbon') ribbon(context, box);
  else roundedRect(context, box, height / 2);
  context.fillStyle = css(note.fill);
  context.fill();
  drawWords(context, words, centreOf(box), note.color);
}
