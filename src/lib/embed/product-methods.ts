import { catalogCsv } from '../domain/catalog/export.ts';
import {
  placePhotos,
  productKeys,
  takenSlots,
  withProducts,
  type PlacedPhoto
} from '../domain/catalog/place.ts';
import * as change from '../domain/document/change.ts';
import type { Product } from '../domain/document/document.ts';
import { productSchema } from '../domain/document/product.ts';
import { PackshotError } from '../domain/errors.ts';
import { importRows, readCatalog } from '../pipeline/csv.ts';
import { contentsOf, listIntake, placingOf, sortIntake, takeIn, type Outcome } from '../pipeline/intake.ts';
import type { Desk } from './desk.ts';
import { parseParams, type Params } from './requests.ts';
import type { AddedPhotos, ImportedCsv } from './sdk/types.ts';

/** Photos that are written into the document at once. */
const BATCH = 50;

/**
 * Changes a product, or makes it.
 * @throws `bad-request` with `path`: `setProduct.product.swatch`; `not-found` for an id that is not there
 */
export function setProduct(desk: Desk, { id, product }: Params<'setProduct'>): Product {
  const known = id === undefined || desk.project.products.some((other) => other.id === id);
  if (!known) throw new PackshotError('not-found', `no product "${id}"`, { product: id ?? '' });
  const productId = id ?? crypto.randomUUID();
  const next = change.setProduct(desk.project, productId, product as Omit<Product, 'id'>);
  const made = next.products.find((other) => other.id === productId);
  const parsed = parseParams(productSchema, made, 'setProduct.product');
  desk.change(() => next);
  return parsed;
}

/** @throws `bad-request` (`data.reason`), `file-too-large`, `aborted` */
export async function importCsv(
  desk: Desk,
  { file, locale = 'en' }: Params<'importCsv'>,
  signal: AbortSignal
): Promise<ImportedCsv> {
  const { rows, problems, encoding, delimiter, ignored } = await readCatalog(file, signal);
  let before = desk.project;
  let written = await importRows(before, { rows }, locale);
  while (desk.project !== before) {
    before = desk.project;
    written = await importRows(before, { rows }, locale);
  }
  const { added, changed, project } = written;
  signal.throwIfAborted();
  if (added + changed > 0) desk.change((now) => withProducts(now, project.products));
  return { rows: rows.length, added, changed, problems, encoding, delimiter, ignored };
}

export const exportCsv = (desk: Desk): Blob =>
  new Blob([catalogCsv(desk.project)], { type: 'text/csv;charset=utf-8' });

/** @throws `bad-request` (a pattern that cannot be used), `aborted`: what was written stays */
export async function addPhotos(
  desk: Desk,
  { files, patterns }: Params<'addPhotos'>,
  signal: AbortSignal
): Promise<AddedPhotos> {
  const given = files.map(({ path, data }) => ({ name: path.split('/').at(-1) ?? path, path, data }));
  const { items, tables, refused } = await listIntake(given, signal);
  const { project } = desk;
  const known = { keys: productKeys(project), taken: takenSlots(project) };
  const sorting = sortIntake(items, known, patterns ?? null);
  const placing = placingOf(sorting, 'next');
  const outcomes: Outcome[] = [];
  let batch: PlacedPhoto[] = [];
  const write = () => {
    const written = batch;
    batch = [];
    if (written.length > 0) desk.change((now) => placePhotos(now, written, () => crypto.randomUUID()));
  };
  for await (const outcome of takeIn(desk.studio, items, contentsOf(project.photos), signal)) {
    const place = outcome.kind === 'added' ? placing.take(outcomes.length) : null;
    outcomes.push(outcome);
    if (outcome.kind === 'added') batch.push({ photo: outcome.photo, place: place ?? {} });
    if (batch.length >= BATCH) write();
    desk.emit('progress', { task: 'addPhotos', stage: 'file', done: outcomes.length, total: items.length });
  }
  write();
  return { ...told(desk, outcomes, [...refused, ...tables.map(notHere)]), patterns: sorting.templates };
}

const notHere = ({ path }: { readonly path: string }) => ({
  path,
  error: new PackshotError('unsupported-format', `${path}: a table; importCsv takes it`, { format: 'csv' })
});

function told(
  desk: Desk,
  outcomes: readonly Outcome[],
  refused: readonly { readonly path: string; readonly error: PackshotError }[]
): Omit<AddedPhotos, 'patterns'> {
  const failure = (path: string, { code, message }: PackshotError, skipped: boolean) => ({
    path,
    skipped,
    code,
    message
  });
  return {
    added: outcomes.flatMap((outcome) => {
      if (outcome.kind !== 'added') return [];
      const { id, productId, slot } = change.findPhoto(desk.project, outcome.photo.id);
      return [
        { id, path: outcome.item.path, ...(productId && { product: productId }), ...(slot && { slot }) }
      ];
    }),
    duplicates: outcomes.flatMap((outcome) =>
      outcome.kind === 'duplicate' ? [{ path: outcome.item.path, of: outcome.of }] : []
    ),
    failed: [
      ...outcomes.flatMap((outcome) =>
        'error' in outcome ? [failure(outcome.item.path, outcome.error, outcome.kind === 'skipped')] : []
      ),
      ...refused.map(({ path, error }) => failure(path, error, false))
    ]
  };
}
