/** Device names that Windows refuses as file names, with any extension. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d|conin\$|conout\$)$/i;
/** Controls, marks that turn the direction of text, what has no width, half characters, private and unassigned ones. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}\u115f\u1160\u3164\uffa0\u2800]/gu;
/** What Windows, ZIP readers or web addresses take for something else. */
const TAKEN = /[<>:"/\\|?*%#&]+/g;
/** File systems take 255 bytes; a number and a folder may still come to it. */
const MAX_BYTES = 160;

/**
 * A name for a file on any system and in any ZIP: no folders, nothing unseen, no device, no full stop or space at either
 * end, at most 160 bytes of UTF-8, in NFC. What is fine stays as it is; nothing becomes `file`.
 */
export function safeName(name: string): string {
  const plain = trimmed(name.normalize('NFC').replace(UNSEEN, '').replace(TAKEN, '_').replace(/\s+/gu, ' '));
  const [stem, ending] = splitEnding(plain);
  const room = MAX_BYTES - ending.length;
  const short = trimmed(cut(stem, room));
  if (short === '') return `file${ending}`;
  return DEVICE.test(short.split('.')[0] ?? '') ? `_${short}${ending}` : `${short}${ending}`;
}

const trimmed = (text: string) => text.replace(/^[\s.]+|[\s.]+$/gu, '');

/** `photo` and `.jpg`; an ending is short and plain. */
function splitEnding(name: string): [stem: string, ending: string] {
  const at = /(?<=.)\.[0-9A-Za-z]{1,8}$/su.exec(name)?.index ?? name.length;
  return [name.slice(0, at), name.slice(at)];
}

/** As many whole characters as fit, in bytes of UTF-8. */
function cut(text: string, bytes: number): string {
  let left = bytes;
  const kept = Array.from(text).map((char) => ((left -= utf8Length(char)) >= 0 ? char : ''));
  return kept.join('');
}

function utf8Length(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  return code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
}

/** What two names have in common that a file system may not tell apart: case, and how an accent is written. */
export const nameKey = (name: string): string => name.normalize('NFKC').toLowerCase().normalize('NFKC');

/** Names of one folder; each is taken once. */
export class NameShelf {
  readonly #taken = new Set<string>();

  has(name: string): boolean {
    return this.#taken.has(nameKey(name));
  }

  /** Takes `name`, made safe; where it is taken already `name-2`, `name-3` … */
  take(name: string): string {
    const safe = safeName(name);
    const free = this.has(safe) ? this.#numbered(safe) : safe;
    this.#taken.add(nameKey(free));
    return free;
  }

  #numbered(name: string): string {
    const [stem, ending] = splitEnding(name);
    let number = 2;
    while (this.has(`${stem}-${number}${ending}`)) number += 1;
    return `${stem}-${number}${ending}`;
  }
}
