import type { Rect, Size } from '../pixels.ts';
import {
  EPSILON,
  frameFor,
  sideForFill,
  unitFrame,
  zone,
  type FrameTarget,
  type Insets,
  type Mass,
  type Placement
} from './geometry.ts';

/*
 * A photo with its surroundings, seen through a window of the frame's shape. The window is looked for in px of the
 * cropped photo and may reach beyond it: what it sees there is extended.
 */

/** Share of the frame's side that a product in its surroundings takes at most where nothing else is asked. */
const MOST_FILL = 0.94;

/**
 * Where the photo lands. Cropped rather than extended: the window is the largest of its shape within the photo, as long
 * as that keeps the whole product clear of the frame, within the channel's zone and share; else it is as little larger,
 * smaller or farther out as that takes. Nothing is ever stretched, and enlarged as `placeSubject` does.
 *
 * @param known what there is of the photo, px of the plane
 * @param box the product's; null = nobody knows where it is: all of the photo is kept
 */
export function placeScene(
  known: Rect,
  box: Rect | null,
  target: FrameTarget,
  mass: Mass | null = null
): Placement {
  const unit = unitFrame(target.ratio);
  const kept = box ?? known;
  const insets = insetsOf(target, unit);
  const natural = windowSide(known, box, target, unit, mass, insets);
  const frame = frameFor(natural, target);
  const scale = scaleOf(frame, natural);
  const window = { width: frame.width / scale, height: frame.height / scale };
  const x = start(
    kept.x,
    kept.width,
    known.x,
    known.width,
    window.width,
    insets.left,
    insets.right,
    target.shift.x
  );
  const y = start(
    kept.y,
    kept.height,
    known.y,
    known.height,
    window.height,
    insets.top,
    insets.bottom,
    target.shift.y
  );
  const whole = scale === 1 ? Math.round : (value: number) => value;
  return { frame, scale, offsetX: whole(-x * scale), offsetY: whole(-y * scale), enlarged: scale };
}

/** What stays free of the product: the channel's zone, and the padding, whichever is more. */
function insetsOf({ safe, padding }: FrameTarget, unit: Size): Insets {
  const short = padding * Math.min(unit.width, unit.height);
  const [across, down] = [short / unit.width, short / unit.height];
  return {
    top: Math.max(safe.top, down),
    bottom: Math.max(safe.bottom, down),
    left: Math.max(safe.left, across),
    right: Math.max(safe.right, across)
  };
}

/** The window's long side, px of the plane. */
function windowSide(
  known: Rect,
  box: Rect | null,
  { fills, measure }: FrameTarget,
  unit: Size,
  mass: Mass | null,
  insets: Insets
): number {
  const kept = box ?? known;
  const fits = Math.max(
    kept.width / (unit.width * zone(insets.left, insets.right)),
    kept.height / (unit.height * zone(insets.top, insets.bottom))
  );
  const most = box && !fills.isAsked ? Math.min(fills.most, MOST_FILL) : fills.most;
  const closest = Math.max(fits, sideForFill(kept, unit, most, measure, mass));
  if (!box) return closest;
  const cropped = Math.min(known.width / unit.width, known.height / unit.height);
  const farthest = fills.least > 0 ? sideForFill(kept, unit, fills.least, measure, mass) : Infinity;
  return Math.max(closest, Math.min(cropped, farthest));
}

/** Where flooring and rounding alone make the difference, the photo's own pixels are kept. */
function scaleOf(frame: Size, natural: number): number {
  const exact = Math.max(frame.width, frame.height) / natural;
  return exact <= 1 + EPSILON && Math.abs(1 - exact) * natural < 1 + EPSILON ? 1 : exact;
}

/**
 * Where the window begins along one side. It keeps what is kept within its zone; of all such places the one at which that
 * stands in the zone's middle, or the nearest to it that sees nothing but the photo.
 */
function start(
  keptFrom: number,
  keptLength: number,
  knownFrom: number,
  knownLength: number,
  window: number,
  from: number,
  to: number,
  shift: number
): number {
  const most = keptFrom - from * window;
  const least = Math.min(most, keptFrom + keptLength - (1 - to) * window);
  const middle = (least + most) / 2;
  const isWithin = window <= knownLength + EPSILON;
  const within = isWithin ? between(middle, knownFrom, knownFrom + knownLength - window) : middle;
  const place = between(within, least, most);
  // What is shown moves to the right where the window moves to the left.
  return shift > 0 ? place - shift * (place - least) : place - shift * (most - place);
}

const between = (value: number, least: number, most: number): number =>
  Math.min(Math.max(value, least), Math.max(least, most));
