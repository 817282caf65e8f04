import * as v from 'valibot';
import { PackshotError } from '../errors.ts';
import { frozen } from '../frozen.ts';
import { parseAs } from '../schema.ts';
import type { Photo, Project } from './document.ts';
import type { History } from './history.ts';
import { parseProject } from './parse.ts';

/*
 * The steps of undo and redo as text. What documents have in common is written once: each object and each list becomes
 * a row, and rows name others by their place, so that a step costs about what it changed.
 */

/** What a history holds beside its present. */
export type Steps<T> = Pick<History<T>, 'past' | 'future'>;

/** Longest text that is kept, characters. The farthest steps are let go of first. */
export const MAX_STEPS_TEXT = 4_000_000;

const LIST = 0;
const OBJECT = 1;

/** A primitive, or the place of an earlier row in a list of one. */
type Cell = string | number | boolean | null | [row: number];
type Row = [kind: typeof LIST | typeof OBJECT, ...cells: Cell[]];

/** Rows in which children come before their parents; the same content is one row. */
class Table {
  readonly rows: Row[] = [];
  /** Of each row, its JSON: written once, for the whole text is made of them. */
  readonly texts: string[] = [];
  #length = 0;
  readonly #byObject = new Map<object, number>();
  readonly #byText = new Map<string, number>();

  constructor(readonly maxLength: number) {}

  get isFull(): boolean {
    return this.#length > this.maxLength;
  }

  /** The row that says `value`; once it is full, no row. */
  add(value: object): number {
    const known = this.#byObject.get(value);
    if (known !== undefined || this.isFull) return known ?? 0;
    const row: Row = Array.isArray(value)
      ? [LIST, ...value.map((item) => this.#cell(item))]
      : [OBJECT, ...Object.entries(value).flatMap(([key, item]): Cell[] => [key, this.#cell(item)])];
    const text = JSON.stringify(row);
    const place = this.#byText.get(text) ?? this.#push(row, text);
    this.#byObject.set(value, place);
    return place;
  }

  #push(row: Row, text: string): number {
    const place = this.rows.push(row) - 1;
    this.texts.push(text);
    this.#length += text.length + 1;
    this.#byText.set(text, place);
    return place;
  }

  #cell(value: unknown): Cell {
    return typeof value === 'object' && value !== null ? [this.add(value)] : (value as Cell);
  }

  /** Takes back the rows from this one on; nothing can be added any more. */
  cut(from: number): void {
    this.rows.length = this.texts.length = from;
  }
}

interface Written {
  readonly form: 1;
  readonly rows: readonly (readonly unknown[])[];
  readonly past: readonly number[];
  readonly future: readonly number[];
}

/** As many steps as there is room for, the nearest first: of ten thousand photos not even one may fit. */
function written({ past, future }: Steps<object>, maxLength: number): Written & Pick<Table, 'texts'> {
  const table = new Table(maxLength);
  const places = { past: [] as number[], future: [] as number[] };
  const add = (document: object | undefined, side: keyof typeof places): void => {
    if (!document || table.isFull) return;
    const before = table.rows.length;
    const row = table.add(document);
    if (table.isFull) table.cut(before);
    else places[side].push(row);
  };
  for (let step = 0; step < Math.max(past.length, future.length) && !table.isFull; step++) {
    add(past.at(-1 - step), 'past');
    add(future[step], 'future');
  }
  return { form: 1, ...places, past: places.past.reverse(), rows: table.rows, texts: table.texts };
}

/** The steps as text of about `maxLength` characters at most: the farthest are dropped until they fit. */
export function writeSteps(steps: Steps<object>, maxLength = MAX_STEPS_TEXT): string {
  const { form, past, future, texts } = written(steps, maxLength);
  return `${JSON.stringify({ form, past, future }).slice(0, -1)},"rows":[${texts.join()}]}`;
}

const place = v.pipe(v.number(), v.integer(), v.minValue(0));
/** Cells are looked at where they are used: there may be a million. */
const row = v.custom<readonly unknown[]>((value) => Array.isArray(value) && value.length > 0);
const form: v.GenericSchema<unknown, Written> = v.strictObject({
  form: v.literal(1),
  past: v.array(place),
  future: v.array(place),
  rows: v.array(row)
});

/** Builds what the rows say; equal parts are one object. @throws `bad-request` for a place that is not there yet */
function built({ rows, past, future }: Written): Steps<unknown> {
  const values: unknown[] = [];
  const at = (index: unknown): unknown => {
    if (typeof index === 'number' && Object.hasOwn(values, index)) return values[index];
    throw new PackshotError('bad-request', `steps: no row ${String(index)} before row ${values.length}`);
  };
  const valueOf = (cell: unknown) => (typeof cell === 'object' && cell !== null ? at(named(cell)) : cell);
  const pairsOf = (cells: readonly unknown[]) =>
    Array.from({ length: cells.length >> 1 }, (_, pair): [string, unknown] => [
      String(cells[2 * pair]),
      valueOf(cells[2 * pair + 1])
    ]);
  for (const [kind, ...cells] of rows) {
    values.push(frozen(kind === LIST ? cells.map(valueOf) : Object.fromEntries(pairsOf(cells))));
  }
  return { past: past.map(at), future: future.map(at) };
}

const named = (cell: object): unknown => (Array.isArray(cell) ? cell[0] : undefined);

/** What `writeSteps` wrote, not yet looked into: documents of any version. @throws `bad-request` */
export function readSteps(text: string): Steps<unknown> {
  return built(parseAs(form, jsonOf(text), 'steps'));
}

/** The same steps with all that they have in common held once, as it is while somebody edits. */
export const sharedSteps = (steps: Steps<Project>): Steps<Project> =>
  built(written(steps, Infinity)) as Steps<Project>;

/**
 * Parses one document after the other as `parseProject` does; photos that several have in common are parsed once.
 * @throws `version`, `bad-request`
 */
export function documentReader(): (json: unknown) => Project {
  const known = new Map<unknown, Photo>();
  return (json) => {
    const all = photosIn(json);
    const fresh = all.filter((photo) => !known.has(photo));
    const project = parseProject({ ...(json as object), photos: fresh });
    fresh.forEach((photo, index) => known.set(photo, project.photos[index] as Photo));
    const photos = all.map((photo) => known.get(photo) as Photo);
    if (new Set(photos.map(({ id }) => id)).size === photos.length) return frozen({ ...project, photos });
    throw new PackshotError('bad-request', 'steps: two photos have the same id');
  };
}

function photosIn(json: unknown): readonly unknown[] {
  const photos = typeof json === 'object' && json !== null && 'photos' in json ? json.photos : null;
  if (Array.isArray(photos)) return photos as readonly unknown[];
  throw new PackshotError('bad-request', 'steps: a document without photos');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PackshotError('bad-request', 'steps: not JSON');
  }
}
