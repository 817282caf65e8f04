import { neutralising } from '../../../domain/color/white-balance.ts';
import { IDENTITY_ADJUST, type AdjustEdit } from '../../../domain/document/edits/adjust.ts';
import type { Point, Size } from '../../../domain/pixels.ts';
import type { ToolGesture, Touch } from '../tool-gesture.ts';
import { colorAt } from './sample.ts';

/** What picking a grey place needs to know. */
export interface BalanceBench {
  /** Stage (CSS px) → photo (source px). */
  toPhoto(at: Point): Point;
  source(): { readonly bitmap: ImageBitmap; readonly size: Size } | null;
  adjust(): AdjustEdit | undefined;
  onadjust(adjust: AdjustEdit): void;
}

/** Takes one place of the photo for grey, and balances its colours by that. */
export class Balancing implements ToolGesture {
  readonly #bench: BalanceBench;
  #at: Point | null = null;
  /** The pointer is looking for a place. */
  isOn = $state(false);

  constructor(bench: BalanceBench) {
    this.#bench = bench;
  }

  toggle(): void {
    this.isOn = !this.isOn;
  }

  begin({ at }: Touch): void {
    this.#at = at;
  }

  move(touches: readonly Touch[]): void {
    this.#at = touches.at(-1)?.at ?? this.#at;
  }

  end(): void {
    if (this.#at) this.pick(this.#at);
    this.#at = null;
  }

  cancel(): boolean {
    const wasOn = this.isOn;
    this.isOn = false;
    this.#at = null;
    return wasOn;
  }

  hover(): void {}

  /** A place on the stage, CSS px. Beside the photo nothing happens. */
  pick(at: Point): void {
    const source = this.#bench.source();
    const color = source && colorAt(source.bitmap, source.size, this.#bench.toPhoto(at));
    if (!color) return;
    this.#bench.onadjust({ ...(this.#bench.adjust() ?? IDENTITY_ADJUST), ...neutralising(color) });
    this.isOn = false;
  }
}
