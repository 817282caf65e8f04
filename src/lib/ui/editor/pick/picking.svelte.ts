import { MAX_POINTS, NO_PROMPT, type Prompt } from '../../../domain/document/edits/cutout.ts';
import type { Point, Rect, Size } from '../../../domain/pixels.ts';
import { inside, toSource, type PhotoMap } from '../photo-map.ts';
import type { ToolGesture, Touch } from '../tool-gesture.ts';
import { boxBetween, handlePoint, resized, widened, type Handle } from './box.ts';

/** A drag shorter than this is a click, CSS px. */
const CLICK_PX = 6;
/** Steps of the arrow keys as shares of the photo's long side. */
const KEY_STEP = 0.005;
const KEY_STEP_FAR = 0.05;
/** Room around the product in a box that the keyboard asks for, as a share of it. */
const BOX_ROOM = 0.06;

export type Sign = 'include' | 'exclude';

export interface PickingEvents {
  map(): PhotoMap;
  size(): Size;
  prompt(): Prompt;
  /** Changes with the same `gesture` are one step of undo. */
  onprompt(prompt: Prompt, gesture?: string): void;
  /** The photo holds as many clicks as it may. */
  onfull(): void;
}

const rounded = ({ x, y }: Point): Point => ({ x: Math.round(x * 10) / 10, y: Math.round(y * 10) / 10 });

/** Pointing at the product: a box by dragging, clicks on what belongs to it and what does not. */
export class Picking implements ToolGesture {
  readonly #events: PickingEvents;
  #from: Touch | null = null;
  #resizing: Handle | null = null;
  #keyRun = 0;
  /** What a click says; Shift or Alt says the other. */
  sign = $state<Sign>('include');
  /** The box while it is drawn or resized, source px. */
  draft = $state.raw<Rect | null>(null);

  constructor(events: PickingEvents) {
    this.#events = events;
  }

  get box(): Rect | null {
    return this.draft ?? this.#events.prompt().box;
  }

  begin(touch: Touch): void {
    this.#from = touch;
  }

  move(touches: readonly Touch[]): void {
    const last = touches.at(-1);
    const from = this.#from;
    if (!last || !from) return;
    const isDrag = this.draft || Math.hypot(last.at.x - from.at.x, last.at.y - from.at.y) >= CLICK_PX;
    if (isDrag) this.draft = boxBetween(this.#source(from), this.#source(last), this.#events.size());
  }

  end(): void {
    const { draft } = this;
    const from = this.#from;
    this.cancel();
    if (draft) this.#set({ box: draft });
    else if (from) this.#click(from);
  }

  /** False where nothing was being drawn. */
  cancel(): boolean {
    const isDrawing = this.draft !== null || this.#from !== null;
    this.#from = this.#resizing = this.draft = null;
    return isDrawing;
  }

  hover(): void {
    // Marks have no ring: the cursor says it.
  }

  /** The gesture of one handle of the box. */
  resize(handle: Handle, at: Point): void {
    const { box } = this;
    if (!box) return;
    this.#resizing = handle;
    this.draft = resized(
      this.#events.prompt().box ?? box,
      handle,
      toSource(this.#events.map(), at),
      this.#events.size()
    );
  }

  endResize(): void {
    const { draft } = this;
    if (draft && this.#resizing) this.#set({ box: draft });
    this.cancel();
  }

  /** Moves a handle by one key press. */
  nudgeHandle(handle: Handle, dx: number, dy: number, isFar: boolean): void {
    const { box } = this.#events.prompt();
    if (!box) return;
    const from = handlePoint(box, handle);
    const step = this.#step(isFar);
    const to = { x: from.x + dx * step, y: from.y + dy * step };
    this.#set({ box: resized(box, handle, to, this.#events.size()) }, `box ${this.#keyRun}`);
  }

  /** Moves a click by one key press. */
  nudgePoint(sign: Sign, index: number, dx: number, dy: number, isFar: boolean): void {
    const step = this.#step(isFar);
    const points = this.#events.prompt()[sign];
    const moved = points.map((point, at) =>
      at === index
        ? rounded(inside({ x: point.x + dx * step, y: point.y + dy * step }, this.#events.size()))
        : point
    );
    this.#set({ [sign]: moved }, `${sign} ${index} ${this.#keyRun}`);
  }

  /** Keys were let go of: the next press is a step of its own. */
  endNudge(): void {
    this.#keyRun += 1;
  }

  /** Draws a box around `around` (the product as found), or in the middle of the photo. */
  addBox(around: Rect | null): void {
    const size = this.#events.size();
    const middle = {
      x: size.width / 4,
      y: size.height / 4,
      width: size.width / 2,
      height: size.height / 2
    };
    this.#set({ box: around ? widened(around, BOX_ROOM, size) : widened(middle, 0, size) });
  }

  removeBox(): void {
    this.#set({ box: null });
  }

  addPoint(point: Point, sign: Sign = this.sign): void {
    const points = this.#events.prompt()[sign];
    if (points.length >= MAX_POINTS) return this.#events.onfull();
    this.#set({ [sign]: [...points, rounded(inside(point, this.#events.size()))] });
  }

  removePoint(sign: Sign, index: number): void {
    this.#set({ [sign]: this.#events.prompt()[sign].filter((_, at) => at !== index) });
  }

  clear(): void {
    this.#events.onprompt(NO_PROMPT);
  }

  #click(touch: Touch): void {
    const at = toSource(this.#events.map(), touch.at);
    const { width, height } = this.#events.size();
    if (at.x < 0 || at.y < 0 || at.x >= width || at.y >= height) return;
    const other = this.sign === 'include' ? 'exclude' : 'include';
    this.addPoint(at, touch.alt || touch.shift ? other : this.sign);
  }

  /** A box that a person draws says more than the word before it. */
  #set(patch: Partial<Prompt>, gesture?: string): void {
    const prompt = { ...this.#events.prompt(), ...patch };
    this.#events.onprompt(patch.box ? { ...prompt, text: null } : prompt, gesture);
  }

  #source({ at }: Touch): Point {
    return toSource(this.#events.map(), at);
  }

  #step(isFar: boolean): number {
    const { width, height } = this.#events.size();
    return Math.max(1, Math.max(width, height) * (isFar ? KEY_STEP_FAR : KEY_STEP));
  }
}
