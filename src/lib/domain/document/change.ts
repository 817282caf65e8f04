import { DEFAULT_POLICY, type Policy } from '../compliance/policy.ts';
import { PackshotError } from '../errors.ts';
import { frozen } from '../frozen.ts';
import { NO_CHOICES, type ExportChoices } from './choices.ts';
import { NO_DECISIONS, type Decisions } from './decisions.ts';
import { DOCUMENT_VERSION, type Photo, type Product, type Project, type VariantKey } from './document.ts';
import { IDENTITY_EDITS, type EditsPatch } from './edits.ts';
import type { Ask, Correction, CutoutEdit, Found } from './edits/cutout.ts';
import { IDENTITY_METADATA, type Metadata } from './metadata.ts';
import { lookUp } from './lookup.ts';
import { presetPatch, type Preset } from './preset.ts';
import { editsFor } from './resolve.ts';
import { sharedCutout } from './series.ts';
import { withWords } from './spoken.ts';

// The only writers of documents. Each returns a new deep-frozen project; the old one stays as it was.

/** A photo as it comes in; without edits it starts untouched. */
export type NewPhoto = Omit<Photo, 'edits' | 'variants'> & Partial<Pick<Photo, 'edits' | 'variants'>>;
export type ProductFields = Omit<Product, 'id'>;

/** An empty project. Ids are the caller's, so that the domain needs no randomness. */
export function createProject(fields: Pick<Project, 'id' | 'name' | 'channels'>): Project {
  return frozen({
    version: DOCUMENT_VERSION,
    ...fields,
    metadata: IDENTITY_METADATA,
    products: [],
    photos: []
  });
}

export function renameProject(project: Project, name: string): Project {
  return frozen({ ...project, name });
}

export function setChannels(project: Project, channels: readonly string[]): Project {
  return frozen({ ...project, channels });
}

/** What all files of the project say about themselves, field by field. */
export function setMetadata(project: Project, patch: Partial<Metadata>): Project {
  return frozen({ ...project, metadata: { ...project.metadata, ...patch } });
}

/** @throws `bad-request` for a used id; `not-found` for an unknown product */
export function addPhoto(project: Project, fields: NewPhoto): Project {
  if (project.photos.some(({ id }) => id === fields.id)) {
    throw new PackshotError('bad-request', `photo "${fields.id}" is already there`, { photo: fields.id });
  }
  if (fields.productId !== undefined) requireProduct(project, fields.productId);
  const photo: Photo = { edits: IDENTITY_EDITS, variants: {}, ...fields };
  return withWords(project, frozen({ ...project, photos: [...project.photos, photo] }));
}

/** Its product stays: a catalogue may list products that have no photo yet. @throws `not-found` */
export function removePhoto(project: Project, photoId: string): Project {
  findPhoto(project, photoId);
  return frozen({ ...project, photos: project.photos.filter(({ id }) => id !== photoId) });
}

/**
 * Replaces whole edits, by name: the photo's own, or those of one variant.
 * @throws `not-found`
 */
export function setEdits(project: Project, photoId: string, patch: EditsPatch, key?: VariantKey): Project {
  if (key === undefined) {
    return changePhoto(project, photoId, (photo) => ({ ...photo, edits: { ...photo.edits, ...patch } }));
  }
  const before = findPhoto(project, photoId).variants[key];
  return setVariant(project, photoId, key, { ...before, ...patch });
}

/** @throws `not-found` */
export function setCutout(project: Project, photoId: string, cutout: CutoutEdit): Project {
  return setEdits(project, photoId, { cutout });
}

/** Keeps a model's answer. What was asked meanwhile and what a person corrected stay as they are. @throws `not-found` */
export function setFound(project: Project, photoId: string, found: Found): Project {
  return changeCutout(project, photoId, { found });
}

/** Changes what the next cutout is asked for; the matte stays until it is answered. @throws `not-found` */
export function setAsk(project: Project, photoId: string, ask: Partial<Ask>): Project {
  const { cutout } = findPhoto(project, photoId).edits;
  return changeCutout(project, photoId, { ask: { ...cutout.ask, ...ask }, isShared: false });
}

/** @throws `not-found` */
export function setCorrection(project: Project, photoId: string, patch: Partial<Correction>): Project {
  const { cutout } = findPhoto(project, photoId).edits;
  return changeCutout(project, photoId, { correction: { ...cutout.correction, ...patch } });
}

/**
 * Carries what one photo was asked for to others of its series, scaled to their size. Photos that a person has prompted
 * or corrected keep what they have (`sharedCutout`).
 * @throws `not-found`
 */
export function shareCutout(project: Project, fromId: string, toIds: readonly string[]): Project {
  const from = findPhoto(project, fromId);
  return toIds.reduce((shared, id) => {
    const to = findPhoto(shared, id);
    const cutout = id === fromId ? null : sharedCutout(from, to);
    return cutout ? setCutout(shared, id, cutout) : shared;
  }, project);
}

/** What one variant does differently from the photo's own edits; an empty patch ends it. @throws `not-found` */
export function setVariant(project: Project, photoId: string, key: VariantKey, patch: EditsPatch): Project {
  return changePhoto(project, photoId, (photo) => {
    const others = without(photo.variants, key);
    const isOver = Object.keys(patch).length === 0;
    return { ...photo, variants: isOver ? others : { ...others, [key]: patch } };
  });
}

/** Gives a photo, or one variant of it, a preset's look. @throws `not-found`, `bad-request` (too many notes) */
export function applyPreset(project: Project, photoId: string, preset: Preset, key?: VariantKey): Project {
  const photo = findPhoto(project, photoId);
  const own = key === undefined ? photo.edits : editsFor(photo, key);
  return setEdits(project, photoId, presetPatch(preset, own), key);
}

/** Gives a photo its place in a product (and in its slots); what is to be looked for in it may be another then. @throws `not-found` for the photo or the product */
export function setPlace(
  project: Project,
  photoId: string,
  place: Pick<Photo, 'productId' | 'slot'>
): Project {
  if (place.productId !== undefined) requireProduct(project, place.productId);
  return withWords(
    project,
    changePhoto(project, photoId, (photo) => ({ ...photo, ...place }))
  );
}

/** Adds the product, or changes the named fields of it; an empty text or record, or `undefined`, clears a field. Its photos are asked for its `prompt` (`withWords`). */
export function setProduct(project: Project, productId: string, fields: ProductFields): Project {
  const present = project.products.find(({ id }) => id === productId);
  const product: Product = { ...(filled({ ...present, ...fields }) as ProductFields), id: productId };
  const products = present
    ? project.products.map((other) => (other.id === productId ? product : other))
    : [...project.products, product];
  return withWords(project, frozen({ ...project, products }));
}

/** What says something of a record, and of the records in it; null where nothing does. */
function filled(record: object): object | null {
  const members = Object.entries(record)
    .map(([key, value]): [string, unknown] => [key, isRecord(value) ? filled(value) : value])
    .filter(([, value]) => value !== '' && value !== null && value !== undefined);
  return members.length > 0 ? Object.fromEntries(members) : null;
}

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Its photos stay, of no product and in no slot. @throws `not-found` */
export function removeProduct(project: Project, productId: string): Project {
  requireProduct(project, productId);
  const loose = (photo: Photo): Photo =>
    photo.productId === productId ? { ...photo, productId: undefined, slot: undefined } : photo;
  const products = project.products.filter(({ id }) => id !== productId);
  return withWords(project, frozen({ ...project, products, photos: project.photos.map(loose) }));
}

export const choicesOf = ({ choices = NO_CHOICES }: Project): ExportChoices => choices;

/** Names a channel's files by `template`; `null` brings the channel's own back. Whether it can be used is `parseTemplate`'s. */
export function setNameTemplate(project: Project, channel: string, template: string | null): Project {
  const { names } = choicesOf(project);
  return setChoices(project, {
    names: { ...without(names, channel), ...(template !== null && { [channel]: template }) }
  });
}

/** Says which photos a country's set has; `null` ends the set. */
export function setCountrySet(project: Project, code: string, photos: readonly string[] | null): Project {
  const { countries } = choicesOf(project);
  const list = photos && { [code]: [...new Set(photos)] };
  return setChoices(project, { countries: { ...without(countries, code), ...list } });
}

/** What is done about the project's files before a person is asked. */
export const policyOf = ({ choices }: Project): Policy => choices?.policy ?? DEFAULT_POLICY;

export const setPolicy = (project: Project, patch: Partial<Policy>): Project =>
  setChoices(project, { policy: { ...policyOf(project), ...patch } });

export const decisionsOn = ({ decisions }: Photo, key: VariantKey): Decisions =>
  decisions?.[key] ?? NO_DECISIONS;

/** Writes down what a person decided about one output's findings. @throws `not-found` */
export function setDecisions(
  project: Project,
  photoId: string,
  key: VariantKey,
  patch: Partial<Decisions>
): Project {
  return changePhoto(project, photoId, (photo) => ({
    ...photo,
    decisions: { ...photo.decisions, [key]: { ...decisionsOn(photo, key), ...patch } }
  }));
}

/** @throws `not-found` */
export function findPhoto(project: Project, photoId: string): Photo {
  const photo = lookUp(project.photos, photoId);
  if (photo) return photo;
  throw new PackshotError('not-found', `no photo "${photoId}"`, { photo: photoId });
}

/** The product that a photo shows; undefined where nobody said. */
export function productOf(project: Project, photo: Photo): Product | undefined {
  return photo.productId === undefined ? undefined : lookUp(project.products, photo.productId);
}

/** Replaces the named choices whole. */
export const setChoices = (project: Project, choices: Partial<ExportChoices>): Project =>
  frozen({ ...project, choices: { ...choicesOf(project), ...choices } });

const without = <T>(record: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(Object.entries(record).filter(([name]) => name !== key));

function requireProduct(project: Project, productId: string): void {
  if (lookUp(project.products, productId)) return;
  throw new PackshotError('not-found', `no product "${productId}"`, { product: productId });
}

function changeCutout(project: Project, photoId: string, patch: Partial<CutoutEdit>): Project {
  return changePhoto(project, photoId, (photo) => {
    const cutout = { ...photo.edits.cutout, ...patch };
    return { ...photo, edits: { ...photo.edits, cutout } };
  });
}

function changePhoto(project: Project, photoId: string, change: (photo: Photo) => Photo): Project {
  const changed = change(findPhoto(project, photoId));
  return frozen({
    ...project,
    photos: project.photos.map((photo) => (photo.id === photoId ? changed : photo))
  });
}
