/** Whether the keyboard map is open; any screen may open it. */
class KeyboardMap {
  open = $state(false);
}

export const keyboardMap = new KeyboardMap();

/** True where a key is meant as text (or moves a slider), not as a command. */
export function isTyping({ target }: Event): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['TEXTAREA', 'SELECT'].includes(target.tagName) || isTextInput(target);
}

const isTextInput = (target: HTMLElement): boolean =>
  target instanceof HTMLInputElement &&
  !['button', 'checkbox', 'radio', 'range', 'file'].includes(target.type);

/** True while a dialog holds the keyboard. */
export const isDialogOpen = (): boolean => document.querySelector('dialog[open]') !== null;
