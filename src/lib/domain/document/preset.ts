import * as v from 'valibot';
import { PackshotError } from '../errors.ts';
import { frozen } from '../frozen.ts';
import { parseAs } from '../schema.ts';
import { canonicalJson } from './canonical.ts';
import { DOCUMENT_VERSION } from './document.ts';
import { editsPatchSchema, IDENTITY_EDITS, type Edits, type EditsPatch } from './edits.ts';
import { MAX_NOTES, type AnnotateEdit, type Note } from './edits/annotate.ts';
import type { CropEdit } from './edits/crop.ts';
import { text } from './edits/schemas.ts';
import { MIGRATIONS } from './migrations/index.ts';
import { migrate, versionOf, type JsonObject } from './migrations/migrate.ts';

/*
 * A preset is a look under a name: whole edits, taken from one photo for others. What belongs to the one photo is not
 * in it: its cutout, what of it is kept (`crop.rect`), and notes that point at places in it.
 */

/** Edits that a preset may hold. */
export const PRESET_EDITS = ['crop', 'adjust', 'backdrop', 'shadow', 'annotate', 'frame'] as const;
export type PresetEdit = (typeof PRESET_EDITS)[number];

export interface Preset {
  /** Of the document whose edits these are: presets are brought up to date by its migrations. */
  readonly version: typeof DOCUMENT_VERSION;
  readonly id: string;
  readonly name: string;
  readonly edits: Pick<EditsPatch, PresetEdit>;
}

/** The first version of documents that had presets. */
const FIRST_VERSION = 3;
export const MAX_PRESET_NAME = 100;

/** Whether a note keeps its place in the frame, whatever the photo shows. */
export const isOfFrame = ({ kind }: Note): boolean => kind === 'text' || kind === 'badge';

/** What of an edit is a look. */
function lookOf({ crop, annotate, adjust, backdrop, shadow, frame }: Edits): Pick<Edits, PresetEdit> {
  const notes = annotate.notes.filter(isOfFrame);
  return { crop: { ...crop, rect: null }, adjust, backdrop, shadow, annotate: { ...annotate, notes }, frame };
}

/**
 * What a preset of these edits holds unless told otherwise: all that does something, but not how the photo is turned
 * and straightened. That is seldom another photo's too, though it is for a series from one tripod.
 */
export function touchedEdits(edits: Edits): PresetEdit[] {
  const look = lookOf(edits);
  const isTouched = (name: PresetEdit) => canonicalJson(look[name]) !== canonicalJson(IDENTITY_EDITS[name]);
  return PRESET_EDITS.filter((name) => name !== 'crop' && isTouched(name));
}

/** A preset of the named edits of one photo, or of a variant of it. */
export function makePreset(
  fields: Pick<Preset, 'id' | 'name'>,
  edits: Edits,
  names: readonly PresetEdit[] = touchedEdits(edits)
): Preset {
  const look = lookOf(edits);
  const held = Object.fromEntries(names.map((name) => [name, look[name]]));
  return frozen({ version: DOCUMENT_VERSION, ...fields, edits: held });
}

/** The edits that a preset holds. */
export const editsIn = ({ edits }: Preset): PresetEdit[] =>
  PRESET_EDITS.filter((name) => edits[name] !== undefined);

/** A preset with no more than the named edits. */
export function onlyWith(preset: Preset, names: readonly PresetEdit[]): Preset {
  const held = editsIn(preset).filter((name) => names.includes(name));
  return { ...preset, edits: Object.fromEntries(held.map((name) => [name, preset.edits[name]])) };
}

/**
 * What a photo with these edits changes to have the preset's look. It keeps what is its own, as far as that still fits.
 * @throws `bad-request` where the photo's notes and the preset's are too many
 */
export function presetPatch({ edits: look }: Preset, own: Edits): EditsPatch {
  const { crop, annotate, ...rest } = look;
  return {
    ...rest,
    ...(crop && { crop: croppedAs(crop, own.crop) }),
    ...(annotate && { annotate: annotatedAs(annotate, own.annotate) })
  };
}

/** What is kept is a part of the turned picture: another turn would keep another part. */
function croppedAs(crop: CropEdit, own: CropEdit): CropEdit {
  const isTurnedAlike = crop.turns === own.turns && crop.flip === own.flip;
  return { ...crop, rect: isTurnedAlike ? own.rect : null };
}

/** The photo's own notes that point at it, under the preset's words. */
function annotatedAs({ language, notes }: AnnotateEdit, own: AnnotateEdit): AnnotateEdit {
  const kept = own.notes.filter((note) => !isOfFrame(note));
  if (kept.length + notes.length > MAX_NOTES) {
    throw new PackshotError('bad-request', `more than ${MAX_NOTES} notes`, { path: 'annotate.notes' });
  }
  const taken = new Set(kept.map(({ id }) => id));
  return { language, notes: [...kept, ...notes.map((note) => ({ ...note, id: freeId(note.id, taken) }))] };
}

/** `id`, or with a number behind it where a photo's note has that already. */
function freeId(id: string, taken: Set<string>): string {
  let free = id;
  for (let count = 2; taken.has(free); count++) free = `${id}-${count}`;
  taken.add(free);
  return free;
}

const head = v.looseObject({ version: v.number(), edits: v.record(v.string(), v.unknown()) });

const shape: v.GenericSchema<unknown, Preset> = v.strictObject({
  version: v.literal(DOCUMENT_VERSION),
  id: text,
  name: v.pipe(text, v.maxLength(MAX_PRESET_NAME)),
  edits: v.pipe(
    editsPatchSchema,
    v.check((edits) => edits.cutout === undefined, 'a cutout is one photo’s'),
    v.check(({ encode }) => encode === undefined, 'what a file is written as is one channel’s'),
    v.check(({ crop }) => !crop?.rect, 'what is kept of a photo is that photo’s'),
    v.check(({ annotate }) => annotate?.notes.every(isOfFrame) ?? true, 'a note points at one photo')
  )
});

/**
 * Reads a saved preset of any version up to this build's.
 * @throws `version` for a newer one; `bad-request` with `path` for anything else that is no preset
 */
export function parsePreset(json: unknown): Preset {
  const version = versionOf(json);
  if (version > DOCUMENT_VERSION) {
    throw new PackshotError('version', `preset version ${version} is newer than this build`, {
      version,
      supported: DOCUMENT_VERSION
    });
  }
  if (version < FIRST_VERSION) {
    throw new PackshotError('bad-request', 'preset at version: there were none', { path: 'version' });
  }
  const preset = parseAs(head, json, 'preset');
  return parseAs(shape, { ...preset, version: DOCUMENT_VERSION, edits: migrated(preset) }, 'preset');
}

/** A look's edits go the way of a variant's, which are some of a photo's too. */
function migrated({ version, edits }: { version: number; edits: JsonObject }): unknown {
  const photos = [{ edits: {}, variants: { preset: edits } }];
  const document = migrate({ version, photos }, MIGRATIONS, DOCUMENT_VERSION) as { photos: typeof photos };
  return document.photos[0]?.variants.preset;
}
