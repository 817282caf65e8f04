import type { Point } from '../../../domain/pixels.ts';

/** A lens over the stage: off, or so many device px per px of the picture. */
export class Loupe {
  zoom = $state<0 | 1 | 2>(0);
  /** Where the pointer is, CSS px in the stage; null = it is elsewhere. */
  at = $state.raw<Point | null>(null);
  /** A finger hides what is under it: the lens stands above. */
  isTouch = $state(false);

  get isOn(): boolean {
    return this.zoom > 0;
  }

  /** Off, 100 %, 200 %, and off again. */
  next(): void {
    this.zoom = ((this.zoom + 1) % 3) as 0 | 1 | 2;
  }

  /** Attachment of the stage: the lens follows the pointer, or the finger that is down. */
  readonly follow = (stage: HTMLElement) => {
    const move = (event: PointerEvent) => {
      if (!this.isOn) return;
      this.isTouch = event.pointerType === 'touch';
      if (this.isTouch && event.type === 'pointermove' && this.at === null) return;
      const box = stage.getBoundingClientRect();
      this.at = { x: event.clientX - box.x, y: event.clientY - box.y };
    };
    const leave = (event: PointerEvent) => {
      if (event.type === 'pointerleave' || event.pointerType === 'touch') this.at = null;
    };
    // Before the tools: what they paint is seen through the lens in the same frame.
    const moves = ['pointerdown', 'pointermove'] as const;
    const ends = ['pointerup', 'pointercancel', 'pointerleave'] as const;
    for (const name of moves) stage.addEventListener(name, move, { capture: true });
    for (const name of ends) stage.addEventListener(name, leave);
    return () => {
      for (const name of moves) stage.removeEventListener(name, move, { capture: true });
      for (const name of ends) stage.removeEventListener(name, leave);
    };
  };
}
