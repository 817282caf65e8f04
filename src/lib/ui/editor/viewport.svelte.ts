import { MediaQuery } from 'svelte/reactivity';
import type { Point, Size } from '../../domain/pixels.ts';
import { Loupe } from './views/loupe.svelte.ts';

/** What is seen in the stage. */
export type ViewMode = 'split' | 'mask' | 'alpha' | 'doubt' | 'white';

const MAX_ZOOM = 16;
const STEP = 1.25;
/** Free room around a fitted picture on a large screen, CSS px. */
const PADDING = 16;

const clamp = (value: number, low: number, high: number) => Math.min(Math.max(value, low), high);

/** Where the picture lies in the stage. Lengths are CSS px; `zoom` is device px per picture px, so 1 is 100 %. */
export class Viewport {
  stage = $state.raw<Size>({ width: 0, height: 0 });
  /** True while Space is held: every drag moves the picture, also one that starts on the divider. */
  isMoving = $state(false);
  mode = $state<ViewMode>('split');
  /** Where the divider stands in the visible part of the picture, 0–100. */
  divider = $state(38);
  /** True while the person holds the original up against the result. */
  isComparing = $state(false);
  /** null = fitted. */
  #zoom = $state<number | null>(null);
  /** The picture's point in the middle of the stage, as shares of the picture. */
  #center = $state.raw<Point>({ x: 0.5, y: 0.5 });

  readonly loupe = new Loupe();
  /** What lies over the stage, CSS px in it: set by who lays it out. */
  covers: () => readonly (Point & Size)[] = () => [];
  readonly #picture: () => Size;
  readonly #margin: () => number;
  readonly #isNarrow = new MediaQuery('max-width: 719px');

  /**
   * @param picture tells the size of what is shown, px
   * @param margin what a fitted picture leaves free on every side besides, CSS px: handles must be within reach
   */
  constructor(picture: () => Size, margin: () => number = () => 0) {
    this.#picture = picture;
    this.#margin = margin;
  }

  get picture(): Size {
    return this.#picture();
  }

  get #fitScale(): number {
    const { stage, picture } = this;
    const room = 2 * ((this.#isNarrow.current ? 0 : PADDING) + this.#margin());
    return Math.max(
      0.01,
      Math.min((stage.width - room) / picture.width, (stage.height - room) / picture.height)
    );
  }

  get isFitted(): boolean {
    return this.#zoom === null;
  }

  get zoom(): number {
    return this.#zoom ?? this.#fitScale * devicePixelRatio;
  }

  /** CSS px per picture px. */
  get scale(): number {
    return this.zoom / devicePixelRatio;
  }

  get rect(): Point & Size {
    const width = this.picture.width * this.scale;
    const height = this.picture.height * this.scale;
    const center = this.isFitted ? { x: 0.5, y: 0.5 } : this.#center;
    return {
      x: Math.round(this.stage.width / 2 - center.x * width),
      y: Math.round(this.stage.height / 2 - center.y * height),
      width,
      height
    };
  }

  /** The part of the picture inside the stage. */
  get visible(): Point & Size {
    const { x, y, width, height } = this.rect;
    const left = clamp(x, 0, this.stage.width);
    const top = clamp(y, 0, this.stage.height);
    return {
      x: left,
      y: top,
      width: Math.max(0, clamp(x + width, 0, this.stage.width) - left),
      height: Math.max(0, clamp(y + height, 0, this.stage.height) - top)
    };
  }

  /** The divider's place as a share of the whole picture's width, 0–1. */
  get split(): number {
    if (this.isComparing) return 1;
    const { visible, rect } = this;
    return clamp((visible.x + (visible.width * this.divider) / 100 - rect.x) / rect.width, 0, 1);
  }

  fit(): void {
    this.#zoom = null;
  }

  /** Shows `zoom` device px per picture px, holding `anchor` (CSS px in the stage) still. */
  zoomTo(zoom: number, anchor: Point = { x: this.stage.width / 2, y: this.stage.height / 2 }): void {
    const { x, y, width, height } = this.rect;
    const share = { x: (anchor.x - x) / width, y: (anchor.y - y) / height };
    const least = Math.min(0.05, this.#fitScale * devicePixelRatio);
    const next = clamp(zoom, least, MAX_ZOOM);
    const scale = next / devicePixelRatio;
    this.#zoom = next;
    this.#moveTo({
      x: share.x + (this.stage.width / 2 - anchor.x) / (this.picture.width * scale),
      y: share.y + (this.stage.height / 2 - anchor.y) / (this.picture.height * scale)
    });
  }

  /** Shows `point` of the picture in the middle of the stage, at `scale` CSS px per picture px. */
  show({ x, y }: Point, scale: number): void {
    this.zoomTo(scale * devicePixelRatio);
    this.#moveTo({ x: x / this.picture.width, y: y / this.picture.height });
  }

  zoomBy(factor: number, anchor?: Point): void {
    this.zoomTo(this.zoom * factor, anchor);
  }

  step(direction: 1 | -1): void {
    this.zoomBy(direction > 0 ? STEP : 1 / STEP);
  }

  /** Moves the picture by CSS px. A fitted picture has nowhere to go. */
  panBy(dx: number, dy: number): void {
    if (this.isFitted) return;
    const { width, height } = this.rect;
    this.#moveTo({ x: this.#center.x - dx / width, y: this.#center.y - dy / height });
  }

  #moveTo({ x, y }: Point): void {
    this.#center = { x: clamp(x, 0, 1), y: clamp(y, 0, 1) };
  }
}
