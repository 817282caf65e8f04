import type { Prompt } from '../../../domain/document/edits/cutout.ts';
import { PackshotError } from '../../../domain/errors.ts';
import type { Point, Rect, Size } from '../../../domain/pixels.ts';

/** What is shown around a box, as a share of its sides: a person draws tightly, and a network needs surroundings. */
const MARGIN = 0.12;

function requireInside(points: readonly Point[], photo: Size, path: string): void {
  const isInside = ({ x, y }: Point) => x >= 0 && y >= 0 && x <= photo.width && y <= photo.height;
  const at = points.findIndex((point) => !isInside(point));
  const outside = points[at];
  if (!outside) return;
  throw new PackshotError('bad-request', 'A click lies outside the picture', {
    path: `${path}/${at}`,
    x: outside.x,
    y: outside.y,
    width: photo.width,
    height: photo.height
  });
}

/** The part of a box that lies in the photo. @throws `bad-request` where there is none */
function clampedBox({ x, y, width, height }: Rect, photo: Size): Rect {
  const [left, top] = [Math.max(0, x), Math.max(0, y)];
  const right = Math.min(photo.width, x + width);
  const bottom = Math.min(photo.height, y + height);
  // Also false for NaN.
  if (right > left && bottom > top) return { x: left, y: top, width: right - left, height: bottom - top };
  throw new PackshotError('bad-request', 'The box is empty or lies outside the picture', {
    path: 'prompt/box',
    x,
    y,
    boxWidth: width,
    boxHeight: height,
    width: photo.width,
    height: photo.height
  });
}

/**
 * The part of a photo that a prompt asks about, whole source px: its box with a margin, within the photo. Null = the
 * whole photo, also for clicks alone: they say where the product is, not how far it goes.
 *
 * @throws `bad-request` where the box is empty or outside the picture, or a click is outside; `unsupported-prompt` for
 * a word without a box
 */
export function regionOf(prompt: Prompt, photo: Size): Rect | null {
  requireInside(prompt.include, photo, 'prompt/include');
  requireInside(prompt.exclude, photo, 'prompt/exclude');
  if (!prompt.box) {
    if (prompt.text === null) return null;
    throw new PackshotError('unsupported-prompt', 'A word must have become a box before', {
      text: prompt.text
    });
  }
  const { x, y, width, height } = clampedBox(prompt.box, photo);
  const left = Math.max(0, Math.floor(x - width * MARGIN));
  const top = Math.max(0, Math.floor(y - height * MARGIN));
  return {
    x: left,
    y: top,
    width: Math.min(photo.width, Math.ceil(x + width * (1 + MARGIN))) - left,
    height: Math.min(photo.height, Math.ceil(y + height * (1 + MARGIN))) - top
  };
}
