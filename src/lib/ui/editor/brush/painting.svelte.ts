import { MAX_STROKES, type Stroke } from '../../../domain/document/edits/cutout.ts';
import type { Point } from '../../../domain/pixels.ts';
import { toSource, type PhotoMap } from '../photo-map.ts';
import type { ToolGesture, Touch } from '../tool-gesture.ts';
import { strokesOf, widthOf, type BrushTip, type Sample } from './strokes.ts';

/** Diameters, source px. */
export const MIN_SIZE = 2;
export const MAX_SIZE = 800;
const SIZE_STEP = 1.25;
/** A brush fit for corners, as a share of the photo's long side. */
const INITIAL_SHARE = 0.03;
const LEAST_INITIAL = 8;
/** How far a stored stroke may lie off the drawn one, CSS px: less than can be seen. */
const TOLERANCE_PX = 0.3;
/** Steps of the arrow keys as shares of the brush's radius. */
const KEY_STEP = 0.5;
const KEY_STEP_FAR = 4;

/** Shows strokes at once, before the document's pixels follow; lengths are source px. */
export interface LiveStrokes {
  paint(kind: Stroke['kind'], from: Point, to: Point, radius: number): void;
  /** Takes back what was painted since the document's last stroke. */
  restore(): void;
}

export interface PaintingEvents {
  map(): PhotoMap;
  /** Strokes that the photo has. */
  count(): number;
  /** Strokes of one gesture: one step of undo. */
  onstrokes(strokes: readonly Stroke[]): void;
  /** The photo holds as many strokes as it may. */
  onfull(): void;
}

/** The brush: its tip, and the stroke that is being drawn. */
export class Painting implements ToolGesture {
  readonly #events: PaintingEvents;
  #samples: Sample[] = [];
  #isOther = false;
  live: LiveStrokes | null = null;
  kind = $state<Stroke['kind']>('keep');
  /** Diameter, source px. */
  size = $state(60);
  /** The size that suits the photo, source px. */
  initial = $state(60);
  hardness = $state(0.8);
  snap = $state(true);
  /** Where the ring is, source px; null = it is not over the stage. */
  at = $state.raw<Point | null>(null);
  /** True while the keyboard's brush is down. */
  isDown = $state(false);
  /** Alt is held: the other kind, for as long as that. */
  isFlipped = $state(false);

  constructor(events: PaintingEvents) {
    this.#events = events;
  }

  /** What it paints now. */
  get now(): Stroke['kind'] {
    if (!this.isFlipped) return this.kind;
    return this.kind === 'keep' ? 'erase' : 'keep';
  }

  /** Suits the brush to a photo of this long side, px. A size that a person has set stays. */
  suit(longSide: number): void {
    const wasSet = this.size !== this.initial;
    this.initial = Math.round(Math.min(MAX_SIZE, Math.max(LEAST_INITIAL, longSide * INITIAL_SHARE)));
    if (!wasSet) this.size = this.initial;
  }

  swap(): void {
    this.kind = this.kind === 'keep' ? 'erase' : 'keep';
  }

  grow(direction: 1 | -1): void {
    const next = direction > 0 ? Math.max(this.size * SIZE_STEP, this.size + 1) : this.size / SIZE_STEP;
    this.size = Math.round(Math.min(MAX_SIZE, Math.max(MIN_SIZE, next)));
  }

  begin(touch: Touch): void {
    this.#begin(this.#sample(touch), touch.alt);
  }

  move(touches: readonly Touch[]): void {
    for (const touch of touches) this.#add(this.#sample(touch));
  }

  end(): void {
    const samples = this.#samples;
    this.#samples = [];
    this.isDown = false;
    if (samples.length === 0) return;
    const tip: BrushTip = {
      kind: this.#kind,
      radius: this.size / 2,
      hardness: this.hardness,
      snap: this.snap
    };
    const strokes = strokesOf(samples, tip, TOLERANCE_PX / this.#events.map().scale);
    if (this.#events.count() + strokes.length > MAX_STROKES) {
      this.live?.restore();
      this.#events.onfull();
    } else this.#events.onstrokes(strokes);
  }

  /** False where no stroke was under way. */
  cancel(): boolean {
    const isDrawing = this.#samples.length > 0;
    this.#samples = [];
    this.isDown = false;
    if (isDrawing) this.live?.restore();
    return isDrawing;
  }

  hover(touch: Touch | null): void {
    this.isFlipped = touch?.alt ?? false;
    this.at = touch && toSource(this.#events.map(), touch.at);
  }

  /** Moves the ring by one key press; paints where the keyboard's brush is down. */
  nudge(dx: number, dy: number, isFar: boolean, middle: Point): void {
    const step = Math.max(1, (this.size / 2) * (isFar ? KEY_STEP_FAR : KEY_STEP));
    const from = this.at ?? middle;
    this.at = { x: from.x + dx * step, y: from.y + dy * step };
    if (this.isDown) this.#add({ ...this.at, pressure: 1 });
  }

  /** Puts the keyboard's brush down, or lifts it: then the stroke is done. */
  press(middle: Point): void {
    if (this.isDown) return this.end();
    this.at ??= middle;
    this.isDown = true;
    this.#begin({ ...this.at, pressure: 1 }, this.isFlipped);
  }

  /** The surface was painted anew: the stroke under way belongs on it. */
  replay(): void {
    let from = this.#samples[0];
    for (const to of this.#samples) {
      if (from) this.live?.paint(this.#kind, from, to, (this.size / 2) * widthOf(to.pressure));
      from = to;
    }
  }

  get #kind(): Stroke['kind'] {
    const other = this.kind === 'keep' ? 'erase' : 'keep';
    return this.#isOther ? other : this.kind;
  }

  #sample({ at, pressure }: Touch): Sample {
    return { ...toSource(this.#events.map(), at), pressure };
  }

  #begin(sample: Sample, isOther: boolean): void {
    this.#isOther = isOther;
    this.#samples = [];
    this.#add(sample);
  }

  #add(sample: Sample): void {
    const from = this.#samples.at(-1) ?? sample;
    this.#samples.push(sample);
    this.at = sample;
    this.live?.paint(this.#kind, from, sample, (this.size / 2) * widthOf(sample.pressure));
  }
}
