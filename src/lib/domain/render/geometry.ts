import type { Point, Rect, Size } from '../pixels.ts';

/** What a channel's role asks of a frame, in px and fractions. */
export interface FrameTarget {
  /** Width ÷ height. */
  readonly ratio: number;
  /** Wanted long side, whole px. Never exceeded, not even for `requiredLongSide`. */
  readonly longSide: number;
  /** Long side under which the channel refuses the file, whole px. */
  readonly requiredLongSide: number;
  /** Product's share of the frame's side, by whichever of its sides reaches it first, 0–1. */
  readonly fill: number;
  /** What stays free on every side, as a share of the frame's shorter side; `fill` leaves room for it. */
  readonly padding: number;
  /** Where in the room that is left, −1 (left, top) – 1; 0 = in the middle. */
  readonly shift: Point;
}

/** Where a picture lands in its frame: output = offset + scale × source, in px. */
export interface Placement {
  readonly frame: Size;
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
  /** = scale; > 1 means that detail was invented to reach a required minimum. */
  readonly enlarged: number;
}

/** Of the rounding in divisions of px by fractions. */
const EPSILON = 1e-9;

/**
 * Places the product's box (px of the cropped photo) so that it takes `target.fill` of the frame, in the middle unless
 * `target.shift` says otherwise.
 *
 * The frame is the largest up to `target.longSide` at which the product is not enlarged; only a required minimum
 * may enlarge it (quality.md, "Never enlarge to please a recommendation"). Where the exact scale is about one output
 * pixel away from 1, it is 1 and the offsets are whole, so that product pixels pass through unchanged.
 */
export function placeSubject(box: Rect, target: FrameTarget): Placement {
  const frame = frameFor(box, target);
  const scale = scaleFor(box, frame, target.fill);
  const whole = scale === 1 ? Math.round : (value: number) => value;
  const pad = target.padding * Math.min(frame.width, frame.height);
  const start = (side: number, length: number, shift: number) => {
    const middle = (side - length) / 2;
    return middle + shift * Math.max(0, middle - pad);
  };
  return {
    frame,
    scale,
    offsetX: whole(start(frame.width, box.width * scale, target.shift.x) - box.x * scale),
    offsetY: whole(start(frame.height, box.height * scale, target.shift.y) - box.y * scale),
    enlarged: scale
  };
}

function frameFor(box: Size, { ratio, longSide, requiredLongSide, fill }: FrameTarget): Size {
  const unit = unitFrame(ratio);
  // Long side of the frame, in source px, in which the box takes exactly `fill`.
  const natural = Math.max(box.width / unit.width, box.height / unit.height) / fill;
  const side = Math.min(longSide, Math.max(requiredLongSide, Math.floor(natural + EPSILON)));
  return {
    width: Math.max(1, Math.round(side * unit.width)),
    height: Math.max(1, Math.round(side * unit.height))
  };
}

/** Flooring and rounding a frame leave a scale a hair beside 1: then the source's own pixels are kept. */
function scaleFor(box: Size, frame: Size, fill: number): number {
  const exactX = (fill * frame.width) / box.width;
  const exactY = (fill * frame.height) / box.height;
  const exact = Math.min(exactX, exactY);
  const reaching = exactX <= exactY ? box.width : box.height;
  // The long side is floored; only a frame that is not square has a rounded short side besides.
  const slackPx = frame.width === frame.height ? 1 : 1.5;
  const fitsAsItIs = box.width <= frame.width && box.height <= frame.height;
  return fitsAsItIs && Math.abs(1 - exact) * reaching < slackPx ? 1 : exact;
}

/** A frame of long side 1. */
export function unitFrame(ratio: number): Size {
  return { width: Math.min(1, ratio), height: Math.min(1, 1 / ratio) };
}
