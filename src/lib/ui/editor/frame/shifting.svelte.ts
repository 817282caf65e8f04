import { IDENTITY_FRAME, type FrameEdit } from '../../../domain/document/edits/frame.ts';
import type { Point } from '../../../domain/pixels.ts';
import type { ToolGesture, Touch } from '../tool-gesture.ts';
import type { LivePicture } from '../live.svelte.ts';

/** What moving the product needs to know. */
export interface ShiftBench {
  frame(): FrameEdit | undefined;
  /** The picture as it will be. */
  plan(): LivePicture['plan'] | null;
  /** CSS px per px of the frame. */
  scale(): number;
  onframe(frame: FrameEdit, gesture: string): void;
  onend(): void;
}

/** One press of an arrow key, as a share of the room; ten with Shift. */
const NUDGE = 0.02;

/** How near to the middle a drag stays in it, CSS px. */
const SNAP_PX = 6;
/** A drag of this length against a side without room says so, CSS px. */
const PUSH_PX = 12;
/** What was felt is still told for this long after the hand is gone, ms. */
const TELL_MS = 1_500;

const limited = (value: number): number => Math.min(1, Math.max(-1, value));

/** What the product meets: the least or the greatest place, the middle, or no room at all. */
export type Stop = 'low' | 'high' | 'middle' | 'fixed';
export interface Stops {
  readonly x: Stop | null;
  readonly y: Stop | null;
}
const NO_STOPS: Stops = { x: null, y: null };

interface Step {
  readonly value: number;
  readonly stop: Stop | null;
}

/** Along one side: from `start`, by `by` of the room. */
function stepped(start: number, by: number): Step {
  const value = limited(start + by);
  if (start + by <= -1) return { value, stop: 'low' };
  return { value, stop: start + by >= 1 ? 'high' : null };
}

/** How far the product may move either way, px of the frame: what padding leaves of the room around it. */
export function roomOf({ frame, product }: LivePicture['plan'], { padding }: FrameEdit): Point {
  const pad = padding * Math.min(frame.width, frame.height);
  const room = (side: number, length: number) => Math.max(0, (side - length) / 2 - pad);
  return { x: room(frame.width, product.width), y: room(frame.height, product.height) };
}

/** Moves the product in its frame, by a drag on the stage or by arrow keys. */
export class Shifting implements ToolGesture {
  readonly #bench: ShiftBench;
  #from: { readonly at: Point; readonly frame: FrameEdit } | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** What the product has just met. */
  stops = $state.raw<Stops>(NO_STOPS);

  constructor(bench: ShiftBench) {
    this.#bench = bench;
  }

  begin({ at }: Touch): void {
    const frame = this.#bench.frame();
    this.#from = frame ? { at, frame } : null;
  }

  move(touches: readonly Touch[]): void {
    const [from, plan, last] = [this.#from, this.#bench.plan(), touches.at(-1)];
    if (!from || !plan || !last) return;
    const room = roomOf(plan, from.frame);
    const scale = this.#bench.scale();
    const { shift } = from.frame;
    const along = (start: number, px: number, space: number): Step => {
      if (space <= 0) return { value: start, stop: Math.abs(px) > PUSH_PX ? 'fixed' : null };
      const step = stepped(start, px / scale / space);
      const isMiddle = Math.abs(step.value) * space * scale < SNAP_PX && Math.abs(px) > SNAP_PX;
      return isMiddle ? { value: 0, stop: 'middle' } : step;
    };
    const x = along(shift.x, last.at.x - from.at.x, room.x);
    const y = along(shift.y, last.at.y - from.at.y, room.y);
    this.#meet({ x: x.stop, y: y.stop });
    this.#set(from.frame, { x: x.value, y: y.value });
  }

  end(): void {
    this.#from = null;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.stops = NO_STOPS), TELL_MS);
    this.#bench.onend();
  }

  #meet(stops: Stops): void {
    clearTimeout(this.#timer);
    if (stops.x !== this.stops.x || stops.y !== this.stops.y) this.stops = stops;
  }

  cancel(): void {
    if (this.#from) this.#set(this.#from.frame, this.#from.frame.shift);
    this.#from = null;
    this.#meet(NO_STOPS);
  }

  hover(): void {}

  /** By arrow keys: a run of presses is one change. */
  nudge(dx: number, dy: number, isFar: boolean): void {
    const frame = this.#bench.frame() ?? IDENTITY_FRAME;
    const by = NUDGE * (isFar ? 10 : 1);
    const plan = this.#bench.plan();
    const room = plan && roomOf(plan, frame);
    const along = (side: 'x' | 'y', direction: number): Step => {
      const start = frame.shift[side];
      if (direction === 0) return { value: start, stop: null };
      return room?.[side] === 0 ? { value: start, stop: 'fixed' } : stepped(start, direction * by);
    };
    const [x, y] = [along('x', dx), along('y', dy)];
    this.#meet({ x: x.stop, y: y.stop });
    this.#set(frame, { x: x.value, y: y.value });
  }

  #set(frame: FrameEdit, { x, y }: Point): void {
    const rounded = { x: Math.round(1000 * x) / 1000, y: Math.round(1000 * y) / 1000 };
    this.#bench.onframe({ ...frame, shift: rounded }, 'frame shift');
  }
}
