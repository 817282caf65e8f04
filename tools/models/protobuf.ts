/** One field of a protobuf message and where it lies (protobuf.dev, "Encoding"). */
export interface Field {
  readonly number: number;
  /** 0 varint · 1 eight bytes · 2 length-delimited · 5 four bytes */
  readonly wire: number;
  /** Offset of the field's tag. */
  readonly tagAt: number;
  /** Offsets of the payload: start ≤ byte < end. */
  readonly start: number;
  readonly end: number;
}

/** A stretch of `bytes` that holds one message. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** Unsigned varint at `at` and the offset behind it. Exact up to 2^53. @throws RangeError past the end */
export function readVarint(bytes: Uint8Array, at: number): { value: number; next: number } {
  let value = 0;
  for (let factor = 1, next = at; next < bytes.length; factor *= 128) {
    const byte = bytes[next++]!;
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return { value, next };
  }
  throw new RangeError(`varint at ${at} has no end`);
}

function payload(bytes: Uint8Array, wire: number, at: number): Span {
  if (wire === 0) return { start: at, end: readVarint(bytes, at).next };
  if (wire === 1) return { start: at, end: at + 8 };
  if (wire === 5) return { start: at, end: at + 4 };
  if (wire !== 2) throw new RangeError(`wire type ${wire} at ${at} is not known`);
  const { value, next } = readVarint(bytes, at);
  return { start: next, end: next + value };
}

/** Walks the fields of the message in `span` without copying anything. @throws RangeError where it is not protobuf */
export function* fieldsOf(bytes: Uint8Array, span: Span): Generator<Field> {
  let at = span.start;
  while (at < span.end) {
    const tag = readVarint(bytes, at);
    const wire = tag.value & 7;
    const { start, end } = payload(bytes, wire, tag.next);
    if (end > span.end) throw new RangeError(`field at ${at} leaves its message`);
    yield { number: Math.floor(tag.value / 8), wire, tagAt: at, start, end };
    at = end;
  }
}

/** Every field with that number. */
export const fieldsNumbered = (bytes: Uint8Array, span: Span, number: number): Field[] =>
  [...fieldsOf(bytes, span)].filter((field) => field.number === number);

/** The last field with that number, as a parser would take it. */
export const fieldNumbered = (bytes: Uint8Array, span: Span, number: number): Field | undefined =>
  fieldsNumbered(bytes, span, number).at(-1);

export const textOf = (bytes: Uint8Array, span: Span): string =>
  new TextDecoder().decode(bytes.subarray(span.start, span.end));
