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

const limited = (value: number): number => Math.min(1, Math.max(-1, value));

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
    const along = (start: number, px: number, space: number) =>
      space > 0 ? limited(start + px / scale / space) : start;
    this.#set(from.frame, {
      x: along(shift.x, last.at.x - from.at.x, room.x),
      y: along(shift.y, last.at.y - from.at.y, room.y)
    });
  }

  end(): void {
    this.#from = null;
    this.#bench.onend();
  }

  cancel(): void {
    if (this.#from) this.#set(this.#from.frame, this.#from.frame.shift);
    this.#from = null;
  }

  hover(): void {}

  /** By arrow keys: a run of presses is one change. */
  nudge(dx: number, dy: number, isFar: boolean): void {
    const frame = this.#bench.frame() ?? IDENTITY_FRAME;
    const step = NUDGE * (isFar ? 10 : 1);
    this.#set(frame, { x: limited(frame.shift.x + dx * step), y: limited(frame.shift.y + dy * step) });
  }

  #set(frame: FrameEdit, { x, y }: Point): void {
    const rounded = { x: Math.round(1000 * x) / 1000, y: Math.round(1000 * y) / 1000 };
    this.#bench.onframe({ ...frame, shift: rounded }, 'frame shift');
  }
}
