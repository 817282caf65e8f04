import { PackshotError } from '../domain/errors.ts';

/** How a table's bytes were read as text. */
export type CsvEncoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252' | 'windows-1258';

export interface CsvText {
  /** Unicode in its composed form (NFC), without a byte order mark. */
  readonly text: string;
  readonly encoding: CsvEncoding;
  /** Neither a byte order mark nor the form of the bytes says so: letters may be wrong. */
  readonly isGuessed: boolean;
}

/** A hundred thousand rows with every cell filled are smaller. */
export const MAX_CSV_BYTES = 100_000_000;

const wrong = (reason: string, message: string): PackshotError =>
  new PackshotError('bad-request', `CSV: ${message}`, { path: 'csv', reason });

/**
 * Decodes a table: by its byte order mark, else as UTF-8, else as UTF-16 where every other byte is empty, else as the
 * code page of Western or Vietnamese Windows, told apart by the accents that Vietnamese writes after its vowels.
 * @throws `file-too-large`; `bad-request` with `reason` `empty`, or `not-text` (a workbook, a picture)
 */
export async function csvText(blob: Blob): Promise<CsvText> {
  if (blob.size > MAX_CSV_BYTES) {
    throw new PackshotError('file-too-large', `CSV of ${blob.size} bytes`, {
      bytes: blob.size,
      maxBytes: MAX_CSV_BYTES
    });
  }
  const bytes = new Uint8Array(await blob.arrayBuffer());
  if (bytes.length === 0) throw wrong('empty', 'the file is empty');
  if (isWorkbook(bytes)) throw wrong('not-text', 'a workbook, not a table of text');
  const { encoding, isGuessed } = encodingOf(bytes);
  const text = new TextDecoder(encoding).decode(bytes).normalize('NFC');
  if (/(?![\t\n\v\f\r\u0080-\u009f])\p{Cc}/u.test(text.slice(0, 10_000)))
    throw wrong('not-text', 'not a text');
  if (text.trim() === '') throw wrong('empty', 'the file is empty');
  return { text, encoding, isGuessed };
}

/** A ZIP (XLSX, ODS, Numbers) or a compound file (XLS). */
const isWorkbook = ([a, b, c, d]: Uint8Array): boolean =>
  (a === 0x50 && b === 0x4b && c === 3) || (a === 0xd0 && b === 0xcf && c === 0x11 && d === 0xe0);

function encodingOf(bytes: Uint8Array): Omit<CsvText, 'text'> {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return { encoding: 'utf-16le', isGuessed: false };
  if (a === 0xfe && b === 0xff) return { encoding: 'utf-16be', isGuessed: false };
  const wide = wideEncoding(bytes.subarray(0, 2000));
  if (wide) return { encoding: wide, isGuessed: true };
  if (isUtf8(bytes)) return { encoding: 'utf-8', isGuessed: false };
  return { encoding: isVietnamese(bytes) ? 'windows-1258' : 'windows-1252', isGuessed: true };
}

function wideEncoding(head: Uint8Array): CsvEncoding | null {
  const emptyAt = (parity: number) => head.filter((byte, index) => byte === 0 && index % 2 === parity).length;
  const most = head.length * 0.35;
  if (emptyAt(1) > most) return 'utf-16le';
  return emptyAt(0) > most ? 'utf-16be' : null;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

/** Marks that windows-1258 writes behind a vowel: grave, hook, tilde, acute, dot below. */
const MARKS = new Set([0xcc, 0xd2, 0xde, 0xec, 0xf2]);
/** AĂÂEÊIOÔƠUƯY in both cases. */
const VOWELS = new Set([
  ...Array.from('AEIOUYaeiouy', (letter) => letter.charCodeAt(0)),
  ...[0xc2, 0xc3, 0xca, 0xd4, 0xd5, 0xdd, 0xe2, 0xe3, 0xea, 0xf4, 0xf5, 0xfd]
]);

/** Every such byte stands behind a vowel, which no western language does. */
function isVietnamese(bytes: Uint8Array): boolean {
  let marks = 0;
  for (const [index, byte] of bytes.entries()) {
    if (!MARKS.has(byte)) continue;
    if (!VOWELS.has(bytes[index - 1] ?? 0)) return false;
    marks += 1;
  }
  return marks > 0;
}
