import { FULL_SIDE, type FillBy } from '../channels/fill-by.ts';
import type { Alignment } from '../document/edits/frame.ts';
import type { Point, Rect, Size } from '../pixels.ts';

/** Shares of the frame's height and width, from its sides, 0–1. */
export interface Insets {
  readonly top: number;
  readonly bottom: number;
  readonly left: number;
  readonly right: number;
}

export const NO_INSETS: Insets = { top: 0, bottom: 0, left: 0, right: 0 };

/** What a channel's role asks of a frame, in px and fractions. */
export interface FrameTarget {
  /** Width ÷ height. */
  readonly ratio: number;
  /** Wanted long side, whole px. Never exceeded, not even for `requiredLongSide`. */
  readonly longSide: number;
  /** Long side under which the channel refuses the file, whole px. */
  readonly requiredLongSide: number;
  /** A cutout's share of the frame, 0–1. */
  readonly fill: number;
  /** The same of a product in its surroundings, which are cropped or extended only where this asks for it. */
  readonly fills: { readonly least: number; readonly most: number; readonly isAsked: boolean };
  readonly measure: FillBy;
  /** The share that the channel asks for at least, 0–1: what is shown at one scale with others is not smaller. */
  readonly leastFill: number;
  /** What of the frame is not for the product. */
  readonly safe: Insets;
  /** What stays free on every side, as a share of the frame's shorter side; `fill` leaves room for it. */
  readonly padding: number;
  /** Where in the room that is left, −1 (left, top) – 1; 0 = in the middle. */
  readonly shift: Point;
  readonly align: Alignment;
}

/** A target that asks for nothing but its size, its shape and its fill. */
export const CENTRED = {
  fills: { least: 0, most: 1, isAsked: false },
  measure: 'side',
  leastFill: 0,
  safe: NO_INSETS,
  padding: 0,
  shift: { x: 0, y: 0 },
  align: 'box'
} as const satisfies Partial<FrameTarget>;

/** Where a picture lands in its frame: output = offset + scale × source, in px. */
export interface Placement {
  readonly frame: Size;
  readonly scale: number;
  readonly offsetX: number;
  readonly offsetY: number;
  /** = scale; > 1 means that detail was invented to reach a required minimum. */
  readonly enlarged: number;
}

/** What there is of a product besides its box, px of the same plane. */
export interface Mass {
  /** Number of its pixels (α ≥ 128). */
  readonly area: number;
  /** Their middle. */
  readonly centroid: Point;
}

/** Of the rounding in divisions of px by fractions. */
export const EPSILON = 1e-9;

/** How far an optical middle is led from the box's to the mass's. */
const OPTICAL = 0.5;

/**
 * Places the product's box (px of the cropped photo) so that it takes `target.fill` of the frame, in the middle of what is
 * for it unless `target.shift` says otherwise. Where the fill cannot be reached without cutting the product or leaving
 * its zone, it is as large as it may be, and the report says so.
 *
 * The frame is the largest up to `target.longSide` at which the product is not enlarged; only a required minimum
 * may enlarge it (quality.md, "Never enlarge to please a recommendation"). Where the exact scale is about one output
 * pixel away from 1, it is 1 and the offsets are whole, so that product pixels pass through unchanged.
 *
 * @param sharedSide the least long side of the frame, in source px, at which it shows others at one scale (`sharedSide`)
 */
export function placeSubject(
  box: Rect,
  target: FrameTarget,
  mass: Mass | null = null,
  sharedSide = 0
): Placement {
  const own = naturalSide(box, target, mass);
  const natural = Math.max(own, sharedSide);
  const frame = frameFor(natural, target);
  const scale = scaleFor(box, frame, natural, target, sharedSide > own);
  const whole = scale === 1 ? Math.round : (value: number) => value;
  const [x, y] = [alongX(box, frame, scale, target, mass), alongY(box, frame, scale, target, mass)];
  return {
    frame,
    scale,
    offsetX: whole(x - box.x * scale),
    offsetY: whole(y - box.y * scale),
    enlarged: scale
  };
}

/**
 * Long side of the frame, in source px, in which the product takes exactly `fill`, or as much as its zone allows. A share
 * of the area that would press the product against the frame is not reached.
 */
export function naturalSide(
  box: Size,
  { ratio, fill, measure, safe }: FrameTarget,
  mass: Mass | null
): number {
  const unit = unitFrame(ratio);
  const most = measure === 'side' ? 1 : FULL_SIDE;
  const across = Math.min(most, zone(safe.left, safe.right));
  const down = Math.min(most, zone(safe.top, safe.bottom));
  const fits = Math.max(box.width / (unit.width * across), box.height / (unit.height * down));
  return Math.max(fits, sideForFill(box, unit, fill, measure, mass));
}

/** Long side, in source px, of the frame of which the product takes the share `fill`. */
export function sideForFill(box: Size, unit: Size, fill: number, measure: FillBy, mass: Mass | null): number {
  if (measure === 'side') return Math.max(box.width / unit.width, box.height / unit.height) / fill;
  const area = measure === 'cover' && mass ? mass.area : box.width * box.height;
  return Math.sqrt(area / (unit.width * unit.height * fill));
}

/** What is left of a side between two insets. */
export const zone = (from: number, to: number): number => Math.max(0.05, 1 - from - to);

export function frameFor(natural: number, { ratio, longSide, requiredLongSide }: FrameTarget): Size {
  const unit = unitFrame(ratio);
  const side = Math.min(longSide, Math.max(requiredLongSide, Math.floor(natural + EPSILON)));
  return {
    width: Math.max(1, Math.round(side * unit.width)),
    height: Math.max(1, Math.round(side * unit.height))
  };
}

/** Flooring and rounding a frame leave a scale a hair beside 1: then the source's own pixels are kept. */
function scaleFor(
  box: Size,
  frame: Size,
  natural: number,
  { fill, measure, safe }: FrameTarget,
  isShared: boolean
): number {
  const share = measure === 'side' ? fill : 1;
  const exactX = (Math.min(share, zone(safe.left, safe.right)) * frame.width) / box.width;
  const exactY = (Math.min(share, zone(safe.top, safe.bottom)) * frame.height) / box.height;
  const bySide = measure === 'side' && !isShared ? Infinity : Math.max(frame.width, frame.height) / natural;
  const exact = Math.min(exactX, exactY, bySide);
  const reaching = exactX <= exactY ? box.width : box.height;
  // The long side is floored; only a frame that is not square has a rounded short side besides.
  const slackPx = frame.width === frame.height ? 1 : 1.5;
  const fitsAsItIs = box.width <= frame.width && box.height <= frame.height;
  return fitsAsItIs && Math.abs(1 - exact) * reaching < slackPx ? 1 : exact;
}

/** Places from `least` to `most` are free; `middle` is where it would stand. */
interface Room {
  readonly least: number;
  readonly most: number;
  readonly middle: number;
}

function roomFor(side: number, length: number, pad: number, from: number, to: number): Room {
  const [least, most] = [Math.max(pad, from * side), side - Math.max(pad, to * side) - length];
  const middle = (least + most) / 2;
  return least <= most ? { least, most, middle } : { least: middle, most: middle, middle };
}

/** Moved by −1 – 1 of the room on that side, and never out of it. */
function moved({ least, most }: Room, from: number, shift: number): number {
  const start = Math.min(most, Math.max(least, from));
  return start + (shift < 0 ? shift * (start - least) : shift * (most - start));
}

function alongX(box: Rect, frame: Size, scale: number, target: FrameTarget, mass: Mass | null): number {
  const pad = target.padding * Math.min(frame.width, frame.height);
  const room = roomFor(frame.width, box.width * scale, pad, target.safe.left, target.safe.right);
  const lean = target.align === 'optical' && mass ? mass.centroid.x - box.x - box.width / 2 : 0;
  return moved(room, room.middle - OPTICAL * lean * scale, target.shift.x);
}

function alongY(box: Rect, frame: Size, scale: number, target: FrameTarget, mass: Mass | null): number {
  const short = Math.min(frame.width, frame.height);
  const room = roomFor(
    frame.height,
    box.height * scale,
    target.padding * short,
    target.safe.top,
    target.safe.bottom
  );
  if (target.align === 'floor') return moved(room, room.most - FLOOR * frame.height, target.shift.y);
  const lean = target.align === 'optical' && mass ? mass.centroid.y - box.y - box.height / 2 : 0;
  return moved(room, room.middle - OPTICAL * lean * scale, target.shift.y);
}

/** Share of the frame's height under a product that stands. */
const FLOOR = 0.05;

/** A frame of long side 1. */
export function unitFrame(ratio: number): Size {
  return { width: Math.min(1, ratio), height: Math.min(1, 1 / ratio) };
}
