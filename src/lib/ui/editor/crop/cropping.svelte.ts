import {
  IDENTITY_CROP,
  MAX_STRAIGHTEN,
  MIN_KEPT,
  type CropEdit
} from '../../../domain/document/edits/crop.ts';
import type { Point, Rect, Size } from '../../../domain/pixels.ts';
import { turnedSize } from '../../../domain/render/crop.ts';
import { toSource, toStage, type PhotoMap } from '../photo-map.ts';
import { HANDLES, handlePoint, type Handle } from '../pick/box.ts';
import type { ToolGesture, Touch } from '../tool-gesture.ts';
import { pictureArea } from './area.ts';
import { dragged, inRatio, shifted, type Limits } from './kept.ts';
import { ratioOf, turnedRatio, type RatioId } from './ratios.ts';
import { keeping, keptOf, mirrored, quarterTurned, reshaped } from './turning.ts';

/** How near to a handle counts as on it, CSS px: half a fingertip. */
const REACH_PX = 24;
/** Steps of the arrow keys as shares of the picture's long side. */
const KEY_STEP = 0.005;
const KEY_STEP_FAR = 0.05;

export interface CroppingEvents {
  /** Where the cropped plane lies in the stage. */
  map(): PhotoMap;
  size(): Size;
  crop(): CropEdit;
  /** Changes with the same `gesture` are one step of undo. */
  oncrop(crop: CropEdit, gesture?: string): void;
}

/** What a pointer has hold of: a handle, the rectangle itself, or the picture around it, which it turns. */
type Grip = Handle | 'inside' | 'around';

const degrees = ({ x, y }: Point, middle: Point): number =>
  (Math.atan2(y - middle.y, x - middle.x) * 180) / Math.PI;

/** Straightening in tenths of a degree, within what the document takes. */
const tenths = (value: number): number =>
  Math.min(MAX_STRAIGHTEN, Math.max(-MAX_STRAIGHTEN, Math.round(value * 10) / 10));

/** Turning, straightening, tilting and cutting the photo. A drag is a draft until the pointer is lifted. */
export class Cropping implements ToolGesture {
  readonly #events: CroppingEvents;
  #hold: { readonly grip: Grip; readonly at: Point; readonly start: CropEdit } | null = null;
  /** What a person would keep, and the edit for which it had to give way. */
  #wanted: { readonly of: string; readonly rect: Rect } | null = null;
  #keyRun = 0;
  #draft = $state.raw<CropEdit | null>(null);
  ratio = $state<RatioId>('free');

  constructor(events: CroppingEvents) {
    this.#events = events;
  }

  /** The edit as it is seen: with what is being dragged. */
  get crop(): CropEdit {
    return this.#draft ?? this.#events.crop();
  }

  get size(): Size {
    return this.#events.size();
  }

  /** What is kept, px of the cropped plane. */
  get kept(): Rect {
    return keptOf(this.crop, this.size);
  }

  /** Something is being dragged: thirds are shown. */
  get isDragging(): boolean {
    return this.#draft !== null;
  }

  begin(touch: Touch): void {
    const at = toSource(this.#events.map(), touch.at);
    this.#hold = { grip: this.#gripAt(touch.at), at, start: this.#events.crop() };
  }

  move(touches: readonly Touch[]): void {
    const last = touches.at(-1);
    if (!last || !this.#hold) return;
    const { grip, at, start } = this.#hold;
    const to = toSource(this.#events.map(), last.at);
    if (grip === 'around') this.#draft = this.#swung(start, at, to);
    else this.#draft = this.#pulled(start, grip, at, to);
  }

  end(): void {
    const [draft, hold] = [this.#draft, this.#hold];
    this.cancel();
    if (!draft || !hold) return;
    if (hold.grip !== 'around') this.#wanted = null;
    this.#set(draft);
  }

  /** False where nothing was being dragged. */
  cancel(): boolean {
    const isDragging = this.#hold !== null;
    this.#hold = this.#draft = null;
    return isDragging;
  }

  hover(): void {
    // The marks' cursors say what a press would do.
  }

  /** Moves a handle, or the rectangle itself, by one key press. */
  nudge(grip: Handle | 'inside', dx: number, dy: number, isFar: boolean): void {
    const start = this.#events.crop();
    const step = Math.max(this.size.width, this.size.height) * (isFar ? KEY_STEP_FAR : KEY_STEP);
    const kept = keptOf(start, this.size);
    const from = grip === 'inside' ? kept : handlePoint(kept, grip);
    this.#wanted = null;
    const to = { x: from.x + dx * step, y: from.y + dy * step };
    this.#set(this.#pulled(start, grip, from, to), `crop ${grip} ${this.#keyRun}`);
  }

  /** Keys or a slider were let go of: the next press is a step of its own. */
  endNudge(): void {
    this.#keyRun += 1;
  }

  straighten(value: number): void {
    this.#reshape({ straighten: tenths(value) }, 'straighten');
  }

  tilt(side: 'x' | 'y', value: number): void {
    this.#reshape({ keystone: { ...this.crop.keystone, [side]: value } }, `tilt ${side}`);
  }

  turn(direction: 1 | -1): void {
    this.#wanted = null;
    this.ratio = turnedRatio(this.ratio);
    this.#set(quarterTurned(this.#events.crop(), direction));
  }

  flip(): void {
    this.#wanted = null;
    this.#set(mirrored(this.#events.crop()));
  }

  hold(ratio: RatioId): void {
    this.ratio = ratio;
    const crop = this.#events.crop();
    const shape = ratioOf(ratio, turnedSize(crop, this.size));
    if (shape === null) return;
    this.#wanted = null;
    this.#set(keeping(crop, inRatio(this.kept, shape, pictureArea(crop, this.size)), this.size));
  }

  reset(): void {
    this.#wanted = null;
    this.ratio = 'free';
    this.#set(IDENTITY_CROP);
  }

  #reshape(change: Partial<Pick<CropEdit, 'straighten' | 'keystone'>>, gesture: string): void {
    const crop = this.#events.crop();
    this.#set(this.#reshaped(crop, change), `${gesture} ${this.#keyRun}`);
  }

  #reshaped(crop: CropEdit, change: Partial<Pick<CropEdit, 'straighten' | 'keystone'>>): CropEdit {
    const wanted = this.#wantedOf(crop);
    const next = reshaped(crop, change, wanted, this.size);
    this.#wanted = { of: JSON.stringify(next.rect), rect: wanted };
    return next;
  }

  /** What `crop` would keep if there were room: as remembered, unless the rectangle was changed since. */
  #wantedOf(crop: CropEdit): Rect {
    const wanted = this.#wanted;
    return wanted?.of === JSON.stringify(crop.rect) ? wanted.rect : keptOf(crop, this.size);
  }

  /** `crop` turned about the middle of what is kept, as a pointer went around it. */
  #swung(crop: CropEdit, at: Point, to: Point): CropEdit {
    const { x, y, width, height } = keptOf(crop, this.size);
    const middle = { x: x + width / 2, y: y + height / 2 };
    const turn = ((degrees(to, middle) - degrees(at, middle) + 540) % 360) - 180;
    return this.#reshaped(crop, { straighten: tenths(crop.straighten + turn) });
  }

  #pulled(crop: CropEdit, grip: Handle | 'inside', from: Point, to: Point): CropEdit {
    const { size } = this;
    const kept = keptOf(crop, size);
    const limits = this.#limits(crop);
    const [dx, dy] = [to.x - from.x, to.y - from.y];
    if (grip === 'inside') return keeping(crop, shifted(kept, dx, dy, limits.area), size);
    // Where the pointer took hold beside the handle, it stays beside it.
    const start = handlePoint(kept, grip);
    return keeping(crop, dragged(kept, grip, { x: start.x + dx, y: start.y + dy }, limits), size);
  }

  #limits(crop: CropEdit): Limits {
    const turned = turnedSize(crop, this.size);
    return {
      area: pictureArea(crop, this.size),
      ratio: ratioOf(this.ratio, turned),
      least: Math.max(1, MIN_KEPT * Math.max(turned.width, turned.height))
    };
  }

  /** The nearest handle within reach; else where the pointer is. @param at CSS px in the stage */
  #gripAt(at: Point): Grip {
    const map = this.#events.map();
    const { kept } = this;
    const distances = HANDLES.map((handle) => {
      const there = toStage(map, handlePoint(kept, handle));
      return { handle, distance: Math.hypot(there.x - at.x, there.y - at.y) };
    }).sort((a, b) => a.distance - b.distance);
    const nearest = distances[0]!;
    if (nearest.distance <= REACH_PX) return nearest.handle;
    const { x, y } = toSource(map, at);
    const isInside = x >= kept.x && y >= kept.y && x <= kept.x + kept.width && y <= kept.y + kept.height;
    return isInside ? 'inside' : 'around';
  }

  #set(crop: CropEdit, gesture?: string): void {
    this.#events.oncrop(crop, gesture);
  }
}
