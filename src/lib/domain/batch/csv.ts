import type { Channel } from '../channels/channel.ts';
import { handleFor } from '../channels/naming.ts';
import { findPhoto } from '../document/change.ts';
import { grouped } from '../grouped.ts';
import type { Project } from '../document/document.ts';
import { PackshotError } from '../errors.ts';
import { altText, ownAlt } from './alt-text.ts';
import type { Delivered } from './manifest.ts';
import { exportedListings, nameGiver } from './shared-sizes.ts';

/** What a row says; a column takes one of it. */
interface Row {
  readonly handle: string;
  /** Of the product's first picture only, as storefronts ask. */
  readonly title: string;
  readonly url: string;
  readonly position: string;
  readonly alt: string;
  readonly sku: string;
}

/** Columns by the names that storefronts give them, new and old; any other stays empty. */
const COLUMNS: Readonly<Record<string, keyof Row>> = {
  'URL handle': 'handle',
  Handle: 'handle',
  Title: 'title',
  'Product image URL': 'url',
  'Image Src': 'url',
  'Image position': 'position',
  'Image Position': 'position',
  'Image alt text': 'alt',
  'Image Alt Text': 'alt',
  SKU: 'sku'
};

export interface CsvOptions {
  /** Where the pictures will lie, `https://…/`; without it the column has their names. */
  readonly baseUrl?: string | undefined;
  /** Of alternative texts. */
  readonly altTemplate?: string | undefined;
}

/**
 * The table by which a channel takes its pictures, one a row; null for a channel that takes none. The older names of
 * columns are written where a profile has both: every importer knows them.
 * @throws `bad-request` for a base address that is no http(s) address
 */
export function csvOf(
  project: Project,
  channel: Channel,
  delivered: readonly Delivered[],
  { baseUrl = '', altTemplate }: CsvOptions
): string | null {
  const form = channel.package?.csv?.value;
  if (!form) return null;
  const base = baseAddress(baseUrl);
  const [handle = '', ...others] = form.legacyColumns ?? form.columns;
  const columns = [handle, ...(others.includes('Title') ? [] : ['Title']), ...others];
  const listings = new Map(exportedListings(project, true).map((listing) => [listing.key, listing]));
  const counts = new Map<string, number>();
  const here = delivered.filter(({ planned }) => planned.channel === channel.id);
  // Importers want the rows of a handle together.
  const rows = [...grouped(here, ({ planned }) => planned.listing).values()].flat().map((file): Row => {
    const { listing, photo: photoId } = file.planned;
    const before = counts.get(listing) ?? 0;
    counts.set(listing, before + 1);
    const position = before + form.positionStart;
    const product = listings.get(listing);
    const { title, sku, identifier } = product?.product ?? {};
    const photo = findPhoto(project, photoId);
    const photoName = product ? nameGiver(product, photo) : photo.name;
    const name = { title: title || product?.label || '', sku: sku ?? '', slot: file.planned.slot };
    const alt = ownAlt(product?.product ?? {}, file.planned.locale) || name.title;
    return {
      handle: handleFor({ channel, photoName, title, sku, identifier }),
      title: before === 0 ? name.title : '',
      url: base + (base ? encodeURIComponent(file.report.file.name) : file.report.file.name),
      position: String(position),
      alt: altText(altTemplate, { ...name, alt, position }, channel.altText?.maxChars?.value ?? null),
      sku: name.sku
    };
  });
  const lines = rows.map((row) =>
    columns.map((column) => {
      const field = COLUMNS[column];
      return field ? row[field] : '';
    })
  );
  return [columns, ...lines].map((cells) => cells.map(cell).join(',') + '\r\n').join('');
}

/** With a stroke at its end; '' where none is given. @throws `bad-request` */
export function baseAddress(text: string): string {
  const address = text.trim();
  if (address === '') return '';
  if (!/^https?:\/\/[^\s/?#"'<>\\]+(\/[^\s?#"'<>\\]*)?$/i.test(address)) {
    throw new PackshotError('bad-request', 'the base address is no http(s) address', { path: 'baseUrl' });
  }
  return address.replace(/\/*$/, '/');
}

/** RFC 4180; what a spreadsheet would take for a formula is made a text (OWASP, CSV Injection). */
export function cell(text: string): string {
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}
