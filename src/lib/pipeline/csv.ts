import Papa from 'papaparse';
import { CatalogReader, type CatalogRow, type RowProblem } from '../domain/catalog/csv.ts';
import { RowWriter, type MakeId, type WithRows } from '../domain/catalog/place.ts';
import type { Project } from '../domain/document/document.ts';
import { PackshotError } from '../domain/errors.ts';
import { csvText, type CsvEncoding } from './csv-text.ts';

/** What a table of products says, row by row. */
export interface CatalogTable {
  readonly rows: readonly CatalogRow[];
  readonly problems: readonly RowProblem[];
  /** Rows below the header that say something: those read and those left out. */
  readonly count: number;
  readonly encoding: CsvEncoding;
  readonly isGuessed: boolean;
  readonly delimiter: string;
  /** Headers that say nothing here. */
  readonly ignored: readonly string[];
}

/** Longest time that reading a table may hold up the page, ms. */
const TURN_MS = 12;
/** Characters that are parsed between two looks at the clock. */
const CHUNK = 65_536;
const DELIMITERS = [',', ';', '\t', '|'];

const rest = () => new Promise<void>((next) => setTimeout(next));

/**
 * Reads a table of products: encoding, delimiter and columns are found, every row is accounted for. The page may go on
 * meanwhile.
 * @throws `bad-request` with `reason` (`empty`, `not-text`, `no-columns`, `too-many-rows`), `file-too-large`, `aborted`
 */
export async function readCatalog(blob: Blob, signal?: AbortSignal): Promise<CatalogTable> {
  const { text: whole, encoding, isGuessed } = await csvText(blob);
  const text = whole.replace(/\r\n?/g, '\n');
  const [, told, body = text] = /^sep=(.)\n([^]*)$/i.exec(text) ?? [];
  const delimiter = told ?? delimiterOf(body);
  const table: { rows: CatalogRow[]; problems: RowProblem[]; count: number } = {
    rows: [],
    problems: [],
    count: 0
  };
  let reader: CatalogReader | null = null;
  // A cell may have several lines: rows are counted as spreadsheets do.
  let row = told === undefined ? 0 : 1;
  for await (const { cells, hasBadQuotes } of rowsOf(body, delimiter, signal)) {
    row += 1;
    if (!reader) {
      if (!isBlank(cells)) reader = new CatalogReader(cells);
      continue;
    }
    if (hasBadQuotes) table.problems.push({ row, reason: 'quotes' });
    const read = reader.read(cells, row);
    if (!isBlank(cells)) table.count += 1;
    if (read.row) table.rows.push(read.row);
    table.problems.push(...read.problems);
  }
  if (!reader) throw new PackshotError('bad-request', 'CSV: no rows', { path: 'csv', reason: 'empty' });
  return { ...table, encoding, isGuessed, delimiter, ignored: reader.header.ignored };
}

const isBlank = (cells: readonly string[]): boolean => cells.every((cell) => cell.trim() === '');

/** The sign that parts the most cells of the first line. */
function delimiterOf(text: string): string {
  const line = /^\s*([^\n]*)/.exec(text)?.[1]?.replace(/"[^"]*"/g, '') ?? '';
  const counts = DELIMITERS.map((sign) => line.split(sign).length);
  return DELIMITERS[counts.indexOf(Math.max(...counts))] ?? ',';
}

interface ParsedRow {
  readonly cells: readonly string[];
  readonly hasBadQuotes: boolean;
}

/** Rows in turns of `TURN_MS`. */
async function* rowsOf(text: string, delimiter: string, signal?: AbortSignal): AsyncGenerator<ParsedRow> {
  const reader = chunksOf(text, delimiter).getReader();
  let turnEnds = performance.now() + TURN_MS;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    const { data, errors } = next.value;
    const bad = new Set(errors.filter(({ type }) => type === 'Quotes').map(({ row }) => row));
    for (const [index, cells] of data.entries()) {
      yield { cells, hasBadQuotes: bad.has(index) };
      if (performance.now() < turnEnds) continue;
      await rest();
      if (signal?.aborted) throw new PackshotError('aborted', 'reading was ended');
      turnEnds = performance.now() + TURN_MS;
    }
  }
}

/** Parses some more of the text each time it is asked. */
function chunksOf(text: string, delimiter: string): ReadableStream<Papa.ParseResult<string[]>> {
  let goOn = () => {};
  return new ReadableStream(
    {
      start(chunks) {
        Papa.parse<string[]>(text, {
          delimiter,
          newline: '\n',
          chunkSize: CHUNK,
          chunk(results: Papa.ParseResult<string[]>, parser: Papa.Parser) {
            parser.pause();
            chunks.enqueue(results);
            goOn = () => parser.resume();
          },
          complete: () => chunks.close()
        });
      },
      pull: () => goOn()
    },
    { highWaterMark: 0 }
  );
}

/** Writes the rows of a table into a project's products, in turns. @param locale of texts whose row names none */
export async function importRows(
  project: Project,
  { rows }: Pick<CatalogTable, 'rows'>,
  locale: string,
  makeId: MakeId = () => crypto.randomUUID()
): Promise<WithRows> {
  const writer = new RowWriter(project, locale, makeId);
  let turnEnds = performance.now() + TURN_MS;
  for (const row of rows) {
    writer.add(row);
    if (performance.now() < turnEnds) continue;
    await rest();
    turnEnds = performance.now() + TURN_MS;
  }
  return writer.result();
}
