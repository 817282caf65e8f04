const CLEAR = 256;
const END = 257;
const FIRST_FREE = 258;
const MAX_CODE = 4094;
const MIN_BITS = 9;

/** Codes one after the other, each of as many bits as it has, most significant first. */
class BitWriter {
  readonly #bytes: Uint8Array;
  #length = 0;
  #held = 0;
  #heldBits = 0;

  constructor(capacity: number) {
    this.#bytes = new Uint8Array(capacity);
  }

  write(code: number, bits: number): void {
    this.#held = (this.#held << bits) | code;
    this.#heldBits += bits;
    while (this.#heldBits >= 8) {
      this.#heldBits -= 8;
      this.#bytes[this.#length++] = (this.#held >>> this.#heldBits) & 255;
    }
    this.#held &= (1 << this.#heldBits) - 1;
  }

  end(): Uint8Array {
    if (this.#heldBits > 0) this.write(0, 8 - this.#heldBits);
    return this.#bytes.slice(0, this.#length);
  }
}

/**
 * Code of each string, by the code of all but its last byte and that byte. A string of an earlier table is told by its
 * number, so that a new table costs nothing.
 */
class Table {
  readonly #entries = new Uint32Array(4096 * 256);
  #number = 0;
  #next = FIRST_FREE;

  /** Bits of a code now. One code earlier than it would need (TIFF 6.0, 13). */
  get bits(): number {
    return Math.max(MIN_BITS, 32 - Math.clz32(this.#next));
  }

  get isFull(): boolean {
    return this.#next > MAX_CODE;
  }

  clear(): void {
    this.#number++;
    this.#next = FIRST_FREE;
  }

  /** −1 where the string is not in it. */
  find(prefix: number, byte: number): number {
    const entry = this.#entries[(prefix << 8) | byte]!;
    return entry >>> 12 === this.#number ? entry & 4095 : -1;
  }

  add(prefix: number, byte: number): void {
    this.#entries[(prefix << 8) | byte] = (this.#number << 12) | this.#next++;
  }
}

/** Compresses strips one by one, with one table's memory. */
export class Lzw {
  readonly #table = new Table();

  /** LZW as TIFF has it: most significant bit first, codes of 9 to 12 bits. Source: TIFF 6.0, section 13. */
  compress(bytes: Uint8Array): Uint8Array {
    const table = this.#table;
    const out = new BitWriter(Math.ceil(bytes.length * 1.5) + 8);
    table.clear();
    out.write(CLEAR, MIN_BITS);
    let prefix = -1;
    for (const byte of bytes) {
      const known = prefix < 0 ? byte : table.find(prefix, byte);
      if (known >= 0) {
        prefix = known;
        continue;
      }
      out.write(prefix, table.bits);
      table.add(prefix, byte);
      if (table.isFull) {
        out.write(CLEAR, table.bits);
        table.clear();
      }
      prefix = byte;
    }
    if (prefix >= 0) {
      out.write(prefix, table.bits);
      table.add(prefix, 0);
    }
    out.write(END, table.bits);
    return out.end();
  }
}
