import * as v from 'valibot';
import { DEFAULT_CHANNELS } from '../channels/defaults.ts';
import { asPackshotError, PackshotError } from '../errors.ts';
import { frozen } from '../frozen.ts';
import { DOCUMENT_VERSION, type Photo, type Product, type Project } from './document.ts';
import { IDENTITY_EDITS } from './edits.ts';
import { IDENTITY_METADATA, metadataSchema, type Metadata } from './metadata.ts';
import { versionOf } from './migrations/migrate.ts';
import { parseProject } from './parse.ts';

/** A photo that came out of a broken document in part, or not at all. */
export interface LostPhoto {
  /** As the document has it; '' where it does not say. */
  readonly name: string;
  /** `edits`: the photo is there, untouched; `photo`: nothing of it is. */
  readonly lost: 'edits' | 'photo';
  /** What was wrong, English. */
  readonly reason: string;
}

export interface Salvaged {
  readonly project: Project;
  readonly lost: readonly LostPhoto[];
}

type Json = Readonly<Record<string, unknown>>;

/** The same document under another id, and another name where given. */
export const copyAs = (project: Project, fields: { readonly id: string; readonly name?: string }): Project =>
  frozen({ ...project, ...fields });

/**
 * Takes out of a document what can be read, photo by photo and product by product; a photo whose edits are broken
 * comes without them. The input is left as it is.
 * @throws `version` for a newer document, which is not broken; `bad-request` where it is no object
 */
export function salvage(json: unknown, fields: Pick<Project, 'id' | 'name'>): Salvaged {
  if (!isObject(json)) throw new PackshotError('bad-request', 'nothing of this is a project');
  const frame = {
    version: versionIn(json),
    ...fields,
    channels: channelsIn(json),
    metadata: metadataIn(json),
    products: [],
    photos: []
  };
  parseProject(frame);
  const products = distinct(listIn(json, 'products').flatMap((product) => productsFrom(product, frame)));
  const taken = listIn(json, 'photos').map((photo) => photoFrom(photo, frame, products));
  const photos = distinct(taken.flatMap(({ photo }) => photo ?? []));
  const twice = taken.filter(({ photo }) => photo && !photos.includes(photo));
  const lost = [
    ...taken.flatMap(({ lost }) => lost ?? []),
    ...twice.map(({ photo }) => lostPhoto(photo, 'photo', 'another photo has its id'))
  ];
  const whole = { ...frame, version: DOCUMENT_VERSION, products, photos };
  const choices = attempt({ ...whole, choices: json['choices'] }) && { choices: json['choices'] };
  return { project: parseProject({ ...whole, ...choices }), lost };
}

/** A product whose other fields are broken keeps what names it. */
function productsFrom(json: unknown, frame: Json): readonly Product[] {
  const { id, sku, identifier, title } = isObject(json) ? json : {};
  const whole = attempt({ ...frame, products: [json] });
  const named = whole ?? attempt({ ...frame, products: [{ id, sku, identifier, title }] });
  return named?.products ?? [];
}

interface Taken {
  readonly photo?: Photo;
  readonly lost?: LostPhoto;
}

function photoFrom(json: unknown, frame: Json, products: readonly Product[]): Taken {
  const { productId, ...loose } = isObject(json) ? json : {};
  const isKnown = products.some(({ id }) => id === productId);
  const one = (version: unknown, photo: object) =>
    parseProject({ ...frame, version, products: [], photos: [photo] }).photos[0] as Photo;
  const placed = (photo: Photo): Photo => (isKnown ? { ...photo, productId: productId as string } : photo);
  try {
    return { photo: placed(one(frame['version'], loose)) };
  } catch (error) {
    const reason = asPackshotError(error, 'bad-request').message;
    const { id, name, source, size } = loose as Json;
    const bare = { id, name, source, size, edits: IDENTITY_EDITS, variants: {} };
    const photo = attempt({ ...frame, version: DOCUMENT_VERSION, photos: [bare] })?.photos[0];
    if (photo) return { photo: placed(photo), lost: lostPhoto(photo, 'edits', reason) };
    return { lost: lostPhoto(json, 'photo', reason) };
  }
}

function lostPhoto(json: unknown, lost: LostPhoto['lost'], reason: string): LostPhoto {
  const name = isObject(json) && typeof json['name'] === 'string' ? json['name'] : '';
  return { name, lost, reason };
}

function attempt(json: unknown): Project | null {
  try {
    return parseProject(json);
  } catch {
    return null;
  }
}

/** A document that does not say its version is read as one of today. */
function versionIn(json: Json): number {
  try {
    return versionOf(json);
  } catch {
    return DOCUMENT_VERSION;
  }
}

function channelsIn(json: Json): readonly string[] {
  const channels = listIn(json, 'channels').filter((id) => typeof id === 'string' && id !== '');
  return channels.length > 0 ? (channels as string[]) : DEFAULT_CHANNELS;
}

function metadataIn(json: Json): Metadata {
  const { success, output } = v.safeParse(metadataSchema, json['metadata']);
  return success ? (output as Metadata) : IDENTITY_METADATA;
}

const listIn = (json: Json, key: string): readonly unknown[] => {
  const list = json[key];
  return Array.isArray(list) ? (list as readonly unknown[]) : [];
};

const distinct = <T extends { readonly id: string }>(items: readonly T[]): T[] =>
  [...new Map([...items].reverse().map((item) => [item.id, item])).values()].reverse();

function isObject(json: unknown): json is Json {
  return typeof json === 'object' && json !== null && !Array.isArray(json);
}
