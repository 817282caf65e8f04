import { part, type View } from '../headers/header.ts';

/** One entry of a TIFF directory: where its values lie. */
interface Entry {
  readonly type: number;
  readonly count: number;
  readonly at: number;
}

/** Bytes of a value by its TIFF type (TIFF 6.0, p. 15; Exif 3.0 adds 129, UTF-8). */
const TYPE_BYTES: Readonly<Record<number, number>> = {
  1: 1,
  2: 1,
  3: 2,
  4: 4,
  5: 8,
  6: 1,
  7: 1,
  8: 2,
  9: 4,
  10: 8,
  11: 4,
  12: 8,
  13: 4,
  129: 1
};

const MAX_ENTRIES = 1024;
const MAX_TEXT = 4096;

/** A directory (IFD) of a TIFF structure. A value that lies outside of the file is not there. */
export class Directory {
  readonly #entries = new Map<number, Entry>();

  constructor(
    readonly view: View,
    readonly little: boolean,
    /** Of the next directory in the chain; 0 = none. */
    readonly next: number,
    entries: ReadonlyMap<number, Entry>
  ) {
    this.#entries = new Map(entries);
  }

  has(tag: number): boolean {
    return this.#entries.has(tag);
  }

  /** The value at `index` as a number; null where there is none. Fractions are divided. */
  number(tag: number, index = 0): number | null {
    const entry = this.#entries.get(tag);
    if (!entry || index >= entry.count) return null;
    const at = entry.at + index * (TYPE_BYTES[entry.type] ?? 1);
    return this.#read(entry.type, at);
  }

  #read(type: number, at: number): number | null {
    const { view, little } = this;
    if (at + (TYPE_BYTES[type] ?? 1) > view.byteLength) return null;
    if (type === 3) return view.getUint16(at, little);
    if (type === 4 || type === 13) return view.getUint32(at, little);
    if (type === 5) return view.getUint32(at, little) / view.getUint32(at + 4, little);
    return TYPE_BYTES[type] === 1 ? view.getUint8(at) : null;
  }

  /** All values that are there, at most `limit`. */
  numbers(tag: number, limit = 16): number[] {
    const count = Math.min(this.#entries.get(tag)?.count ?? 0, limit);
    const values = Array.from({ length: count }, (_, index) => this.number(tag, index));
    return values.filter((value) => value !== null);
  }

  /** The value's bytes, shared with the file; null where they are not all there. */
  bytes(tag: number): View | null {
    const entry = this.#entries.get(tag);
    if (!entry) return null;
    const length = entry.count * (TYPE_BYTES[entry.type] ?? 1);
    return entry.at + length > this.view.byteLength ? null : part(this.view, entry.at, length);
  }

  /** Text without what pads it; null where there is none but that. */
  text(tag: number): string | null {
    const bytes = this.bytes(tag);
    if (!bytes) return null;
    const text = new TextDecoder()
      .decode(part(bytes, 0, Math.min(bytes.byteLength, MAX_TEXT)))
      .split('\0')
      .join(' ')
      .trim();
    return text === '' ? null : text;
  }

  /** The directory that an entry points at; null where it does not. */
  child(tag: number): Directory | null {
    const at = this.number(tag);
    return at ? readDirectory(this.view, at, this.little) : null;
  }
}

/** Whether "II" (little endian) or "MM" begins a TIFF structure; null where neither does. */
export function byteOrder(view: View): 'little' | 'big' | null {
  if (view.byteLength < 8) return null;
  const mark = view.getUint16(0);
  return mark === 0x4949 ? 'little' : mark === 0x4d4d ? 'big' : null;
}

/** The directory at `at`; null where it is not wholly in the file (TIFF 6.0, section 2). */
export function readDirectory(view: View, at: number, little: boolean): Directory | null {
  if (at + 2 > view.byteLength) return null;
  const count = view.getUint16(at, little);
  const end = at + 2 + count * 12;
  if (count > MAX_ENTRIES || end > view.byteLength) return null;
  const entries = new Map<number, Entry>();
  for (let entry = at + 2; entry < end; entry += 12) {
    const type = view.getUint16(entry + 2, little);
    const values = view.getUint32(entry + 4, little);
    const isInline = values * (TYPE_BYTES[type] ?? 1) <= 4;
    const from = isInline ? entry + 8 : view.getUint32(entry + 8, little);
    entries.set(view.getUint16(entry, little), { type, count: values, at: from });
  }
  return new Directory(view, little, end + 4 > view.byteLength ? 0 : view.getUint32(end, little), entries);
}

/** The chain of directories that a TIFF structure begins with, at most `limit` of them. A chain in a circle ends. */
export function directoriesOf(view: View, limit: number): Directory[] {
  const order = byteOrder(view);
  const found: Directory[] = [];
  if (!order) return found;
  const little = order === 'little';
  const seen = new Set<number>();
  let at = view.getUint32(4, little);
  while (at !== 0 && found.length < limit && !seen.has(at)) {
    seen.add(at);
    const directory = readDirectory(view, at, little);
    if (!directory) break;
    found.push(directory);
    at = directory.next;
  }
  return found;
}
