import { isDialogOpen, isTyping } from '../shared/keys.svelte.ts';
import type { Toolbox } from './toolbox.svelte.ts';
import { TOOLS } from './tools.svelte.ts';
import { VIEW_KEYS } from './view-keys.ts';
import type { ViewMode, Viewport } from './viewport.svelte.ts';
import type { Exposure } from './views/exposure.svelte.ts';

export interface EditorCommands {
  readonly view: Viewport;
  readonly exposure: Exposure;
  readonly tools: Toolbox;
  save(): void;
  check(): void;
  export(): void;
  /** To all photos of the project. */
  table(): void;
  /** Stops what runs, else closes what is open. */
  cancel(): void;
  undo(): void;
  redo(): void;
  copyEdits(): void;
  pasteEdits(): void;
  step(by: 1 | -1): void;
}

type Command = (event: KeyboardEvent) => void;

const PAN_PX = 48;

/** Arrows move the product while the frame is in the hand, else the picture. */
const arrow =
  ({ view, tools }: EditorCommands, dx: number, dy: number) =>
  ({ shiftKey }: KeyboardEvent) =>
    tools.gesture === tools.shifting
      ? tools.shifting.nudge(dx, dy, shiftKey)
      : view.panBy(-dx * PAN_PX, -dy * PAN_PX);

/** Shows the stage in one way; in the usual one where that is what is seen. */
const look =
  ({ view, tools }: EditorCommands, mode: ViewMode) =>
  () => {
    view.mode = tools.mode === mode ? 'split' : mode;
  };

/** Keyboard of the editor: handlers for the window's keydown, keyup and blur. */
export function editorKeys(commands: EditorCommands) {
  const { view, tools } = commands;
  const plain: Record<string, Command> = {
    ...Object.fromEntries(TOOLS.map(({ id, key }) => [key, () => tools.choose(id)])),
    ...Object.fromEntries(
      Object.entries(VIEW_KEYS).map(([mode, key]) => [key, look(commands, mode as ViewMode)])
    ),
    l: () => view.loupe.next(),
    i: () => commands.exposure.toggle(),
    x: () => tools.painting.swap(),
    '[': () => tools.painting.grow(-1),
    ']': () => tools.painting.grow(1),
    k: () => commands.check(),
    o: () => commands.export(),
    q: () => commands.table(),
    Escape: () => commands.cancel(),
    '\\': () => (view.isComparing = true),
    '0': () => view.fit(),
    '1': () => view.zoomTo(1),
    '2': () => view.zoomTo(2),
    '+': () => view.step(1),
    '=': () => view.step(1),
    '-': () => view.step(-1),
    PageUp: () => commands.step(-1),
    PageDown: () => commands.step(1),
    ArrowLeft: arrow(commands, -1, 0),
    ArrowRight: arrow(commands, 1, 0),
    ArrowUp: arrow(commands, 0, -1),
    ArrowDown: arrow(commands, 0, 1)
  };
  const chorded: Record<string, Command> = {
    s: () => commands.save(),
    z: () => commands.undo(),
    Z: () => commands.redo(),
    y: () => commands.redo()
  };

  const carried: Record<string, Command> = {
    KeyC: () => commands.copyEdits(),
    KeyV: () => commands.pasteEdits()
  };

  function commandFor(event: KeyboardEvent): Command | undefined {
    const isChord = event.ctrlKey || event.metaKey;
    // Alt makes other letters of the keys on some systems: their places are asked.
    if (isChord && event.altKey) return carried[event.code];
    // A text field has its own undo.
    if (isChord) return event.key === 's' || !isTyping(event) ? chorded[event.key] : undefined;
    if (event.altKey) return undefined;
    if (event.key === 'Escape') return plain['Escape'];
    if (isTyping(event) || movesControl(event)) return undefined;
    return plain[event.key] ?? plain[event.key.toLowerCase()];
  }

  return {
    down(event: KeyboardEvent): void {
      if (event.key === 'Alt') tools.painting.isFlipped = true;
      if (isDialogOpen() || event.defaultPrevented) return;
      if (event.key === ' ' && isOnNothing(event)) {
        event.preventDefault();
        view.isMoving = true;
        return;
      }
      const command = commandFor(event);
      if (!command) return;
      event.preventDefault();
      command(event);
    },
    up(event: KeyboardEvent): void {
      if (event.key.startsWith('Arrow') && tools.gesture === tools.shifting) tools.shifting.end();
      if (event.key === '\\') view.isComparing = false;
      if (event.key === ' ') view.isMoving = false;
      if (event.key === 'Alt') tools.painting.isFlipped = false;
    },
    blur(): void {
      view.isComparing = view.isMoving = tools.painting.isFlipped = false;
    }
  };
}

/** Arrows and page keys belong to a slider or a radio group that has the focus. */
function movesControl({ key, target }: KeyboardEvent): boolean {
  return /^(Arrow|Page)/.test(key) && target instanceof HTMLInputElement;
}

/** Space presses a focused control; on the page itself, and on the brush's surface, it is the hand. */
const isOnNothing = ({ target }: KeyboardEvent): boolean =>
  target === document.body || (target instanceof HTMLElement && target.matches('[data-surface]'));
