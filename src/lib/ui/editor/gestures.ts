import type { Point } from '../../domain/pixels.ts';
import type { Viewport } from './viewport.svelte.ts';

/** One notch of a wheel is 100 px of delta; about seven notches double the size. */
const WHEEL_RATE = 0.001;
const LONG_PRESS_MS = 400;
/** Movement under this is a shaky finger, not a drag. */
const SLACK_PX = 6;

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/**
 * Attachment for the stage: drag to move, wheel or two fingers to zoom, press long with one finger to compare.
 * The divider handles its own pointer.
 */
export const stageGestures = (view: Viewport) => (stage: HTMLElement) => {
  const pointers = new Map<number, Point>();
  let pressTimer: ReturnType<typeof setTimeout> | undefined;
  let pressedAt: Point | null = null;

  const at = (event: MouseEvent): Point => {
    const box = stage.getBoundingClientRect();
    return { x: event.clientX - box.x, y: event.clientY - box.y };
  };

  function endPress() {
    clearTimeout(pressTimer);
    if (pressedAt) view.isComparing = false;
    pressedAt = null;
  }

  function down(event: PointerEvent) {
    const control = (event.target as HTMLElement).closest('button, input, a');
    if ((control && !view.isMoving) || (event.pointerType === 'mouse' && event.button > 1)) return;
    stage.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, at(event));
    endPress();
    if (event.pointerType === 'mouse' || pointers.size > 1) return;
    pressedAt = at(event);
    pressTimer = setTimeout(() => (view.isComparing = true), LONG_PRESS_MS);
  }

  function move(event: PointerEvent) {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    const now = at(event);
    const other = [...pointers].find(([id]) => id !== event.pointerId)?.[1];
    if (pressedAt && distance(pressedAt, now) > SLACK_PX) endPress();
    if (other) {
      const center = middle(before, other);
      const next = middle(now, other);
      view.zoomBy(distance(now, other) / Math.max(1, distance(before, other)), center);
      view.panBy(next.x - center.x, next.y - center.y);
    } else view.panBy(now.x - before.x, now.y - before.y);
    pointers.set(event.pointerId, now);
  }

  function up(event: PointerEvent) {
    pointers.delete(event.pointerId);
    endPress();
  }

  function wheel(event: WheelEvent) {
    event.preventDefault();
    const isSideways = event.deltaX !== 0 && !event.ctrlKey;
    if (isSideways) view.panBy(-event.deltaX, -event.deltaY);
    else view.zoomBy(Math.exp(-event.deltaY * WHEEL_RATE * (event.ctrlKey ? 5 : 1)), at(event));
  }

  stage.addEventListener('pointerdown', down);
  stage.addEventListener('pointermove', move);
  stage.addEventListener('pointerup', up);
  stage.addEventListener('pointercancel', up);
  stage.addEventListener('wheel', wheel, { passive: false });
  return () => {
    clearTimeout(pressTimer);
    stage.removeEventListener('pointerdown', down);
    stage.removeEventListener('pointermove', move);
    stage.removeEventListener('pointerup', up);
    stage.removeEventListener('pointercancel', up);
    stage.removeEventListener('wheel', wheel);
  };
};
