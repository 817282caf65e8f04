import { expect, test } from 'vitest';
import { editorKeys } from '../../../src/lib/ui/editor/editor-keys.ts';
import { TOOLS } from '../../../src/lib/ui/editor/tools.svelte.ts';
import { keyGroups } from '../../../src/lib/ui/shared/key-map.ts';

/** Keys as they are printed → as events name them. */
const PRINTED: Record<string, string> = {
  '←': 'ArrowLeft',
  '↑': 'ArrowUp',
  '→': 'ArrowRight',
  '↓': 'ArrowDown',
  '−': '-',
  'Page ↑': 'PageUp',
  'Page ↓': 'PageDown',
  Esc: 'Escape',
  Space: ' '
};
/** Answered elsewhere: by the map itself, the page, a mark or a slider that has the focus, or with a pointer. */
const ELSEWHERE = ['?', 'Delete', 'Backspace', 'Enter', 'Alt', 'Shift', 'Click'];

/** Takes everything that commands ask of it. */
const anything: unknown = new Proxy(() => anything, { get: () => anything, set: () => true });
const keys = editorKeys(anything as Parameters<typeof editorKeys>[0]);

/** Whether the editor does something with a key that is pressed on the page itself. */
function isAnswered(key: string, chord: KeyboardEventInit = {}): boolean {
  const event = new KeyboardEvent('keydown', { key, cancelable: true, ...chord });
  document.body.addEventListener('keydown', keys.down, { once: true });
  document.body.dispatchEvent(event);
  return event.defaultPrevented;
}

const rows = keyGroups()
  .filter(({ screen }) => screen === undefined)
  .flatMap((group) => group.keys);
const single = rows.filter(([names]) => !names.includes('Ctrl')).flatMap(([names]) => names);
const inMap = single.map((name) => PRINTED[name] ?? (name.length === 1 ? name.toLowerCase() : name));

test('every key of the map is answered', () => {
  const unanswered = inMap.filter((key) => !ELSEWHERE.includes(key) && !isAnswered(key));
  expect(unanswered).toEqual([]);
  for (const [key, shiftKey] of [
    ['s', false],
    ['z', false],
    ['Z', true]
  ] as const)
    expect(isAnswered(key, { ctrlKey: true, shiftKey }), key).toBe(true);
  for (const code of ['KeyC', 'KeyV'])
    expect(isAnswered('', { ctrlKey: true, altKey: true, code }), code).toBe(true);
});

test('every key that is answered is in the map', () => {
  const printable = Array.from({ length: 95 }, (_, index) => String.fromCharCode(32 + index)).filter(
    (key) => key === key.toLowerCase()
  );
  const named = [
    'Escape',
    'PageUp',
    'PageDown',
    'ArrowLeft',
    'ArrowRight',
    'ArrowUp',
    'ArrowDown',
    'Home',
    'F1'
  ];
  // `=` is `+` without Shift on most keyboards.
  const untold = [...printable, ...named].filter(
    (key) => isAnswered(key) && !inMap.includes(key) && key !== '='
  );
  expect(untold).toEqual([]);
});

test('no key means two things on another screen', () => {
  for (const { screen, keys: own } of keyGroups()) {
    const letters = own
      .filter(([names]) => !names.includes('Ctrl'))
      .flatMap(([names]) => names.filter((name) => /^[A-Z]$/.test(name)));
    if (screen) expect(letters.length).toBe(new Set(letters).size);
  }
});

test('no key means two things', () => {
  const letters = inMap.filter((key) => /^[a-z0-9[\]\\]$/.test(key));
  expect(letters.length).toBe(new Set(letters).size);
  expect(TOOLS.every(({ key }) => letters.includes(key))).toBe(true);
});
