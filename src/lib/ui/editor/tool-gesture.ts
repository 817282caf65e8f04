import type { Point } from '../../domain/pixels.ts';

/** One place of a pointer on the stage. */
export interface Touch {
  /** CSS px in the stage. */
  readonly at: Point;
  /** 0–1 where the device feels it (a pen), else 1. */
  readonly pressure: number;
  /** Alt is held. */
  readonly alt: boolean;
  readonly shift: boolean;
}

/** What one pointer does on the stage while a tool has it. A second finger cancels it: two fingers move the picture. */
export interface ToolGesture {
  begin(touch: Touch): void;
  /** All places since the last call, oldest first. */
  move(touches: readonly Touch[]): void;
  end(): void;
  cancel(): void;
  /** The pointer is over the stage without being pressed; null = it has left. */
  hover(touch: Touch | null): void;
}
