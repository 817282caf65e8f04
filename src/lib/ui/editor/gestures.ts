import type { Point } from '../../domain/pixels.ts';
import type { ToolGesture, Touch } from './tool-gesture.ts';
import type { Viewport } from './viewport.svelte.ts';

/** One notch of a wheel is 100 px of delta; about seven notches double the size. */
const WHEEL_RATE = 0.001;
const LONG_PRESS_MS = 400;
/** Movement under this is a shaky finger, not a drag. */
const SLACK_PX = 6;

const middle = (a: Point, b: Point): Point => ({ x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 });
const distance = (a: Point, b: Point): number => Math.hypot(a.x - b.x, a.y - b.y);

/**
 * Attachment for the stage. Without a tool: drag to move, press long with one finger to compare. With one: the tool has
 * the left button and one finger; Space or the middle button still move. Always: wheel or two fingers to zoom. Controls
 * on the stage handle their own pointers.
 */
export const stageGestures = (view: Viewport, tool: () => ToolGesture | null) => (stage: HTMLElement) => {
  const pointers = new Map<number, Point>();
  let pressTimer: ReturnType<typeof setTimeout> | undefined;
  let pressedAt: Point | null = null;
  let busy: { readonly id: number; readonly gesture: ToolGesture } | null = null;

  const at = (event: MouseEvent): Point => {
    const box = stage.getBoundingClientRect();
    return { x: event.clientX - box.x, y: event.clientY - box.y };
  };

  const touch = (event: PointerEvent): Touch => ({
    at: at(event),
    pressure: event.pointerType === 'pen' && event.pressure > 0 ? event.pressure : 1,
    alt: event.altKey,
    shift: event.shiftKey
  });

  function endPress() {
    clearTimeout(pressTimer);
    if (pressedAt) view.isComparing = false;
    pressedAt = null;
  }

  function beginPress(event: PointerEvent) {
    if (event.pointerType === 'mouse' || pointers.size > 1 || view.loupe.isOn) return;
    pressedAt = at(event);
    pressTimer = setTimeout(() => (view.isComparing = true), LONG_PRESS_MS);
  }

  function dropTool() {
    busy?.gesture.cancel();
    busy = null;
  }

  function down(event: PointerEvent) {
    const control = (event.target as HTMLElement).closest('button:not([data-surface]), input, a');
    if ((control && !view.isMoving) || (event.pointerType === 'mouse' && event.button > 1)) return;
    stage.setPointerCapture(event.pointerId);
    pointers.set(event.pointerId, at(event));
    endPress();
    if (pointers.size > 1) return dropTool();
    const gesture = view.isMoving || event.button === 1 ? null : tool();
    if (!gesture) return beginPress(event);
    busy = { id: event.pointerId, gesture };
    gesture.begin(touch(event));
  }

  function move(event: PointerEvent) {
    const before = pointers.get(event.pointerId);
    if (!before) return void (event.pointerType !== 'touch' && tool()?.hover(touch(event)));
    const now = at(event);
    if (busy?.id === event.pointerId) {
      // A fast hand makes several moves a frame.
      const all = event.getCoalescedEvents();
      busy.gesture.move((all.length > 0 ? all : [event]).map(touch));
    } else movePicture(event.pointerId, before, now);
    pointers.set(event.pointerId, now);
  }

  function movePicture(id: number, before: Point, now: Point) {
    const other = [...pointers].find(([pointer]) => pointer !== id)?.[1];
    if (pressedAt && distance(pressedAt, now) > SLACK_PX) endPress();
    // One finger looks through the loupe; two still move the picture.
    if (!other && view.loupe.at && view.loupe.isTouch) return;
    if (!other) return view.panBy(now.x - before.x, now.y - before.y);
    const center = middle(before, other);
    const next = middle(now, other);
    view.zoomBy(distance(now, other) / Math.max(1, distance(before, other)), center);
    view.panBy(next.x - center.x, next.y - center.y);
  }

  function up(event: PointerEvent) {
    pointers.delete(event.pointerId);
    endPress();
    if (busy?.id !== event.pointerId) return;
    const { gesture } = busy;
    busy = null;
    if (event.type === 'pointerup') gesture.end();
    else gesture.cancel();
    if (event.pointerType === 'touch') gesture.hover(null);
  }

  const leave = () => tool()?.hover(null);

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
  stage.addEventListener('pointerleave', leave);
  stage.addEventListener('wheel', wheel, { passive: false });
  return () => {
    clearTimeout(pressTimer);
    stage.removeEventListener('pointerdown', down);
    stage.removeEventListener('pointermove', move);
    stage.removeEventListener('pointerup', up);
    stage.removeEventListener('pointercancel', up);
    stage.removeEventListener('pointerleave', leave);
    stage.removeEventListener('wheel', wheel);
  };
};
