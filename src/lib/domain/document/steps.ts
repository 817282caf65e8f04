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
  readonly #byObject = new Map<object, number>();
  readonly #byText = new Map<string, number>();

  /** The row that says `value`. */
  add(value: object): number {
    const known = this.#byObject.get(value);
    if (known !== undefined) return known;
    const row: Row = Array.isArray(value)
      ? [LIST, ...value.map((item) => this.#cell(item))]
      : [OBJECT, ...Object.entries(value).flatMap(([key, item]): Cell[] => [key, this.#cell(item)])];
    const text = JSON.stringify(row);
    const place = this.#byText.get(text) ?? this.rows.push(row) - 1;
    this.#byText.set(text, place);
    this.#byObject.set(value, place);
    return place;
  }

  #cell(value: unknown): Cell {
    return typeof value === 'object' && value !== null ? [this.add(value)] : (value as Cell);
  }
}

interface Written {
  readonly form: 1;
  readonly rows: readonly (readonly unknown[])[];
  readonly past: readonly number[];
  readonly future: readonly number[];
}

function written({ past, future }: Steps<object>): Written {
  const table = new Table();
  const places = (documents: readonly object[]) => documents.map((document) => table.add(document));
  return { form: 1, past: places(past), future: places(future), rows: table.rows };
}

/** The steps as text of at most `maxLength` characters: half of them are dropped, the farthest, until they fit. */
export function writeSteps(steps: Steps<object>, maxLength = MAX_STEPS_TEXT): string {
  const text = JSON.stringify(written(steps));
  const { past, future } = steps;
  if (text.length <= maxLength || past.length + future.length === 0) return text;
  const nearer = {
    past: past.slice(Math.ceil(past.length / 2)),
    future: future.slice(0, Math.floor(future.length / 2))
  };
  return writeSteps(nearer, maxLength);
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
export const sharedSteps = (steps: Steps<Project>): Steps<Project> => built(written(steps)) as Steps<Project>;

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
